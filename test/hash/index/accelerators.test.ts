import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../../src/hash/index.ts';
import type { Hash } from '../../../src/hash/index.ts';
import type { Accelerator } from '../../../src/hash/index/accelerator.ts';
import { BkTree } from '../../../src/hash/index/bk-tree.ts';
import type { HashStore } from '../../../src/hash/index/hash-store.ts';
import { scanEntries } from '../../../src/hash/index/linear-scan.ts';
import { MatchCollector } from '../../../src/hash/index/match-collector.ts';
import type { HashMatch } from '../../../src/hash/index/index.ts';
import { MultiIndex } from '../../../src/hash/index/multi-index.ts';
import { appendHash } from '../../../src/hash/index/packed-hash.ts';
import { HASH_SETS, hashOfText, makeHashes, matchesByDigits, randomNumbers, storeOf } from './hash-sets.ts';

/** Far above any work that is done here on a loaded machine, far below what comparing all with all would take. */
const NO_HANG_MS = 10_000;

const UNLIMITED = Number.POSITIVE_INFINITY;

function bkTreeOf(store: HashStore): BkTree {
  const tree = new BkTree(store);
  tree.cover();
  return tree;
}

const ACCELERATORS = [
  ['BkTree', bkTreeOf],
  ['MultiIndex', (store: HashStore) => new MultiIndex(store)],
] as const;

const wordsFor = (hash: Hash): Int32Array => new Int32Array(wordsOf(hash).buffer);

interface Question {
  readonly radius: number;
  readonly limit?: number;
  readonly budget?: number;
}

/** `undefined` when the search gave up. */
function search(
  accelerator: Accelerator,
  store: HashStore,
  query: Hash,
  { radius, limit = UNLIMITED, budget = UNLIMITED }: Question,
): HashMatch[] | undefined {
  const collector = new MatchCollector(store, radius, limit);
  return accelerator.search(wordsFor(query), collector, budget) ? collector.matches() : undefined;
}

function scan(store: HashStore, query: Hash, { radius, limit = UNLIMITED }: Question): HashMatch[] {
  const collector = new MatchCollector(store, radius, limit);
  scanEntries(store, wordsFor(query), 0, store.count, collector);
  return collector.matches();
}

