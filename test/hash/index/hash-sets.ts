import fc from 'fast-check';
import { hammingDistance } from '../../../src/hash/index.ts';
import type { Hash, HashKind } from '../../../src/hash/index.ts';
import type { HashMatch } from '../../../src/hash/index/index.ts';
import { HashStore } from '../../../src/hash/index/hash-store.ts';
import { appendHash } from '../../../src/hash/index/packed-hash.ts';

/** Marsaglia's xorshift32, scrambled: whole numbers below `limit`. */
export function randomNumbers(seed: number): (limit: number) => number {
  let state = (seed | 0) === 0 ? 1 : seed | 0;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return ((Math.imul(state, 0x9e3779b1) ^ (state >>> 15)) >>> 0) % limit;
  };
}

/** A hash of bits, one character each, the first most significant. */
export function hashOfText(bits: string, kind: HashKind = 'average'): Hash {
  const padded = bits.padStart(4 * Math.ceil(bits.length / 4), '0');
  const hex = padded.replace(/.{4}/g, (digit) => Number.parseInt(digit, 2).toString(16));
  return { kind, bits: bits.length, hex, quality: null, undetermined: [] };
}

/** How hashes are spread. */
export interface HashSet {
  readonly bits: number;
  readonly count: number;
  readonly seed: number;
  /** Hashes around one center, with up to `spread` bits flipped; 1 for hashes that know nothing of each other. */
  readonly clusterSize: number;
  readonly spread: number;
}

export const HASH_SETS: fc.Arbitrary<HashSet> = fc.record({
  bits: fc.constantFrom(1, 16, 31, 32, 42, 64, 65, 96, 100, 144, 256),
  count: fc.integer({ min: 1, max: 200 }),
  seed: fc.nat(),
  clusterSize: fc.constantFrom(1, 5, 1000),
  spread: fc.constantFrom(0, 2, 8),
});

/** Makes the hashes of a set; the same each time. */
export function makeHashes({ bits, count, seed, clusterSize, spread }: HashSet): Hash[] {
  const random = randomNumbers(seed);
  let center: number[] = [];
  return Array.from({ length: count }, (_, i) => {
    if (i % clusterSize === 0) center = Array.from({ length: bits }, () => random(2));
    const own = [...center];
    for (let flips = random(spread + 1); flips > 0; flips--) own[random(bits)] ^= 1;
    return hashOfText(own.join(''));
  });
}

export function storeOf(hashes: readonly Hash[]): HashStore {
  const store = new HashStore(hashes[0].bits);
  for (const hash of hashes) appendHash(store, hash);
  return store;
}

/** What a search must find: the distances of all, one by one, from their digits. */
export function matchesByDigits(
  hashes: readonly Hash[],
  query: Hash,
  radius: number,
  has: (entry: number) => boolean,
): HashMatch[] {
  return hashes
    .map((hash, entry) => ({ entry, distance: hammingDistance(hash, query) }))
    .filter(({ entry, distance }) => distance <= radius && has(entry))
    .sort((a, b) => a.distance - b.distance || a.entry - b.entry);
}
