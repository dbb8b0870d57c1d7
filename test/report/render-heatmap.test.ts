import { describe, expect, it } from 'vitest';
import { decodePng, encodePng } from '../../src/codec/png/index.ts';
import type { HeatMap } from '../../src/detectors/index.ts';
import { renderHeatMap } from '../../src/report/index.ts';

/** Shown as 17, 34, 51, 68 and 85: see the test of the levels. */
const FIVE = Float32Array.of(1, 2, 3, 4, 5);

function row(cell: HeatMap['cell'], data = FIVE): HeatMap {
  return { data, width: data.length, height: 1, cell };
}

function rowsOf({
  data,
  width,
  height,
}: {
  readonly data: ArrayLike<number>;
  readonly width: number;
  readonly height: number;
}): number[][] {
  return Array.from({ length: height }, (_, y) => Array.from({ length: width }, (_, x) => data[y * width + x]));
}

describe('renderHeatMap', () => {
  it('paints each cell as a flat rectangle', () => {
    const picture = renderHeatMap(row({ width: 2, height: 3, offsetX: 0, offsetY: 0 }), 10, 3);
    const line = [17, 17, 34, 34, 51, 51, 68, 68, 85, 85];
    expect([picture.width, picture.height, picture.channels]).toEqual([10, 3, 1]);
    expect(rowsOf(picture)).toEqual([line, line, line]);
  });

  it('cuts off the cells that reach over the border', () => {
    expect(rowsOf(renderHeatMap(row({ width: 2, height: 8, offsetX: 0, offsetY: 0 }), 9, 2))).toEqual([
      [17, 17, 34, 34, 51, 51, 68, 68, 85],
      [17, 17, 34, 34, 51, 51, 68, 68, 85],
    ]);
  });

  it('continues a map that begins or ends less than a cell inside', () => {
    expect(rowsOf(renderHeatMap(row({ width: 2, height: 1, offsetX: 1, offsetY: 0 }), 12, 1))).toEqual([
      [17, 17, 17, 34, 34, 51, 51, 68, 68, 85, 85, 85],
    ]);
  });

  it('leaves black what lies farther out, as the rows of a cut file do', () => {
    const picture = renderHeatMap(row({ width: 1, height: 2, offsetX: 2, offsetY: 0 }), 10, 6);
    const line = [0, 17, 17, 34, 51, 68, 85, 85, 0, 0];
    const nothing = new Array<number>(10).fill(0);
    expect(rowsOf(picture)).toEqual([line, line, line, line, nothing, nothing]);
  });

  it('paints cells without a measurement black, and what stands out most white', () => {
    const data = Float32Array.of(1, 2, 3, 4, 5, 900, 900);
    const heatmap = { ...row({ width: 1, height: 1, offsetX: 0, offsetY: 0 }, data), valid: Uint8Array.of(1, 1, 1, 1, 1, 0, 0) };
    expect(rowsOf(renderHeatMap(heatmap, 7, 1))).toEqual([[17, 34, 51, 68, 85, 0, 0]]);
    const hot = row({ width: 1, height: 1, offsetX: 0, offsetY: 0 }, Float32Array.of(1, 1, 1, 90));
    expect(rowsOf(renderHeatMap(hot, 4, 1))).toEqual([[51, 51, 51, 255]]);
  });

  it('survives a PNG file', () => {
    const picture = renderHeatMap(row({ width: 8, height: 8, offsetX: 0, offsetY: 0 }), 37, 5);
    const { raster } = decodePng(encodePng(picture));
    expect(raster).toEqual(picture);
  });

  it.each([
    [0, 5, '"width" must be in 1..1048576, received 0'],
    [5, 1.5, '"height" must be a whole number, received 1.5'],
  ])('refuses a picture of %d×%d', (width, height, message) => {
    expect(() => renderHeatMap(row({ width: 1, height: 1, offsetX: 0, offsetY: 0 }), width, height)).toThrow(
      new RangeError(message),
    );
  });
});
