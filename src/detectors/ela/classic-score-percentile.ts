import { checkRange } from '../../errors/index.ts';

/**
 * Quantiles 0, 5, … 100 % of the classic score of 27 openly licensed photographs, each as published and reduced by four and saved once at
 * qualities 75, 85 and 92: 108 scores at quality 90 and scale 15, measured on 2026-11-20 by `scripts/calibration`.
 */
const QUANTILES: readonly number[] = [
  0.058, 0.073, 0.134, 0.149, 0.163, 0.183, 0.193, 0.204, 0.226, 0.238, 0.25, 0.261, 0.273, 0.293, 0.429, 0.454, 0.486, 0.501,
  0.528, 0.543, 0.609,
];

/**
 * Where a classic ELA score stands among photographs that nobody edited: the share of them, in percent, that score lower.
 *
 * It puts the score in proportion and is no probability. It holds for quality 90 and scale 15; the photographs are few.
 *
 * @param score - From `likelihoodScore`, 0..1.
 * @returns 0..100, interpolated between measured quantiles, rounded to whole percent.
 * @throws {RangeError} The score is out of range.
 *
 * @example
 * ```ts
 * import { classicScorePercentile } from 'tamperlens/ela';
 *
 * classicScorePercentile(0.25); // 50
 * ```
 */
export function classicScorePercentile(score: number): number {
  checkRange('score', score, 0, 1);
  const step = 100 / (QUANTILES.length - 1);
  if (score <= QUANTILES[0]) return 0;
  for (let i = 1; i < QUANTILES.length; i++) {
    if (score > QUANTILES[i]) continue;
    return Math.round(step * (i - 1 + (score - QUANTILES[i - 1]) / (QUANTILES[i] - QUANTILES[i - 1])));
  }
  return 100;
}
