/**
 * Area under the ROC curve: how often a tampered picture's statistic is above an authentic one's, ties by half.
 *
 * @returns 0..1, or `undefined` when there are none of either kind.
 */
export function areaUnderRoc(tampered: readonly number[], authentic: readonly number[]): number | undefined {
  if (tampered.length === 0 || authentic.length === 0) return undefined;
  return winsOf(tampered, authentic) / (tampered.length * authentic.length);
}

/**
 * Pairs in which the tampered statistic is the larger, with half of those in which they are equal.
 */
export function winsOf(tampered: readonly number[], authentic: readonly number[]): number {
  const sorted = Float64Array.from(authentic).sort();
  let wins = 0;
  for (const value of tampered) wins += (countBelow(sorted, value, false) + countBelow(sorted, value, true)) / 2;
  return wins;
}

/** How many of the ascending values are below `value`, or at most `value`. */
function countBelow(sorted: Float64Array, value: number, orEqual: boolean): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle] < value || (orEqual && sorted[middle] === value)) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** What share of tampered pictures a threshold finds that a given share of authentic ones may exceed. */
export interface OperatingPoint {
  /** Share of the tampered pictures above the threshold, 0..1. */
  readonly truePositiveRate: number;
  /** How many authentic pictures are above it; with ties it may be fewer than allowed. */
  readonly falseAlarms: number;
  /** How many authentic pictures there are: fewer than 1 / rate cannot show a false positive rate that low. */
  readonly authentic: number;
}

/**
 * Takes the lowest threshold that at most ⌊rate · authentic⌋ authentic pictures exceed; ties are never parted.
 *
 * @param falsePositiveRate - 0..1.
 * @returns `undefined` when there are no pictures of either kind.
 */
export function operatingPoint(
  tampered: readonly number[],
  authentic: readonly number[],
  falsePositiveRate: number,
): OperatingPoint | undefined {
  if (tampered.length === 0 || authentic.length === 0) return undefined;
  const descending = [...authentic].sort((a, b) => b - a);
  const allowed = Math.floor(falsePositiveRate * authentic.length);
  const threshold = allowed < descending.length ? descending[allowed] : -Infinity;
  return {
    truePositiveRate: tampered.filter((value) => value > threshold).length / tampered.length,
    falseAlarms: authentic.filter((value) => value > threshold).length,
    authentic: authentic.length,
  };
}
