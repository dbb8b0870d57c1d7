import { lumaRows, resampleRows } from '../image/index.ts';
import type { Plane, Raster, Size } from '../image/index.ts';

/**
 * Computes the luma of an image and shrinks it, bit for bit as Pillow's `image.convert("L").resize(size, LANCZOS)`: what every hash
 * of imagehash begins with.
 *
 * @param raster - 8-bit pixels; alpha is dropped.
 * @param to - The size to make, 1..1,048,576 pixels a side.
 * @returns `[to.height, to.width]`, 0..255.
 */
export function reducedLuma(raster: Raster, to: Size): Plane {
  return resampleRows(lumaRows(raster), raster, to);
}
