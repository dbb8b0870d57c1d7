import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exp, log, logBinomialUpperTail, logPoissonUpperTail, normalUpperTail } from '../../src/math/index.ts';
import vectors from '../vectors/tails.json' with { type: 'json' };

/** The row whose value lies furthest from the expected one, in its own units; absolute below `floor`. */
function worst(rows: readonly number[][], f: (...values: number[]) => number, floor: number): { row: string; error: number } {
  let found = { row: '', error: 0 };
  for (const row of rows) {
    const expected = row[row.length - 1];
    const actual = f(...row.slice(0, -1));
    const error = Math.abs(actual - expected) / Math.max(floor, Math.abs(expected));
    if (!(error <= found.error)) found = { row: `f(${row.slice(0, -1).join(', ')}) = ${actual}, expected ${expected}`, error };
  }
  return found;
}

describe('normalUpperTail', () => {
  it('is what mpmath and SciPy give', () => {
    const { row, error } = worst(vectors.normalUpperTail, normalUpperTail, 0);
    // The series loses three digits to cancellation just below 3.
    expect(error, row).toBeLessThan(1e-12);
  });

  it('is one half at 0, and both tails make one', () => {
    expect(normalUpperTail(0)).toBe(0.5);
    for (const z of [0.1, 1, 3, 7]) expect(normalUpperTail(z) + normalUpperTail(-z)).toBe(1);
    expect([normalUpperTail(40), normalUpperTail(-40)]).toEqual([0, 1]);
  });
});

describe('logPoissonUpperTail', () => {
  it('is what mpmath and SciPy give', () => {
    // Of terms as large as n ln n, some 1e6 here, doubles keep sixteen digits.
    const { row, error } = worst(vectors.logPoissonUpperTail, logPoissonUpperTail, 1e-3);
    expect(error, row).toBeLessThan(1e-11);
  });

  it.each([0.25, 2, 30])('is certain at 0, and 1 − e^−mean at 1, mean %d', (mean) => {
    expect(logPoissonUpperTail(0, mean)).toBe(0);
    expect(logPoissonUpperTail(1, mean)).toBeCloseTo(log(1 - exp(-mean)), 13);
  });

  it('falls with the count and rises with the mean', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2000 }), fc.double({ min: 0.01, max: 1500, noNaN: true }), (count, mean) => {
        const here = logPoissonUpperTail(count, mean);
        // Next to 0 neighbors differ by less than the rounding.
        expect(logPoissonUpperTail(count + 1, mean)).toBeLessThanOrEqual(here + 1e-11 * Math.max(1, -here));
        expect(logPoissonUpperTail(count, mean * 1.1)).toBeGreaterThanOrEqual(here - 1e-11 * Math.max(1, -here));
        expect(here).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('names what it refuses', () => {
    expect(() => logPoissonUpperTail(-1, 1)).toThrow(new RangeError('"count" must be in 0..9007199254740991, received -1'));
    expect(() => logPoissonUpperTail(1, 0)).toThrow(RangeError);
    expect(() => logPoissonUpperTail(1.5, 1)).toThrow(new RangeError('"count" must be a whole number, received 1.5'));
  });
});

describe('logBinomialUpperTail', () => {
  it('is what mpmath and SciPy give', () => {
    const { row, error } = worst(vectors.logBinomialUpperTail, logBinomialUpperTail, 1e-3);
    expect(error, row).toBeLessThan(1e-10);
  });

  it('is what counting cases gives', () => {
    // Of the 16 ways that four coins fall, 15 have one head or more, 11 two, 5 three, 1 four.
    for (const [count, ways] of [16, 15, 11, 5, 1].entries()) {
      expect(logBinomialUpperTail(4, count, 0.5)).toBeCloseTo(log(ways / 16), 13);
    }
  });

  it('names what it refuses', () => {
    expect(() => logBinomialUpperTail(3, 4, 0.5)).toThrow(new RangeError('"count" must be in 0..3, received 4'));
    expect(() => logBinomialUpperTail(3, 1, 1)).toThrow(RangeError);
    expect(() => logBinomialUpperTail(3, 1, 0)).toThrow(RangeError);
  });
});
