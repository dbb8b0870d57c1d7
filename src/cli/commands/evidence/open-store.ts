import { extname } from 'node:path';
import { FileEvidenceStore, openSqliteEvidenceStore } from '../../../adapters/node/evidence/index.ts';
import type { StoreMode } from '../../../adapters/node/evidence/index.ts';
import type { EvidenceStore } from '../../../evidence/index.ts';
import { UsageError } from '../../usage-error.ts';

/** What `--store` takes. */
export const STORES = ['file', 'sqlite'] as const;

type StoreKind = (typeof STORES)[number];

/** The options that say where a log is. */
export interface StoreOptions {
  readonly log: string;
  readonly store?: StoreKind | undefined;
}

/** A store that has to be closed. */
export interface OpenedStore extends EvidenceStore {
  close(): Promise<void>;
}

/** What the names of logs end with. */
const EXTENSIONS: Readonly<Record<string, StoreKind>> = {
  '.jsonl': 'file',
  '.db': 'sqlite',
  '.sqlite': 'sqlite',
  '.sqlite3': 'sqlite',
};

/**
 * Opens the store of a log.
 *
 * @throws {UsageError} Neither the option nor the path's extension says of which kind it is.
 * @throws {EvidenceStoreError} It cannot be opened.
 */
export async function openStore({ log, store }: StoreOptions, mode: StoreMode): Promise<OpenedStore> {
  const kind = store ?? EXTENSIONS[extname(log).toLowerCase()];
  if (kind === 'file') return FileEvidenceStore.open(log, { mode });
  if (kind === 'sqlite') return openSqliteEvidenceStore(log, { mode });
  throw new UsageError(
    `the name of ${log} ends with none of ${Object.keys(EXTENSIONS).join(', ')}: say --store file or --store sqlite`,
  );
}
