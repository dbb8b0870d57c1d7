import type { Raster } from '../../image/index.ts';
import { ColumnAverage, columnAverageLength } from './average-columns.ts';
import { averageRows, LANES, windowFor } from './average-rows.ts';
import { LUMA_PRODUCTS, writeFloatLuma, writeLumaProducts } from './float-luma.ts';

/** Samples along each side of the reduced picture. */
export const SIDE = 64;

/**
 * Reduces a picture to 64×64 samples: two moving averages along the rows and down the columns each, which together weigh like a
 * tent, then the sample nearest to the center of each cell. float32 throughout.
 *
 * The picture streams through: what is held beside it is about `width × (height / 128 + 40)` numbers.
 *
 * @param raster - At least 5×5.
 * @returns `[64, 64]`, 0..255 but for the rounding that running sums carry along.
 */
export function reduceLuma(raster: Raster): Float32Array {
  const { width, height } = raster;
  const across = windowFor(width);
  const window = windowFor(height);
  const rowsFrom = LUMA_PRODUCTS;
  const firstFrom = rowsFrom + LANES * width;
  const secondFrom = firstFrom + columnAverageLength(width, window);
  const memory = new Float64Array(secondFrom + columnAverageLength(SIDE, window));
  writeLumaProducts(memory);
  const first = new ColumnAverage({ memory, start: firstFrom, width, height, window });
  const second = new ColumnAverage({ memory, start: secondFrom, width: SIDE, height, window });
  const reduced = new Float32Array(SIDE * SIDE);
  const columns = centersOf(width);
  const rows = centersOf(height);
  let made = 0;
  const keep = (y: number): void => {
    for (; rows[made] === y; made++) {
      const start = second.averageStart(y);
      reduced.set(memory.subarray(start, start + SIDE), made * SIDE);
    }
  };
  const end = height + (window >> 1);
  for (let step = 0; step < end; step++) {
    if (step % LANES === 0 && step < height) {
      for (let y = step; y < step + LANES && y < height; y++) writeFloatLuma(raster, y, memory, rowsFrom + (y - step) * width);
      averageRows(memory, rowsFrom, first.rowStart(step), width, across);
    }
    const y = first.advance(step);
    if (y < 0 || ((y + 1) % LANES !== 0 && y < height - 1)) continue;
    const group = y - (y % LANES);
    averageRows(memory, first.averageStart(group), rowsFrom, width, across);
    for (let ready = group; ready <= y; ready++) {
      const from = rowsFrom + (ready - group) * width;
      const to = second.rowStart(ready);
      for (let u = 0; u < SIDE; u++) memory[to + u] = memory[from + columns[u]];
      keep(second.advance(ready));
    }
  }
  for (let step = height; step < end; step++) keep(second.advance(step));
  return reduced;
}

/** Takes the luma of a picture that has 64×64 pixels already. */
export function readReducedLuma(raster: Raster): Float32Array {
  const memory = new Float64Array(LUMA_PRODUCTS + SIDE * SIDE);
  writeLumaProducts(memory);
  for (let y = 0; y < SIDE; y++) writeFloatLuma(raster, y, memory, LUMA_PRODUCTS + y * SIDE);
  return Float32Array.from(memory.subarray(LUMA_PRODUCTS));
}

/** The pixel nearest to the center of each cell. */
function centersOf(length: number): Int32Array {
  return Int32Array.from({ length: SIDE }, (_, i) => ((i + 0.5) * length) / SIDE);
}
