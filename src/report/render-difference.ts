import { checkPlane } from '../image/index.ts';
import type { Plane, Raster } from '../image/index.ts';

/** A difference map made visible. */
export interface RenderedDifference {
  /** 8-bit gray, black where the pictures are equal. */
  readonly picture: Raster;
  /** What each difference was multiplied by, 1..255; from 255 / factor levels on the picture is white. */
  readonly factor: number;
}

/** Share of the differing pixels that keep their shade; the rest may be white, lest a few of them leave all others black. */
const SHADED_SHARE = 0.999;

/**
 * Draws a difference map so that it can be seen: every difference multiplied by the largest whole number that leaves 99.9 % of the
 * pixels that differ at 255 or below.
 *
 * @param map - `[height, width]`, 0..255 levels, as `differenceMap` makes it.
 * @throws {TypeError | RangeError} The map's data and size do not fit.
 *
 * @example
 * ```ts
 * import { renderDifference } from 'tamperlens/report';
 *
 * renderDifference({ data: new Uint8Array([0, 3, 0, 5]), width: 2, height: 2 }).factor; // 51
 * ```
 */
export function renderDifference(map: Plane): RenderedDifference {
  checkPlane(map);
  const { data, width, height } = map;
  const factor = Math.floor(255 / shadedLevel(data));
  const shades = Uint8Array.from({ length: 256 }, (_, level) => Math.min(255, level * factor));
  const stretched = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) stretched[i] = shades[data[i]];
  return { picture: { data: stretched, width, height, channels: 1 }, factor };
}

/** The smallest level, at least 1, that 99.9 % of the differences do not exceed; where there are none, any will do. */
function shadedLevel(data: Uint8Array): number {
  const counts = new Float64Array(256);
  for (let i = 0; i < data.length; i++) counts[data[i]]++;
  if (counts[0] === data.length) return 255;
  const wanted = SHADED_SHARE * (data.length - counts[0]);
  let level = 1;
  for (let seen = counts[1]; seen < wanted; seen += counts[level]) level++;
  return level;
}
