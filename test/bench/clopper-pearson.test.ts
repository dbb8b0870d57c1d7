import { describe, expect, it } from 'vitest';
import { clopperPearsonUpper } from '../../bench/accuracy/clopper-pearson.ts';
import vectors from '../vectors/clopper-pearson.json' with { type: 'json' };

describe('clopperPearsonUpper', () => {
  it.each(vectors.rows)('of %d in %d at %d is SciPy’s quantile of the beta distribution', (events, trials, confidence, bound) => {
    // Sums of up to 10,000 terms, each with an error of some units in the last place of its logarithm.
    expect(Math.abs(clopperPearsonUpper(events, trials, confidence) / bound - 1)).toBeLessThan(1e-9);
  });

  it('is 1 − 0.05^(1/n) where nothing was seen, and 1 where everything was', () => {
    expect(clopperPearsonUpper(0, 10)).toBeCloseTo(1 - Math.pow(0.05, 0.1), 12);
    expect(clopperPearsonUpper(4, 4)).toBe(1);
  });

  it.each([
    [-1, 3],
    [4, 3],
    [0, 0],
    [0.5, 3],
  ])('refuses %d of %d', (events, trials) => {
    expect(() => clopperPearsonUpper(events, trials)).toThrow(`events must be in 0..trials, received ${events} of ${trials}`);
  });
});
