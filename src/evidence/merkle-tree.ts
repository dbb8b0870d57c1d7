import { checkInteger } from '../errors/index.ts';
import { DIGEST_BYTES, MerkleHasher } from './merkle-hash.ts';
import type { Sha256 } from './sha256.ts';
import { EvidenceStoreError } from './store-error.ts';

/**
 * Gives the leaf hashes from `start` (inclusive) to `end` (exclusive), 32 bytes each, packed. It is asked for at most 16 at a time.
 */
export type LeafReader = (start: number, end: number) => Promise<Uint8Array>;

/** Options of {@link MerkleTree}. */
export interface MerkleTreeOptions {
  /**
   * Where the hashes of older leaves can be read again. With it the tree keeps only nodes above 16 leaves, some 4 bytes a leaf;
   * without it all nodes, 64 bytes a leaf.
   */
  readonly leaves?: LeafReader | undefined;
  /** The platform's SHA-256, where there is a faster one. */
  readonly sha256?: Sha256 | undefined;
}

/** Leaf hashes by the number of their block. */
type Blocks = ReadonlyMap<number, readonly Uint8Array[]>;

/** With a reader, nodes below this level are not kept but computed from 16 leaves. */
const LOWEST_KEPT_LEVEL = 4;

/** More leaves than any log has; keeps the sums of sizes exact. */
export const MAXIMUM_LEAVES: number = 1_099_511_627_776;

/**
 * A Merkle tree that only grows, as Certificate Transparency has it: it keeps what proofs need, not the leaves.
 *
 * One million leaves take 4 MB when their hashes can be read again.
 *
 * @see B. Laurie, E. Messeri, R. Stradling, "Certificate Transparency Version 2.0", RFC 9162, 2021, sections 2.1.1, 2.1.3.1, 2.1.4.1.
 *
 * @example
 * ```ts
 * import { leafHash, MerkleTree } from 'tamperlens/evidence';
 *
 * const tree = new MerkleTree();
 * for (const leaf of ['a', 'b', 'c']) tree.append(leafHash(leaf));
 * (await tree.inclusionPath(0)).length; // 2
 * ```
 */
export class MerkleTree {
  readonly #hasher: MerkleHasher;
  readonly #readLeaves: LeafReader | undefined;
  readonly #lowest: number;
  /** Leaves below one node of the lowest level kept. */
  readonly #blockLeaves: number;
  /** Complete nodes, level by level from the lowest kept one. */
  readonly #levels: PackedHashes[] = [];
  /** Hashes of the leaves that do not fill a block yet. */
  #recent: Uint8Array[] = [];
  #size = 0;

  constructor(options: MerkleTreeOptions = {}) {
    this.#hasher = new MerkleHasher(options.sha256);
    this.#readLeaves = options.leaves;
    this.#lowest = this.#readLeaves === undefined ? 0 : LOWEST_KEPT_LEVEL;
    this.#blockLeaves = 1 << this.#lowest;
  }

  /** How many leaves there are. */
  get size(): number {
    return this.#size;
  }

