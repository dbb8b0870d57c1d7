import type { CellMap } from '../../image/index.ts';
import { log } from '../../math/index.ts';
import type { HeatMap } from '../contract.ts';
import { deviationFromLikeCells } from '../like-cells.ts';

/** Classes of equally many blocks, by detail. */
const CLASSES = 24;

/** Blocks with less detail, in levels per pixel, are flat: their error is 0 or chance. */
export const FLAT = 0.3;

/** Keep logarithms of small detail and error finite; both are far below a level. */
const DETAIL_OFFSET = 0.1;
const ERROR_OFFSET = 0.05;

/** Smallest spread of log error within a class, about 5 %. */
const MINIMUM_SPREAD = 0.05;

/**
 * How much each block's error level differs from that of blocks with as much detail: error levels follow texture, and what does not
 * is worth more.
 *
 * @param errors - Smoothed block-mean errors.
 * @param detail - Detail of the same blocks, smoothed alike.
 * @returns `[height, width]` robust deviations of log error; 0 for flat and unmeasured blocks.
 * @see {@link deviationFromLikeCells}
 */
export function deviationFromTexture(errors: HeatMap, detail: CellMap): Float32Array {
  const { valid } = errors;
  const logErrors = Float64Array.from(errors.data, (error) => log(error + ERROR_OFFSET));
  const counts = (i: number): boolean => detail.data[i] >= FLAT && (valid === undefined || valid[i] !== 0);
  const rule = { classes: CLASSES, offset: DETAIL_OFFSET, minimumSpread: MINIMUM_SPREAD };
  return deviationFromLikeCells(logErrors, detail.data, counts, rule);
}
