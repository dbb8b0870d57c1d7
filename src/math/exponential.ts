import { productError, sumError } from './exact.ts';

const INVERSE_LN2 = 1.4426950408889634;
const INVERSE_LN2_TAIL = 2.0355273740931033e-17;
const INVERSE_LN10 = 0.4342944819032518;
const INVERSE_LN10_TAIL = 1.098319650216765e-17;
// The heads have 42 bits, so that an exponent of 11 bits times a head is exact.
const LN2_HEAD = 0.6931471805598903;
const LN2_TAIL = 5.497923018708371e-14;
const LOG10_2_HEAD = 0.30102999566395283;
const LOG10_2_TAIL = 2.8363394551044964e-14;
const TWO_THIRDS = 2 / 3;
const TWO_THIRDS_TAIL = 3.700743415417188e-17;
const SQRT_2 = 1.4142135623730951;
const SMALLEST_NORMAL = 2.2250738585072014e-308;
const TWO_TO_54 = 18014398509481984;

const bits = new DataView(new ArrayBuffer(8));

// Second results of the functions below: a returned pair, or a number in a `let`, would cost an allocation per call.
const tails = new Float64Array(1);
let exponent = 0;

/**
 * Computes e to the power `x`, the same bits on every engine.
 *
 * @param x - Any number.
 * @returns A value within 1 unit in the last place; `Infinity` above 709.78…, subnormal below −708.4, 0 below −745.13….
 */
export function exp(x: number): number {
  if (x !== x) return NaN;
  return expOfSum(x, 0);
}

/**
 * Computes the natural logarithm of `x`, the same bits on every engine.
 *
 * @param x - Any number.
 * @returns A value within 1 unit in the last place; −`Infinity` at ±0, `NaN` below 0.
 */
export function log(x: number): number {
  if (!(x > 0) || x === Infinity) return logOfSpecial(x);
  const f = splitExponent(x) - 1;
  const s = f / (2 + f);
  const z = s * s;
  // 2s = f − s f, where f is exact: rounding s costs little this way.
  const tail = s * (f - z * (TWO_THIRDS + z * seriesFromFifth(z))) - exponent * LN2_TAIL;
  return exponent * LN2_HEAD + (f - tail);
}

/**
 * Computes the binary logarithm of `x`, the same bits on every engine; powers of two give whole numbers.
 *
 * @param x - Any number.
 * @returns A value within 1 unit in the last place; −`Infinity` at ±0, `NaN` below 0.
 */
export function log2(x: number): number {
  if (!(x > 0) || x === Infinity) return logOfSpecial(x);
  const head = logOfMantissa(splitExponent(x));
  const product = head * INVERSE_LN2;
  const rest = productError(head, INVERSE_LN2, product) + (head * INVERSE_LN2_TAIL + tails[0] * INVERSE_LN2);
  const sum = exponent + product;
  return sum + (sumError(exponent, product, sum) + rest);
}

/**
 * Computes the decimal logarithm of `x`, the same bits on every engine; powers of ten give whole numbers.
 *
 * @param x - Any number.
 * @returns A value within 1 unit in the last place; −`Infinity` at ±0, `NaN` below 0.
 */
export function log10(x: number): number {
  if (!(x > 0) || x === Infinity) return logOfSpecial(x);
  const head = logOfMantissa(splitExponent(x));
  const product = head * INVERSE_LN10;
  const rest = productError(head, INVERSE_LN10, product) + (head * INVERSE_LN10_TAIL + tails[0] * INVERSE_LN10);
  const whole = exponent * LOG10_2_HEAD;
  const sum = whole + product;
  return sum + (sumError(whole, product, sum) + (rest + exponent * LOG10_2_TAIL));
}

/**
 * Computes `base` to the power `power`, the same bits on every engine; whole results that fit a double are exact.
 *
 * @param base - Any number; below 0 only whole powers have a value.
 * @param power - Any number.
 * @returns A value within 1 unit in the last place. Zeros, infinities and `NaN` follow `Math.pow`: a zero power gives 1, and ±1
 *   to an infinite power is `NaN`.
 */
export function pow(base: number, power: number): number {
  if (power === 0) return 1;
  if (base !== base || power !== power) return NaN;
  const magnitude = Math.abs(base);
  if (power === Infinity || power === -Infinity) {
    if (magnitude === 1) return NaN;
    return magnitude > 1 === power > 0 ? Infinity : 0;
  }
  const negative = (base < 0 || Object.is(base, -0)) && isOdd(power);
  if (magnitude === 0 || magnitude === Infinity) {
    const result = (magnitude === 0) === power > 0 ? 0 : Infinity;
    return negative ? -result : result;
  }
  if (base < 0 && Math.floor(power) !== power) return NaN;
  const result = powOfPositive(magnitude, power);
  return negative ? -result : result;
}

function powOfPositive(base: number, power: number): number {
  const logarithm = naturalLogarithm(base);
  const rest = tails[0];
  const product = power * logarithm;
  // Also keeps huge powers away from the splitting in productError, which would overflow.
  if (product > 710) return Infinity;
  if (product < -746) return 0;
  if (product === 0) return 1;
  return expOfSum(product, productError(power, logarithm, product) + power * rest);
}

