import type { HeatMap } from './contract.ts';

const BINS = 256;

/**
 * How well one threshold splits a heat map into two levels: Otsu's between-class variance as a share of the whole variance.
 *
 * @returns 0 (one level, or nothing measured) to 1 (exactly two levels), on a histogram of 256 bins from minimum to maximum.
 * @see N. Otsu, "A threshold selection method from gray-level histograms", IEEE Trans. SMC 9(1), 1979. doi:10.1109/TSMC.1979.4310076
 */
export function otsuSeparability(heatmap: HeatMap): number {
  const counts = histogramOf(heatmap);
  if (counts === undefined) return 0;
  let total = 0;
  let sum = 0;
  let squares = 0;
  for (let bin = 0; bin < BINS; bin++) {
    total += counts[bin];
    sum += bin * counts[bin];
    squares += bin * bin * counts[bin];
  }
  const mean = sum / total;
  const variance = squares / total - mean * mean;
  if (!(variance > 0)) return 0;
  let best = 0;
  let below = 0;
  let belowSum = 0;
  for (let bin = 0; bin < BINS - 1; bin++) {
    below += counts[bin];
    belowSum += bin * counts[bin];
    if (below === 0 || below === total) continue;
    const difference = belowSum / below - (sum - belowSum) / (total - below);
    best = Math.max(best, (below / total) * ((total - below) / total) * difference * difference);
  }
  return Math.min(1, best / variance);
}

function histogramOf({ data, valid }: HeatMap): Float64Array | undefined {
  let minimum = Infinity;
  let maximum = -Infinity;
  for (let i = 0; i < data.length; i++) {
    if (valid !== undefined && valid[i] === 0) continue;
    minimum = Math.min(minimum, data[i]);
    maximum = Math.max(maximum, data[i]);
  }
  if (!(maximum > minimum)) return undefined;
  const counts = new Float64Array(BINS);
  for (let i = 0; i < data.length; i++) {
    if (valid !== undefined && valid[i] === 0) continue;
    counts[Math.min(BINS - 1, Math.floor(((data[i] - minimum) / (maximum - minimum)) * BINS))]++;
  }
  return counts;
}
