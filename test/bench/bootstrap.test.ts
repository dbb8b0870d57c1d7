import { describe, expect, it } from 'vitest';
import { bootstrapInterval } from '../../bench/accuracy/bootstrap.ts';

const OPTIONS = { resamples: 1000, seed: 1 };
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const own = (value: number): string => String(value);
const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

describe('bootstrapInterval', () => {
  it('is the spread of the mean: 1.96 standard errors to either side', () => {
    const values = upTo(100);
    const [low, high] = bootstrapInterval(values, own, mean, { resamples: 4000, seed: 3 }) ?? [0, 0];
    // Standard deviation of 0..99: √((100² − 1) / 12) = 28.87. The ends of 4,000 resamples are known to about a tenth of an error.
    const standardError = 2.887;
    expect(Math.abs(low - (49.5 - 1.96 * standardError))).toBeLessThan(0.35 * standardError);
    expect(Math.abs(high - (49.5 + 1.96 * standardError))).toBeLessThan(0.35 * standardError);
  });

  it('draws whole groups: four pictures of one scene say no more than one does', () => {
    const [low, high] = bootstrapInterval(upTo(100), own, mean, OPTIONS) ?? [0, 0];
    const repeated = upTo(100).flatMap((value) => [value, value, value, value]);
    expect(bootstrapInterval(repeated, own, mean, OPTIONS)).toEqual([low, high]);
    const alone = bootstrapInterval(
      [...repeated.entries()],
      ([i]) => String(i),
      (items) => mean(items.map(([, value]) => value)),
      OPTIONS,
    );
    expect(alone?.[0]).toBeGreaterThan(low);
    expect(alone?.[1]).toBeLessThan(high);
  });

  it('never draws part of a group', () => {
    const items = upTo(30);
    bootstrapInterval(
      items,
      (item) => String(item % 5),
      (resample) => {
        const counts = items.map((item) => resample.filter((drawn) => drawn === item).length);
        expect(counts).toEqual(items.map((item) => counts[item % 5]));
        return resample.length;
      },
      { resamples: 20, seed: 1 },
    );
  });

  it('is the same for the same seed, and not for another', () => {
    const values = upTo(50);
    const of = (seed: number) => bootstrapInterval(values, own, mean, { resamples: 200, seed });
    expect(of(7)).toEqual(of(7));
    expect(of(8)).not.toEqual(of(7));
  });

  it('leaves out resamples without the figure, and gives none when most are', () => {
    const rarely = (share: number) => {
      let call = 0;
      return bootstrapInterval(upTo(9), own, (items) => (call++ % 10 < share ? mean(items) : undefined), OPTIONS);
    };
    expect(rarely(6)).toBeDefined();
    expect(rarely(4)).toBeUndefined();
  });

  it('has no interval for fewer than four groups', () => {
    expect(bootstrapInterval([1, 2, 3, 4], own, mean, OPTIONS)).toBeDefined();
    expect(bootstrapInterval([1, 2, 3, 4], (item) => String(Math.min(item, 3)), mean, OPTIONS)).toBeUndefined();
    expect(bootstrapInterval([], own, mean, OPTIONS)).toBeUndefined();
  });

  it('has none where all are alike: 0 of 12 is not known to be 0', () => {
    expect(bootstrapInterval(upTo(12), own, () => 0, OPTIONS)).toBeUndefined();
  });

  it('takes quantiles between values linearly', () => {
    let call = 0;
    // The resamples' figures are 0, 1 … 40: the ends lie at 2.5 % and 97.5 % of the way.
    expect(bootstrapInterval([1, 2, 3, 4], own, () => call++, { resamples: 41, seed: 1 })).toEqual([1, 39]);
  });
});