  /**
   * Adds a leaf at the end.
   *
   * @param hash - Its leaf hash, 32 bytes; kept, so it must not change.
   */
  append(hash: Uint8Array): void {
    if (hash.length !== DIGEST_BYTES) throw new RangeError(`a leaf hash has ${DIGEST_BYTES} bytes, received ${hash.length}`);
    this.#recent.push(hash);
    this.#size++;
    if (this.#recent.length < this.#blockLeaves) return;
    let node = this.#foldBlock(this.#recent);
    this.#recent = [];
    for (let depth = 0; ; depth++) {
      const level = (this.#levels[depth] ??= new PackedHashes());
      level.push(node);
      if (level.length % 2 !== 0) return;
      node = this.#node(level.at(level.length - 2), node);
    }
  }

  /** The root over all leaves, 32 bytes; without leaves the digest of nothing. */
  root(): Uint8Array {
    if (this.#size === 0) return this.#hasher.emptyRoot();
    return this.#range(0, this.#size, new Map([[this.#recentBlock(), this.#recent]]));
  }

  /** The root that the tree had when it held `size` leaves. */
  async rootAt(size: number): Promise<Uint8Array> {
    checkInteger('size', size, 0, this.#size);
    if (size === 0) return this.#hasher.emptyRoot();
    return this.#range(0, size, await this.#blocksAt([size]));
  }

  /**
   * The hashes that lead from a leaf to the root of the tree as it was with `size` leaves, lowest first.
   *
   * @param index - Place of the leaf, from 0.
   * @param size - Leaves of the tree, more than `index`.
   * @throws {EvidenceStoreError} `damaged`: the leaf hashes that were read again are not those that were appended.
   */
  async inclusionPath(index: number, size: number = this.#size): Promise<Uint8Array[]> {
    checkInteger('size', size, 1, this.#size);
    checkInteger('index', index, 0, size - 1);
    const blocks = await this.#blocksAt([index, size]);
    const path: Uint8Array[] = [];
    let [start, end] = [0, size];
    while (end - start > 1) {
      const middle = start + largestPowerBelow(end - start);
      if (index < middle) {
        path.push(this.#range(middle, end, blocks));
        end = middle;
      } else {
        path.push(this.#range(start, middle, blocks));
        start = middle;
      }
    }
    return path.reverse();
  }

  /**
   * The hashes that show that the tree with `to` leaves begins with the `from` leaves that an earlier tree had; none when the sizes are
   * equal or the earlier tree was empty.
   *
   * @throws {EvidenceStoreError} `damaged`: the leaf hashes that were read again are not those that were appended.
   */
  async consistencyPath(from: number, to: number = this.#size): Promise<Uint8Array[]> {
    checkInteger('to', to, 0, this.#size);
    checkInteger('from', from, 0, to);
    if (from === 0 || from === to) return [];
    const blocks = await this.#blocksAt([from, to]);
    const path: Uint8Array[] = [];
    let [start, end] = [0, to];
    // Whether the earlier tree is a whole subtree on the left edge, whose root the verifier has.
    let isKnown = true;
    while (end > from) {
      const middle = start + largestPowerBelow(end - start);
      if (from <= middle) {
        path.push(this.#range(middle, end, blocks));
        end = middle;
      } else {
        path.push(this.#range(start, middle, blocks));
        start = middle;
        isKnown = false;
      }
    }
    if (!isKnown) path.push(this.#range(start, end, blocks));
    return path.reverse();
  }

  /** The root over the leaves `start..end`, where `start` is a multiple of a power of two that is not below their number. */
  #range(start: number, end: number, blocks: Blocks): Uint8Array {
    const count = end - start;
    const level = levelOf(count);
    if (level !== undefined && level >= this.#lowest) return this.#levels[level - this.#lowest].at(start / count);
    if (count === 1) return this.#leaf(start, blocks);
    const middle = start + largestPowerBelow(count);
    return this.#node(this.#range(start, middle, blocks), this.#range(middle, end, blocks));
  }

  #leaf(index: number, blocks: Blocks): Uint8Array {
    const block = Math.floor(index / this.#blockLeaves);
    return (blocks.get(block) ?? [])[index - block * this.#blockLeaves];
  }

  /** The number of the block that is not full yet. */
  #recentBlock(): number {
    return Math.floor(this.#size / this.#blockLeaves);
  }

  /** Gets the blocks of leaves that the given places cut through; what is read is checked against the nodes that were kept. */
  async #blocksAt(places: readonly number[]): Promise<Blocks> {
    const blocks = new Map<number, readonly Uint8Array[]>();
    if (this.#readLeaves === undefined) return blocks;
    for (const block of new Set(places.map((place) => Math.floor(place / this.#blockLeaves)))) {
      // A copy: leaves may come, and fill the block, while others are read.
      if (block === this.#recentBlock()) blocks.set(block, this.#recent.slice());
      else blocks.set(block, await this.#readBlock(block, this.#readLeaves));
    }
    return blocks;
  }

  async #readBlock(block: number, readLeaves: LeafReader): Promise<readonly Uint8Array[]> {
    const start = block * this.#blockLeaves;
    const packed = await readLeaves(start, start + this.#blockLeaves);
    const hashes: Uint8Array[] = [];
    for (let at = 0; at < packed.length; at += DIGEST_BYTES) hashes.push(packed.subarray(at, at + DIGEST_BYTES));
    const isWhole = packed.length === this.#blockLeaves * DIGEST_BYTES;
    if (!isWhole || !areEqual(this.#foldBlock(hashes), this.#levels[0].at(block))) {
      const last = start + this.#blockLeaves - 1;
      throw new EvidenceStoreError('damaged', `one of the records ${start} to ${last} is no longer the one that was appended`);
    }
    return hashes;
  }

  /** The root over a full block of leaves. */
  #foldBlock(hashes: readonly Uint8Array[]): Uint8Array {
    let row = hashes;
    while (row.length > 1) {
      const above: Uint8Array[] = [];
      for (let i = 0; i + 1 < row.length; i += 2) above.push(this.#node(row[i], row[i + 1]));
      row = above;
    }
    return row[0];
  }

  #node(left: Uint8Array, right: Uint8Array): Uint8Array {
    return this.#hasher.node(left, right);
  }
}

/** A list of digests in one array that doubles when it is full. */
class PackedHashes {
  length = 0;
  #bytes = new Uint8Array(64 * DIGEST_BYTES);

  push(hash: Uint8Array): void {
    const at = this.length * DIGEST_BYTES;
    if (at === this.#bytes.length) {
      const wider = new Uint8Array(2 * at);
      wider.set(this.#bytes);
      this.#bytes = wider;
    }
    this.#bytes.set(hash, at);
    this.length++;
  }

  /** A copy, so that the array may grow meanwhile. */
  at(index: number): Uint8Array {
    return this.#bytes.slice(index * DIGEST_BYTES, (index + 1) * DIGEST_BYTES);
  }
}

/** Tells whether two byte strings are equal; not meant for secrets. */
export function areEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** The largest power of two that is less than `count`, which is at least 2. */
function largestPowerBelow(count: number): number {
  let power = 1;
  while (2 * power < count) power *= 2;
  return power;
}

/** The exponent of a power of two; `undefined` for any other number. */
function levelOf(count: number): number | undefined {
  let level = 0;
  let power = 1;
  while (power < count) {
    power *= 2;
    level++;
  }
  return power === count ? level : undefined;
}
