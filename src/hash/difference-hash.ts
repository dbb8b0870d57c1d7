import { checkInteger, checkOneOf, resolveOptions } from '../errors/index.ts';
import type { RasterLike } from '../image/index.ts';
import { hashOfBits } from './hash-bits.ts';
import { hashSource, SOURCE_DEFAULTS } from './hash-source.ts';
import type { HashSourceOptions } from './hash-source.ts';
import type { Hash } from './hash.ts';
import { reducedLuma } from './reduced-luma.ts';

/** Options of {@link differenceHash}. */
export interface DifferenceHashOptions extends HashSourceOptions {
  /**
   * Differences a row and a column, 2..64: the hash has `size²` bits.
   * @defaultValue 8
   */
  readonly size: number;
  /**
   * Which neighbor a pixel is compared with: the one to its left or the one above.
   * @defaultValue 'horizontal'
   */
  readonly direction: 'horizontal' | 'vertical';
}

const DEFAULTS: DifferenceHashOptions = { ...SOURCE_DEFAULTS, size: 8, direction: 'horizontal' };

/**
 * Computes the difference hash, bit for bit as imagehash's `dhash` or `dhash_vertical`: the luma is shrunk to `size + 1` pixels along
 * the direction and `size` across, and each bit says whether a pixel is brighter than the one before it.
 *
 * @param image - 8-bit pixels.
 * @returns A hash of kind `difference` or `difference-vertical`; its quality is the percentage of bits whose two pixels differ by more
 *   than one level.
 * @throws {TypeError | RangeError} The pixels do not fit their size, or an option is unknown or out of range.
 * @see imagehash 4.3.2, `dhash` and `dhash_vertical`; N. Krawetz, "Kind of Like That", The Hacker Factor Blog, 2013.
 *
 * @example
 * ```ts
 * import { differenceHash } from 'tamperlens/hash';
 *
 * const data = new Uint8Array([10, 20, 15, 30, 30, 31]);
 * differenceHash({ data, width: 3, height: 2 }, { size: 2 }).hex; // '9': brighter, darker; the same, brighter
 * ```
 */
export function differenceHash(image: RasterLike, options?: Partial<DifferenceHashOptions>): Hash {
  const { size, direction, ...source } = resolveOptions(DEFAULTS, options);
  checkInteger('size', size, 2, 64);
  checkOneOf('direction', direction, ['horizontal', 'vertical']);
  const isVertical = direction === 'vertical';
  const width = isVertical ? size : size + 1;
  const { data } = reducedLuma(hashSource(image, source), { width, height: isVertical ? size + 1 : size });
  const step = isVertical ? width : 1;
  const bits = new Uint8Array(size * size);
  let decided = 0;
  for (let y = 0, i = 0; y < size; y++) {
    for (let x = 0; x < size; x++, i++) {
      const at = y * width + x;
      const rise = data[at + step] - data[at];
      if (rise > 0) bits[i] = 1;
      if (Math.abs(rise) > 1) decided++;
    }
  }
  const quality = Math.round((100 * decided) / bits.length);
  return hashOfBits(isVertical ? 'difference-vertical' : 'difference', bits, { quality });
}
