import { checkInteger, checkOneOf, resolveOptions } from '../errors/index.ts';
import type { Plane, RasterLike } from '../image/index.ts';
import { hashAbove, hashAboveMedian } from './above-threshold.ts';
import { cosineTransform } from './dct/cosine-transform.ts';
import type { Hash } from './hash.ts';
import { hashSource, SOURCE_DEFAULTS } from './hash-source.ts';
import type { HashSourceOptions } from './hash-source.ts';
import { reducedLuma } from './reduced-luma.ts';

/** Options of {@link perceptualHash}. */
export interface PerceptualHashOptions extends HashSourceOptions {
  /**
   * Side of the square of bits, 2..64.
   * @defaultValue 8: 64 bits
   */
  readonly size: number;
  /**
   * How many times larger than that the picture is when it is transformed, 1..16; for `'simple'`, which leaves out the first of
   * `size` + 1 columns, 2..16.
   * @defaultValue 4
   */
  readonly highFrequencyFactor: number;
  /**
   * `'standard'` transforms columns and rows and compares with the median, `'simple'` transforms rows alone and compares with the
   * mean.
   * @defaultValue 'standard'
   */
  readonly variant: 'standard' | 'simple';
}

const DEFAULTS: PerceptualHashOptions = { ...SOURCE_DEFAULTS, size: 8, highFrequencyFactor: 4, variant: 'standard' };

/**
 * 64 × 2^-53. The magnitudes that are summed up to a coefficient come, by Cauchy's inequality, to at most twice one gray level's
 * coefficient × the root of the pixels' sum of squares. Any order of summing N terms, in two directions, for the coefficient and
 * for its threshold, loses at most 8 (N + 8) units of 2^-53 of that; the rest is for the factors, which are rounded themselves.
 */
const ROUNDING = 7.105427357601002e-15;

/**
 * Computes the perceptual hash: which of the lowest frequencies of the picture's luma are above their median.
 *
 * Bit for bit imagehash's `phash` or `phash_simple`. The cosine transform is that of SciPy 1.10 on x86-64 to the last bit, for
 * every size and factor, so even coefficients that are zero in theory give the reference's bit. Other builds of SciPy round
 * otherwise, which can turn the bits that `undetermined` names, and no others.
 *
 * @param image - 8-bit pixels.
 * @returns A hash of kind `perceptual` or `perceptual-simple`, `size²` bits, a row for each vertical frequency (`'simple'`: for
 *   each of the topmost pixel rows). Its quality is the percentage of bits whose coefficient differs from the threshold by more
 *   than the standard deviation that noise of one gray level gives it: 2N of N × N pixels, √(2N) for `'simple'`. Undetermined are
 *   bits where they differ by at most 2^-47 (N + 8) × that × the root of the pixels' sum of squares (`'simple'`: of the row where
 *   it is largest).
 * @throws {TypeError | RangeError} The pixels do not fit their size, or an option is unknown or out of range.
 * @see imagehash 4.3.2, `phash` and `phash_simple`; N. Krawetz, "Looks Like It", The Hacker Factor Blog, 2011.
 *
 * @example
 * ```ts
 * import { perceptualHash } from 'tamperlens/hash';
 *
 * const bowl = { data: Uint8Array.from({ length: 4096 }, (_, i) => ((i & 63) * (i >> 6)) / 16), width: 64, height: 64 };
 * perceptualHash(bowl).hex; // 'aa5d025d87553a75'
 * ```
 */
export function perceptualHash(image: RasterLike, options?: Partial<PerceptualHashOptions>): Hash {
  const { size, highFrequencyFactor, variant, ...source } = resolveOptions(DEFAULTS, options);
  checkOneOf('variant', variant, ['standard', 'simple']);
  checkInteger('size', size, 2, 64);
  checkInteger('highFrequencyFactor', highFrequencyFactor, variant === 'simple' ? 2 : 1, 16);
  const length = size * highFrequencyFactor;
  const plane = reducedLuma(hashSource(image, source), { width: length, height: length });
  return variant === 'simple' ? hashOfRows(plane, size) : hashOfSquare(plane, size);
}

function hashOfSquare({ data, width: length }: Plane, size: number): Hash {
  const transform = cosineTransform(length);
  const low = Array.from({ length: size }, () => new Float64Array(length));
  const column = new Float64Array(length);
  let energy = 0;
  for (let x = 0; x < length; x++) {
    for (let y = 0; y < length; y++) column[y] = data[y * length + x];
    energy += energyOf(column);
    transform(column);
    for (let y = 0; y < size; y++) low[y][x] = column[y];
  }
  const coefficients = new Float64Array(size * size);
  low.forEach((row, y) => {
    transform(row);
    coefficients.set(row.subarray(0, size), y * size);
  });
  const grayLevel = 2 * length;
  const rounding = ROUNDING * (length + 8) * grayLevel * Math.sqrt(energy);
  return hashAboveMedian('perceptual', coefficients, { rounding, grayLevel });
}

function hashOfRows({ data, width: length }: Plane, size: number): Hash {
  const transform = cosineTransform(length);
  const coefficients = new Float64Array(size * size);
  let energy = 0;
  for (let y = 0; y < size; y++) {
    const row = Float64Array.from(data.subarray(y * length, (y + 1) * length));
    energy = Math.max(energy, energyOf(row));
    transform(row);
    coefficients.set(row.subarray(1, size + 1), y * size);
  }
  const grayLevel = Math.sqrt(2 * length);
  const rounding = ROUNDING * (length + 8) * grayLevel * Math.sqrt(energy);
  return hashAbove('perceptual-simple', coefficients, pairwiseSum(coefficients) / (size * size), { rounding, grayLevel });
}

/** Adds numbers in NumPy's order: halves that are a multiple of eight long, down to 128, and of these eight interleaved sums. */
function pairwiseSum(values: Float64Array): number {
  const count = values.length;
  if (count > 128) {
    const half = (count >> 1) & ~7;
    return pairwiseSum(values.subarray(0, half)) + pairwiseSum(values.subarray(half));
  }
  const whole = count & ~7;
  let sum = 0;
  if (whole > 0) {
    const sums = values.slice(0, 8);
    for (let i = 8; i < whole; i++) sums[i & 7] += values[i];
    const [a, b, c, d, e, f, g, h] = sums;
    sum = a + b + (c + d) + (e + f + (g + h));
  }
  for (let i = whole; i < count; i++) sum += values[i];
  return sum;
}

function energyOf(samples: Float64Array): number {
  let energy = 0;
  for (const sample of samples) energy += sample * sample;
  return energy;
}
