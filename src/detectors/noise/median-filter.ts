import type { CellMap } from '../../image/index.ts';

/**
 * Replaces each cell by the median of its square neighborhood. Cells without a measurement do not count; they stay without one, and 0.
 *
 * @param side - Of the square in cells, odd; at the border it holds the cells that exist.
 */
export function medianFilter({ data, valid, width, height }: CellMap, side: number): Float32Array {
  const filtered = new Float32Array(data.length);
  const reach = (side - 1) / 2;
  // Kept in order as it fills: for squares this small that costs less than to select afterwards.
  const sorted = new Float64Array(side * side);
  for (let y = 0; y < height; y++) {
    const top = Math.max(0, y - reach);
    const bottom = Math.min(height - 1, y + reach);
    for (let x = 0; x < width; x++) {
      if (valid !== undefined && valid[y * width + x] === 0) continue;
      const left = Math.max(0, x - reach);
      const right = Math.min(width - 1, x + reach);
      let count = 0;
      for (let row = top; row <= bottom; row++) {
        for (let i = row * width + left; i <= row * width + right; i++) {
          if (valid !== undefined && valid[i] === 0) continue;
          const value = data[i];
          let at = count++;
          for (; at > 0 && sorted[at - 1] > value; at--) sorted[at] = sorted[at - 1];
          sorted[at] = value;
        }
      }
      const middle = count >> 1;
      filtered[y * width + x] = count % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
  }
  return filtered;
}
