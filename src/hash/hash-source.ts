import { checkOneOf } from '../errors/index.ts';
import { applyOrientation, toRaster } from '../image/index.ts';
import type { Orientation, Raster, RasterLike } from '../image/index.ts';

/** How every hash sees its picture. The defaults are the references'. */
export interface HashSourceOptions {
  /**
   * The EXIF orientation to apply before hashing, so that a photograph and its turned copy agree.
   * @defaultValue 1: as stored, as every reference does
   */
  readonly orientation: Orientation;
  /**
   * What becomes of transparency: whatever the reference does with it, colors as stored with alpha dropped, or the picture laid
   * over white or black.
   * @defaultValue 'reference': alpha is dropped, but for `blockHash`, where fully transparent pixels are white
   */
  readonly alpha: AlphaHandling;
}

/** See {@link HashSourceOptions}. */
export type AlphaHandling = 'reference' | 'drop' | 'white' | 'black';

const ALPHA: readonly AlphaHandling[] = ['reference', 'drop', 'white', 'black'];

/** Defaults of {@link HashSourceOptions}. */
export const SOURCE_DEFAULTS: HashSourceOptions = { orientation: 1, alpha: 'reference' };

/**
 * Prepares a picture for hashing: turned and laid over its background as the options say. With the defaults nothing is copied.
 *
 * @returns Gray or RGB for `'drop'`, `'white'` and `'black'` of an image with transparency; else the channels that came in.
 * @throws {TypeError | RangeError} The pixels do not fit their size, or an option is out of range.
 */
export function hashSource(image: RasterLike, { orientation, alpha }: HashSourceOptions): Raster {
  checkOneOf('alpha', alpha, ALPHA);
  const raster = toRaster(image);
  const flat = raster.channels === 4 && alpha !== 'reference' ? withoutAlpha(raster, alpha) : raster;
  return applyOrientation(flat, orientation);
}

function withoutAlpha({ data, width, height }: Raster, alpha: 'drop' | 'white' | 'black'): Raster {
  const opaque = new Uint8Array(width * height * 3);
  const background = alpha === 'white' ? 255 : 0;
  for (let from = 0, to = 0; from < data.length; from += 4, to += 3) {
    const share = alpha === 'drop' ? 255 : data[from + 3];
    const rest = background * (255 - share) + 127;
    for (let channel = 0; channel < 3; channel++) {
      opaque[to + channel] = ((data[from + channel] * share + rest) / 255) | 0;
    }
  }
  return { data: opaque, width, height, channels: 3 };
}
