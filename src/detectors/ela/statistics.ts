import { MAXIMUM_ERROR } from '../../kernels/index.ts';

/** Mean, maximum and standard deviation of error levels. */
export interface ErrorStatistics {
  readonly mean: number;
  readonly max: number;
  /** Population standard deviation. */
  readonly stdDev: number;
  /** How many pixels were counted. */
  readonly pixels: number;
}

/** The gray level 0..255 that each error sum 0..765 is shown as: mean of the channels times `scale`, rounded, clamped. */
export function scaledLevels(scale: number): Uint8Array {
  return Uint8Array.from({ length: MAXIMUM_ERROR + 1 }, (_, sum) => Math.min(255, Math.floor((sum * scale) / 3 + 0.5)));
}

/**
 * Statistics from a histogram of error sums: exact counts, so the order of pixels cannot matter.
 *
 * @param histogram - 766 counts.
 * @param levelOf - The value that an error sum stands for.
 */
export function errorStatistics(histogram: Uint32Array, levelOf: (sum: number) => number): ErrorStatistics {
  let pixels = 0;
  let total = 0;
  let max = 0;
  for (let sum = 0; sum < histogram.length; sum++) {
    if (histogram[sum] === 0) continue;
    pixels += histogram[sum];
    total += histogram[sum] * levelOf(sum);
    max = levelOf(sum);
  }
  if (pixels === 0) return { mean: 0, max: 0, stdDev: 0, pixels };
  const mean = total / pixels;
  let squares = 0;
  for (let sum = 0; sum < histogram.length; sum++) {
    const deviation = levelOf(sum) - mean;
    squares += histogram[sum] * deviation * deviation;
  }
  return { mean, max, stdDev: Math.sqrt(squares / pixels), pixels };
}
