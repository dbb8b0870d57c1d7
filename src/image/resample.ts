import { checkInteger } from '../errors/index.ts';
import { lanczosWeights, WEIGHT_BITS } from './lanczos.ts';
import type { LanczosWeights } from './lanczos.ts';
import type { Plane } from './plane.ts';
import { MAXIMUM_SIDE, toRaster } from './raster.ts';
import type { ChannelCount, Raster, RasterLike } from './raster.ts';
import type { RowSource } from './row-source.ts';

/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The most samples that a resampled plane, or the narrowed one on the way to it, may hold. */
const MAXIMUM_SAMPLES = 1 << 30;
const HALF = 1 << (WEIGHT_BITS - 1);

/**
 * Resamples an 8-bit gray image with the Lanczos kernel, bit for bit as Pillow's `Image.resize(size, LANCZOS)` does.
 *
 * Rows come first, then columns, with 8-bit samples in between; a side that stays is left alone. Beside the result, as many rows of
 * the result's width as the source has are held, and eight of the source's.
 *
 * @param rows - The image, 0..255.
 * @param from - Its size, 1..1,048,576 pixels a side.
 * @param to - The size to make, 1..1,048,576 pixels a side.
 * @returns `[to.height, to.width]`, 0..255.
 * @throws {TypeError | RangeError} A side is out of range, or the result would hold more than 2^30 samples.
 * @see Pillow 9.4, `src/libImaging/Resample.c`.
 */
export function resampleRows(rows: RowSource, from: Size, to: Size): Plane {
  checkSizes(from, to, 1);
  const narrow = narrowed(rows, from, to.width);
  return from.height === to.height ? narrow : shortened(narrow, to.height);
}

/**
 * Resizes an image with the Lanczos kernel, bit for bit as Pillow's `Image.resize(size, LANCZOS)` does.
 *
 * Colors of RGBA images are multiplied by alpha first and divided by it again afterwards, both rounded to 8 bits, so that what
 * cannot be seen does not bleed; as in Pillow an image that has the size already is left as it is.
 *
 * @param image - 8-bit pixels with 1, 3 or 4 channels.
 * @param to - The size to make, 1..1,048,576 pixels a side.
 * @returns A new raster with the same channels.
 * @throws {TypeError | RangeError} The image's data, size and channels do not fit, a side is out of range, or the result would hold
 *   more than 2^30 samples.
 * @see Pillow 9.4, `src/libImaging/Resample.c`, and `rgba2rgbA` and `rgbA2rgba` in `src/libImaging/Convert.c`.
 *
 * @example
 * ```ts
 * import { resizeRaster } from 'tamperlens/image';
 *
 * const step = { data: new Uint8Array([0, 0, 0, 0, 255, 255, 255, 255]), width: 8, height: 1 };
 * resizeRaster(step, { width: 4, height: 1 }).data.join(' '); // '0 13 242 255'
 * ```
 */
export function resizeRaster(image: RasterLike, to: Size): Raster {
  const raster = toRaster(image);
  const { width, height, channels } = raster;
  checkSizes(raster, to, channels);
  const data = new Uint8Array(to.width * to.height * channels);
  if (width === to.width && height === to.height) {
    data.set(raster.data);
    return { data, width, height, channels };
  }
  for (let channel = 0; channel < channels; channel++) {
    const plane = resampleRows(channelRows(raster, channel), raster, to);
    for (let i = 0, at = channel; i < plane.data.length; i++, at += channels) data[at] = plane.data[i];
  }
  if (channels === 4) divideByAlpha(data);
  return { data, width: to.width, height: to.height, channels };
}

function checkSizes(from: Size, to: Size, channels: ChannelCount): void {
  checkInteger('width', from.width, 1, MAXIMUM_SIDE);
  checkInteger('height', from.height, 1, MAXIMUM_SIDE);
  checkInteger('to.width', to.width, 1, MAXIMUM_SIDE);
  checkInteger('to.height', to.height, 1, MAXIMUM_SIDE);
  const samples = to.width * Math.max(from.height, to.height * channels);
  if (samples > MAXIMUM_SAMPLES) {
    throw new RangeError(`resampling to ${to.width}×${to.height} needs ${samples} samples, at most ${MAXIMUM_SAMPLES} are made`);
  }
}

