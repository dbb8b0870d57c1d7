import type { CellMap } from '../../image/index.ts';
import { median } from '../../math/index.ts';

/**
 * Replaces each cell by the median of its square neighborhood. Cells without a measurement do not count; they stay without one, and 0.
 *
 * @param side - Of the square in cells, odd; at the border it holds the cells that exist.
 */
export function medianFilter({ data, valid, width, height }: CellMap, side: number): Float32Array {
  const filtered = new Float32Array(data.length);
  const reach = (side - 1) / 2;
  const square = new Float64Array(side * side);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const cell = y * width + x;
      if (valid !== undefined && valid[cell] === 0) continue;
      let count = 0;
      for (let row = Math.max(0, y - reach); row <= Math.min(height - 1, y + reach); row++) {
        for (let column = Math.max(0, x - reach); column <= Math.min(width - 1, x + reach); column++) {
          const i = row * width + column;
          if (valid === undefined || valid[i] !== 0) square[count++] = data[i];
        }
      }
      filtered[cell] = median(square.subarray(0, count));
    }
  }
  return filtered;
}
