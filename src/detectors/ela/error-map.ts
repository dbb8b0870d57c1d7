import { recompressRows, resolveSaveOptions } from '../../codec/jpeg/index.ts';
import type { JpegSaveOptions, Subsampling } from '../../codec/jpeg/index.ts';
import { checkRange, resolveOptions } from '../../errors/index.ts';
import { toRaster } from '../../image/index.ts';
import type { Raster, RasterLike } from '../../image/index.ts';
import { MAXIMUM_ERROR, sampleErrorRow, ycbcrErrorRow } from '../../kernels/index.ts';
import { errorStatistics, scaledLevels } from './statistics.ts';
import type { ErrorStatistics } from './statistics.ts';

/** Options of {@link generateElaMap}. */
export interface ElaMapOptions extends JpegSaveOptions {
  /**
   * Factor that makes errors visible, 1..255.
   * @defaultValue 15
   */
  readonly scale: number;
}

/** What holds where the caller says nothing. */
export const ELA_DEFAULTS: ElaMapOptions = { quality: 90, scale: 15, subsampling: '4:2:0' };

/** How far each pixel moved in a re-save. */
export interface ErrorMap {
  readonly width: number;
  readonly height: number;
  /** `[height, width]` Σ over R, G, B of |difference|, 0..765, unscaled. A gray difference counts three times. */
  readonly errors: Uint16Array;
  /** `[height, width]`, 0 where the pixel is fully transparent, so that nobody sees its color; absent when every pixel counts. */
  readonly valid: Uint8Array | undefined;
  readonly scale: number;
  /** Settings of the re-save, `undefined` when the caller brought the re-saved image. */
  readonly quality: number | undefined;
  readonly subsampling: Subsampling | undefined;
  /** Statistics of the gray error (mean of the channels), 0..255. */
  readonly unscaled: ErrorStatistics;
  /** Statistics of the gray error times `scale`, clamped to 0..255: those of the classic picture. */
  readonly scaled: ErrorStatistics;
}

/**
 * Measures error levels: how far each pixel moves when the picture is saved as JPEG once more.
 *
 * The re-save is virtual and bit-exact to libjpeg-turbo's (see `recompress`), so it costs no entropy coding and little memory: 2 bytes
 * per pixel for the map.
 *
 * @param image - 8-bit pixels, 1, 3 or 4 channels. Pixels of alpha 0 are left out; of all others the stored color is examined.
 * @param options - Quality, subsampling and scale.
 * @throws {TypeError | RangeError} An option is unknown or out of range, or the pixels do not fit their size.
 * @see N. Krawetz, "A Picture's Worth…", Black Hat USA 2007, for the idea.
 *
 * @example
 * ```ts
 * import { generateElaMap } from 'tamperlens/ela';
 *
 * const flat = { data: new Uint8Array(16 * 16 * 3).fill(90), width: 16, height: 16 };
 * generateElaMap(flat, { quality: 90, scale: 15 }).scaled.max; // 0
 * ```
 */
export function generateElaMap(image: RasterLike, options?: Partial<ElaMapOptions>): ErrorMap;
/**
 * Measures error levels against an image that was re-saved elsewhere.
 *
 * @param original - 8-bit pixels.
 * @param recompressed - The same picture after the re-save, same size and color; alpha is ignored.
 * @param options - Only `scale`.
 */
export function generateElaMap(original: RasterLike, recompressed: RasterLike, options?: { readonly scale?: number }): ErrorMap;
export function generateElaMap(
  image: RasterLike,
  second?: RasterLike | Partial<ElaMapOptions>,
  third?: { readonly scale?: number },
): ErrorMap {
  const raster = toRaster(image);
  if (isRasterLike(second)) {
    const { scale } = resolveOptions({ scale: ELA_DEFAULTS.scale }, third);
    checkRange('scale', scale, 1, 255);
    return compare(raster, toRaster(second), scale);
  }
  return resave(raster, resolveElaOptions(second));
}

/** Lays the caller's options over the defaults and checks them. */
export function resolveElaOptions(options: Partial<ElaMapOptions> | undefined): ElaMapOptions {
  const resolved = resolveOptions(ELA_DEFAULTS, options);
  checkRange('scale', resolved.scale, 1, 255);
  const { quality, subsampling } = resolved;
  resolveSaveOptions({ quality, subsampling });
  return resolved;
}

/** {@link generateElaMap} with options already checked. */
export function resave(raster: Raster, options: ElaMapOptions, checkpoint?: () => void): ErrorMap {
  const { data, width, height, channels } = raster;
  const { quality, subsampling, scale } = options;
  const errors = new Uint16Array(width * height);
  const histogram = new Uint32Array(MAXIMUM_ERROR + 1);
  const isGray = channels === 1;
  recompressRows(
    raster,
    { quality, subsampling },
    (y, { rowData, rowAt }) => {
      const at = y * width;
      if (isGray) sampleErrorRow(rowData[0], rowAt[0], 1, width, data, at, 1, errors, at, histogram);
      else {
        const [luma, cb, cr] = rowData;
        ycbcrErrorRow(luma, rowAt[0], cb, rowAt[1], cr, rowAt[2], width, data, at * channels, channels, errors, at, histogram);
      }
    },
    checkpoint,
  );
  return finish(raster, errors, histogram, { scale, quality, subsampling: isGray ? undefined : subsampling });
}

function compare(raster: Raster, recompressed: Raster, scale: number): ErrorMap {
  const { data, width, height, channels } = raster;
  if (recompressed.width !== width || recompressed.height !== height) {
    throw new RangeError(
      `"recompressed" must be ${width}×${height} like the original, received ${recompressed.width}×${recompressed.height}`,
    );
  }
  if ((recompressed.channels === 1) !== (channels === 1)) {
    throw new RangeError(`"recompressed" must be ${channels === 1 ? 'gray' : 'in color'} like the original`);
  }
  const errors = new Uint16Array(width * height);
  const histogram = new Uint32Array(MAXIMUM_ERROR + 1);
  sampleErrorRow(recompressed.data, 0, recompressed.channels, errors.length, data, 0, channels, errors, 0, histogram);
  return finish(raster, errors, histogram, { scale, quality: undefined, subsampling: undefined });
}

function finish(
  raster: Raster,
  errors: Uint16Array,
  histogram: Uint32Array,
  settings: Pick<ErrorMap, 'scale' | 'quality' | 'subsampling'>,
): ErrorMap {
  const valid = leaveOutTransparent(raster, errors, histogram);
  const levels = scaledLevels(settings.scale);
  return {
    width: raster.width,
    height: raster.height,
    errors,
    valid,
    ...settings,
    unscaled: errorStatistics(histogram, (sum) => sum / 3),
    scaled: errorStatistics(histogram, (sum) => levels[sum]),
  };
}

/** Takes fully transparent pixels out of map and histogram and marks them. A little transparency must not hide what is shown. */
function leaveOutTransparent(raster: Raster, errors: Uint16Array, histogram: Uint32Array): Uint8Array | undefined {
  if (raster.channels !== 4) return undefined;
  const { data } = raster;
  let valid: Uint8Array | undefined;
  for (let i = 0; i < errors.length; i++) {
    if (data[4 * i + 3] !== 0) continue;
    valid ??= new Uint8Array(errors.length).fill(1);
    valid[i] = 0;
    histogram[errors[i]]--;
    errors[i] = 0;
  }
  return valid;
}

function isRasterLike(value: unknown): value is RasterLike {
  return typeof value === 'object' && value !== null && 'data' in value;
}
