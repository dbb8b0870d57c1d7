import { BINS, FREQUENCIES, LARGEST_VALUE } from './frequencies.ts';
import type { LumaBlocks } from './luma-blocks.ts';

/** Counts the quantized values of each of the lowest frequencies, one histogram after another. */
export function countValues(blocks: LumaBlocks): Float64Array[] {
  const { coefficients, blocksPerRow, width, height } = blocks;
  const histograms = FREQUENCIES.map(() => new Float64Array(BINS));
  for (let row = 0; row < height; row++) {
    const start = row * blocksPerRow * 64;
    for (let i = 0; i < FREQUENCIES.length; i++) {
      const counts = histograms[i];
      for (let x = 0, at = start + FREQUENCIES[i]; x < width; x++, at += 64) {
        counts[Math.max(-LARGEST_VALUE, Math.min(LARGEST_VALUE, coefficients[at])) + LARGEST_VALUE]++;
      }
    }
  }
  return histograms;
}
