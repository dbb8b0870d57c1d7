import type { HeatMap } from '../detectors/contract.ts';
import { checkInteger } from '../errors/index.ts';
import { MAXIMUM_SIDE } from '../image/index.ts';
import type { Raster } from '../image/index.ts';
import { heatLevels } from './heat-levels.ts';

/**
 * Draws a heat map as an 8-bit gray picture at image resolution: 0 not suspicious, 255 most. Every cell is a flat rectangle.
 * Rows of a damaged file that were never read stay 0. Like all coordinates the picture is in stored orientation; for a person, turn it with
 * `applyOrientation`.
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
  const columns = Int32Array.from({ length: width }, (_, x) => nearestCell((x - cell.offsetX) / cell.width, heatmap.width));
  for (let y = 0; y < height; y++) {
    const row = nearestCell((y - cell.offsetY) / cell.height, heatmap.height);
    if (row < 0) continue;
    for (let x = 0; x < width; x++) {
      if (columns[x] >= 0) data[y * width + x] = levels[row * heatmap.width + columns[x]];
    }
  }
  return { data, width, height, channels: 1 };
}

/** The cell at a place, in cells; at the border the map may end up to one cell early. Farther out nothing was measured: -1. */
function nearestCell(place: number, length: number): number {
  if (place < -1 || place >= length + 1) return -1;
  return Math.min(length - 1, Math.max(0, Math.floor(place)));
}
