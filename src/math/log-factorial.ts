import { log } from './exponential.ts';

/** `ln √(2π)`. */
const LOG_SQRT_TWO_PI = 0.9189385332046727;

/** From here on Stirling's series with five terms is as exact as doubles are. */
const SERIES_FROM = 16;

/**
 * Computes `ln n!`.
 *
 * @param n - Whole, 0 to 2^53; the caller sees to that.
 * @returns A value within a few units in the last place of it, or within 1e-15 of 0.
 * @see M. Abramowitz, I. A. Stegun, "Handbook of Mathematical Functions", 1964, 6.1.41.
 */
export function logFactorial(n: number): number {
  if (n < SERIES_FROM) {
    let product = 1;
    for (let i = 2; i <= n; i++) product *= i;
    return log(product);
  }
  const inverse = 1 / n;
  const square = inverse * inverse;
  const series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188))));
  return (n + 0.5) * log(n) - n + LOG_SQRT_TWO_PI + series;
}
