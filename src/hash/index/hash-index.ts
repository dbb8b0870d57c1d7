import { checkBytes, checkInteger, checkOneOf, resolveOptions } from '../../errors/index.ts';
import { wordsOf } from '../hash-bits.ts';
import { HASH_KINDS } from '../hash.ts';
import type { Hash, HashKind } from '../hash.ts';
import type { Accelerator } from './accelerator.ts';
import { BkTree } from './bk-tree.ts';
import { HashStore } from './hash-store.ts';
import { MOST_BITS, readIndexFile, writeIndexFile } from './index-file.ts';
import { scanEntries } from './linear-scan.ts';
import { MatchCollector } from './match-collector.ts';
import type { HashMatch } from './match-collector.ts';
import { MultiIndex } from './multi-index.ts';
import { appendHash, appendPackedHashes, findPadding, hashOfEntry, packedLength } from './packed-hash.ts';

/**
 * How an index finds what it is asked for. The answers are the same; where a structure would have to look at more than one in 64 of the
 * hashes, because the radius is large or the hashes are alike, all of them are compared instead.
 *
 * - `linear`: compares all hashes; nothing to build.
 * - `bk-tree`: a metric tree that grows with every hash; for the smallest radii (1 or 2 of 64 bits) among hashes that come and are looked for
 *   in turn. 10 bytes a hash.
 * - `multi-index`: a table for each of several parts of the hashes, made anew when the hashes that came later are more than an eighth.
 * - `auto`: `linear` below 16,384 hashes, then `multi-index`.
 */
export type SearchStrategy = 'auto' | 'linear' | 'bk-tree' | 'multi-index';

/** Options of {@link HashIndex}. */
export interface HashIndexOptions {
  /**
   * How matches are found.
   * @defaultValue 'auto'
   */
  readonly strategy: SearchStrategy;
}

/** What {@link HashIndex.query} looks for. */
export interface HashQuery {
  /** The largest distance, 0 to the number of bits. */
  readonly radius: number;
  /**
   * The most matches: the nearest and, of those equally near, the ones that were added first. 1 or more.
   * @defaultValue all of them
   */
  readonly limit?: number | undefined;
}

const STRATEGIES: readonly SearchStrategy[] = ['auto', 'linear', 'bk-tree', 'multi-index'];

const DEFAULTS: HashIndexOptions = { strategy: 'auto' };

const QUERY_KEYS: { readonly radius: number | undefined; readonly limit: number | undefined } = {
  radius: undefined,
  limit: undefined,
};

/** With fewer hashes `auto` compares them all, which takes less than a tenth of a millisecond. */
const AUTO_MINIMUM = 16_384;

/**
 * A structure may compare and look up one in so many entries. Jumping to a hash in memory was measured to cost 30 (of a million) to 170
 * times (of ten) as much as comparing the next one; a search that gives up at this point has cost no more than one or two that compare all.
 */
const BUDGET_SHARE = 64;

/** Tables are made anew when the entries that are not in them are more than one in so many: each entry is then sorted nine times in all. */
const TAIL_SHARE = 8;

/**
 * Finds hashes by their distance, among one or many millions. Answers are exact. An entry takes the words of its hash and, once it is
 * searched by tables, about twice as much again: in all no more than four times its bits from a quarter of a million
 * hashes of 64 or 256 bits on.
 *
 * Building is put off until a query needs it, so that adding stays cheap; {@link HashIndex.prepare} does it ahead of time.
 *
 * @example
 * ```ts
 * import { HashIndex, parseHash } from 'tamperlens/hash';
 *
 * const index = new HashIndex({ kind: 'average', bits: 64 });
 * index.add(parseHash('average:ffd7918181c9ffff'));
 * index.add(parseHash('average:0123456789abcdef'));
 * index.query(parseHash('average:ffd7918181c9fffe'), { radius: 5 }); // [{ entry: 0, distance: 1 }]
 * ```
 */
export class HashIndex {
  /** The kind of its hashes. */
  readonly kind: HashKind;
  /** How many bits each of them has. */
  readonly bits: number;
  readonly #strategy: SearchStrategy;
  #store: HashStore;
  #accelerator: MultiIndex | BkTree | undefined;

