import { describe, expect, it } from 'vitest';
import { robustDeviations } from '../../src/detectors/robust-deviations.ts';

/** The standard deviation that a median absolute deviation of 1 stands for. */
const SIGMA = 1.4826022185056018;

describe('robustDeviations', () => {
  it('is in units of the median absolute deviation, from the median', () => {
    // Median 3; distances 2, 1, 0, 1, 97 have the median 1.
    const deviations = robustDeviations({ data: Float32Array.of(1, 2, 3, 4, 100), valid: undefined });
    [-2, -1, 0, 1, 97].forEach((distance, i) => expect(deviations[i]).toBeCloseTo(distance / SIGMA, 5));
  });

  it('leaves cells without a measurement out, and at 0', () => {
    const deviations = robustDeviations({ data: Float32Array.of(1, 2, 3, 99), valid: Uint8Array.of(1, 1, 1, 0) });
    expect([...deviations].map((value) => Math.round(value * SIGMA * 1e6) / 1e6)).toEqual([-1, 0, 1, 0]);
  });

  it('is 0 where there is no spread, or nothing at all', () => {
    expect([...robustDeviations({ data: Float32Array.of(5, 5, 5, 9), valid: undefined })]).toEqual([0, 0, 0, 0]);
    expect([...robustDeviations({ data: Float32Array.of(5, 6), valid: Uint8Array.of(0, 0) })]).toEqual([0, 0]);
  });
});
