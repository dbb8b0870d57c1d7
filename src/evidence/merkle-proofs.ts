import { fromHex } from '../bytes/index.ts';
import { MerkleHasher } from './merkle-hash.ts';
import { areEqual, MAXIMUM_LEAVES } from './merkle-tree.ts';
import type { Sha256 } from './sha256.ts';

/** Leads from one leaf to the root of a tree. */
export interface InclusionProof {
  /** Place of the leaf, from 0. */
  readonly index: number;
  /** Leaves of the tree. */
  readonly size: number;
  /** Hashes of the neighbours on the way up, lowest first, 64 lower-case hexadecimal digits each; at most 40. */
  readonly path: readonly string[];
}

/** Shows that a tree begins with all the leaves of an earlier one. */
export interface ConsistencyProof {
  /** Leaves of the earlier tree. */
  readonly from: number;
  /** Leaves of the later tree. */
  readonly to: number;
  /** Hashes of subtrees, 64 lower-case hexadecimal digits each; at most 41. */
  readonly path: readonly string[];
}

const DIGEST_HEX = /^[0-9a-f]{64}$/;

/**
 * Verifies that a leaf is at its place in the tree with the given root.
 *
 * @param leafHash - Hash of the leaf, 64 lower-case hexadecimal digits.
 * @param rootHash - The tree's root, likewise; from a source that is trusted, such as a checkpoint whose signature fits.
 * @returns Whether the path leads from the leaf to the root. A path that is too short, too long or no list of hashes does not.
 * @see RFC 9162, section 2.1.3.2.
 */
export function verifyInclusion(proof: InclusionProof, leafHash: string, rootHash: string, sha256?: Sha256): boolean {
  const { index, size, path } = proof;
  if (!isSize(index) || !isSize(size) || index >= size) return false;
  const hashes = digestsOf([leafHash, rootHash, ...listOf(path)]);
  if (hashes === undefined) return false;
  const hasher = new MerkleHasher(sha256);
  let [hash] = hashes;
  let place = index;
  let last = size - 1;
  for (const neighbor of hashes.slice(2)) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      hash = hasher.node(neighbor, hash);
      // The last node of a level without a partner is taken up as it is.
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, half(last)];
    } else {
      hash = hasher.node(hash, neighbor);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && areEqual(hash, hashes[1]);
}

/**
 * Verifies that the later of two trees begins with the leaves of the earlier one, in their order: nothing was changed, removed or
 * put in between.
 *
 * @param fromRoot - Root of the earlier tree, 64 lower-case hexadecimal digits.
 * @param toRoot - Root of the later tree, likewise.
 * @returns Whether the path shows it. Trees of one size must have one root and need an empty path; so does an empty earlier tree.
 * @see RFC 9162, section 2.1.4.2.
 */
export function verifyConsistency(proof: ConsistencyProof, fromRoot: string, toRoot: string, sha256?: Sha256): boolean {
  const { from, to, path } = proof;
  if (!isSize(from) || !isSize(to) || from > to) return false;
  const digests = digestsOf([fromRoot, toRoot, ...listOf(path)]);
  if (digests === undefined) return false;
  const [earlier, later, ...hashes] = digests;
  if (from === to || from === 0) return hashes.length === 0 && (from === 0 || areEqual(earlier, later));
  // A path of no hashes shows nothing, not even for an earlier tree that is a whole subtree.
  if (hashes.length === 0) return false;
  let place = from - 1;
  let last = to - 1;
  while (place % 2 === 1) [place, last] = [half(place), half(last)];
  // The earlier tree is one whole subtree: its root is where the path begins, and is left out of it.
  if (place === 0) hashes.unshift(earlier);
  const hasher = new MerkleHasher(sha256);
  let [first] = hashes;
  let second = first;
  for (const neighbor of hashes.slice(1)) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      first = hasher.node(neighbor, first);
      second = hasher.node(neighbor, second);
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, half(last)];
    } else {
      second = hasher.node(second, neighbor);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && areEqual(first, earlier) && areEqual(second, later);
}

function half(value: number): number {
  return Math.floor(value / 2);
}

function isSize(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MAXIMUM_LEAVES;
}

/** The path as a list; one that is none or longer than any becomes a list that no hash is in. */
function listOf(path: unknown): readonly unknown[] {
  return Array.isArray(path) && path.length <= 64 ? path : [undefined];
}

function digestsOf(values: readonly unknown[]): Uint8Array[] | undefined {
  const texts = values.filter((value) => typeof value === 'string').filter((text) => DIGEST_HEX.test(text));
  return texts.length === values.length ? texts.map(fromHex) : undefined;
}
