import { checkInteger, checkRange } from '../errors/index.ts';
import { exp, roundHalfToEven } from '../math/index.ts';
import { borderIndex } from './border.ts';
import { checkPlane } from './plane.ts';
import type { Plane } from './plane.ts';
import { MAXIMUM_SIDE } from './raster.ts';
import { planeRows } from './row-source.ts';
import type { RowSource } from './row-source.ts';

/** The widest blur, in pixels: the largest of its 8-bit weights is about 6 there, and coarser ones would make no Gaussian. */
export const MAXIMUM_SIGMA = 16;

/**
 * Blurs a plane with a Gaussian in 8-bit fixed point, bit for bit as OpenCV's `GaussianBlur(image, (0, 0), sigma)` does.
 *
 * The image is continued by reflection about its edge pixels (`reflect-101`).
 *
 * @param plane - `[height, width]`, 0..255.
 * @param sigma - Standard deviation in pixels, 0..16; below 0.28 every weight but the middle one rounds to 0.
 * @returns `[height, width]`, a new plane.
 * @throws {TypeError | RangeError} `sigma` is out of range, or the plane's data and size do not fit.
 */
export function gaussianBlur(plane: Plane, sigma: number): Plane {
  checkPlane(plane);
  const { width, height } = plane;
  const data = new Uint8Array(width * height);
  blurRows(width, height, planeRows(plane), sigma, (y, row) => data.set(row, y * width));
  return { data, width, height };
}

/**
 * Does the same row by row, holding as many rows as the kernel is long.
 *
 * @param onRow - Receives each blurred row, top to bottom; the array is reused, so what is to stay must be copied.
 * @throws {RangeError} `sigma` or a side is out of range.
 */
export function blurRows(
  width: number,
  height: number,
  source: RowSource,
  sigma: number,
  onRow: (y: number, row: Uint8Array) => void,
): void {
  checkInteger('width', width, 1, MAXIMUM_SIDE);
  checkInteger('height', height, 1, MAXIMUM_SIDE);
  checkRange('sigma', sigma, 0, MAXIMUM_SIGMA);
  const { weights, radius } = kernelOf(sigma);
  // The kernel with its zeros, so that the inner loops take four pairs of weights at a time.
  const reach = weights.length - 1;
  const padded = new Uint8Array(width + 2 * reach);
  const input = padded.subarray(reach, reach + width);
  const output = new Uint8Array(width);
  const sums = new Int32Array(width);
  const windowRows = 2 * radius + 1;
  const ring = Array.from({ length: windowRows }, () => new Int32Array(width));
  const window = Array.from({ length: 2 * reach + 1 }, () => ring[0]);
  let read = 0;
  for (let y = 0; y < height; y++) {
    for (const end = Math.min(y + radius + 1, height); read < end; read++) {
      source(read, input);
      for (let i = 1; i <= radius; i++) {
        padded[reach - i] = input[borderIndex(-i, width, 'reflect-101')];
        padded[reach + width - 1 + i] = input[borderIndex(width - 1 + i, width, 'reflect-101')];
      }
      blurAlongRow(padded, weights, ring[read % windowRows]);
    }
    for (let i = -radius; i <= radius; i++) {
      window[reach + i] = ring[borderIndex(y + i, height, 'reflect-101') % windowRows];
    }
    blurAcrossRows(window, weights, sums, output);
    onRow(y, output);
  }
}

/** Sums along a row, in 1/256 levels; `padded` holds the row and `weights.length - 1` samples on either side. */
function blurAlongRow(padded: Uint8Array, weights: Uint16Array, out: Int32Array): void {
  const width = out.length;
  const reach = weights.length - 1;
  const center = weights[0];
  for (let x = 0; x < width; x++) out[x] = center * padded[x + reach];
  for (let i = 1; i <= reach; i += 4) {
    const wa = weights[i];
    const wb = weights[i + 1];
    const wc = weights[i + 2];
    const wd = weights[i + 3];
    const left = reach - i - 3;
    const right = reach + i;
    for (let x = 0; x < width; x++) {
      const l = x + left;
      const r = x + right;
      out[x] +=
        wa * (padded[l + 3] + padded[r]) +
        wb * (padded[l + 2] + padded[r + 1]) +
        wc * (padded[l + 1] + padded[r + 2]) +
        wd * (padded[l] + padded[r + 3]);
    }
  }
}

/** Sums across rows, to 1/65536 levels, and rounds half up; `window` is centered on the row that is made. */
function blurAcrossRows(window: readonly Int32Array[], weights: Uint16Array, sums: Int32Array, out: Uint8Array): void {
  const width = out.length;
  const reach = weights.length - 1;
  const center = weights[0];
  const row = window[reach];
  for (let x = 0; x < width; x++) sums[x] = center * row[x] + 0x8000;
  for (let i = 1; i <= reach; i += 4) {
    const wa = weights[i];
    const wb = weights[i + 1];
    const wc = weights[i + 2];
    const wd = weights[i + 3];
    const a1 = window[reach - i];
    const a2 = window[reach + i];
    const b1 = window[reach - i - 1];
    const b2 = window[reach + i + 1];
    const c1 = window[reach - i - 2];
    const c2 = window[reach + i + 2];
    const d1 = window[reach - i - 3];
    const d2 = window[reach + i + 3];
    for (let x = 0; x < width; x++) {
      sums[x] += wa * (a1[x] + a2[x]) + wb * (b1[x] + b2[x]) + wc * (c1[x] + c2[x]) + wd * (d1[x] + d2[x]);
    }
  }
  for (let x = 0; x < width; x++) out[x] = sums[x] >> 16;
}

/**
 * Makes the kernel's weights in 1/256 from its center outwards, filled with zeros to one more than a multiple of four.
 *
 * Its length is 6σ + 1, rounded, made odd. From the outermost weight inwards each takes over the rounding error of the one
 * before; the center gets what is left of 256. This is OpenCV's rule for 8-bit images.
 */
function kernelOf(sigma: number): { weights: Uint16Array; radius: number } {
  const radius = sigma === 0 ? 0 : roundHalfToEven(6 * sigma + 1) >> 1;
  const weights = new Uint16Array(4 * Math.ceil(radius / 4) + 1);
  const values = new Float64Array(radius + 1);
  let total = 1;
  for (let i = 1; i <= radius; i++) {
    values[i] = exp((-0.5 * i * i) / (sigma * sigma));
    total += 2 * values[i];
  }
  let carried = 0;
  let left = 256;
  for (let i = radius; i > 0; i--) {
    const exact = (values[i] / total) * 256 + carried;
    weights[i] = roundHalfToEven(exact);
    carried = exact - weights[i];
    left -= 2 * weights[i];
  }
  weights[0] = left;
  return { weights, radius };
}
