import { describe, expect, it } from 'vitest';
import { boxSums } from '../../src/detectors/box-sums.ts';
import { xorshiftBytes } from '../support/scene.ts';

describe('boxSums', () => {
  it('adds up the cells that exist around each', () => {
    expect([...boxSums([1, 2, 3, 4, 5, 6, 7, 8, 9], 3, 3, 1)]).toEqual([12, 21, 16, 27, 45, 33, 24, 39, 28]);
  });

  it('changes nothing with radius 0, and adds up everything with a large one', () => {
    expect([...boxSums([3, 0, 7], 3, 1, 0)]).toEqual([3, 0, 7]);
    expect([...boxSums([3, 0, 7], 1, 3, 9)]).toEqual([10, 10, 10]);
  });

  it('agrees with adding cell by cell', () => {
    const [width, height, radius] = [13, 9, 3];
    const data = xorshiftBytes(width * height, 4);
    const expected = Array.from(data, (_, i) => {
      let sum = 0;
      data.forEach((value, k) => {
        const [dx, dy] = [(k % width) - (i % width), Math.floor(k / width) - Math.floor(i / width)];
        if (Math.abs(dx) <= radius && Math.abs(dy) <= radius) sum += value;
      });
      return sum;
    });
    expect([...boxSums(data, width, height, radius)]).toEqual(expected);
  });
});
