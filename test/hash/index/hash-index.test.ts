import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HashIndex } from '../../../src/hash/index/index.ts';
import type { HashIndexOptions, SearchStrategy } from '../../../src/hash/index/index.ts';
import { fromHex } from '../../../src/bytes/index.ts';
import { HASH_SETS, hashOfText, makeHashes, matchesByDigits, randomNumbers } from './hash-sets.ts';

const STRATEGIES: readonly SearchStrategy[] = ['auto', 'linear', 'bk-tree', 'multi-index'];

/** Large enough for `auto` to make tables; the hashes that come later are few enough to be looked at one by one. */
const LARGE_SETS = [
  { what: 'unrelated', bits: 64, clusterSize: 1, spread: 0, radius: 4 },
  { what: 'clustered', bits: 64, clusterSize: 20, spread: 6, radius: 5 },
  { what: 'clustered', bits: 256, clusterSize: 8, spread: 30, radius: 31 },
  { what: 'alike', bits: 64, clusterSize: 30_000, spread: 5, radius: 2 },
].map((set, seed) => ({
  ...set,
  hashes: makeHashes({ ...set, seed: seed + 11, count: 18_000 }),
  later: makeHashes({ ...set, seed: seed + 11, count: 300 }),
}));

function indexOf(hashes: Parameters<HashIndex['add']>[0][], options?: Partial<HashIndexOptions>): HashIndex {
  const index = new HashIndex(hashes[0], options);
  for (const hash of hashes) index.add(hash);
  return index;
}

describe.each(STRATEGIES)('HashIndex with strategy %s', (strategy) => {
  it('answers as comparing digits does while hashes come and go', () => {
    fc.assert(
      fc.property(HASH_SETS, fc.integer({ min: 1, max: 12 }), (set, limit) => {
        const hashes = makeHashes(set);
        const random = randomNumbers(set.seed + 7);
        const index = new HashIndex(hashes[0], { strategy });
        for (let added = 0; added < hashes.length;) {
          for (let more = 1 + random(40); more > 0 && added < hashes.length; more--) {
            expect(index.add(hashes[added])).toBe(added);
            added++;
          }
          index.remove(random(added));
          const query = hashes[random(hashes.length)];
          const radius = random(set.bits + 1);
          const all = matchesByDigits(hashes.slice(0, added), query, set.bits, (entry) => index.has(entry));
          const within = all.filter(({ distance }) => distance <= radius);
          expect(index.query(query, { radius })).toEqual(within);
          expect(index.query(query, { radius, limit })).toEqual(within.slice(0, limit));
          expect(index.nearest(query, limit)).toEqual(all.slice(0, limit));
          expect(index.size).toBe(all.length);
        }
      }),
      { numRuns: 40 },
    );
  });

  it.each(LARGE_SETS)('answers as comparing all does among many $what hashes of $bits bits', ({ hashes, later, radius }) => {
    const index = indexOf(hashes, { strategy });
    index.prepare();
    for (const hash of later) index.add(hash);
    const linear = indexOf([...hashes, ...later], { strategy: 'linear' });
    for (let entry = 0; entry < hashes.length; entry += 11) expect(index.remove(entry) && linear.remove(entry)).toBe(true);
    for (let i = 0; i < hashes.length; i += 3001) {
      expect(index.query(hashes[i], { radius })).toEqual(linear.query(hashes[i], { radius }));
      expect(index.query(hashes[i], { radius, limit: 3 })).toEqual(linear.query(hashes[i], { radius, limit: 3 }));
      for (const count of [1, 5]) expect(index.nearest(hashes[i], count)).toEqual(linear.nearest(hashes[i], count));
    }
  });

  it('is empty at first', () => {
    const index = new HashIndex({ kind: 'average', bits: 4 }, { strategy });
    index.prepare();
    expect([index.size, index.has(0), index.remove(0)]).toEqual([0, false, false]);
    expect(index.query(hashOfText('0000'), { radius: 4 })).toEqual([]);
    expect(index.nearest(hashOfText('0000'), 3)).toEqual([]);
  });
});

