import { checkInteger, checkRange } from '../errors/index.ts';
import { exp, log } from './exponential.ts';
import { logFactorial } from './log-factorial.ts';

/** `1 / √(2π)`. */
const NORMAL_PEAK = 0.3989422804014327;

/** Below this the series about 0 gives the tail, above it the continued fraction, which 40 terms then settle. */
const SERIES_BELOW = 3;
const FRACTION_TERMS = 40;

/** A term this small beside the sum changes nothing. */
const NEGLIGIBLE = 1e-17;

/**
 * Computes the probability that a standard normal variable exceeds `z`.
 *
 * @param z - Any number.
 * @returns 0..1, within 1e-12 of itself; 0 above 38.6, where it is smaller than a double can be.
 * @see M. Abramowitz, I. A. Stegun, "Handbook of Mathematical Functions", 1964, 26.2.11 and 26.2.14.
 */
export function normalUpperTail(z: number): number {
  if (z < 0) return 1 - normalUpperTail(-z);
  const density = NORMAL_PEAK * exp((-z * z) / 2);
  if (z < SERIES_BELOW) {
    let term = z;
    let sum = z;
    for (let k = 3; term > NEGLIGIBLE * sum; k += 2) {
      term *= (z * z) / k;
      sum += term;
    }
    return 0.5 - density * sum;
  }
  let fraction = z;
  for (let k = FRACTION_TERMS; k > 0; k--) fraction = z + k / fraction;
  return density / fraction;
}

/**
 * Computes the logarithm of the probability that a Poisson variable reaches `count`.
 *
 * @param count - Whole, at least 0.
 * @param mean - Of the variable, above 0.
 * @returns `ln P(N ≥ count)`, at most 0; finite however small the probability is.
 * @throws {RangeError} An argument is out of range.
 */
export function logPoissonUpperTail(count: number, mean: number): number {
  checkInteger('count', count, 0, Number.MAX_SAFE_INTEGER);
  checkRange('mean', mean, Number.MIN_VALUE, Number.MAX_VALUE);
  if (count === 0) return 0;
  const logOf = (n: number): number => n * log(mean) - mean - logFactorial(n);
  if (count > mean) {
    // p(count) · (1 + mean / (count + 1) + mean² / ((count + 1)(count + 2)) + …)
    let term = 1;
    let sum = 1;
    for (let n = count + 1; term > NEGLIGIBLE * sum; n++) {
      term *= mean / n;
      sum += term;
    }
    return Math.min(0, logOf(count) + log(sum));
  }
  let term = 1;
  let sum = 1;
  for (let n = count - 1; n > 0 && term > NEGLIGIBLE * sum; n--) {
    term *= n / mean;
    sum += term;
  }
  return logOfRest(exp(logOf(count - 1)) * sum);
}

/**
 * Computes the logarithm of the probability that of `trials` independent ones at least `count` succeed.
 *
 * @param trials - Whole, at least 0.
 * @param count - Whole, 0 to `trials`.
 * @param probability - That one succeeds, between 0 and 1, neither included.
 * @returns `ln P(N ≥ count)`, at most 0; finite however small the probability is.
 * @throws {RangeError} An argument is out of range.
 */
export function logBinomialUpperTail(trials: number, count: number, probability: number): number {
  checkInteger('trials', trials, 0, Number.MAX_SAFE_INTEGER);
  checkInteger('count', count, 0, trials);
  checkRange('probability', probability, Number.MIN_VALUE, 1 - Number.EPSILON / 2);
  if (count === 0) return 0;
  const odds = probability / (1 - probability);
  const logMiss = logOfRest(probability);
  const logOf = (n: number): number =>
    logFactorial(trials) - logFactorial(n) - logFactorial(trials - n) + n * log(probability) + (trials - n) * logMiss;
  let term = 1;
  let sum = 1;
  if (count > trials * probability) {
    for (let n = count; n < trials && term > NEGLIGIBLE * sum; n++) {
      term *= ((trials - n) / (n + 1)) * odds;
      sum += term;
    }
    return Math.min(0, logOf(count) + log(sum));
  }
  for (let n = count - 1; n > 0 && term > NEGLIGIBLE * sum; n--) {
    term *= n / ((trials - n + 1) * odds);
    sum += term;
  }
  return logOfRest(exp(logOf(count - 1)) * sum);
}

/** `ln(1 − p)`, exact for small p too: what rounding took from `1 − p` is given back. */
function logOfRest(p: number): number {
  const rest = 1 - p;
  if (rest === 1) return -p;
  return rest <= 0 ? -Infinity : log(rest) - (p - (1 - rest)) / rest;
}
