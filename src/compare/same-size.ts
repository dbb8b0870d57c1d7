import { toRaster } from '../image/index.ts';
import type { Raster, RasterLike } from '../image/index.ts';

/** Two pictures whose pixels lie over each other. */
export interface Pair {
  readonly a: Raster;
  readonly b: Raster;
}

/**
 * Validates two pictures that are to be compared pixel by pixel.
 *
 * @throws {TypeError | RangeError} The pixels of one do not fit its size, or the sizes differ.
 */
export function pairOf(a: RasterLike, b: RasterLike): Pair {
  const pair = { a: toRaster(a), b: toRaster(b) };
  if (!isSameSize(a, b)) {
    throw new RangeError(
      `pictures of two sizes cannot be compared pixel by pixel: ${a.width}×${a.height} and ${b.width}×${b.height}`,
    );
  }
  return pair;
}

/** Whether two pictures have as many rows and columns. */
export function isSameSize(a: RasterLike, b: RasterLike): boolean {
  return a.width === b.width && a.height === b.height;
}
