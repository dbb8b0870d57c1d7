import { checkInteger } from '../../errors/index.ts';

/** The most words that all hashes together may have: 4 GiB, and an index that 32-bit arithmetic can compute. */
export const MOST_WORDS: number = 1 << 30;

/** Memory grows by this share when a hash finds no room: less would copy more often, more would leave more unused. */
const GROWTH = 1.25;

/** Hashes of one size, one after the other in one array; an entry is the place of a hash, and keeps it for good. */
export class HashStore {
  /** Bits of each hash. */
  readonly bits: number;
  /** 32-bit words of each hash, as `wordsOf` packs them. */
  readonly width: number;
  #words: Int32Array = new Int32Array(0);
  /** A bit for each entry, 1 when it was removed. */
  #removed: Uint8Array = new Uint8Array(0);
  #count = 0;
  #removedCount = 0;

  constructor(bits: number) {
    this.bits = bits;
    this.width = Math.ceil(bits / 32);
  }

  /** Entries ever added, removed ones included. */
  get count(): number {
    return this.#count;
  }

  /** Entries that are there. */
  get size(): number {
    return this.#count - this.#removedCount;
  }

  /** `[≥ count, width]`. The next `append` may put another array in its place. */
  get words(): Int32Array {
    return this.#words;
  }

  get memoryBytes(): number {
    return this.#words.byteLength + this.#removed.byteLength;
  }

  /**
   * Makes room for hashes and counts them as entries; the caller fills in their words.
   *
   * @returns The first of the new entries.
   * @throws {RangeError} There would be more than the store can hold; nothing was added.
   */
  extend(entries: number): number {
    const first = this.#count;
    const count = first + entries;
    checkInteger('entries', count, 0, Math.floor(MOST_WORDS / this.width));
    if (count * this.width > this.#words.length) {
      const room = Math.min(Math.max(count, Math.ceil(first * GROWTH), 16), Math.floor(MOST_WORDS / this.width));
      const [words, removed] = [new Int32Array(room * this.width), new Uint8Array(Math.ceil(room / 8))];
      words.set(this.#words);
      removed.set(this.#removed);
      [this.#words, this.#removed] = [words, removed];
    }
    this.#count = count;
    return first;
  }

  /** Whether an entry was added and is not removed; whatever is no entry is not. */
  has(entry: number): boolean {
    return Number.isInteger(entry) && entry >= 0 && entry < this.#count && !this.isRemoved(entry);
  }

  /** Whether an entry, which was added, is removed. */
  isRemoved(entry: number): boolean {
    return ((this.#removed[entry >> 3] >> (entry & 7)) & 1) !== 0;
  }

  /** @returns Whether the entry was there. */
  remove(entry: number): boolean {
    if (!this.has(entry)) return false;
    this.#removed[entry >> 3] |= 1 << (entry & 7);
    this.#removedCount++;
    return true;
  }
}
