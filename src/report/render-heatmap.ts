import type { HeatMap } from '../detectors/contract.ts';
import { checkInteger } from '../errors/index.ts';
import { MAXIMUM_SIDE } from '../image/index.ts';
import type { Raster } from '../image/index.ts';
import { heatLevels } from './heat-levels.ts';

/**
 * Draws a heat map as an 8-bit gray picture at image resolution: 0 not suspicious, 255 most. Every cell is a flat rectangle.
 *
 * @param width - Of the image, in pixels.
 * @param height - Of the image, in pixels.
 * @throws {RangeError} A side is out of range.
 *
 * @example
 * ```ts
 * import { renderHeatMap } from 'tamperlens/report';
 *
 * const cell = { width: 8, height: 8, offsetX: 0, offsetY: 0 };
 * renderHeatMap({ data: new Float32Array([1, 1, 1, 9]), width: 2, height: 2, cell }, 16, 16).data[255]; // 255
 * ```
 */
export function renderHeatMap(heatmap: HeatMap, width: number, height: number): Raster {
  checkInteger('width', width, 1, MAXIMUM_SIDE);
  checkInteger('height', height, 1, MAXIMUM_SIDE);
  const levels = heatLevels(heatmap);
  const { cell } = heatmap;
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = clampIndex(Math.floor((y - cell.offsetY) / cell.height), heatmap.height);
    for (let x = 0; x < width; x++) {
      const column = clampIndex(Math.floor((x - cell.offsetX) / cell.width), heatmap.width);
      data[y * width + x] = levels[row * heatmap.width + column];
    }
  }
  return { data, width, height, channels: 1 };
}

function clampIndex(index: number, length: number): number {
  return index < 0 ? 0 : index >= length ? length - 1 : index;
}
