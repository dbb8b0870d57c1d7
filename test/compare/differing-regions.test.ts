import { describe, expect, it } from 'vitest';
import { differenceCells, differingRegions } from '../../src/compare/index.ts';
import type { Plane } from '../../src/image/index.ts';

/** A map that is 0 but for boxes of one level: x, y, width, height, level. */
function mapWith(width: number, height: number, ...boxes: readonly (readonly [number, number, number, number, number])[]): Plane {
  const data = new Uint8Array(width * height);
  for (const [left, top, across, down, level] of boxes) {
    for (let y = top; y < top + down; y++) data.fill(level, y * width + left, y * width + left + across);
  }
  return { data, width, height };
}

describe('differenceCells', () => {
  it('averages whole cells, and those that the border cuts over what there is of them', () => {
    // prettier-ignore
    const map = { width: 5, height: 3, data: new Uint8Array([
      1, 2, 5, 5, 9,
      3, 4, 5, 7, 0,
      8, 0, 6, 2, 7,
    ]) };
    const cells = differenceCells(map, 2);
    expect([cells.width, cells.height]).toEqual([3, 2]);
    expect([...cells.data]).toEqual([2.5, 5.5, 4.5, 4, 4, 7]);
  });

  it('takes one cell for all where the side is longer than the picture', () => {
    expect([...differenceCells(mapWith(5, 4, [0, 0, 5, 2, 10]), 8).data]).toEqual([5]);
  });

  it('says what it refuses', () => {
    expect(() => differenceCells(mapWith(5, 4), 0)).toThrow(new RangeError('"side" must be in 1..1048576, received 0'));
    expect(() => differenceCells({ ...mapWith(5, 4), width: 4 }, 2)).toThrow(
      new RangeError('"data" must hold 16 samples for 4×4, received 20'),
    );
  });
});

describe('differingRegions', () => {
  it('boxes connected cells, the largest sum of differences first, and clips them to the picture', () => {
    const map = mapWith(36, 20, [0, 0, 8, 8, 30], [24, 8, 12, 12, 100]);
    expect(differingRegions(map)).toEqual([
      { x: 24, y: 8, width: 12, height: 12, areaPixels: 144, meanDifference: 100 },
      { x: 0, y: 0, width: 8, height: 8, areaPixels: 64, meanDifference: 30 },
    ]);
  });

  it('joins cells that touch at a corner', () => {
    const map = mapWith(16, 16, [0, 0, 8, 8, 40], [8, 8, 8, 8, 60]);
    expect(differingRegions(map)).toEqual([{ x: 0, y: 0, width: 16, height: 16, areaPixels: 128, meanDifference: 50 }]);
  });

  it('leaves out cells at the level, and takes those above', () => {
    expect(differingRegions(mapWith(8, 8, [0, 0, 8, 8, 24]))).toEqual([]);
    expect(differingRegions(mapWith(8, 8, [0, 0, 8, 8, 25]))).toHaveLength(1);
    expect(differingRegions(mapWith(8, 8, [0, 0, 8, 8, 25]), { level: 25 })).toEqual([]);
  });

  it('is not misled by single pixels, however far they differ', () => {
    expect(differingRegions(mapWith(64, 64, [3, 3, 2, 2, 255], [40, 50, 1, 1, 255]))).toEqual([]);
  });

  it('gives at most 50', () => {
    const boxes = Array.from({ length: 64 }, (_, i) => [16 * (i % 8), 16 * Math.floor(i / 8), 8, 8, 100 + i] as const);
    const regions = differingRegions(mapWith(128, 128, ...boxes));
    expect(regions.map(({ meanDifference }) => meanDifference)).toEqual(Array.from({ length: 50 }, (_, i) => 163 - i));
  });

  it('says what it refuses', () => {
    expect(() => differingRegions(mapWith(5, 4), { level: -1 })).toThrow(
      new RangeError('"level" must be in 0..255, received -1'),
    );
    expect(() => differingRegions(mapWith(5, 4), { cellSide: 1.5 })).toThrow(
      new RangeError('"cellSide" must be a whole number, received 1.5'),
    );
  });
});
