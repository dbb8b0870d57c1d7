import { toHex } from '../bytes/index.ts';
import { note } from '../notes/index.ts';
import type { Note } from '../notes/index.ts';
import type { Checkpoint } from './checkpoint.ts';
import { LogChecker } from './log-checker.ts';
import type { CheckedRow } from './log-checker.ts';
import { readRecord } from './read-record.ts';
import type { Sha256 } from './sha256.ts';
import type { EvidenceStore } from './store.ts';

/** A log as it was found. */
export interface VerifiedLog {
  /** How many rows could be read. */
  readonly rows: number;
  /** Root of the tree over them as they are, 64 lower-case hexadecimal digits. */
  readonly rootHash: string;
  /** Whether rows and chain fit together. Checkpoints are not part of it. */
  readonly isIntact: boolean;
}

/** What a log is held against. */
export interface VerifyLogOptions {
  /** The text of a record that should be in the log. */
  readonly record?: string | undefined;
  /** Checkpoints that are believed, by growing size. */
  readonly checkpoints?: readonly Checkpoint[] | undefined;
  readonly now?: bigint | undefined;
  readonly sha256?: Sha256 | undefined;
}

/** Reads every row of a log once, and says what does not fit: within the log, with a record, and with checkpoints. */
export async function verifyLog(
  store: EvidenceStore,
  { record, checkpoints = [], now, sha256 }: VerifyLogOptions,
): Promise<{ readonly problems: readonly Note[]; readonly log: VerifiedLog }> {
  const storeNotes = (await store.check?.()) ?? [];
  const checker = new LogChecker(store, { sha256, now });
  const wanted = record === undefined ? undefined : new WantedRecord(record);
  const roots = new Map<number, string>();
  const sizes = new Set(checkpoints.map(({ size }) => size));
  const count = await store.count();
  if (sizes.has(0)) roots.set(0, toHex(checker.tree.root()));
  for await (const row of store.read(0, count)) {
    const checked = checker.take(row);
    wanted?.look(checked);
    const { size } = checker.tree;
    if (sizes.has(size)) roots.set(size, toHex(checker.tree.root()));
  }
  await checker.finish(store, count);
  const { tree, isIntact } = checker;
  const problems = [...storeNotes, ...checker.notes(), ...(wanted?.problems() ?? []), ...against(checkpoints, roots, tree.size)];
  return { problems, log: { rows: tree.size, rootHash: toHex(tree.root()), isIntact } };
}

/** What a log says against checkpoints of growing size. */
function against(checkpoints: readonly Checkpoint[], roots: ReadonlyMap<number, string>, rows: number): Note[] {
  const notes: Note[] = [];
  let intact = 0;
  for (const { size, rootHash } of checkpoints) {
    const root = roots.get(size);
    if (root === rootHash) intact = size;
    else if (root === undefined) notes.push(note('evidence-log-shortened', { rows, size, missing: size - rows }));
    else notes.push(note('evidence-log-rewritten', { size, intact }));
  }
  return notes;
}

/** Looks out for one record among the rows. */
class WantedRecord {
  readonly #text: string;
  readonly #recordId: string | undefined;
  #isThere = false;
  #other: number | undefined;

  constructor(text: string) {
    this.#text = text;
    this.#recordId = readRecord(text).record?.recordId;
  }

  look({ row, record }: CheckedRow): void {
    if (row.text === this.#text) this.#isThere = true;
    else if (record !== undefined && record.recordId === this.#recordId) this.#other = row.index;
  }

  problems(): Note[] {
    if (this.#isThere) return [];
    return [this.#other === undefined ? note('evidence-record-absent') : note('evidence-record-differs', { row: this.#other })];
  }
}
