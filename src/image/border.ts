import { checkInteger, checkOneOf } from '../errors/index.ts';
import { MAXIMUM_SIDE } from './raster.ts';

/**
 * What stands beyond the first and last pixel of a row or column `abcd`:
 *
 * - `replicate`: `aaa|abcd|ddd`
 * - `reflect`: `cba|abcd|dcb`
 * - `reflect-101`: `dcb|abcd|cba`
 * - `wrap`: `bcd|abcd|abc`
 * - `constant`: a value of the filter's own, no pixel
 *
 * The names and meanings are OpenCV's.
 *
 * @see OpenCV 4 documentation, "Operations on arrays", `cv::BorderTypes` and `cv::borderInterpolate`.
 */
export type BorderMode = 'replicate' | 'reflect' | 'reflect-101' | 'wrap' | 'constant';

const BORDER_MODES: readonly BorderMode[] = ['replicate', 'reflect', 'reflect-101', 'wrap', 'constant'];

/**
 * Finds the pixel that stands in for one outside the image, however far outside.
 *
 * @param index - Whole position along a row or column; 0..length − 1 lies inside and maps to itself.
 * @param length - Pixels in that row or column, ≥ 1.
 * @param mode - What stands beyond the border.
 * @returns A position in 0..length − 1, or −1 where `constant` has no pixel.
 * @throws {RangeError} `length` is not in 1..1,048,576, `index` is not a safe integer, or `mode` is unknown.
 *
 * @example
 * ```ts
 * import { borderIndex } from 'tamperlens/image';
 *
 * borderIndex(-1, 4, 'reflect'); // 0
 * borderIndex(-1, 4, 'reflect-101'); // 1
 * borderIndex(5, 4, 'wrap'); // 1
 * ```
 */
export function borderIndex(index: number, length: number, mode: BorderMode): number {
  checkInteger('index', index, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  checkInteger('length', length, 1, MAXIMUM_SIDE);
  checkOneOf('mode', mode, BORDER_MODES);
  if (index >= 0 && index < length) return index;
  switch (mode) {
    case 'replicate':
      return index < 0 ? 0 : length - 1;
    case 'reflect': {
      const phase = modulo(index, 2 * length);
      return phase < length ? phase : 2 * length - 1 - phase;
    }
    case 'reflect-101': {
      if (length === 1) return 0;
      const phase = modulo(index, 2 * length - 2);
      return phase < length ? phase : 2 * length - 2 - phase;
    }
    case 'wrap':
      return modulo(index, length);
    case 'constant':
      return -1;
  }
}

function modulo(value: number, period: number): number {
  return ((value % period) + period) % period;
}
