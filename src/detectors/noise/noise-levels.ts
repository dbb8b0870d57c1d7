import { log } from '../../math/index.ts';
import type { CellNoise } from './cell-noise.ts';

/** Noise of the quieter cells of one brightness. */
export interface NoiseLevel {
  /** Middle of a bin of luma, 0..255. */
  readonly luma: number;
  /** Lower quartile of the σ of the cells in the bin, luma levels. */
  readonly sigma: number;
  /** How many cells that is taken over. */
  readonly cells: number;
}

/** How noise depends on brightness. */
export interface NoiseLevelFunction {
  /** By rising luma; bins with few cells are left out. */
  readonly levels: readonly NoiseLevel[];
  /** Lower quartile of the σ of all cells, luma levels; 0 when there are none. */
  readonly overall: number;
}

/** Sixteen bins of luma: fine enough for a curve that bends slowly, coarse enough to fill. */
const BIN_LEVELS = 16;

/** Texture only adds to what is taken for noise, so the quieter quarter of the cells of a bin shows its noise best. */
const QUIET_SHARE = 0.25;

/** Cells that a bin needs, so that its quartile rests on more than three. */
const MINIMUM_CELLS = 16;

/** Photographs' noise differs by about this factor between shade and light; what differs more is not put down to brightness. */
const MAXIMUM_FACTOR = 2;

/** Keeps logarithms of σ finite; a tenth of a level is what rounding hides. */
export const SIGMA_OFFSET = 0.1;

/**
 * Estimates the noise level function: the σ of noise by brightness.
 *
 * @param counts - Tells which cells take part.
 * @see M. Gardella, P. Musé, J.-M. Morel, M. Colom, "Forgery Detection in Digital Images by Multi-Scale Noise Estimation", J. Imaging 7(7),
 *   2021, for comparing with a curve of noise by intensity. doi:10.3390/jimaging7070119. The quartile per bin is ours.
 */
export function estimateNoiseLevels(cells: CellNoise, counts: (cell: number) => boolean): NoiseLevelFunction {
  const bins: number[][] = Array.from({ length: 256 / BIN_LEVELS }, () => []);
  cells.luma.forEach((luma, i) => {
    if (counts(i)) bins[Math.floor(luma / BIN_LEVELS)].push(cells.sigma[i]);
  });
  const levels: NoiseLevel[] = [];
  bins.forEach((sigmas, bin) => {
    if (sigmas.length < MINIMUM_CELLS) return;
    levels.push({ luma: (bin + 0.5) * BIN_LEVELS, sigma: lowerQuartile(sigmas), cells: sigmas.length });
  });
  return { levels, overall: lowerQuartile(bins.flat()) };
}

/**
 * Looks up the logarithm of the σ that a brightness leads one to expect, linear between the bins and at most a factor of two from the
 * whole image's: a pasted part with a brightness of its own must not set its own standard.
 *
 * @param luma - 0..255.
 * @returns ln(σ + 0.1).
 */
export function expectedLogSigma({ levels, overall }: NoiseLevelFunction, luma: number): number {
  const at = (k: number): number => {
    const bounded = Math.min(overall * MAXIMUM_FACTOR, Math.max(overall / MAXIMUM_FACTOR, levels[k].sigma));
    return log(bounded + SIGMA_OFFSET);
  };
  if (levels.length === 0) return log(overall + SIGMA_OFFSET);
  let k = 0;
  while (k < levels.length && levels[k].luma < luma) k++;
  if (k === 0) return at(0);
  if (k === levels.length) return at(k - 1);
  const share = (luma - levels[k - 1].luma) / (levels[k].luma - levels[k - 1].luma);
  return at(k - 1) + share * (at(k) - at(k - 1));
}

function lowerQuartile(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  return sorted.length === 0 ? 0 : sorted[Math.floor(QUIET_SHARE * (sorted.length - 1))];
}
