import type { Inflate } from '../codec/png/index.ts';
import { checkBytes, limitExceeded, resolveLimits, resolveOptions, unsupported } from '../errors/index.ts';
import type { Limits } from '../errors/index.ts';
import { inspect } from '../guard/index.ts';
import type { FileFormat } from '../guard/index.ts';
import { toRaster } from '../image/index.ts';
import type { RasterLike } from '../image/index.ts';
import type { Exhibit } from './exhibit.ts';
import { checkDecoders } from './foreign-decoder.ts';
import type { ForeignDecoder } from './foreign-decoder.ts';
import { LazyExhibit } from './planes.ts';

/** Options of {@link openExhibit}. */
export interface OpenOptions {
  /** Limits to change; the rest are the defaults. */
  readonly limits: Partial<Limits>;
  /**
   * Decoders for formats other than JPEG and PNG, by format.
   * @defaultValue none
   */
  readonly decoders: Partial<Readonly<Record<FileFormat, ForeignDecoder>>>;
  /**
   * A faster way to unpack PNG data, for example the platform's zlib; the answer does not depend on it.
   * @defaultValue our own, which runs anywhere
   */
  readonly inflate: Inflate | undefined;
}

const DEFAULTS: OpenOptions = { limits: {}, decoders: {}, inflate: undefined };

/** How the report names the decoder of JPEG and of PNG files. */
export const JPEG_CODEC = 'tamperlens-jpeg/1 (islow, fancy upsampling; exact to libjpeg-turbo)';
const PNG_DECODER = 'tamperlens-png/1';

/**
 * Opens a file for examination: the guard reads its headers, the pixels come later and on demand.
 *
 * @param bytes - The whole file.
 * @returns An exhibit of a JPEG or PNG file, or of any format for which a decoder is given.
 * @throws {ForensicsError} As `inspect`; `unsupported` for a format without a decoder.
 * @throws {TypeError | RangeError} An option is wrong; the message names it.
 *
 * @example
 * ```ts
 * import { openExhibit } from 'tamperlens';
 * import { encodeJpeg } from 'tamperlens/jpeg';
 *
 * const file = encodeJpeg({ data: new Uint8Array(32 * 32 * 3), width: 32, height: 32 });
 * const exhibit = await openExhibit(file);
 * exhibit.plane('luma').data.length; // 1024
 * ```
 */
export async function openExhibit(bytes: Uint8Array, options?: Partial<OpenOptions>): Promise<Exhibit> {
  checkBytes('bytes', bytes);
  const resolved = resolveOptions(DEFAULTS, options);
  const limits = resolveLimits(resolved.limits);
  checkDecoders(resolved.decoders);
  const guard = inspect(bytes, limits);
  const { format } = guard;
  const base = { source: 'file' as const, format, bytes, guard, limits, inflate: resolved.inflate };
  if (guard.decodable) {
    const decoder = format === 'jpeg' ? JPEG_CODEC : PNG_DECODER;
    return new LazyExhibit({ ...base, width: guard.width ?? 0, height: guard.height ?? 0, decoder, raster: undefined });
  }
  const foreign = resolved.decoders[format];
  if (foreign === undefined) throw unsupported('guard', `${format} files need a decoder of yours in "decoders"`, 0);
  const raster = toRaster(await foreign.decode(bytes));
  const pixels = raster.width * raster.height;
  if (pixels > limits.maximumPixels) {
    throw limitExceeded('decoder', { name: 'maximumPixels', maximum: limits.maximumPixels, actual: pixels }, 'decoded pixels');
  }
  return new LazyExhibit({ ...base, width: raster.width, height: raster.height, decoder: foreign.name, raster });
}

/**
 * Makes an exhibit of pixels alone. What needs the file (quantization tables, metadata) is then not applicable.
 *
 * @param image - 8-bit pixels; they are shared, not copied.
 * @throws {TypeError | RangeError} The pixels do not fit their size.
 *
 * @example
 * ```ts
 * import { exhibitFromRaster } from 'tamperlens';
 *
 * exhibitFromRaster({ data: new Uint8Array(64), width: 8, height: 8 }).source; // 'pixels'
 * ```
 */
export function exhibitFromRaster(image: RasterLike): Exhibit {
  const raster = toRaster(image);
  const { width, height } = raster;
  const limits = resolveLimits(undefined);
  return new LazyExhibit({
    source: 'pixels',
    format: 'pixels',
    width,
    height,
    bytes: undefined,
    guard: undefined,
    decoder: 'none',
    limits,
    inflate: undefined,
    raster,
  });
}
