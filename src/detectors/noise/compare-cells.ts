import { computeBoxMean } from '../../image/index.ts';
import { log } from '../../math/index.ts';
import { deviationFromLikeCells } from '../like-cells.ts';
import { robustDeviations } from '../robust-deviations.ts';
import type { CellNoise } from './cell-noise.ts';
import { medianFilter } from './median-filter.ts';
import { expectedLogSigma, SIGMA_OFFSET } from './noise-levels.ts';
import type { NoiseLevelFunction } from './noise-levels.ts';

/** Which side of the rest of the image a part stands on. */
export type NoiseSide = 'noisier' | 'smoother';

/** How the noise of each cell compares, `[height, width]`, in robust deviations of the map: above 0 noisier, below 0 smoother. */
export interface NoiseComparison {
  /** Two thirds the deviation from the image, one third that from like cells, smoothed. */
  readonly deviations: Float32Array;
  /** The deviation from cells of like brightness and texture alone, smoothed. */
  readonly fromLikeCells: Float32Array;
}

/**
 * Weight of the plain comparison with the whole image. Alone it outlines pasted parts of real forgeries better than the comparison with like
 * cells does, and that one the edits of the controlled sets; docs/methods/noise.md has the figures.
 */
const IMAGE_WEIGHT = 2 / 3;

/** Cells with as much texture: at most 24 classes, of 48 cells or more, so that a median rests on cells from several parts of the image. */
const MAXIMUM_CLASSES = 24;
const CELLS_PER_CLASS = 48;

/** Texture below half a level per 4 pixels is none. */
const TEXTURE_OFFSET = 0.5;

/** Smallest spread of log σ within a class, about 5 %; that of one cell's estimate is about 9 %. */
const MINIMUM_SPREAD = 0.05;

/** Excess over this many robust deviations speaks for a side, at most that much for one cell. */
const TAIL_FROM = 2;
const TAIL_AT_MOST = 6;

/**
 * Compares the noise of each cell with that of the whole image, and with what its brightness and texture lead one to expect.
 *
 * @param valid - 1 for cells that take part.
 * @param smoothing - Side of the square of cells of the median filter, odd.
 */
export function compareCells(
  cells: CellNoise,
  valid: Uint8Array,
  levels: NoiseLevelFunction,
  smoothing: number,
): NoiseComparison {
  const { width, height } = cells;
  const counts = (i: number): boolean => valid[i] !== 0;
  const logNoise = Float64Array.from(cells.sigma, (sigma, i) =>
    counts(i) ? (log(sigma + SIGMA_OFFSET) + log(cells.laplacianSigma[i] + SIGMA_OFFSET)) / 2 : 0,
  );
  const aboveExpected = logNoise.map((value, i) => (counts(i) ? value - expectedLogSigma(levels, cells.luma[i]) : 0));
  const measured = valid.reduce((sum, mark) => sum + mark, 0);
  const classes = Math.min(MAXIMUM_CLASSES, Math.max(1, Math.floor(measured / CELLS_PER_CLASS)));
  const rule = { classes, offset: TEXTURE_OFFSET, minimumSpread: MINIMUM_SPREAD };
  const fromImage = robustDeviations({ data: logNoise, valid });
  const fromLike = robustDeviations({
    data: deviationFromLikeCells(aboveExpected, texture(cells, valid), counts, rule),
    valid,
  });
  const both = fromImage.map((value, i) => IMAGE_WEIGHT * value + (1 - IMAGE_WEIGHT) * fromLike[i]);
  const smooth = (data: Float32Array): Float32Array =>
    robustDeviations({ data: medianFilter({ data, valid, width, height }, smoothing), valid });
  return { deviations: smooth(both), fromLikeCells: smooth(fromLike) };
}

/**
 * Chooses the side that fewer cells stand out on, and farther: the larger sum of what exceeds two robust deviations. Forged parts are a
 * minority, and either side of the rest.
 */
export function minoritySide(deviations: Float32Array): NoiseSide {
  let noisier = 0;
  let smoother = 0;
  for (const deviation of deviations) {
    const excess = Math.min(TAIL_AT_MOST, Math.max(0, Math.abs(deviation) - TAIL_FROM));
    if (deviation > 0) noisier += excess;
    else smoother += excess;
  }
  return noisier >= smoother ? 'noisier' : 'smoother';
}

/**
 * Texture that is not noise: the gradient between means of 4×4 pixels, less what noise alone can make of it. Independent noise of
 * standard deviation σ makes 0.56 σ on average; subtracting σ leaves 0 where there is only noise, however strong, so that a noisy cell is
 * not excused as a textured one.
 */
function texture(cells: CellNoise, valid: Uint8Array): Float32Array {
  const { width, height } = cells;
  const gradient = computeBoxMean({ data: cells.gradient, valid, width, height }, 1).data;
  const sigma = computeBoxMean({ data: cells.sigma, valid, width, height }, 1).data;
  return gradient.map((value, i) => Math.sqrt(Math.max(0, value * value - sigma[i] * sigma[i])));
}
