import type { HeatMap } from '../detectors/contract.ts';
import { checkRange } from '../errors/index.ts';
import { MAD_TO_SIGMA, median, medianAbsoluteDeviation } from '../math/index.ts';

/** Robust deviations that are shown as black and as white; the median cell is a dark gray. */
const BLACK_AT = -2;
const WHITE_AT = 8;

/** Which measurements are shown as black and as white, in the unit of the map. */
export interface HeatRange {
  readonly black: number;
  /** More than `black`. */
  readonly white: number;
}

/**
 * Throws unless both ends of a range are numbers and white is above black.
 *
 * @throws {TypeError | RangeError} The message names the end.
 */
export function checkHeatRange({ black, white }: HeatRange): void {
  checkRange('range.black', black, -Number.MAX_VALUE, Number.MAX_VALUE);
  checkRange('range.white', white, -Number.MAX_VALUE, Number.MAX_VALUE);
  if (!(white > black)) throw new RangeError(`"range.white" must be above "range.black" (${black}), received ${white}`);
}

/**
 * The gray level 0..255 of each cell of a heat map: 0 not suspicious, 255 most.
 *
 * Levels are linear in robust deviations from the map's median, from 2 below to 8 above, so a map without outliers stays dark however
 * small its differences are. Cells without a measurement are 0.
 *
 * @param range - What to show as black and as white instead, for a map whose unit says by itself how much is much.
 * @returns `[height, width]`.
 */
export function heatLevels(heatmap: HeatMap, range?: HeatRange): Uint8Array {
  const { data, valid } = heatmap;
  const levels = new Uint8Array(data.length);
  const measured = valid === undefined ? data : data.filter((_, i) => valid[i] !== 0);
  if (measured.length === 0) return levels;
  const { center, spread } = range === undefined ? robustScale(measured) : scaleOf(range);
  for (let i = 0; i < data.length; i++) {
    if (valid !== undefined && valid[i] === 0) continue;
    const deviations = (data[i] - center) / spread;
    const level = (255 * (deviations - BLACK_AT)) / (WHITE_AT - BLACK_AT);
    levels[i] = Math.min(255, Math.max(0, Math.floor(level + 0.5)));
  }
  return levels;
}

interface Scale {
  readonly center: number;
  readonly spread: number;
}

function robustScale(measured: Float32Array): Scale {
  const center = median(measured);
  // A map that is flat but for a few cells has no spread; a hundredth of its center keeps the division sane.
  return { center, spread: Math.max(MAD_TO_SIGMA * medianAbsoluteDeviation(measured), Math.abs(center) / 100, 1e-6) };
}

function scaleOf({ black, white }: HeatRange): Scale {
  const spread = (white - black) / (WHITE_AT - BLACK_AT);
  return { center: black - BLACK_AT * spread, spread };
}

/** The level at which a cell begins to stand out: two robust deviations above the median, or two fifths of a range. */
export const STANDS_OUT_LEVEL: number = Math.floor((255 * (2 - BLACK_AT)) / (WHITE_AT - BLACK_AT));