describe('HashIndex', () => {
  it('gives back each hash, whatever its size, added alone or packed', () => {
    for (let bits = 1; bits <= 130; bits++) {
      const hashes = makeHashes({ bits, count: 5, seed: bits, clusterSize: 1, spread: 0 });
      const index = indexOf(hashes);
      const packed = hashes.map(({ hex }) => hex + '0'.repeat(hex.length % 2)).join('');
      expect(index.addPacked(fromHex(packed))).toBe(5);
      for (let entry = 0; entry < 10; entry++) expect(index.hashAt(entry)).toEqual(hashes[entry % 5]);
    }
  });

  it('never gives a number to two hashes', () => {
    const index = indexOf(['0000', '0001', '0011'].map((bits) => hashOfText(bits)));
    expect(index.remove(2)).toBe(true);
    expect(index.remove(2)).toBe(false);
    expect(index.add(hashOfText('0111'))).toBe(3);
    expect(index.size).toBe(3);
    expect(() => index.hashAt(2)).toThrow(new RangeError('"entry" must be one that is in the index, received 2'));
    expect([-1, 0.5, 4, Number.NaN].map((entry) => [index.has(entry), index.remove(entry)])).toEqual(
      new Array(4).fill([false, false]),
    );
  });

  it.each([
    [64, 262_144],
    [256, 262_144],
    [64, 500_000],
  ])('takes at most four times the bits with tables: %d bits, %d hashes', (bits, count) => {
    const index = new HashIndex({ kind: 'average', bits }, { strategy: 'multi-index' });
    const some = new Uint8Array((bits / 8) * 1000);
    for (let left = count; left > 0; left -= 1000) index.addPacked(some.subarray(0, (bits / 8) * Math.min(left, 1000)));
    const raw = (count * bits) / 8;
    expect(index.memoryBytes / raw).toBeLessThan(1.3);
    index.prepare();
    expect(index.memoryBytes / raw).toBeGreaterThan(2);
    expect(index.memoryBytes / raw).toBeLessThanOrEqual(4);
  });

  it('makes tables by itself from 16,384 hashes on, and anew when more than an eighth came later', () => {
    const packed = new Uint8Array(8 * 2500);
    const [auto, linear] = (['auto', 'linear'] as const).map(
      (strategy) => new HashIndex({ kind: 'average', bits: 64 }, { strategy }),
    );
    const tableBytesAfter = (hashes: number): number => {
      auto.addPacked(packed.subarray(0, 8 * hashes));
      linear.addPacked(packed.subarray(0, 8 * hashes));
      auto.query(hashOfText('01'.repeat(32)), { radius: 1 });
      return auto.memoryBytes - linear.memoryBytes;
    };
    for (let count = 0; count < 15_000; count += 2500) expect(tableBytesAfter(2500)).toBe(0);
    expect(tableBytesAfter(1383)).toBe(0);
    // Five tables of 2^13 buckets and, for the last, 2^12: starts and one more, then each entry.
    const starts = 4 * (4 * (8192 + 1) + 4096 + 1);
    expect(tableBytesAfter(1)).toBe(starts + 5 * 4 * 16_384);
    expect(tableBytesAfter(2340)).toBe(starts + 5 * 4 * 16_384);
    expect(tableBytesAfter(1)).toBe(starts + 5 * 4 * 18_725);
  });

  it('says what it refuses', () => {
    const index = indexOf([hashOfText('000000000000')]);
    const own = hashOfText('000000000000');
    expect(() => index.add({ ...own, kind: 'pdq' })).toThrow(
      new TypeError('an index of "average" hashes has no place for a hash of kind "pdq"'),
    );
    expect(() => index.query(hashOfText('0000'), { radius: 1 })).toThrow(
      new RangeError('an index of 12-bit hashes has no place for one of 4 bits'),
    );
    expect(() => index.add({ ...own, hex: '00A' })).toThrow(
      new TypeError('"hex" must be 12 bits as lower-case hexadecimal digits, received "00A"'),
    );
    for (const hex of ['00', '0000', '', '0x1']) expect(() => index.add({ ...own, hex })).toThrow(TypeError);
    expect(() => new HashIndex({ kind: 'average', bits: 2 }).add({ ...own, bits: 2, hex: '4' })).toThrow(TypeError);
    expect(() => index.query(own, { radius: 13 })).toThrow(new RangeError('"radius" must be in 0..12, received 13'));
    expect(() => index.query(own, { radius: 1.5 })).toThrow(RangeError);
    expect(() => index.query(own, {} as { radius: number })).toThrow(
      new TypeError('"radius" must be a number, received undefined'),
    );
    expect(() => index.query(own, { radius: 1, limit: 0 })).toThrow(RangeError);
    expect(() => index.query(own, { radius: 1, most: 3 } as { radius: number })).toThrow(
      new TypeError('unknown option "most"; known options: radius, limit'),
    );
    expect(() => index.nearest(own, 0)).toThrow(RangeError);
    expect(() => index.addPacked(new Uint8Array(3))).toThrow(
      new RangeError('"bytes" must hold 2 bytes for each hash, received 3'),
    );
    expect(() => index.addPacked(Uint8Array.of(0, 0, 0, 1))).toThrow(
      new RangeError('"bytes" must hold hashes of 12 bits: byte 3 has more'),
    );
    expect(() => index.addPacked([0, 0] as unknown as Uint8Array)).toThrow(TypeError);
    expect(index.size).toBe(1);
    expect(() => new HashIndex({ kind: 'sha' as 'pdq', bits: 4 })).toThrow(RangeError);
    expect(() => new HashIndex({ kind: 'pdq', bits: 0 })).toThrow(RangeError);
    expect(() => new HashIndex({ kind: 'pdq', bits: 256 }, { strategy: 'fast' as 'auto' })).toThrow(
      new RangeError('"strategy" must be one of auto, linear, bk-tree, multi-index, received "fast"'),
    );
  });
});
