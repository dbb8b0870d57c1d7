import { describe, expect, it } from 'vitest';
import { classicScorePercentile } from '../../../src/detectors/ela/index.ts';

describe('classicScorePercentile', () => {
  it('never falls as the score rises, and spans 0 to 100', () => {
    const percentiles = Array.from({ length: 1001 }, (_, i) => classicScorePercentile(i / 1000));
    expect(percentiles[0]).toBe(0);
    expect(percentiles[1000]).toBe(100);
    expect(percentiles.filter((value, i) => i > 0 && value < percentiles[i - 1])).toEqual([]);
  });

  it('interpolates between the measured quantiles', () => {
    // 25 % lie below 0.183 and 30 % below 0.193.
    expect(classicScorePercentile(0.183)).toBe(25);
    expect(classicScorePercentile(0.188)).toBe(28);
    expect(classicScorePercentile(0.193)).toBe(30);
  });

  it('names the range it refused', () => {
    expect(() => classicScorePercentile(1.1)).toThrow(new RangeError('"score" must be in 0..1, received 1.1'));
  });
});
