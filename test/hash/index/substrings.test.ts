import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countBits, wordsOf } from '../../../src/hash/index.ts';
import {
  ballSize,
  cutIntoSubstrings,
  nextOfSameOnes,
  readSubstring,
  substringRadii,
} from '../../../src/hash/index/substrings.ts';
import { hashOfText, randomNumbers } from './hash-sets.ts';

describe('cutIntoSubstrings', () => {
  it.each([
    [10_000_000, 64, [22, 21, 21]],
    [10_000_000, 256, [22, 22, 22, 22, 21, 21, 21, 21, 21, 21, 21, 21]],
    [1_000_000, 64, [16, 16, 16, 16]],
    [65_536, 42, [14, 14, 14]],
    [1 << 30, 256, [29, 29, 29, 29, 28, 28, 28, 28, 28].slice(0, 9)],
    [1, 9, [3, 3, 3]],
    [5, 1, [1]],
  ])('cuts %d hashes of %d bits into %j', (count, bits, lengths) => {
    expect(cutIntoSubstrings(count, bits).map(({ length }) => length)).toEqual(lengths);
  });

  it('loses no bit, in whatever words it lies', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 1 << 30 }), fc.nat(), (bits, count, seed) => {
        const random = randomNumbers(seed);
        const text = Array.from({ length: bits }, () => random(2)).join('');
        const words = new Int32Array(wordsOf(hashOfText(text)).buffer);
        const stored = Int32Array.from([random(2 ** 31), ...words, random(2 ** 31)]);
        const parts = cutIntoSubstrings(count, bits).map((substring) =>
          readSubstring(stored, 1, substring).toString(2).padStart(substring.length, '0'),
        );
        expect(parts.join('')).toBe(text);
      }),
    );
  });
});

describe('substringRadii', () => {
  it.each([
    [8, 3, [2, 2, 2]],
    [31, 12, [2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1]],
    [0, 3, [0, -1, -1]],
    [2, 3, [0, 0, 0]],
    [3, 3, [1, 0, 0]],
  ])('splits radius %d over %d substrings as %j', (radius, parts, radii) => {
    expect(substringRadii(radius, parts)).toEqual(radii);
  });

  it('misses no difference within the radius, and is no wider than that takes', () => {
    const substrings = cutIntoSubstrings(16, 12);
    expect(substrings.map(({ length }) => length)).toEqual([4, 4, 4]);
    for (let radius = 0; radius <= 12; radius++) {
      const radii = substringRadii(radius, 3);
      for (let difference = 0; difference < 1 << 12; difference++) {
        const parts = [difference >> 8, (difference >> 4) & 15, difference & 15];
        const isFound = parts.some((part, i) => countBits(part) <= radii[i]);
        if (countBits(difference) <= radius) expect(isFound, `${difference} within ${radius}`).toBe(true);
      }
      // One bit less in any substring would miss the difference that has one more than each radius elsewhere.
      expect(radii.reduce((sum, own) => sum + own + 1, 0)).toBe(radius + 1);
    }
  });
});

describe('the numbers within a distance', () => {
  it.each([1, 5, 9])('are all met once, of %d bits', (length) => {
    for (let radius = 0; radius <= length + 1; radius++) {
      const met = [0];
      for (let ones = 1; ones <= Math.min(radius, length); ones++) {
        for (let mask = (1 << ones) - 1; mask < 1 << length; mask = nextOfSameOnes(mask)) met.push(mask);
      }
      const expected = Array.from({ length: 1 << length }, (_, i) => i).filter((number) => countBits(number) <= radius);
      expect(met.sort((a, b) => a - b)).toEqual(expected);
      expect(ballSize(length, radius)).toBe(expected.length);
    }
  });

  it('are none for a substring that need not be looked up', () => {
    expect(ballSize(16, -1)).toBe(0);
  });

  it('end in bounds for the longest substring', () => {
    const last = ((1 << 2) - 1) << 27;
    expect(nextOfSameOnes((1 << 28) | (1 << 26))).toBe(last);
    expect(nextOfSameOnes(last)).toBeGreaterThanOrEqual(1 << 29);
  });
});
