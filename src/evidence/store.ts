import type { Note } from '../notes/index.ts';
import type { EvidenceRecord } from './record.ts';

/** A record on its way into a store: everything about it that a store may want to keep, already consistent. */
export interface EvidenceEntry {
  /** Place in the log, from 0; equal to `record.index`. */
  readonly index: number;
  /** Merkle leaf hash of `text`, 64 lower-case hexadecimal digits: SHA-256 over a zero byte and the UTF-8 of `text`. */
  readonly leafHash: string;
  /** The record as canonical JSON (RFC 8785): the bytes that count. One line, no line feed in it. */
  readonly text: string;
  /** The same record as an object, for stores with columns. What it says is in `text`; only `text` is hashed. */
  readonly record: EvidenceRecord;
}

/** A row as a store holds it now: what is there, not what should be. */
export interface StoredEvidence {
  /** The store's own number of the row, from 0: the line of a file, the key of a table. */
  readonly index: number;
  /** The leaf hash that was stored beside the text when it was appended; whatever stands there now. */
  readonly leafHash: string;
  /**
   * The text that stands there now. Bytes that are no UTF-8 come as U+FFFD, which no record may hold, so a broken row never reads as
   * a whole one.
   */
  readonly text: string;
  /** What the store itself finds wrong with this row, for example columns that contradict the text. */
  readonly notes?: readonly Note[];
}

/**
 * Where an {@link EvidenceLog} keeps its records: append-only, one writer at a time.
 *
 * There is no method that changes or removes a row, and no implementation may offer one. A store keeps what it is given and says
 * what it finds; whether that fits together is judged by `verifyEvidence`, never by the store. Stores guard against mistakes; the
 * chain of hashes and checkpoints kept elsewhere guard against people.
 *
 * Errors are {@link EvidenceStoreError}s.
 */
export interface EvidenceStore {
  /**
   * Appends rows, all or none, and resolves only when they are durable: after a kill or a power cut they are there.
   *
   * The log calls this with one batch at a time and waits for the answer before it sends the next (group commit).
   *
   * @param entries - At least one, in order, with consecutive indexes.
   * @throws {EvidenceStoreError} `conflict`: the first index is not {@link EvidenceStore.count}, so somebody else has appended. It is
   *   checked under the store's own lock, where two writers may come at once. `full`, `locked`, `failed`, `closed`: nothing of the
   *   batch may be taken for durable.
   */
  append(entries: readonly EvidenceEntry[]): Promise<void>;

  /**
   * Reads the rows numbered `start` (inclusive) to `end` (exclusive) as they are now, in ascending order, without holding more than
   * some of them in memory.
   *
   * A row that is not there is left out. A row that is damaged is given as it is, with `notes`; it never ends the iteration.
   */
  read(start: number, end: number): AsyncIterable<StoredEvidence>;

  /** The index that the next record gets: one more than that of the last row, 0 for an empty store. Missing rows in between count. */
  count(): Promise<number>;

  /** The last row; `undefined` for an empty store. */
  head(): Promise<StoredEvidence | undefined>;

  /**
   * What the store finds wrong with itself apart from its rows: a torn last line that was never acknowledged and is not read, a
   * trigger that is gone, a damaged page. Empty when nothing is. A store that has nothing to look at leaves this method out.
   */
  check?(): Promise<readonly Note[]>;
}