  /**
   * @param like - The kind and size of the hashes; a hash will do.
   * @throws {TypeError | RangeError} There is no such kind, the bits are not 1..16,384, or an option is wrong.
   */
  constructor({ kind, bits }: Pick<Hash, 'kind' | 'bits'>, options?: Partial<HashIndexOptions>) {
    const { strategy } = resolveOptions(DEFAULTS, options);
    checkOneOf('kind', kind, HASH_KINDS);
    checkInteger('bits', bits, 1, MOST_BITS);
    checkOneOf('strategy', strategy, STRATEGIES);
    this.kind = kind;
    this.bits = bits;
    this.#strategy = strategy;
    this.#store = new HashStore(bits);
  }

  /**
   * Reads what {@link HashIndex.serialize} wrote. What the strategy needs is built by the first query, or by {@link HashIndex.prepare}.
   *
   * @returns An index with the same entries. Its memory is in proportion to the file.
   * @throws {ForensicsError} `unsupported`: another version of the format, or too many hashes. `malformed`: no such file, a wrong length,
   *   a wrong checksum, or contents that {@link HashIndex.serialize} does not write; `offset` says where.
   * @throws {TypeError | RangeError} The bytes are no `Uint8Array`, or an option is wrong.
   */
  static load(bytes: Uint8Array, options?: Partial<HashIndexOptions>): HashIndex {
    const { kind, store } = readIndexFile(bytes);
    const index = new HashIndex({ kind, bits: store.bits }, options);
    index.#store = store;
    return index;
  }

  /** How many hashes there are, without removed ones. */
  get size(): number {
    return this.#store.size;
  }

  /** Bytes of the arrays that the index holds, room for hashes to come included. */
  get memoryBytes(): number {
    return this.#store.memoryBytes + (this.#accelerator?.memoryBytes ?? 0);
  }