function isOdd(value: number): boolean {
  return Math.floor(value) === value && Math.floor(value / 2) * 2 !== value;
}

function logOfSpecial(x: number): number {
  if (x === 0) return -Infinity;
  return x === Infinity ? Infinity : NaN;
}

/** Computes ln x for a positive finite x; `tails[0]` receives what the returned double leaves out. */
function naturalLogarithm(x: number): number {
  const head = logOfMantissa(splitExponent(x));
  const whole = exponent * LN2_HEAD;
  const sum = whole + head;
  const rest = sumError(whole, head, sum) + (tails[0] + exponent * LN2_TAIL);
  const result = sum + rest;
  tails[0] = sum - result + rest;
  return result;
}

/** Splits a positive finite x into a mantissa in √½..√2, returned, times two to the power of `exponent`. */
function splitExponent(x: number): number {
  let offset = 1023;
  if (x < SMALLEST_NORMAL) {
    x *= TWO_TO_54;
    offset += 54;
  }
  bits.setFloat64(0, x, true);
  const top = bits.getUint32(4, true);
  exponent = (top >>> 20) - offset;
  bits.setUint32(4, (top & 0xfffff) | 0x3ff00000, true);
  const mantissa = bits.getFloat64(0, true);
  if (mantissa <= SQRT_2) return mantissa;
  exponent += 1;
  return mantissa / 2;
}

/** Sums 2/5 + 2/7 z + … + 2/25 z^10 in two chains, even and odd terms, that a processor can run side by side. */
function seriesFromFifth(z: number): number {
  const z2 = z * z;
  const even = 2 / 5 + z2 * (2 / 9 + z2 * (2 / 13 + z2 * (2 / 17 + z2 * (2 / 21 + z2 * (2 / 25)))));
  const odd = 2 / 7 + z2 * (2 / 11 + z2 * (2 / 15 + z2 * (2 / 19 + z2 * (2 / 23))));
  return even + z * odd;
}

/**
 * Computes ln m for m in √½..√2 as 2·artanh(s), s = (m − 1) / (m + 1), |s| ≤ 0.1716; `tails[0]` receives what the returned double
 * leaves out. The first two terms of the series carry about 106 bits, so the sum has a relative error near 2^-64.
 */
function logOfMantissa(m: number): number {
  const numerator = m - 1;
  const denominator = m + 1;
  const s = numerator / denominator;
  const back = s * denominator;
  const sTail = (numerator - back - productError(s, denominator, back) - s * sumError(m, 1, denominator)) / denominator;
  const z = s * s;
  const zTail = productError(s, s, z) + 2 * s * sTail;
  const higher = z * seriesFromFifth(z);
  const u = TWO_THIRDS + higher;
  const uTail = sumError(TWO_THIRDS, higher, u) + TWO_THIRDS_TAIL;
  const v = z * u;
  const vTail = productError(z, u, v) + (z * uTail + zTail * u);
  const w = 2 + v;
  const wTail = sumError(2, v, w) + vTail;
  const result = s * w;
  tails[0] = productError(s, w, result) + (s * wTail + sTail * w);
  return result;
}

/** Computes e^(x + rest) for a rest far below x: e^r with |r| ≤ ln 2 / 2 by its Taylor series, times a power of two. */
function expOfSum(x: number, rest: number): number {
  if (x > 710) return Infinity;
  if (x < -746) return 0;
  const twos = Math.floor(x * INVERSE_LN2 + 0.5);
  const high = x - twos * LN2_HEAD;
  const low = twos * LN2_TAIL - rest;
  const r = high - low;
  const rTail = high - r - low;
  // 1/2! … 1/13!; the next term is below 2^-57 of the result.
  const series =
    r *
    r *
    (1 / 2 +
      r *
        (1 / 6 +
          r *
            (1 / 24 +
              r *
                (1 / 120 +
                  r *
                    (1 / 720 +
                      r *
                        (1 / 5040 +
                          r *
                            (1 / 40320 +
                              r *
                                (1 / 362880 +
                                  r * (1 / 3628800 + r * (1 / 39916800 + r * (1 / 479001600 + r / 6227020800)))))))))));
  const sum = 1 + r;
  return timesPowerOfTwo(sum + (1 - sum + r + (series + rTail * sum)), twos);
}

/** Scales a value near 1, rounding once even when the result is subnormal. */
function timesPowerOfTwo(value: number, twos: number): number {
  if (twos > 1023) return value * 2 * powerOfTwo(twos - 1);
  if (twos < -1021) return (value * powerOfTwo(twos + 54)) / TWO_TO_54;
  return value * powerOfTwo(twos);
}

function powerOfTwo(twos: number): number {
  bits.setUint32(0, 0, true);
  bits.setUint32(4, (twos + 1023) << 20, true);
  return bits.getFloat64(0, true);
}
