import type { Plane } from './plane.ts';
import { toRaster } from './raster.ts';
import type { Raster, RasterLike } from './raster.ts';
import type { RowSource } from './row-source.ts';

// ITU-R BT.601 weights in 1/65536, as Pillow rounds them: they sum to 65536, so white stays 255.
const RED = 19595;
const GREEN = 38470;
const BLUE = 7471;
const HALF = 0x8000;

/**
 * Computes BT.601 luma with Pillow's integers: `(19595 R + 38470 G + 7471 B + 32768) >> 16`, its `convert("L")`.
 *
 * Alpha is dropped, not applied; a gray raster is copied.
 *
 * @param raster - 8-bit pixels with 1, 3 or 4 channels.
 * @returns `[height, width]`, 0..255.
 * @throws {TypeError | RangeError} The raster's data, size and channels do not fit.
 *
 * @example
 * ```ts
 * import { toLuma } from 'tamperlens/image';
 *
 * toLuma({ data: new Uint8Array([255, 0, 0]), width: 1, height: 1 }).data[0]; // 76
 * ```
 */
export function toLuma(raster: RasterLike): Plane {
  const { data, width, height, channels } = toRaster(raster);
  const luma = new Uint8Array(width * height);
  if (channels === 1) luma.set(data);
  else weigh(bytesOf(data), channels, 0, luma);
  return { data: luma, width, height };
}

/**
 * Makes a source of the rows of an image's luma, {@link toLuma} without the plane.
 *
 * @param raster - 8-bit pixels, which must not change meanwhile.
 */
export function lumaRows({ data, width, channels }: Raster): RowSource {
  if (channels === 1) return (y, row) => row.set(data.subarray(y * width, (y + 1) * width));
  const bytes = bytesOf(data);
  return (y, row) => weigh(bytes, channels, y * width * channels, row);
}

/** The same samples as one type, whatever view they came in: a loop that meets several runs at a fraction of its speed. */
function bytesOf({ buffer, byteOffset, length }: Raster['data']): Uint8Array {
  return new Uint8Array(buffer, byteOffset, length);
}

function weigh(data: Uint8Array, channels: 3 | 4, from: number, luma: Uint8Array): void {
  for (let i = 0, at = from; i < luma.length; i++, at += channels) {
    luma[i] = (RED * data[at] + GREEN * data[at + 1] + BLUE * data[at + 2] + HALF) >> 16;
  }
}
