import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countTwo, countThree, distanceUpTo } from '../../../src/hash/index/distance-up-to.ts';

const WORD = fc.oneof(fc.integer({ min: -0x80000000, max: 0x7fffffff }), fc.constantFrom(0, -1, 1, -0x80000000));

/** The ones of a word, counted in its digits. */
const ones = (word: number): number => [...(word >>> 0).toString(2)].filter((digit) => digit === '1').length;

describe('counting the ones of several words at once', () => {
  it('gives the sum of their ones', () => {
    fc.assert(
      fc.property(WORD, WORD, WORD, (a, b, c) => {
        expect(countTwo(a, b)).toBe(ones(a) + ones(b));
        expect(countThree(a, b, c)).toBe(ones(a) + ones(b) + ones(c));
      }),
    );
  });

  it('does not overflow', () => {
    expect([countTwo(-1, -1), countThree(-1, -1, -1)]).toEqual([64, 96]);
  });
});

describe('distanceUpTo', () => {
  it('is exact up to the largest distance of interest, and above it beyond', () => {
    const pairs = fc.array(fc.tuple(WORD, WORD), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(pairs, fc.nat(300), fc.nat(9), fc.nat(3), (words, most, from, before) => {
        const stored = Int32Array.from([...new Array<number>(before).fill(-1), ...words.map(([word]) => word), -1]);
        const query = Int32Array.from(words, ([, word]) => word);
        const exact = words.slice(from).reduce((sum, [a, b]) => sum + ones(a ^ b), 0);
        const distance = distanceUpTo(stored, before, query, from, most);
        if (exact <= most) expect(distance).toBe(exact);
        else expect(distance).toBeGreaterThan(most);
      }),
    );
  });
});
