import { describe, expect, it } from 'vitest';
import { ExpectedRatios } from '../../../src/detectors/double-jpeg/expected-ratio.ts';

const EXACT = { sigma: 0, bias: 0 };

/** Rounded, so that sums of thirds compare. */
function ratios(primaryStep: number, step: number, range: number, noise = EXACT): number[] {
  return [...new ExpectedRatios(step, noise).of(primaryStep, range)].map((ratio) => Math.round(ratio * 1e9) / 1e9);
}

describe('ExpectedRatios', () => {
  it('counts the multiples of the first step in each bin of the last', () => {
    // Multiples of 5 over 2: 0, 2.5, 5, 7.5, 10; each stands for 5/2 bins, and those on an edge fall half to either side.
    expect(ratios(5, 2, 6)).toEqual([0, 2.5, 0, 1.25, 1.25, 0, 2.5, 0, 1.25, 1.25, 0, 2.5, 0]);
    // Multiples of 7 over 3: 0, 2.33, 4.67, 7.
    expect(ratios(7, 3, 5).slice(5)).toEqual([2.333333333, 0, 2.333333333, 0, 0, 2.333333333]);
  });

  it('finds every other bin empty when the first step is twice the last', () => {
    expect(ratios(6, 3, 4)).toEqual([2, 0, 2, 0, 2, 0, 2, 0, 2]);
  });

  it('crowds bins when the last step is the larger', () => {
    // Multiples of 2 over 3: 0, 0.67, 1.33, 2, 2.67, 3.33, 4, …; two in the bins of 1 and of 3, each worth 2/3.
    expect(ratios(2, 3, 4).slice(4)).toEqual([0.666666667, 1.333333333, 0.666666667, 1.333333333, 0.666666667]);
  });

  it('is 1 everywhere for the same step, and on average for any', () => {
    expect(ratios(4, 4, 3)).toEqual([1, 1, 1, 1, 1, 1, 1]);
    for (const [primaryStep, step] of [
      [5, 2],
      [7, 3],
      [20, 1],
      [3, 10],
    ]) {
      // Over one period of the pattern, primaryStep bins to either side of 0.
      const period = ratios(primaryStep, step, primaryStep * 5).slice(0, primaryStep * 10);
      expect(period.reduce((sum, ratio) => sum + ratio, 0) / period.length).toBeCloseTo(1, 7);
    }
  });

  it('spreads a multiple by the rounding between, as far as that reaches', () => {
    // 0 lies in the middle of its bin, 2.5 from either edge: with σ = 2.5 one standard deviation, and three to the next bin's far edge.
    const [, one, zero, other] = ratios(100, 5, 2, { sigma: 2.5, bias: 0 }).slice(0, 4);
    expect([one / 20, zero / 20, other / 20]).toEqual(
      [0.1573053559, 0.6826894921, 0.1573053559].map((p) => expect.closeTo(p, 8) as number),
    );
  });

  it('moves the multiples by the bias', () => {
    // 0 − 2 lies at −1 of steps of 2.
    expect(ratios(10, 2, 2, { sigma: 0, bias: 2 })).toEqual([0, 5, 0, 0, 0]);
  });
});
