import { FileEvidenceStore, nodeSha256, openSqliteEvidenceStore } from '../../../../src/adapters/node/evidence/index.ts';
import type { SqliteDriver, StoreMode } from '../../../../src/adapters/node/evidence/index.ts';
import { EvidenceLog } from '../../../../src/evidence/index.ts';
import type {
  EvidenceEntry,
  EvidenceInput,
  EvidenceSigner,
  EvidenceStore,
  StoredEvidence,
} from '../../../../src/evidence/index.ts';
import { countingClock, imageOf } from '../../../evidence/row-store.ts';
import { presentDrivers } from './drivers.node.ts';

/** A store that is closed. */
export type DurableStore = EvidenceStore & { close(): Promise<void> };

/** A kind of store, and how it is opened. */
export interface StoreKind {
  readonly name: string;
  /** Of the store's file. */
  readonly extension: string;
  open(path: string, mode?: StoreMode): Promise<DurableStore>;
}

export const FILE_STORE: StoreKind = {
  name: 'file',
  extension: '.jsonl',
  open: (path, mode) => FileEvidenceStore.open(path, { mode }),
};

export function sqliteStore(driver: SqliteDriver): StoreKind {
  return {
    name: driver.name,
    extension: '.db',
    open: (path, mode) => openSqliteEvidenceStore(path, { mode, driver, busyTimeoutMs: 50 }),
  };
}

/** Every kind of store that can be used here. */
export function presentStores(say?: (line: string) => void): StoreKind[] {
  return [FILE_STORE, ...presentDrivers(say).map(sqliteStore)];
}

export function inputOf(index: number): EvidenceInput {
  return {
    imageBytes: imageOf(index % 100),
    latitude: index % 3 === 0 ? null : index % 90,
    longitude: index % 4 === 0 ? null : 12.345678901234567 - (index % 170),
    attachmentId: `вкладення ${index}`,
    ...(index % 2 === 0 ? { complaintId: `c "${index}" \\` } : {}),
  };
}

/** Opens a log over a store and appends records named `upload-<index>`, all at once. */
export async function appendTo(
  store: EvidenceStore,
  count: number,
  options: { readonly signer?: EvidenceSigner; readonly now?: () => bigint } = {},
): Promise<{ log: EvidenceLog; entries: EvidenceEntry[] }> {
  const first = await store.count();
  const now = countingClock(1_700_000_000_123_456_789n + BigInt(first) * 1_000_000_001n);
  const log = await EvidenceLog.open(store, { now, sha256: nodeSha256, ...options });
  const entries = await Promise.all(
    Array.from({ length: count }, (_, i) => log.append(inputOf(first + i), { recordId: `upload-${first + i}` })),
  );
  return { log, entries };
}

export async function rowsOf(store: EvidenceStore, start = 0, end = Number.MAX_SAFE_INTEGER): Promise<StoredEvidence[]> {
  const rows: StoredEvidence[] = [];
  for await (const row of store.read(start, end)) rows.push(row);
  return rows;
}

/** What a log says about a store, by code. */
export async function codesOf(store: EvidenceStore): Promise<string[]> {
  const log = await EvidenceLog.open(store, { now: countingClock(), sha256: nodeSha256 });
  return log.problems.map(({ code }) => code);
}
