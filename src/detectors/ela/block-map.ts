import { checkInteger } from '../../errors/index.ts';
import { computeBoxMean } from '../../image/index.ts';
import type { CellMap } from '../../image/index.ts';
import type { HeatMap } from '../contract.ts';
import type { ErrorMap } from './error-map.ts';

/** Side of a JPEG block in pixels. */
export const BLOCK = 8;

/**
 * Mean error of each 8×8 block of the JPEG grid, smoothed over a square of blocks.
 *
 * A pixel's own error is mostly chance and texture; what a region went through shows in the average of its blocks. On labelled web
 * forgeries this map separates much better than the pixel map.
 *
 * @param smoothing - Side of the square in blocks, odd, 1..63; 1 for none.
 * @returns `[⌈height/8⌉, ⌈width/8⌉]` mean unscaled gray error, 0..255; blocks at the right and bottom average the pixels they have.
 * @throws {TypeError | RangeError} `smoothing` is no odd whole number in 1..63.
 */
export function blockErrorMap(errorMap: ErrorMap, smoothing: number): HeatMap {
  checkSmoothing(smoothing);
  const blocks = blockMeans(errorMap);
  const { data, valid, width, height } = computeBoxMean(blocks, (smoothing - 1) / 2);
  const cell = { width: BLOCK, height: BLOCK, offsetX: 0, offsetY: 0 };
  return { data, ...(valid === undefined ? {} : { valid }), width, height, cell };
}

/** Throws unless `smoothing` is an odd whole number in 1..63. */
export function checkSmoothing(smoothing: unknown): asserts smoothing is number {
  checkInteger('smoothing', smoothing, 1, 63);
  if (smoothing % 2 === 0) throw new RangeError(`"smoothing" must be odd and in 1..63, received ${smoothing}`);
}

function blockMeans({ width, height, errors, valid }: ErrorMap): CellMap {
  const across = Math.ceil(width / BLOCK);
  const down = Math.ceil(height / BLOCK);
  const data = new Float32Array(across * down);
  const cellValid = valid === undefined ? undefined : new Uint8Array(across * down);
  const sums = new Float64Array(across);
  const counts = new Float64Array(across);
  for (let row = 0; row < down; row++) {
    sums.fill(0);
    counts.fill(0);
    const bottom = Math.min((row + 1) * BLOCK, height);
    for (let y = row * BLOCK; y < bottom; y++) {
      for (let x = 0, i = y * width; x < width; x++, i++) {
        if (valid !== undefined && valid[i] === 0) continue;
        sums[x >> 3] += errors[i];
        counts[x >> 3]++;
      }
    }
    for (let column = 0; column < across; column++) {
      const at = row * across + column;
      // A block of which little shows says more about its outline than about its error.
      const enough = 2 * counts[column] >= (bottom - row * BLOCK) * Math.min(BLOCK, width - column * BLOCK);
      if (cellValid !== undefined) cellValid[at] = enough ? 1 : 0;
      data[at] = enough && counts[column] > 0 ? sums[column] / (3 * counts[column]) : 0;
    }
  }
  return { data, valid: cellValid, width: across, height: down };
}
