import { recompressRows } from '../../codec/jpeg/index.ts';
import { toRaster } from '../../image/index.ts';
import type { Raster, RasterLike } from '../../image/index.ts';
import { ycbcrToRgbRow } from '../../kernels/index.ts';
import { resolveElaOptions } from './error-map.ts';
import type { ElaMapOptions } from './error-map.ts';

/**
 * Draws the classic ELA picture: for each pixel and channel, |difference to the re-save| × scale, clamped to 0..255.
 *
 * @param image - 8-bit pixels; alpha is ignored.
 * @param options - Quality, subsampling and scale.
 * @param into - Where to put the picture, `width × height × channels` samples without alpha; may be the image's own samples when it
 *   has no alpha, which are then overwritten row by row.
 * @returns 1 channel for gray images, else RGB, of the same size.
 * @throws {TypeError | RangeError} An option is unknown or out of range, or `into` does not fit.
 *
 * @example
 * ```ts
 * import { renderElaPicture } from 'tamperlens/ela';
 *
 * renderElaPicture({ data: new Uint8Array(16 * 16 * 3).fill(90), width: 16, height: 16 }).data[0]; // 0
 * ```
 */
export function renderElaPicture(image: RasterLike, options?: Partial<ElaMapOptions>, into?: Uint8Array): Raster {
  const raster = toRaster(image);
  const { scale, quality, subsampling } = resolveElaOptions(options);
  const { data: source, width, height, channels } = raster;
  const outputChannels = channels === 1 ? 1 : 3;
  const data = into ?? new Uint8Array(width * height * outputChannels);
  if (data.length !== width * height * outputChannels) {
    throw new RangeError(`"into" must hold ${width * height * outputChannels} samples, received ${data.length}`);
  }
  const shown = Uint8Array.from({ length: 256 }, (_, error) => Math.min(255, Math.floor(error * scale + 0.5)));
  const saved = new Uint8ClampedArray(width * 3);
  recompressRows(raster, { quality, subsampling }, (y, { rowData, rowAt }) => {
    let row: Uint8ClampedArray = saved;
    let at = 0;
    if (outputChannels === 1) [row, at] = [rowData[0], rowAt[0]];
    else ycbcrToRgbRow(rowData[0], rowAt[0], rowData[1], rowAt[1], rowData[2], rowAt[2], width, saved, 0);
    for (let x = 0, s = y * width * channels, o = y * width * outputChannels; x < width; x++, s += channels) {
      for (let c = 0; c < outputChannels; c++, at++, o++) {
        data[o] = shown[Math.abs(row[at] - source[s + c])];
      }
    }
  });
  return { data, width, height, channels: outputChannels };
}
