import { describe, expect, it } from 'vitest';
import { blockDetail } from '../../../src/detectors/ela/detail.ts';

function plane(width: number, height: number, level: (x: number, y: number) => number) {
  const data = Uint8Array.from({ length: width * height }, (_, i) => level(i % width, Math.floor(i / width)));
  return { data, width, height };
}

describe('blockDetail', () => {
  it('is the slope of a ramp, per pixel', () => {
    // The last column has no right neighbor, so one pixel in eight of the last block has no slope.
    const { data, width, height } = blockDetail(plane(24, 16, (x) => 5 * x));
    expect([width, height]).toEqual([3, 2]);
    expect(data).toEqual(Float32Array.of(5, 5, 4.375, 5, 5, 4.375));
  });

  it('adds both directions', () => {
    const { data } = blockDetail(plane(16, 16, (x, y) => 3 * x + 4 * y));
    expect(data).toEqual(Float32Array.of(7, 6.625, 6.5, 6.125));
  });

  it('takes steps up and down alike, and a step between blocks for the left one', () => {
    const { data } = blockDetail(plane(16, 8, (x) => (x < 8 ? 200 : 0)));
    expect(data).toEqual(Float32Array.of(25, 0));
    expect(blockDetail(plane(16, 8, (x) => (x < 8 ? 0 : 200))).data).toEqual(data);
  });

  it('averages what a partial block has', () => {
    const { data, width, height } = blockDetail(plane(9, 10, (_, y) => 10 * y));
    expect([width, height]).toEqual([2, 2]);
    expect(data).toEqual(Float32Array.of(10, 10, 5, 5));
  });

  it('is 0 for one pixel and for a flat plane', () => {
    expect(blockDetail(plane(1, 1, () => 9)).data).toEqual(Float32Array.of(0));
    expect(blockDetail(plane(20, 20, () => 9)).data).toEqual(new Float32Array(9));
  });
});
