import { forwardColumns, forwardRow, inverseBlock } from './float-dct.ts';
import { BINS, FREQUENCIES, LARGEST_VALUE } from './frequencies.ts';
import type { LumaBlocks } from './luma-blocks.ts';

/** What quantized values would look like without an earlier compression on the same grid. */
export interface Calibration {
  /** A histogram for each frequency, scaled to as many blocks as the image has. */
  readonly histograms: readonly Float64Array[];
  /** Variance of what rounding samples to whole levels changes, levels². */
  readonly roundingVariance: number;
  /** Its mean in the DC coefficient, in units of that. */
  readonly roundingBias: number;
}

/**
 * Undoes the compression without rounding, moves the grid by one pixel both ways and quantizes again: that breaks the traces of what came
 * before the last compression and keeps the statistics of the picture.
 *
 * @param onRow - Called before each row of blocks with the share done.
 * @see T. Bianchi, A. De Rosa, A. Piva, "Improved DCT coefficient analysis for forgery localization in JPEG images", ICASSP 2011.
 *   doi:10.1109/ICASSP.2011.5946978. Clipped samples are left out of the rounding error, which is taken of samples instead of
 *   coefficients: the transform keeps its variance.
 */
export function calibrate(blocks: LumaBlocks, onRow: (share: number) => void): Calibration {
  const { coefficients, blocksPerRow, width, height, steps } = blocks;
  const stride = 8 * width;
  // A row of blocks and, above it, the one before.
  const strip = new Float32Array(16 * stride);
  const histograms = FREQUENCIES.map(() => new Float64Array(BINS));
  const places = FREQUENCIES.map((frequency) => 5 * (frequency >> 3) + (frequency & 7));
  const inverseSteps = FREQUENCIES.map((frequency) => 1 / steps[frequency]);
  const rows = new Float64Array(40);
  const errors = new RoundingErrors();
  for (let row = 0; row < height; row++) {
    onRow(row / height);
    strip.copyWithin(0, 8 * stride);
    for (let x = 0, at = row * blocksPerRow * 64; x < width; x++, at += 64) {
      inverseBlock(coefficients, at, steps, strip, 8 * stride + 8 * x, stride);
    }
    errors.add(strip, 8 * stride);
    if (row === 0) continue;
    for (let x = 0; x < width - 1; x++) {
      for (let y = 0, from = stride + 8 * x + 1; y < 40; y += 5, from += stride) forwardRow(strip, from, rows, y);
      forwardColumns(rows);
      for (let i = 0; i < places.length; i++) {
        const value = Math.floor(rows[places[i]] * inverseSteps[i] + 0.5);
        histograms[i][Math.max(-LARGEST_VALUE, Math.min(LARGEST_VALUE, value)) + LARGEST_VALUE]++;
      }
    }
  }
  const scale = (width * height) / ((width - 1) * (height - 1));
  for (const histogram of histograms) for (let i = 0; i < BINS; i++) histogram[i] *= scale;
  return { histograms, roundingVariance: errors.variance, roundingBias: 8 * errors.mean };
}

class RoundingErrors {
  #count = 0;
  #sum = 0;
  #squares = 0;

  /** Takes samples, less 128, from `from` on. */
  add(samples: Float32Array, from: number): void {
    let [count, sum, squares] = [0, 0, 0];
    for (let i = from; i < samples.length; i++) {
      const level = samples[i] + 128;
      const rounded = Math.floor(level + 0.5);
      if (rounded < 0 || rounded > 255) continue;
      const error = level - rounded;
      count++;
      sum += error;
      squares += error * error;
    }
    this.#count += count;
    this.#sum += sum;
    this.#squares += squares;
  }

  get mean(): number {
    return this.#count === 0 ? 0 : this.#sum / this.#count;
  }

  get variance(): number {
    return this.#count === 0 ? 0 : Math.max(0, this.#squares / this.#count - this.mean * this.mean);
  }
}
