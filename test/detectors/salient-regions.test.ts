import { describe, expect, it } from 'vitest';
import type { HeatMap } from '../../src/detectors/index.ts';
import { salientRegions } from '../../src/detectors/salient-regions.ts';

const SIDE = 10;
const IMAGE = { width: 80, height: 80 };
const CELL = { width: 8, height: 8, offsetX: 0, offsetY: 0 };

/** The standard deviation that a median absolute deviation of 1 stands for. */
const SIGMA = 1.4826022185056018;

/** [column, row, columns, rows, value] */
type Block = readonly [number, number, number, number, number];

/** 0, 1, 2 over and over, with blocks of other values: few enough to leave the median and the median absolute deviation at 1. */
function mapOf(blocks: readonly Block[], side = SIDE): HeatMap {
  const data = Float32Array.from({ length: side * side }, (_, i) => i % 3);
  for (const [left, top, columns, rows, value] of blocks) {
    for (let y = top; y < top + rows; y++) data.fill(value, y * side + left, y * side + left + columns);
  }
  return { data, width: side, height: side, cell: CELL };
}

const GROWN: Block = [2, 3, 3, 2, 5];

describe('salientRegions', () => {
  it('outlines what is above 2.5 deviations and connected to something above 4', () => {
    // 5 is 4 / 1.4826 = 2.7 deviations above the median, 9 is 5.4.
    const regions = salientRegions(mapOf([GROWN, [2, 3, 1, 1, 9]]), IMAGE);
    expect(regions).toHaveLength(1);
    expect(regions[0]).toMatchObject({ x: 16, y: 24, width: 24, height: 16, areaPixels: 6 * 64, cells: 6 });
    expect(regions[0].meanDeviation).toBeCloseTo((5 * 4 + 8) / 6 / SIGMA, 12);
  });

  it('leaves alone what is nowhere above 4', () => {
    expect(salientRegions(mapOf([GROWN]), IMAGE)).toEqual([]);
    // 6.9 is 3.98 deviations above the median, 6.95 is 4.01.
    expect(salientRegions(mapOf([[2, 3, 3, 2, 6.9]]), IMAGE)).toEqual([]);
    expect(salientRegions(mapOf([[2, 3, 3, 2, 6.95]]), IMAGE)).toHaveLength(1);
  });

  it('does not grow to 2.5 deviations and less', () => {
    // 4.7 is 2.496 deviations above the median.
    const regions = salientRegions(mapOf([[0, 3, 10, 2, 4.7], [...GROWN.slice(0, 4), 9] as unknown as Block]), IMAGE);
    expect(regions.map(({ cells }) => cells)).toEqual([6]);
  });

  it('takes two cells for noise and four for a region', () => {
    expect(salientRegions(mapOf([[4, 4, 2, 1, 20]]), IMAGE)).toEqual([]);
    expect(salientRegions(mapOf([[4, 4, 2, 2, 20]]), IMAGE)).toHaveLength(1);
  });

  it('takes less than a thousandth of a large map for noise', () => {
    const large = mapOf(
      [
        [0, 0, 3, 2, 20],
        [50, 50, 8, 1, 20],
        [50, 60, 9, 2, 20],
      ],
      100,
    );
    const regions = salientRegions(large, { width: 800, height: 800 });
    expect(regions.map(({ cells }) => cells)).toEqual([18]);
  });

  it('orders by evidence: deviation times cells', () => {
    const regions = salientRegions(
      mapOf([
        [0, 0, 4, 1, 13],
        [0, 5, 4, 2, 9],
        [6, 2, 2, 2, 12],
      ]),
      IMAGE,
    );
    // 8 · 8, 4 · 12 and 4 · 11 in units of a deviation.
    expect(regions.map(({ x, y }) => [x, y])).toEqual([
      [0, 40],
      [0, 0],
      [48, 16],
    ]);
  });

  it('clips boxes to the image', () => {
    const regions = salientRegions(mapOf([[8, 8, 2, 2, 20]]), { width: 77, height: 73 });
    expect(regions[0]).toMatchObject({ x: 64, y: 64, width: 13, height: 9, areaPixels: 13 * 9, cells: 4 });
  });

  it('follows the size and the offset of the cells', () => {
    const map = { ...mapOf([[0, 2, 2, 2, 20]]), cell: { width: 4, height: 6, offsetX: -2, offsetY: 3 } };
    expect(salientRegions(map, IMAGE)[0]).toMatchObject({ x: 0, y: 15, width: 6, height: 12 });
  });

  it('does not look at cells without a measurement', () => {
    const map = mapOf([[2, 2, 4, 2, 20]]);
    const valid = Uint8Array.from(map.data, (value) => (value === 20 ? 0 : 1));
    expect(salientRegions({ ...map, valid }, IMAGE)).toEqual([]);
    expect(salientRegions({ ...map, valid: valid.fill(0) }, IMAGE)).toEqual([]);
  });

  it('has no unit to stand out by where more than half of the cells are alike', () => {
    const data = new Float32Array(100).fill(3);
    data.fill(50, 20, 30);
    expect(salientRegions({ data, width: 10, height: 10, cell: CELL }, IMAGE)).toEqual([]);
  });

  it('returns the strongest 50', () => {
    const blocks = Array.from({ length: 64 }, (_, i): Block => [5 * (i % 8), 5 * (i >> 3), 2, 2, 20 + ((i * 37) % 64)]);
    const regions = salientRegions(mapOf(blocks, 40), { width: 320, height: 320 });
    expect(regions).toHaveLength(50);
    const values = regions.map(({ meanDeviation }) => Math.round(meanDeviation * SIGMA + 1));
    expect(values).toEqual(Array.from({ length: 50 }, (_, i) => 83 - i));
  });
});
