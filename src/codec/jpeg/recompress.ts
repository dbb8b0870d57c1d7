import { checkInteger, checkOneOf, resolveOptions } from '../../errors/index.ts';
import { toRaster } from '../../image/index.ts';
import type { Raster, RasterLike } from '../../image/index.ts';
import { reciprocals, requantizeBlock, ycbcrToRgbRow } from '../../kernels/index.ts';
import { ForwardStrips, frameFor, SUBSAMPLINGS } from './forward-strips.ts';
import type { Subsampling } from './forward-strips.ts';
import { standardQuantizationTable } from './quantization.ts';
import { Upsampler } from './upsampler.ts';
import type { RowSink } from './upsampler.ts';

/** How a picture is saved as JPEG. */
export interface JpegSaveOptions {
  /**
   * IJG quality, 1..100, whole.
   * @defaultValue 90
   */
  readonly quality: number;
  /**
   * Chroma subsampling; gray pictures have none.
   * @defaultValue '4:2:0'
   */
  readonly subsampling: Subsampling;
}

/** What holds where the caller says nothing. */
export const JPEG_SAVE_DEFAULTS: JpegSaveOptions = { quality: 90, subsampling: '4:2:0' };

/** Lays the caller's options over the defaults and checks them. */
export function resolveSaveOptions(options: Partial<JpegSaveOptions> | undefined): JpegSaveOptions {
  const resolved = resolveOptions(JPEG_SAVE_DEFAULTS, options);
  checkInteger('quality', resolved.quality, 1, 100);
  checkOneOf('subsampling', resolved.subsampling, SUBSAMPLINGS);
  return resolved;
}

/**
 * What a JPEG save and load at a quality makes of pixels, without writing the file: "virtual recompression".
 *
 * Entropy coding is lossless, so it is left out; the result is bit-exact to libjpeg-turbo's.
 *
 * @param image - 8-bit pixels; alpha is ignored, as a JPEG has none.
 * @returns 1 channel for gray pixels, else RGB, of the same size.
 * @throws {RangeError} Quality or subsampling out of range, or the pixels do not fit their size.
 *
 * @example
 * ```ts
 * import { recompress } from 'tamperlens/jpeg';
 *
 * const flat = { data: new Uint8Array(20 * 10 * 3).fill(128), width: 20, height: 10 };
 * recompress(flat, { quality: 75, subsampling: '4:2:0' }).data[0]; // 128
 * ```
 */
export function recompress(image: RasterLike, options?: Partial<JpegSaveOptions>): Raster {
  const raster = toRaster(image);
  const { width, height } = raster;
  const channels = raster.channels === 1 ? 1 : 3;
  const pixels = new Uint8ClampedArray(width * height * channels);
  recompressRows(raster, resolveSaveOptions(options), (y, { rowData, rowAt }) => {
    if (channels === 1) pixels.set(rowData[0].subarray(rowAt[0], rowAt[0] + width), y * width);
    else ycbcrToRgbRow(rowData[0], rowAt[0], rowData[1], rowAt[1], rowData[2], rowAt[2], width, pixels, y * width * 3);
  });
  return { data: new Uint8Array(pixels.buffer), width, height, channels };
}

/**
 * The same row by row, as full-resolution YCbCr (or gray) rows in order, holding one row of MCUs.
 *
 * @param checkpoint - Called between rows of MCUs; may throw to stop the work.
 */
export function recompressRows(raster: Raster, options: JpegSaveOptions, sink: RowSink, checkpoint?: () => void): void {
  const frame = frameFor(raster, options.subsampling);
  const forward = new ForwardStrips(raster, frame);
  const upsampler = new Upsampler(frame);
  const tables = frame.components.map((_, c) => standardQuantizationTable(c === 0 ? 'luma' : 'chroma', options.quality));
  const inverses = tables.map(reciprocals);
  const work = new Int32Array(64);
  for (let mcuRow = 0; mcuRow < frame.mcuRows; mcuRow++) {
    checkpoint?.();
    upsampler.advance();
    forward.fill(mcuRow, upsampler.strips, 1);
    for (let c = 0; c < tables.length; c++) {
      const { samples, stride, rows } = upsampler.strips[c];
      for (let row = 1; row <= rows; row += 8) {
        for (let at = row * stride, end = at + stride; at < end; at += 8) {
          requantizeBlock(samples, at, stride, work, tables[c], inverses[c]);
        }
      }
    }
    upsampler.emit(mcuRow, sink);
  }
}