describe('scanEntries', () => {
  it('finds what comparing digits finds, at every radius and limit', () => {
    fc.assert(
      fc.property(HASH_SETS, fc.nat(), fc.integer({ min: 1, max: 30 }), (set, pick, limit) => {
        const hashes = makeHashes(set);
        const store = storeOf(hashes);
        for (let entry = 0; entry < hashes.length; entry += 7) store.remove(entry);
        const query = hashes[pick % hashes.length];
        for (let radius = 0; radius <= set.bits; radius += 1 + (set.bits >> 4)) {
          const expected = matchesByDigits(hashes, query, radius, (entry) => store.has(entry));
          expect(scan(store, query, { radius })).toEqual(expected);
          expect(scan(store, query, { radius, limit })).toEqual(expected.slice(0, limit));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('looks only at the entries that it is given', () => {
    const store = storeOf(['0000', '0000', '0001', '0000'].map((bits) => hashOfText(bits)));
    const collector = new MatchCollector(store, 4, UNLIMITED);
    scanEntries(store, wordsFor(hashOfText('0000')), 1, 3, collector);
    expect(collector.matches()).toEqual([
      { entry: 1, distance: 0 },
      { entry: 2, distance: 1 },
    ]);
  });
});

describe.each(ACCELERATORS)('%s', (_, build) => {
  it('finds what comparing all finds, each once, at every radius, with removed and equal hashes', () => {
    fc.assert(
      fc.property(HASH_SETS, fc.nat(), (set, pick) => {
        const hashes = makeHashes(set);
        hashes.push(...hashes.slice(0, 5));
        const store = storeOf(hashes);
        for (let entry = 0; entry < hashes.length; entry += 9) store.remove(entry);
        const accelerator = build(store);
        for (let entry = 4; entry < hashes.length; entry += 9) store.remove(entry);
        const [near, far] = [hashes[pick % hashes.length], makeHashes({ ...set, count: 1, seed: set.seed + 1 })[0]];
        for (let radius = 0; radius <= set.bits; radius += 1 + (set.bits >> 4)) {
          // Radii that look up every value of long substrings take minutes, and no budget allows them.
          if (radius > 3 * accelerator.step + 2) break;
          expect(search(accelerator, store, near, { radius })).toEqual(scan(store, near, { radius }));
          expect(search(accelerator, store, far, { radius })).toEqual(scan(store, far, { radius }));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the best of a limited search', () => {
    fc.assert(
      fc.property(HASH_SETS, fc.integer({ min: 1, max: 20 }), (set, limit) => {
        const hashes = makeHashes(set);
        const store = storeOf(hashes);
        const radius = Math.min(set.bits, 8);
        expect(search(build(store), store, hashes[0], { radius, limit })).toEqual(scan(store, hashes[0], { radius, limit }));
      }),
      { numRuns: 40 },
    );
  });

  it('finds the planted neighbors among 20,000 others', () => {
    const hashes = makeHashes({ bits: 256, count: 20_000, seed: 3, clusterSize: 1, spread: 0 });
    const random = randomNumbers(8);
    const flipped = [...hashes[7_000].hex];
    for (let i = 0; i < 5; i++) flipped[13 * i] = (Number.parseInt(flipped[13 * i], 16) ^ (1 + random(15))).toString(16);
    hashes.push({ ...hashes[0], hex: flipped.join('') });
    const store = storeOf(hashes);
    const found = search(build(store), store, hashes[7_000], { radius: 31 });
    expect(found?.map(({ entry }) => entry)).toEqual([7_000, 20_000]);
    expect(found).toEqual(matchesByDigits(hashes, hashes[7_000], 31, () => true));
  });

  it('gives up when a search would take more steps than allowed', () => {
    const hashes = makeHashes({ bits: 64, count: 2000, seed: 5, clusterSize: 1000, spread: 4 });
    const store = storeOf(hashes);
    const accelerator = build(store);
    expect(search(accelerator, store, hashes[0], { radius: 8, budget: 100 })).toBeUndefined();
    expect(search(accelerator, store, hashes[0], { radius: 8, budget: 1e9 })).toHaveLength(
      scan(store, hashes[0], { radius: 8 }).length,
    );
    expect(search(accelerator, store, hashes[0], { radius: 0, budget: 0 })).toBeUndefined();
  });

  it('finds nothing where nothing is', () => {
    const empty = storeOf([hashOfText('1010')]);
    empty.remove(0);
    expect(search(build(empty), empty, hashOfText('1010'), { radius: 4 })).toEqual([]);
  });

  it('takes hashes that are all the same in time that grows with their number only', { timeout: NO_HANG_MS }, () => {
    const hash = makeHashes({ bits: 64, count: 1, seed: 1, clusterSize: 1, spread: 0 })[0];
    const store = storeOf(new Array<Hash>(200_000).fill(hash));
    const found = search(build(store), store, hash, { radius: 0 });
    expect(found).toHaveLength(200_000);
    expect(found?.[199_999]).toEqual({ entry: 199_999, distance: 0 });
  });
});

describe('BkTree', () => {
  it('takes in what was added since', () => {
    const hashes = makeHashes({ bits: 64, count: 300, seed: 9, clusterSize: 5, spread: 3 });
    const store = storeOf(hashes.slice(0, 1));
    const tree = bkTreeOf(store);
    for (const hash of hashes.slice(1)) {
      appendHash(store, hash);
      tree.cover();
    }
    expect(tree.covered).toBe(300);
    for (const query of hashes) expect(search(tree, store, query, { radius: 6 })).toEqual(scan(store, query, { radius: 6 }));
  });

  it('leaves out what the triangle inequality rules out', () => {
    // Below the root: edges 1, 2 and 4. Around 0000 within 1, the last two are too far to be looked at.
    const store = storeOf(['0000', '0001', '0011', '1111', '0000'].map((bits) => hashOfText(bits)));
    const tree = bkTreeOf(store);
    const query = hashOfText('0000');
    expect(search(tree, store, query, { radius: 1 })).toEqual([
      { entry: 0, distance: 0 },
      { entry: 4, distance: 0 },
      { entry: 1, distance: 1 },
    ]);
    // Two nodes compared and three children looked at.
    expect(search(tree, store, query, { radius: 1, budget: 5 })).toBeDefined();
    expect(search(tree, store, query, { radius: 1, budget: 4 })).toBeUndefined();
  });
});
