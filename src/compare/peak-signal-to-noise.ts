import { lumaRows } from '../image/index.ts';
import type { RasterLike } from '../image/index.ts';
import { log10 } from '../math/index.ts';
import { rgbaRows } from '../image/rgba-rows.ts';
import { pairOf } from './same-size.ts';

/** How far samples are from each other on the whole. */
export interface SignalToNoise {
  /** Mean squared difference, in squared levels, 0..65025. */
  readonly meanSquaredError: number;
  /** 10 log₁₀(255² / {@link meanSquaredError}), in decibels, ≥ 0; `null` where that is infinite, for equal samples. */
  readonly decibels: number | null;
  /** Whether all samples are equal. */
  readonly identical: boolean;
}

/** What {@link peakSignalToNoise} gives. */
export interface PeakSignalToNoise {
  /** Of all red, green and blue samples together. */
  readonly color: SignalToNoise;
  /** Of luma. */
  readonly luma: SignalToNoise;
}

/**
 * Measures the peak signal-to-noise ratio (PSNR) of two pictures of one size.
 *
 * A gray picture counts as one with equal red, green and blue. Alpha is dropped.
 *
 * @throws {TypeError | RangeError} The sizes differ, or the pixels of one do not fit its size.
 *
 * @example
 * ```ts
 * import { peakSignalToNoise } from 'tamperlens/compare';
 *
 * const dark = { data: new Uint8Array([10, 10, 10]), width: 1, height: 1 };
 * const lighter = { data: new Uint8Array([13, 10, 10]), width: 1, height: 1 };
 * peakSignalToNoise(dark, lighter).color.meanSquaredError; // 3
 * ```
 */
export function peakSignalToNoise(a: RasterLike, b: RasterLike): PeakSignalToNoise {
  const pair = pairOf(a, b);
  const { width, height } = pair.a;
  const colors = [rgbaRows(pair.a), rgbaRows(pair.b)];
  const lumas = [lumaRows(pair.a), lumaRows(pair.b)];
  const [colorsA, colorsB] = [new Uint8Array(4 * width), new Uint8Array(4 * width)];
  const [lumaA, lumaB] = [new Uint8Array(width), new Uint8Array(width)];
  // Whole numbers below 2^53, hence exact: 65025 for each of 3 × 2^36 samples, a picture of 64 gigapixels.
  let color = 0;
  let luma = 0;
  for (let y = 0; y < height; y++) {
    colors[0](y, colorsA);
    colors[1](y, colorsB);
    color += squaredColorError(colorsA, colorsB);
    lumas[0](y, lumaA);
    lumas[1](y, lumaB);
    luma += squaredError(lumaA, lumaB);
  }
  return { color: ratioOf(color / (3 * width * height)), luma: ratioOf(luma / (width * height)) };
}

function squaredColorError(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 4) {
    const red = a[i] - b[i];
    const green = a[i + 1] - b[i + 1];
    const blue = a[i + 2] - b[i + 2];
    sum += red * red + green * green + blue * blue;
  }
  return sum;
}

function squaredError(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) * (a[i] - b[i]);
  return sum;
}

function ratioOf(meanSquaredError: number): SignalToNoise {
  const identical = meanSquaredError === 0;
  return { meanSquaredError, decibels: identical ? null : 10 * log10(65025 / meanSquaredError), identical };
}
