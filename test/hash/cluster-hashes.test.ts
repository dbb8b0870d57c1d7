import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterHashes } from '../../src/hash/cluster-hashes.ts';
import { hammingDistance } from '../../src/hash/index.ts';
import type { Hash } from '../../src/hash/index.ts';
import { HASH_SETS, hashOfText, makeHashes } from './index/hash-sets.ts';

/** Far above any work that is done here on a loaded machine, far below what comparing all with all would take. */
const NO_HANG_MS = 10_000;

/** Groups by spreading the least number over all pairs until nothing changes. */
function groupsByPairs(hashes: readonly Hash[], radius: number): number[][] {
  const least = hashes.map((_, i) => i);
  for (let isChanged = true; isChanged;) {
    isChanged = false;
    for (let i = 0; i < hashes.length; i++) {
      for (let j = 0; j < hashes.length; j++) {
        if (least[j] >= least[i] || hammingDistance(hashes[i], hashes[j]) > radius) continue;
        least[i] = least[j];
        isChanged = true;
      }
    }
  }
  return hashes.map((_, i) => least.flatMap((first, j) => (first === i ? [j] : []))).filter((group) => group.length > 1);
}

describe('clusterHashes', () => {
  it('follows chains, and leaves out what is alone', () => {
    const hashes = ['00000000', '11110000', '00000001', '00001111', '00000011'].map((bits) => hashOfText(bits));
    expect(clusterHashes(hashes, { radius: 1 })).toEqual([[0, 2, 4]]);
    expect(clusterHashes(hashes, { radius: 2 })).toEqual([[0, 2, 3, 4]]);
    expect(clusterHashes(hashes, { radius: 0 })).toEqual([]);
    expect(clusterHashes([], { radius: 0 })).toEqual([]);
  });

  it('finds the groups that comparing all pairs finds', () => {
    fc.assert(
      fc.property(HASH_SETS, fc.nat(), (set, radius) => {
        const hashes = makeHashes({ ...set, count: Math.min(set.count, 60) });
        const within = radius % (1 + (set.bits >> 1));
        expect(clusterHashes(hashes, { radius: within })).toEqual(groupsByPairs(hashes, within));
      }),
      { numRuns: 60 },
    );
  });

  it('takes a hundred thousand equal hashes', { timeout: NO_HANG_MS }, () => {
    const [hash] = makeHashes({ bits: 64, count: 1, seed: 4, clusterSize: 1, spread: 0 });
    const groups = clusterHashes(new Array<Hash>(100_000).fill(hash), { radius: 0 });
    expect(groups.map((group) => group.length)).toEqual([100_000]);
  });

  it('refuses hashes that cannot be compared, and radii that there are none of', () => {
    const hashes = [hashOfText('0000'), hashOfText('0000', 'pdq')];
    expect(() => clusterHashes(hashes, { radius: 1 })).toThrow(TypeError);
    expect(() => clusterHashes([hashOfText('0000'), hashOfText('00000')], { radius: 1 })).toThrow(RangeError);
    expect(() => clusterHashes(hashes.slice(0, 1), { radius: 5 })).toThrow(RangeError);
    expect(() => clusterHashes(hashes.slice(0, 1), {} as { radius: number })).toThrow(
      '"radius" must be a number, received undefined',
    );
    expect(() => clusterHashes([], { radius: 1, distance: 2 } as { radius: number })).toThrow('unknown option "distance"');
  });
});
