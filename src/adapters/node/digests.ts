import { createHash } from 'node:crypto';
import type { Raster } from '../../image/index.ts';
import { rgbaRows } from '../../image/rgba-rows.ts';

/** SHA-256 of a file, lower-case hexadecimal. */
export function digestBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * SHA-256 of a picture as it is seen, lower-case hexadecimal: width and height as 32-bit big-endian numbers, then every pixel as red,
 * green, blue and alpha. Gray, RGB and opaque RGBA pixels of equal color have equal digests.
 */
export function digestPixels(raster: Raster): string {
  const { width, height } = raster;
  const hash = createHash('sha256');
  const size = new DataView(new ArrayBuffer(8));
  size.setUint32(0, width);
  size.setUint32(4, height);
  hash.update(size);
  // A row at a time: all of a large picture with alpha would be as large as the picture again.
  const row = new Uint8Array(4 * width);
  const fill = rgbaRows(raster);
  for (let y = 0; y < height; y++) {
    fill(y, row);
    hash.update(row);
  }
  return hash.digest('hex');
}
