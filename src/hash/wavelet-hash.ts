import { checkInteger, checkOneOf, resolveOptions } from '../errors/index.ts';
import type { RasterLike } from '../image/index.ts';
import { hashAboveMedian } from './above-threshold.ts';
import type { Hash } from './hash.ts';
import { hashSource, SOURCE_DEFAULTS } from './hash-source.ts';
import type { HashSourceOptions } from './hash-source.ts';
import { reducedLuma } from './reduced-luma.ts';
import { approximateByDaubechies } from './wavelet/daubechies.ts';
import { approximateByHaar, withoutMean } from './wavelet/haar.ts';
import { tilesOf } from './wavelet/tiled-picture.ts';

/** Options of {@link waveletHash}. */
export interface WaveletHashOptions extends HashSourceOptions {
  /**
   * Side of the square of bits, a power of two from 2 to 64. With `'db4'` there are some more, 14 a side instead of 8 for large
   * pictures, because its filter reaches beyond the border.
   * @defaultValue 8: 64 bits
   */
  readonly size: number;
  /**
   * The wavelet that makes the picture coarser.
   * @defaultValue 'haar'
   */
  readonly wavelet: 'haar' | 'db4';
  /**
   * Side of the square to which the picture is resampled before, a power of two from `size` to 16384; times the height of the
   * picture no more than 2^30.
   * @defaultValue the largest that the shorter side of the picture holds, or `size`
   */
  readonly scale: number | undefined;
  /**
   * Whether the lowest frequency of all, the mean, is taken out first, always with the Haar wavelet (imagehash's
   * `remove_max_haar_ll`).
   * @defaultValue 'remove'
   */
  readonly lowest: 'remove' | 'keep';
}

const DEFAULTS: WaveletHashOptions = { ...SOURCE_DEFAULTS, size: 8, wavelet: 'haar', scale: undefined, lowest: 'remove' };

const SIZES: readonly number[] = [2, 4, 8, 16, 32, 64];
const LARGEST_SCALE = 16_384;

/** The unit of rounding, 2^-53. */
const ULP = 1.1102230246251565e-16;

/** One gray level of pixels of 0..1, and more than what rounding adds to the difference of two of them. */
const GRAY_LEVEL = 1 / 255 + 4 * ULP;

// The sum of the magnitudes of a filter's weights, squared for two dimensions: 2 for Haar, 3.48 for db4.
const HAAR_GROWTH = 2;
const DB4_GROWTH = 3.5;

/**
 * Computes the wavelet hash: which parts of a coarse approximation of the picture's luma are above their median.
 *
 * Bit for bit imagehash's `whash` with PyWavelets 1.1.1 on x86-64: every operation is done in its order.
 *
 * The picture is resampled to `scale` × `scale` bytes first, 2048 × 2048 for 12 megapixels. Beside them little is held with
 * `'haar'`, and with `'db4'` a quarter as many numbers.
 *
 * @param image - 8-bit pixels.
 * @returns A hash of kind `wavelet-haar` or `wavelet-db4`, `size²` bits or more, row after row. Its quality is the percentage of
 *   bits whose part differs from the median by more than one gray level on average. Undetermined are bits where they are equal in
 *   exact arithmetic: for `'haar'` those parts whose pixels sum up to the median, for `'db4'` those as near to it as the largest
 *   rounding error.
 * @throws {TypeError | RangeError} The pixels do not fit their size, or an option is unknown or out of range.
 * @see imagehash 4.3.2, `whash`; G. R. Lee et al., "PyWavelets: A Python package for wavelet analysis", JOSS 4(36), 2019.
 *
 * @example
 * ```ts
 * import { waveletHash } from 'tamperlens/hash';
 *
 * const bowl = { data: Uint8Array.from({ length: 4096 }, (_, i) => ((i & 63) * (i >> 6)) / 16), width: 64, height: 64 };
 * waveletHash(bowl).hex; // '0000071f3f3f3f3f'
 * ```
 */
export function waveletHash(image: RasterLike, options?: Partial<WaveletHashOptions>): Hash {
  const { size, wavelet, scale, lowest, ...source } = resolveOptions(DEFAULTS, options);
  checkOneOf('size', size, SIZES);
  checkOneOf('wavelet', wavelet, ['haar', 'db4']);
  checkOneOf('lowest', lowest, ['remove', 'keep']);
  if (scale !== undefined) checkScale(scale, size);
  const raster = hashSource(image, source);
  const side = scale ?? Math.max(size, 1 << log2Of(Math.min(raster.width, raster.height)));
  const pixels = tilesOf(reducedLuma(raster, { width: side, height: side }));
  const picture = lowest === 'remove' ? withoutMean(pixels) : pixels;
  const allLevels = log2Of(side);
  const levels = allLevels - log2Of(size);
  const isHaar = wavelet === 'haar';
  const values = isHaar || levels === 0 ? approximateByHaar(picture, levels) : approximateByDaubechies(picture, levels).data;
  const isRounded = levels > 0 || lowest === 'remove';
  return hashAboveMedian(isHaar ? 'wavelet-haar' : 'wavelet-db4', values, {
    rounding: isRounded ? roundingOf(allLevels, levels, isHaar ? HAAR_GROWTH : DB4_GROWTH) : undefined,
    grayLevel: (side / size) * GRAY_LEVEL,
  });
}

/**
 * Bounds what rounding can do to a coefficient and the median together. Taking the mean out costs a pixel of 0..1 less than 8 L²
 * units over L levels; each of K levels on the way down adds less than 32, and lets magnitudes grow.
 */
function roundingOf(allLevels: number, levels: number, growth: number): number {
  let rounding = ULP * (16 * allLevels * allLevels + 64 * levels);
  for (let level = 0; level < levels; level++) rounding *= growth;
  return rounding;
}

function checkScale(scale: number, size: number): void {
  checkInteger('scale', scale, size, LARGEST_SCALE);
  if ((scale & (scale - 1)) !== 0) throw new RangeError(`"scale" must be a power of two, received ${scale}`);
}

/** The whole part of the binary logarithm of a number of pixels. */
function log2Of(count: number): number {
  return 31 - Math.clz32(count);
}
