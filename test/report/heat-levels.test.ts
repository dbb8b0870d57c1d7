import { describe, expect, it } from 'vitest';
import type { HeatMap } from '../../src/detectors/index.ts';
import { heatLevels, STANDS_OUT_LEVEL } from '../../src/report/heat-levels.ts';
import { xorshiftBytes } from '../support/scene.ts';

function mapOf(values: readonly number[], valid?: readonly number[]): HeatMap {
  const marks = valid === undefined ? {} : { valid: Uint8Array.from(valid) };
  return {
    data: Float32Array.from(values),
    ...marks,
    width: values.length,
    height: 1,
    cell: { width: 8, height: 8, offsetX: 0, offsetY: 0 },
  };
}

function levels(values: readonly number[], valid?: readonly number[]): number[] {
  return Array.from(heatLevels(mapOf(values, valid)));
}

describe('heatLevels', () => {
  it('shows the median as 51 and each deviation of 1.4826 MAD as 25.5 more or less', () => {
    // Median 3, MAD 1: steps of 17.2.
    expect(levels([1, 2, 3, 4, 5])).toEqual([17, 34, 51, 68, 85]);
  });

  it('reaches 0 two deviations below and 255 eight above the median', () => {
    // Median 3, MAD 2, a deviation is 2.965: -2.93 is 2.0 below, 26.72 is 8.0 above.
    expect(levels([-3, 1, 2, 3, 4, 5, 27])).toEqual([0, 34, 42, 51, 60, 68, 255]);
    expect(levels([-300, 1, 2, 3, 4, 5, 2700])).toEqual([0, 34, 42, 51, 60, 68, 255]);
  });

  it('keeps a map without differences dark', () => {
    expect(levels([7, 7, 7])).toEqual([51, 51, 51]);
    expect(levels([0, 0, 0])).toEqual([51, 51, 51]);
    // A hundredth of the median is the least deviation: 1 % more is one step of 25.5.
    expect(levels([100, 100, 100, 101, 102])).toEqual([51, 51, 51, 77, 102]);
  });

  it('gives 0 to cells without a measurement, which do not count', () => {
    expect(levels([1, 2, 999, 3, 4, 5], [1, 1, 0, 1, 1, 1])).toEqual([17, 34, 0, 51, 68, 85]);
    expect(levels([5, 9], [0, 0])).toEqual([0, 0]);
  });

  it('does not depend on the unit', () => {
    const values = Array.from(xorshiftBytes(200, 1));
    expect(levels(values.map((value) => value / 1024))).toEqual(levels(values));
  });

  it('rises with the value', () => {
    const values = Array.from(xorshiftBytes(500, 2), (byte) => byte * byte).sort((a, b) => a - b);
    const shown = levels(values);
    expect(shown).toEqual([...shown].sort((a, b) => a - b));
  });

  it('is linear between the ends of a range, whatever the other cells hold', () => {
    const inRange = (values: readonly number[]) => Array.from(heatLevels(mapOf(values), { black: 10, white: 20 }));
    expect(inRange([0, 10, 12, 14, 20, 500])).toEqual([0, 0, 51, 102, 255, 255]);
    expect(inRange([12, 12, 12])).toEqual([51, 51, 51]);
    expect(Array.from(heatLevels(mapOf([12, 14], [0, 1]), { black: 10, white: 20 }))).toEqual([0, 102]);
  });

  it('calls two deviations above the median standing out', () => {
    expect(STANDS_OUT_LEVEL).toBe(102);
  });
});
