import type { CellMap } from '../image/index.ts';

/** How one threshold splits a map in two. */
export interface MinoritySplit {
  /** The best threshold; cells above it are one class, the others the other. */
  readonly threshold: number;
  /** The side that fewer cells are on; `above` when both have as many. */
  readonly side: 'above' | 'below';
  /** Share of the measured cells on that side, above 0, at most 0.5. */
  readonly share: number;
}

const BINS = 256;

/**
 * Finds the side of a two-sided map that is the smaller one: forged parts are a minority, and which way they differ depends on what both
 * parts went through.
 *
 * The threshold is Otsu's, the one with the largest variance between both classes, on a histogram of 256 bins from minimum to maximum.
 *
 * @returns `undefined` where nothing was measured or all values are the same.
 * @see N. Otsu, "A threshold selection method from gray-level histograms", IEEE Trans. SMC 9(1), 1979. doi:10.1109/TSMC.1979.4310076
 */
export function minoritySide({ data, valid }: Pick<CellMap, 'data' | 'valid'>): MinoritySplit | undefined {
  let minimum = Infinity;
  let maximum = -Infinity;
  for (let i = 0; i < data.length; i++) {
    if (valid !== undefined && valid[i] === 0) continue;
    minimum = Math.min(minimum, data[i]);
    maximum = Math.max(maximum, data[i]);
  }
  if (!(maximum > minimum)) return undefined;
  const counts = new Float64Array(BINS);
  let total = 0;
  let sum = 0;
  for (let i = 0; i < data.length; i++) {
    if (valid !== undefined && valid[i] === 0) continue;
    const bin = Math.min(BINS - 1, Math.floor(((data[i] - minimum) / (maximum - minimum)) * BINS));
    counts[bin]++;
    total++;
    sum += bin;
  }
  let best = { variance: -1, bin: 0, below: 0 };
  let below = 0;
  let belowSum = 0;
  for (let bin = 0; bin < BINS - 1; bin++) {
    below += counts[bin];
    belowSum += bin * counts[bin];
    const difference = belowSum / below - (sum - belowSum) / (total - below);
    const variance = below * (total - below) * difference * difference;
    if (variance > best.variance) best = { variance, bin, below };
  }
  const above = 1 - best.below / total;
  return {
    threshold: minimum + ((best.bin + 1) * (maximum - minimum)) / BINS,
    side: above <= 0.5 ? 'above' : 'below',
    share: Math.min(above, 1 - above),
  };
}
