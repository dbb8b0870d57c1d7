import { describe, expect, it } from 'vitest';
import { checkSeed, purposeOfSeed, SEED_RANGES } from '../../src/forgery/index.ts';

describe('SEED_RANGES', () => {
  it('covers every 32-bit seed once', () => {
    const ranges = Object.values(SEED_RANGES).sort((a, b) => a.first - b.first);
    expect(ranges[0].first).toBe(0);
    for (let i = 1; i < ranges.length; i++) expect(ranges[i].first).toBe(ranges[i - 1].last + 1);
    expect(ranges.at(-1)?.last).toBe(0xffffffff);
  });
});

describe('purposeOfSeed', () => {
  it.each(Object.entries(SEED_RANGES))('names %s at both ends of its range', (purpose, { first, last }) => {
    expect([purposeOfSeed(first), purposeOfSeed(last)]).toEqual([purpose, purpose]);
  });

  it('refuses what is no seed', () => {
    expect(() => purposeOfSeed(-1)).toThrow(new RangeError('"seed" must be in 0..4294967295, received -1'));
    expect(() => purposeOfSeed(1.5)).toThrow(new RangeError('"seed" must be a whole number, received 1.5'));
  });
});

describe('checkSeed', () => {
  it('lets a seed serve its own purpose', () => {
    expect(() => checkSeed(1_000_000, 'calibration')).not.toThrow();
  });

  it('names the range that a seed belongs to', () => {
    expect(() => checkSeed(12, 'calibration')).toThrow(
      new RangeError('seed 12 is one of the "test" seeds (0..999999), not of the "calibration" seeds'),
    );
  });

  it('refuses an unknown purpose', () => {
    expect(() => checkSeed(12, 'training' as 'test')).toThrow(
      new RangeError('"purpose" must be one of test, calibration, evaluation, free, received "training"'),
    );
  });
});
