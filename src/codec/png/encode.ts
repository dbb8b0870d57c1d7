import { zlibSync } from 'fflate';
import { crc32, writeUint32 } from '../../bytes/index.ts';
import { checkInteger, resolveOptions } from '../../errors/index.ts';
import { toRaster } from '../../image/raster.ts';
import type { RasterLike } from '../../image/raster.ts';
import { SIGNATURE } from './chunks.ts';
import { filterRows } from './filter.ts';

/** Options of {@link encodePng}. */
export interface EncodePngOptions {
  /**
   * How hard to compress, 0 (stored) to 9 (smallest).
   * @defaultValue 6
   */
  readonly level: number;
}

const DEFAULTS: EncodePngOptions = { level: 6 };

const COLOR_TYPES = { 1: 0, 3: 2, 4: 6 } as const;

/**
 * Encodes 8-bit pixels as a PNG file: gray, RGB or RGBA by the number of channels, not interlaced, nothing but IHDR, IDAT and IEND.
 * The same pixels and level give the same bytes everywhere.
 *
 * @param raster - 8-bit pixels with 1, 3 or 4 interleaved channels.
 * @throws {TypeError} The raster is not 8-bit, or an option is unknown.
 * @throws {RangeError} The raster's length does not fit its size, or `level` is out of range.
 *
 * @example
 * ```ts
 * import { encodePng } from 'tamperlens/png';
 *
 * const bytes = encodePng({ data: new Uint8Array(64 * 64), width: 64, height: 64 }, { level: 9 });
 * String.fromCharCode(...bytes.subarray(1, 4)); // 'PNG'
 * ```
 */
export function encodePng(raster: RasterLike, options?: Partial<EncodePngOptions>): Uint8Array {
  const { data, width, height, channels } = toRaster(raster);
  const { level } = resolveOptions(DEFAULTS, options);
  checkInteger('level', level, 0, 9);
  const header = new Uint8Array(13);
  writeUint32(header, 0, width);
  writeUint32(header, 4, height);
  header.set([8, COLOR_TYPES[channels], 0, 0, 0], 8);
  const filtered = filterRows(data, width * channels, height, channels);
  const packed = zlibSync(filtered, { level: level as 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 });
  return writeChunks([
    { type: 'IHDR', data: header },
    { type: 'IDAT', data: packed },
    { type: 'IEND', data: new Uint8Array(0) },
  ]);
}

function writeChunks(chunks: readonly { readonly type: string; readonly data: Uint8Array }[]): Uint8Array {
  const total = chunks.reduce((sum, { data }) => sum + data.length + 12, SIGNATURE.length);
  const bytes = new Uint8Array(total);
  bytes.set(SIGNATURE);
  let at = SIGNATURE.length;
  for (const { type, data } of chunks) {
    writeUint32(bytes, at, data.length);
    for (let i = 0; i < 4; i++) bytes[at + 4 + i] = type.charCodeAt(i);
    bytes.set(data, at + 8);
    writeUint32(bytes, at + 8 + data.length, crc32(bytes, at + 4, at + 8 + data.length));
    at += data.length + 12;
  }
  return bytes;
}
