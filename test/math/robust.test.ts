import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAD_TO_SIGMA, median, medianAbsoluteDeviation } from '../../src/math/index.ts';

const numbers = fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 200 });

function sortedMedian(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2;
}

describe('median', () => {
  it.each([
    [[5], 5],
    [[1, 2], 1.5],
    [[9, 1, 5], 5],
    [[4, 1, 3, 2], 2.5],
    [[7, 7, 7, 7, 1], 7],
    [[-Infinity, 0, Infinity], 0],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it('agrees with sorting, and leaves the values where they were', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const before = [...values];
        expect(median(values)).toEqual(sortedMedian(values));
        expect(values).toEqual(before);
      }),
    );
  });

  it('reads any numeric array', () => {
    expect(median(new Uint8Array([3, 1, 2]))).toBe(2);
  });

  it.each([
    ['falling', (i: number) => -i],
    ['all equal', () => 1],
    ['an organ pipe', (i: number) => Math.min(i, 99_999 - i)],
    ['two values in turn', (i: number) => i & 1],
    ['a saw', (i: number) => i % 317],
  ] as [string, (i: number) => number][])('takes %s apart quickly', (_name, value) => {
    const values = Float64Array.from({ length: 100_000 }, (_, i) => value(i));
    expect(median(values)).toBe(sortedMedian([...values]));
  });

  it('bounds the work on values made to defeat the choice of pivots', () => {
    const values = medianOfThreeKiller(1 << 17);
    expect(median(values)).toBe(sortedMedian([...values]));
  });

  it('is NaN when a value is NaN', () => {
    expect(median([1, NaN, 2])).toBeNaN();
  });

  it('refuses to take nothing', () => {
    expect(() => median([])).toThrow(new RangeError('"values" must hold at least one number'));
  });
});

describe('medianAbsoluteDeviation', () => {
  it.each([
    [[1, 1, 2, 2, 4, 6, 9], undefined, 1],
    [[5], undefined, 0],
    [[1, 2, 3, 4], 0, 2.5],
  ])('of %j about %s is %d', (values, center, expected) => {
    expect(medianAbsoluteDeviation(values, center)).toBe(expected);
  });

  it('does not care for where the values are, and scales with them', () => {
    const wholes = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(wholes, fc.integer({ min: -50, max: 50 }), (values, shift) => {
        const moved = values.map((value) => 2 * value + shift);
        expect(medianAbsoluteDeviation(moved)).toBe(2 * medianAbsoluteDeviation(values));
      }),
    );
  });

  it('is the quartile of a normal distribution, which MAD_TO_SIGMA turns into its standard deviation', () => {
    // Quantiles of a logistic approximation would not do: these are the normal quantiles Φ⁻¹(k/8) for σ = 2 (tables).
    const quantiles = [
      -1.1503493803760083, -0.6744897501960817, -0.3186393639643752, 0, 0.3186393639643752, 0.6744897501960817,
      1.1503493803760083,
    ];
    const spread = medianAbsoluteDeviation([-2 * 0.6744897501960817, 0, 2 * 0.6744897501960817]);
    expect(spread * MAD_TO_SIGMA).toBeCloseTo(2, 12);
    expect(medianAbsoluteDeviation(quantiles)).toBeCloseTo(0.6744897501960817, 12);
  });
});

/** An order of 0..n−1 in which first, middle and last are always among the smallest: quadratic for plain selection. */
function medianOfThreeKiller(n: number): Float64Array {
  const values = new Float64Array(n);
  const order = Array.from({ length: n }, (_, i) => i);
  for (let low = 0, high = n - 1, rank = 0; low < high; low++, high--) {
    const middle = (low + high) >> 1;
    [order[low], order[middle]] = [order[middle], order[low]];
    values[order[low]] = rank++;
    values[order[high]] = rank++;
  }
  return values;
}
