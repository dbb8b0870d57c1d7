import { checkInteger, resolveOptions } from '../errors/index.ts';
import { checkPlane } from '../image/index.ts';
import type { Box, Plane } from '../image/index.ts';

/** Options of {@link summarizeDifference}. */
export interface DifferenceOptions {
  /**
   * Differences up to this many levels count as none, 0..255.
   * @defaultValue 0: every difference counts
   */
  readonly tolerance: number;
}

/** What a {@link differenceMap} holds, in numbers. */
export interface DifferenceSummary {
  /** Levels up to which pixels counted as equal. */
  readonly tolerance: number;
  /** Pixels that differ by more. */
  readonly differingPixels: number;
  /** Share of the pixels that do not, 0..1. */
  readonly equalShare: number;
  /** The largest difference of all, in levels. */
  readonly largest: number;
  /** The mean difference of all pixels, in levels. */
  readonly mean: number;
  /** The smallest box that holds every pixel that differs, or `null` when none does. */
  readonly box: Box | null;
}

const DEFAULTS: DifferenceOptions = { tolerance: 0 };

/**
 * Says of a difference map how much differs, how far, and where.
 *
 * @param map - `[height, width]`, 0..255 levels, as {@link differenceMap} makes it.
 * @throws {TypeError | RangeError} The map's data and size do not fit, or an option is wrong.
 *
 * @example
 * ```ts
 * import { summarizeDifference } from 'tamperlens/compare';
 *
 * summarizeDifference({ data: new Uint8Array([0, 3, 0, 9]), width: 2, height: 2 }, { tolerance: 3 }).box; // { x: 1, y: 1, width: 1, height: 1 }
 * ```
 */
export function summarizeDifference(map: Plane, options?: Partial<DifferenceOptions>): DifferenceSummary {
  const { tolerance } = resolveOptions(DEFAULTS, options);
  checkInteger('tolerance', tolerance, 0, 255);
  checkPlane(map);
  const { data, width, height } = map;
  let [left, right, top, bottom] = [width, -1, height, -1];
  let [differing, largest, sum] = [0, 0, 0];
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const level = data[i];
      sum += level;
      if (level > largest) largest = level;
      if (level <= tolerance) continue;
      differing++;
      if (x < left) left = x;
      if (x > right) right = x;
      if (top === height) top = y;
      bottom = y;
    }
  }
  return {
    tolerance,
    differingPixels: differing,
    equalShare: 1 - differing / data.length,
    largest,
    mean: sum / data.length,
    box: differing === 0 ? null : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 },
  };
}
