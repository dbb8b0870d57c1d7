import { describe, expect, it } from 'vitest';
import { medianFilter } from '../../../src/detectors/noise/median-filter.ts';
import { median } from '../../../src/math/index.ts';
import { xorshiftBytes } from '../../support/scene.ts';

function filtered(rows: readonly (readonly number[])[], side: number, valid?: readonly number[]): number[] {
  const data = Float32Array.from(rows.flat());
  const marks = valid === undefined ? {} : { valid: Uint8Array.from(valid) };
  return [...medianFilter({ data, ...marks, width: rows[0].length, height: rows.length }, side)];
}

describe('medianFilter', () => {
  it('takes the middle of the cells that exist around each', () => {
    const rows = [
      [1, 9, 2],
      [8, 5, 3],
      [4, 7, 6],
    ];
    // Corners have 4 cells, edges 6, the middle 9.
    expect(filtered(rows, 3)).toEqual([6.5, 4, 4, 6, 5, 5.5, 6, 5.5, 5.5]);
  });

  it('changes nothing at side 1', () => {
    expect(filtered([[3, -1, 2]], 1)).toEqual([3, -1, 2]);
  });

  it('drops a single outlier and keeps an edge', () => {
    const row = [0, 0, 9, 0, 0, 5, 5, 5, 5];
    expect(filtered([row, row, row], 3).slice(9, 18)).toEqual([0, 0, 0, 0, 0, 5, 5, 5, 5]);
    expect(
      filtered(
        [
          [0, 0, 0, 0, 0],
          [0, 0, 99, 0, 0],
          [0, 0, 0, 0, 0],
        ],
        3,
      ),
    ).toEqual(new Array(15).fill(0));
  });

  it('does not count cells without a measurement, and leaves them at 0', () => {
    expect(filtered([[1, 100, 3, 7]], 3, [1, 0, 1, 1])).toEqual([1, 0, 5, 5]);
    expect(filtered([[1, 2]], 3, [0, 0])).toEqual([0, 0]);
  });

  it.each([3, 5, 9])('agrees with sorting, side %d', (side) => {
    const [width, height] = [13, 8];
    const data = Float32Array.from(xorshiftBytes(width * height, side), (byte) => byte - 128);
    const reach = (side - 1) / 2;
    const expected = data.map((_, i) => {
      const around = data.filter((__, k) => {
        const [dx, dy] = [(k % width) - (i % width), Math.floor(k / width) - Math.floor(i / width)];
        return Math.abs(dx) <= reach && Math.abs(dy) <= reach;
      });
      return median(around);
    });
    expect(medianFilter({ data, width, height }, side)).toEqual(expected);
  });
});
