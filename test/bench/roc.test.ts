import { describe, expect, it } from 'vitest';
import { areaUnderRoc, operatingPoint, winsOf } from '../../bench/accuracy/roc.ts';
import { xorshiftBytes } from '../support/scene.ts';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

describe('areaUnderRoc', () => {
  it.each([
    [[3, 4], [1, 2], 1],
    [[1, 2], [3, 4], 0],
    [[1, 1], [1, 1, 1], 0.5],
    [[2], [1, 2, 3, 3], 1.5 / 4],
  ])('of %j against %j is %d', (tampered, authentic, area) => {
    expect(areaUnderRoc(tampered, authentic)).toBe(area);
  });

  it('is not defined without either kind', () => {
    expect(areaUnderRoc([], [1])).toBeUndefined();
    expect(areaUnderRoc([1], [])).toBeUndefined();
  });

  it.each(upTo(20))('equals counting pairs, seed %d', (seed) => {
    const bytes = [...xorshiftBytes(50, seed)].map((byte) => byte % 16);
    const [tampered, authentic] = [bytes.slice(0, 20), bytes.slice(20)];
    let wins = 0;
    for (const a of tampered) for (const b of authentic) wins += a > b ? 1 : a === b ? 0.5 : 0;
    expect(winsOf(tampered, authentic)).toBe(wins);
  });
});

describe('operatingPoint', () => {
  it('lets so many authentic pictures exceed the threshold as the rate allows', () => {
    // Of 40, two may: the threshold is 38, which 39 and 40 exceed.
    expect(operatingPoint([38, 38.5, 39, 100], upTo(40), 0.05)).toEqual({
      truePositiveRate: 0.75,
      falseAlarms: 2,
      authentic: 40,
    });
  });

  it('allows none when there are too few to show the rate', () => {
    expect(operatingPoint([19, 20], upTo(19), 0.05)).toEqual({ truePositiveRate: 0.5, falseAlarms: 0, authentic: 19 });
  });

  it('does not part ties: rather fewer false alarms than allowed', () => {
    expect(operatingPoint([5, 5, 6], [1, 1, 5, 5, 5], 0.4)).toEqual({ truePositiveRate: 1 / 3, falseAlarms: 0, authentic: 5 });
  });

  it('finds everything when every authentic picture may be flagged', () => {
    expect(operatingPoint([0], [1, 2], 1)).toEqual({ truePositiveRate: 1, falseAlarms: 2, authentic: 2 });
  });

  it('is not defined without either kind', () => {
    expect(operatingPoint([], [1], 0.05)).toBeUndefined();
    expect(operatingPoint([1], [], 0.05)).toBeUndefined();
  });

  it.each(upTo(20))('is the best threshold within the rate, seed %d', (seed) => {
    const bytes = [...xorshiftBytes(60, seed)].map((byte) => byte % 24);
    const [tampered, authentic] = [bytes.slice(0, 25), bytes.slice(25)];
    const share = (values: readonly number[], threshold: number): number =>
      values.filter((value) => value > threshold).length / values.length;
    for (const rate of [0, 0.01, 0.05, 0.2]) {
      const allowed = [-1, ...bytes].filter((threshold) => share(authentic, threshold) <= rate);
      const best = Math.max(...allowed.map((threshold) => share(tampered, threshold)));
      expect(operatingPoint(tampered, authentic, rate)?.truePositiveRate).toBe(best);
    }
  });
});