  /**
   * Adds a hash; one that is there already becomes another entry.
   *
   * @returns The number of the entry: 0, 1, 2 and so on. Numbers are not used again.
   * @throws {TypeError} The hash is of another kind, or its digits are none.
   * @throws {RangeError} It has another number of bits, or the index is full: 2^30 32-bit words.
   */
  add(hash: Hash): number {
    this.#check(hash);
    return appendHash(this.#store, hash);
  }

  /**
   * Adds many hashes at once.
   *
   * @param bytes - `⌈bits / 8⌉` bytes each: the hexadecimal digits in order, two a byte; an odd last one is followed by a zero.
   * @returns The number of the first entry; the others follow.
   * @throws {TypeError} The argument is no `Uint8Array`.
   * @throws {RangeError} The bytes are not a whole number of hashes, a hash has bits that are not its own, or the index is full. Nothing
   *   is added then.
   */
  addPacked(bytes: Uint8Array): number {
    checkBytes('bytes', bytes);
    const length = packedLength(this.bits);
    if (bytes.length % length !== 0) {
      throw new RangeError(`"bytes" must hold ${length} bytes for each hash, received ${bytes.length}`);
    }
    const padding = findPadding(bytes, this.bits);
    if (padding >= 0) throw new RangeError(`"bytes" must hold hashes of ${this.bits} bits: byte ${padding} has more`);
    return appendPackedHashes(this.#store, bytes);
  }

  /**
   * Removes an entry. Its memory stays in use until the index is made anew.
   *
   * @returns Whether it was there.
   */
  remove(entry: number): boolean {
    return this.#store.remove(entry);
  }

  /** Whether an entry was added and not removed. */
  has(entry: number): boolean {
    return this.#store.has(entry);
  }

  /**
   * Gives back a hash that was added; its quality is not kept.
   *
   * @throws {RangeError} There is no such entry.
   */
  hashAt(entry: number): Hash {
    if (!this.#store.has(entry)) throw new RangeError(`"entry" must be one that is in the index, received ${entry}`);
    return hashOfEntry(this.#store, this.kind, entry);
  }

  /**
   * Finds the hashes within a radius.
   *
   * @returns The matches by distance, then in the order in which they were added.
   * @throws {TypeError | RangeError} The hash is of another kind or size, or an option is missing, unknown or out of range.
   */
  query(hash: Hash, query: HashQuery): HashMatch[] {
    this.#check(hash);
    const { radius, limit } = resolveOptions(QUERY_KEYS, query);
    checkInteger('radius', radius, 0, this.bits);
    if (limit !== undefined) checkInteger('limit', limit, 1, Number.MAX_SAFE_INTEGER);
    return this.#search(new Int32Array(wordsOf(hash).buffer), radius, limit ?? Number.POSITIVE_INFINITY);
  }

  /**
   * Finds the nearest hashes.
   *
   * @param count - How many, 1 or more.
   * @returns As many as there are, by distance, then in the order in which they were added.
   * @throws {TypeError | RangeError} The hash is of another kind or size, or `count` is no whole number from 1 on.
   */
  nearest(hash: Hash, count: number): HashMatch[] {
    this.#check(hash);
    checkInteger('count', count, 1, Number.MAX_SAFE_INTEGER);
    return this.#search(new Int32Array(wordsOf(hash).buffer), this.bits, count);
  }

  /** Builds what the strategy needs for all hashes that are there, so that no query has to. */
  prepare(): void {
    this.#accelerate(0);
  }

  /**
   * Writes the hashes, their numbers and what was removed as bytes: a versioned format of about `⌈bits / 8⌉` bytes a hash with a CRC-32
   * at its end, which finds damage but does not hinder forgery. What a strategy has built is not part of it.
   */
  serialize(): Uint8Array {
    return writeIndexFile(this.kind, this.#store);
  }

  #search(words: Int32Array, radius: number, limit: number): HashMatch[] {
    const store = this.#store;
    const accelerator = this.#accelerate(TAIL_SHARE);
    if (accelerator !== undefined) {
      const found = this.#searchQuickly(accelerator, words, radius, limit);
      if (found !== undefined) return found;
    }
    const collector = new MatchCollector(store, radius, limit);
    scanEntries(store, words, 0, store.count, collector);
    return collector.matches();
  }

  /** @returns `undefined` when the structure gave up. */
  #searchQuickly(accelerator: Accelerator, words: Int32Array, radius: number, limit: number): HashMatch[] | undefined {
    const store = this.#store;
    const budget = Math.floor(store.count / BUDGET_SHARE);
    const isLimited = limit !== Number.POSITIVE_INFINITY;
    // The nearest are looked for within growing radii, for the cost of a radius grows much faster than itself.
    for (let within = isLimited ? Math.min(accelerator.step - 1, radius) : radius; ; within += accelerator.step) {
      const collector = new MatchCollector(store, Math.min(within, radius), limit);
      if (!accelerator.search(words, collector, budget)) return undefined;
      scanEntries(store, words, accelerator.covered, store.count, collector);
      if (within >= radius || collector.isFull) return collector.matches();
    }
  }

  /**
   * Brings the structure up to date.
   *
   * @param tailShare - Tables may lack one entry in so many; 0 when they must not lack any.
   */
  #accelerate(tailShare: number): Accelerator | undefined {
    const store = this.#store;
    if (this.#strategy === 'linear' || (this.#strategy === 'auto' && store.count < AUTO_MINIMUM)) return undefined;
    if (this.#strategy === 'bk-tree') {
      const tree = this.#accelerator instanceof BkTree ? this.#accelerator : new BkTree(store);
      tree.cover();
      return (this.#accelerator = tree);
    }
    const covered = this.#accelerator?.covered ?? 0;
    if ((store.count - covered) * tailShare > store.count || (tailShare === 0 && covered < store.count)) {
      // The old tables are let go first: both at once would be the most that the index ever holds.
      this.#accelerator = undefined;
      this.#accelerator = new MultiIndex(store);
    }
    return this.#accelerator;
  }

  #check({ kind, bits, hex }: Hash): void {
    if (kind !== this.kind) throw new TypeError(`an index of "${this.kind}" hashes has no place for a hash of kind "${kind}"`);
    if (bits !== this.bits) throw new RangeError(`an index of ${this.bits}-bit hashes has no place for one of ${bits} bits`);
    const digits = Math.ceil(bits / 4);
    const isPadded = Number.parseInt(hex[0], 16) < 1 << (4 + bits - 4 * digits);
    if (hex.length !== digits || !isPadded || !/^[0-9a-f]+$/.test(hex)) {
      throw new TypeError(`"hex" must be ${bits} bits as lower-case hexadecimal digits, received ${JSON.stringify(hex)}`);
    }
  }
}