/** Brings every row to another width. */
function narrowed(rows: RowSource, { width, height }: Size, toWidth: number): Plane {
  const data = new Uint8Array(toWidth * height);
  if (width === toWidth) {
    for (let y = 0; y < height; y++) rows(y, data.subarray(y * width, (y + 1) * width));
    return { data, width, height };
  }
  const weights = lanczosWeights(width, toWidth);
  const four = [0, 1, 2, 3].map(() => new Uint8Array(width));
  const packed = new Int32Array(width);
  for (let y = 0; y < height; y += 4) {
    // Past the last row, older ones are narrowed once more into samples that do not exist: typed arrays ignore those.
    for (let i = 0; i < 4 && y + i < height; i++) rows(y + i, four[i]);
    packRows(four, packed);
    narrowFourRows(packed, weights, data, y * toWidth);
  }
  return { data, width: toWidth, height };
}

/** Puts four rows into one, a byte for each: in the loop below, one load then serves four products. */
function packRows([a, b, c, d]: readonly Uint8Array[], packed: Int32Array): void {
  for (let x = 0; x < packed.length; x++) packed[x] = a[x] | (b[x] << 8) | (c[x] << 16) | (d[x] << 24);
}

function narrowFourRows(packed: Int32Array, { first, start, weights }: LanczosWeights, out: Uint8Array, at: number): void {
  const toWidth = first.length;
  for (let x = 0; x < toWidth; x++) {
    let sumA = HALF;
    let sumB = HALF;
    let sumC = HALF;
    let sumD = HALF;
    const end = start[x + 1];
    for (let k = start[x], i = first[x]; k < end; k++, i++) {
      const weight = weights[k];
      const samples = packed[i];
      sumA = (sumA + Math.imul(weight, samples & 255)) | 0;
      sumB = (sumB + Math.imul(weight, (samples >> 8) & 255)) | 0;
      sumC = (sumC + Math.imul(weight, (samples >> 16) & 255)) | 0;
      sumD = (sumD + Math.imul(weight, samples >>> 24)) | 0;
    }
    out[at + x] = clip8(sumA >> WEIGHT_BITS);
    out[at + toWidth + x] = clip8(sumB >> WEIGHT_BITS);
    out[at + 2 * toWidth + x] = clip8(sumC >> WEIGHT_BITS);
    out[at + 3 * toWidth + x] = clip8(sumD >> WEIGHT_BITS);
  }
}

/** Brings every column to another height. */
function shortened({ data, width, height }: Plane, toHeight: number): Plane {
  const { first, start, weights } = lanczosWeights(height, toHeight);
  const out = new Uint8Array(width * toHeight);
  const sums = new Int32Array(width);
  for (let y = 0; y < toHeight; y++) {
    sums.fill(HALF);
    let at = first[y] * width;
    for (let k = start[y]; k < start[y + 1]; k++) {
      const weight = weights[k];
      for (let x = 0; x < width; x++) sums[x] += Math.imul(weight, data[at++]);
    }
    for (let x = 0; x < width; x++) out[y * width + x] = clip8(sums[x] >> WEIGHT_BITS);
  }
  return { data: out, width, height: toHeight };
}

function clip8(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}

/** One channel's rows; of an image with alpha, each color multiplied by it. */
function channelRows({ data, width, channels }: Raster, channel: number): RowSource {
  if (channels === 4 && channel < 3) {
    return (y, row) => {
      for (let x = 0, at = y * width * 4; x < width; x++, at += 4) {
        const product = data[at + channel] * data[at + 3] + 128;
        row[x] = ((product >> 8) + product) >> 8;
      }
    };
  }
  return (y, row) => {
    for (let x = 0, at = y * width * channels + channel; x < width; x++, at += channels) row[x] = data[at];
  };
}

function divideByAlpha(data: Uint8Array): void {
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3];
    if (alpha === 0 || alpha === 255) continue;
    for (let i = at; i < at + 3; i++) data[i] = Math.min(255, Math.floor((255 * data[i]) / alpha));
  }
}
