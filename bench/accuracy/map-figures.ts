import type { MaskCounts } from './mask-counts.ts';

/** How well a map's values rank the pixels of a mask above the others. */
export interface MapRanking {
  /** Area under the ROC curve: how often a pixel inside outranks one outside, ties by half; 0..1. */
  readonly auc: number;
  /** The best F1 over all thresholds, chosen by looking at the mask. */
  readonly bestF1: number;
  /** The F1 of calling every pixel tampered: what a map of one level gets, and the floor of `bestF1`. */
  readonly allPositiveF1: number;
  /** The best Matthews correlation over all thresholds; 0, that of calling all or none tampered, is its floor. */
  readonly bestMcc: number;
}

/**
 * Ranks a map against a mask, exactly: every distinct value is a threshold, and equal values are never parted.
 *
 * @param values - One finite value for each cell, larger is more suspicious. The map is not negated if that suits the mask better.
 * @param counts - How many pixels inside and outside of the mask each cell stands for.
 * @throws {RangeError} No pixel is inside, or none is outside.
 */
export function rankMap(values: Float32Array, { inside, outside }: MaskCounts): MapRanking {
  const [positives, negatives] = [sum(inside), sum(outside)];
  if (positives === 0 || negatives === 0) throw new RangeError('there must be pixels inside and outside of the mask');
  const levels = tallyLevels(values, { inside, outside });
  let [hits, alarms, area, bestF1, bestMcc] = [0, 0, 0, 0, 0];
  for (let level = levels.count - 1; level >= 0; level--) {
    area += levels.outside[level] * (hits + levels.inside[level] / 2);
    hits += levels.inside[level];
    alarms += levels.outside[level];
    bestF1 = Math.max(bestF1, f1(hits, alarms, positives));
    bestMcc = Math.max(bestMcc, mcc(hits, alarms, positives, negatives));
  }
  return { auc: area / (positives * negatives), bestF1, allPositiveF1: f1(positives, negatives, positives), bestMcc };
}

/** The F1 of calling the cells above a threshold tampered; 0 when none is. */
export function f1Above(values: Float32Array, { inside, outside }: MaskCounts, threshold: number): number {
  let [hits, alarms] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    if (!(values[i] > threshold)) continue;
    hits += inside[i];
    alarms += outside[i];
  }
  return f1(hits, alarms, sum(inside));
}

/** The counts of all cells of one value together, by ascending value. */
function tallyLevels(values: Float32Array, counts: MaskCounts): MaskCounts & { readonly count: number } {
  // A typed array sorts without a comparison function and in little memory, also with a cell for each of 12 million pixels.
  const levels = values.slice().sort();
  let count = 0;
  for (let i = 0; i < levels.length; i++) if (i === 0 || levels[i] !== levels[count - 1]) levels[count++] = levels[i];
  const inside = new Uint32Array(count);
  const outside = new Uint32Array(count);
  for (let i = 0; i < values.length; i++) {
    let [level, last] = [0, count - 1];
    while (level < last) {
      const middle = (level + last) >> 1;
      if (levels[middle] < values[i]) level = middle + 1;
      else last = middle;
    }
    inside[level] += counts.inside[i];
    outside[level] += counts.outside[i];
  }
  return { inside, outside, count };
}

function f1(hits: number, alarms: number, positives: number): number {
  return (2 * hits) / (hits + alarms + positives);
}

/** 0 where the correlation is not defined: when all or none are called tampered. */
function mcc(hits: number, alarms: number, positives: number, negatives: number): number {
  const called = hits + alarms;
  const rest = positives + negatives - called;
  if (called === 0 || rest === 0) return 0;
  const covariance = hits * (negatives - alarms) - alarms * (positives - hits);
  // Two roots, because the product of four counts of pixels is beyond 2^53.
  return covariance / (Math.sqrt(called * rest) * Math.sqrt(positives * negatives));
}

function sum(counts: Uint32Array): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}
