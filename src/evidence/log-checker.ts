import { fromHex, toHex } from '../bytes/index.ts';
import { isHexOf } from './hex-of.ts';
import { note } from '../notes/index.ts';
import type { Note } from '../notes/index.ts';
import { DIGEST_BYTES, MerkleHasher } from './merkle-hash.ts';
import { MerkleTree } from './merkle-tree.ts';
import { NoteLedger } from './note-ledger.ts';
import { readRecord } from './read-record.ts';
import { rowNote } from './record-notes.ts';
import { RecordNames } from './record-names.ts';
import { RecordOrder } from './record-order.ts';
import { NO_PREVIOUS_HASH } from './record.ts';
import type { EvidenceRecord } from './record.ts';
import type { Sha256 } from './sha256.ts';
import type { EvidenceStore, StoredEvidence } from './store.ts';

/** Options of {@link LogChecker}. */
export interface LogCheckerOptions {
  readonly sha256?: Sha256 | undefined;
  /** Nanoseconds since 1970; records from later than that are noted. */
  readonly now?: bigint | undefined;
}

/** A row that was checked. */
export interface CheckedRow {
  readonly row: StoredEvidence;
  readonly record: EvidenceRecord | undefined;
}

/** What the next row is held against. */
interface LastRow {
  readonly row: number;
  readonly index: number;
  /** Of the text as it is now. */
  readonly leafHash: Uint8Array;
  readonly storedLeafHash: string;
  readonly time: bigint | undefined;
}

/**
 * Reads the rows of a log one after the other, grows the tree over them, and notes everything that does not fit: within a row, and
 * between a row and the one before it.
 */
export class LogChecker {
  readonly tree: MerkleTree;
  readonly #hasher: MerkleHasher;
  readonly #now: bigint | undefined;
  /** What does not fit within a row or between two. */
  readonly #broken = new NoteLedger();
  /** What does not fit among all rows. */
  #disorder = new NoteLedger();
  #repeatedNames = new NoteLedger();
  readonly #order = new RecordOrder();
  readonly #names = new RecordNames();
  readonly #notIncreasing = new Aggregate();
  readonly #inFuture = new Aggregate();
  #last: LastRow | undefined;

  /**
   * @param store - Read again for proofs; the rows to check are handed to {@link LogChecker.take}.
   */
  constructor(store: EvidenceStore, { sha256, now }: LogCheckerOptions = {}) {
    this.#hasher = new MerkleHasher(sha256);
    this.#now = now;
    this.tree = new MerkleTree({ sha256, leaves: (start, end) => readLeafHashes(store, start, end, this.#hasher) });
  }

  /** Index and leaf hash of the last row; `undefined` before the first. */
  get last(): { readonly index: number; readonly leafHash: string } | undefined {
    return this.#last && { index: this.#last.index, leafHash: toHex(this.#last.leafHash) };
  }

  /** Whether a record of that name was taken. Rows that were only trusted have no name here. */
  hasName(recordId: string): boolean {
    return this.#names.has(recordId);
  }

  /** Whether everything so far fits together. Times that do not increase and names that come twice are noted, but fit. */
  get isIntact(): boolean {
    return this.#broken.isEmpty && this.#disorder.isEmpty;
  }

  /** Checks a row against itself and the one before it, and adds it to the tree. */
  take(row: StoredEvidence): CheckedRow {
    const hash = this.#hasher.leaf(row.text);
    for (const entry of row.notes ?? []) this.#broken.add(entry);
    if (!isHexOf(row.leafHash, hash)) this.#broken.add(note('evidence-row-altered', { row: row.index }));
    const { record, problem } = readRecord(row.text);
    if (problem !== undefined) this.#broken.add(rowNote(problem, row.index));
    const expected = this.#last === undefined ? 0 : this.#last.index + 1;
    // What cannot be read is taken to be what should be there, so that the row behind it can still be held against it.
    const index = record?.index ?? expected;
    const time = record === undefined ? undefined : BigInt(record.capturedAt);
    if (record !== undefined && time !== undefined) {
      // A record that stands elsewhere says nothing about the one before it; its place is noted instead.
      if (index === expected) this.#checkLink(row, record, time);
      if (this.#now !== undefined && time > this.#now) this.#inFuture.add(index);
      this.#names.take(record.recordId);
    }
    this.#order.take(index);
    this.tree.append(hash);
    this.#last = { row: row.index, index, leafHash: hash, storedLeafHash: row.leafHash, time };
    return { row, record };
  }

  /** Takes a row as it says it is, without looking into it: its stored leaf hash is believed. */
  trust(row: StoredEvidence): void {
    if (!/^[0-9a-f]{64}$/.test(row.leafHash) || row.notes !== undefined || row.index !== (this.#last?.row ?? -1) + 1) {
      this.take(row);
      return;
    }
    this.#order.take(row.index);
    const hash = fromHex(row.leafHash);
    this.tree.append(hash);
    this.#last = { row: row.index, index: row.index, leafHash: hash, storedLeafHash: row.leafHash, time: undefined };
  }

  /** Looks at all rows together, once the last was taken; what it finds is among {@link LogChecker.notes} afterwards. */
  async finish(store: EvidenceStore, count: number): Promise<void> {
    const disorder = new NoteLedger();
    this.#order.report(disorder);
    // A row that is counted and never came: out of every range, or on a page that cannot be read.
    const next = (this.#last?.row ?? -1) + 1;
    if (next < count) disorder.add(note('evidence-records-missing', { first: next, last: count - 1 }));
    this.#disorder = disorder;
    this.#repeatedNames = new NoteLedger();
    await this.#names.report(store, count, this.#repeatedNames);
  }

  /** Everything that does not fit, and the times that do not increase. */
  notes(): Note[] {
    const notes = [...this.#broken.list(), ...this.#disorder.list(), ...this.#repeatedNames.list()];
    const back = this.#notIncreasing;
    const future = this.#inFuture;
    if (back.records > 0) notes.push(note('evidence-time-not-increasing', { records: back.records, first: back.first }));
    if (future.records > 0) notes.push(note('evidence-time-in-future', { records: future.records, first: future.first }));
    return notes;
  }

  #checkLink(row: StoredEvidence, record: EvidenceRecord, time: bigint): void {
    const last = this.#last;
    const rowBefore = last?.row ?? -1;
    if (row.index !== rowBefore + 1) this.#broken.add(note('evidence-row-number', { row: row.index, index: record.index }));
    const { previousHash } = record;
    // Where the row before was altered, that is what was noted; its stored hash still links.
    const isLinked =
      last === undefined
        ? previousHash === NO_PREVIOUS_HASH
        : previousHash === last.storedLeafHash || isHexOf(previousHash, last.leafHash);
    if (!isLinked) this.#broken.add(note('evidence-chain-broken', { index: record.index }));
    if (last?.time !== undefined && time <= last.time) this.#notIncreasing.add(record.index);
  }
}

/** How many records something holds for, and the first of them. */
class Aggregate {
  records = 0;
  first = 0;

  add(index: number): void {
    if (this.records === 0) this.first = index;
    this.records++;
  }
}

/** The leaf hashes of rows as they are now, packed; shorter where rows are missing. */
async function readLeafHashes(store: EvidenceStore, start: number, end: number, hasher: MerkleHasher): Promise<Uint8Array> {
  const hashes: Uint8Array[] = [];
  for await (const { text } of store.read(start, end)) hashes.push(hasher.leaf(text));
  const packed = new Uint8Array(DIGEST_BYTES * hashes.length);
  hashes.forEach((hash, i) => packed.set(hash, DIGEST_BYTES * i));
  return packed;
}
