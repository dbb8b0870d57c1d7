import { checkInteger, resolveOptions } from '../errors/index.ts';
import type { RasterLike } from '../image/index.ts';
import { hashOfBits } from './hash-bits.ts';
import { hashSource, SOURCE_DEFAULTS } from './hash-source.ts';
import type { HashSourceOptions } from './hash-source.ts';
import type { Hash } from './hash.ts';
import { reducedLuma } from './reduced-luma.ts';

/** Options of {@link averageHash}. */
export interface AverageHashOptions extends HashSourceOptions {
  /**
   * Side of the shrunk picture in pixels, 2..64: the hash has `size²` bits.
   * @defaultValue 8
   */
  readonly size: number;
}

const DEFAULTS: AverageHashOptions = { ...SOURCE_DEFAULTS, size: 8 };

/**
 * Computes the average hash, bit for bit as imagehash's `average_hash`: the luma is shrunk to `size × size`, and each bit says
 * whether its pixel is brighter than their mean.
 *
 * @param image - 8-bit pixels.
 * @returns A hash of kind `average`; its quality is the percentage of bits whose pixel differs from the mean by more than one level.
 * @throws {TypeError | RangeError} The pixels do not fit their size, or an option is unknown or out of range.
 * @see imagehash 4.3.2, `average_hash`; N. Krawetz, "Looks Like It", The Hacker Factor Blog, 2011.
 *
 * @example
 * ```ts
 * import { averageHash } from 'tamperlens/hash';
 *
 * averageHash({ data: new Uint8Array([10, 200, 10, 10]), width: 2, height: 2 }, { size: 2 }).hex; // '4'
 * ```
 */
export function averageHash(image: RasterLike, options?: Partial<AverageHashOptions>): Hash {
  const { size, ...source } = resolveOptions(DEFAULTS, options);
  checkInteger('size', size, 2, 64);
  const { data } = reducedLuma(hashSource(image, source), { width: size, height: size });
  const count = data.length;
  let sum = 0;
  for (let i = 0; i < count; i++) sum += data[i];
  const bits = new Uint8Array(count);
  let decided = 0;
  for (let i = 0; i < count; i++) {
    // The pixel less the mean, times the count: whole numbers, where the reference's mean may be rounded but never past a pixel.
    const excess = data[i] * count - sum;
    if (excess > 0) bits[i] = 1;
    if (Math.abs(excess) > count) decided++;
  }
  return hashOfBits('average', bits, { quality: Math.round((100 * decided) / count) });
}
