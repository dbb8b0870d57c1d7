import { checkInteger } from '../errors/index.ts';

/** Interleaved samples per pixel: 1 gray, 3 RGB, 4 RGBA. */
export type ChannelCount = 1 | 3 | 4;

/**
 * Anything that holds 8-bit pixels: a canvas' `ImageData`, sharp's raw output, a node-canvas buffer, a {@link Raster}.
 *
 * `data` is `[height, width, channels]`, row-major, interleaved; `channels` is inferred from the length when absent.
 */
export interface RasterLike {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
  readonly channels?: number | undefined;
}

/** Validated 8-bit pixels, `[height, width, channels]`, row-major, interleaved, in stored orientation. */
export interface Raster {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
  readonly channels: ChannelCount;
}

/** The largest side of a raster, in pixels (the largest that a JPEG frame header can hold is 65,535). */
export const MAXIMUM_SIDE: number = 1 << 20;

/**
 * Validates pixels and names their channel count. The samples are shared, not copied.
 *
 * @param input - 8-bit pixels with 1, 3 or 4 interleaved channels, at least 1×1.
 * @returns The same samples with `channels` filled in.
 * @throws {TypeError} `data` is not 8-bit.
 * @throws {RangeError} A side is out of range, or the length does not fit the size.
 *
 * @example
 * ```ts
 * import { toRaster } from 'tamperlens/image';
 *
 * toRaster({ data: new Uint8Array(2 * 2 * 3), width: 2, height: 2 }).channels; // 3
 * ```
 */
export function toRaster(input: RasterLike): Raster {
  if (typeof input !== 'object' || input === null) throw new TypeError('a raster must be an object {data, width, height}');
  const { data, width, height } = input;
  const tag = Object.prototype.toString.call(data);
  if (tag !== '[object Uint8Array]' && tag !== '[object Uint8ClampedArray]') {
    throw new TypeError(`"data" of a raster must be a Uint8Array or Uint8ClampedArray, received ${tag.slice(8, -1)}`);
  }
  checkInteger('width', width, 1, MAXIMUM_SIDE);
  checkInteger('height', height, 1, MAXIMUM_SIDE);
  const channels = input.channels ?? data.length / (width * height);
  if (channels !== 1 && channels !== 3 && channels !== 4) {
    throw new RangeError(`"channels" must be 1, 3 or 4, received ${channels} for ${data.length} samples of ${width}×${height}`);
  }
  if (data.length !== width * height * channels) {
    throw new RangeError(
      `"data" must hold ${width * height * channels} samples for ${width}×${height}×${channels}, received ${data.length}`,
    );
  }
  return { data, width, height, channels };
}
