import type { LumaBlocks } from './luma-blocks.ts';

/**
 * Marks the blocks that vary both across and down.
 *
 * Where samples vary along one axis only, or not at all, so do the errors of rounding them, and the transform gathers these in few
 * coefficients (up to eight times as much, in the DC of a flat block) where it otherwise spreads them over all 64. Such coefficients fall
 * between the multiples of the first step, although the block went through it.
 *
 * @returns `[height, width]` of the blocks, 1 for those with a horizontal and a vertical frequency that is not 0.
 */
export function detailedBlocks({ coefficients, blocksPerRow, width, height }: LumaBlocks): Uint8Array {
  const detailed = new Uint8Array(width * height);
  for (let row = 0, i = 0; row < height; row++) {
    for (let x = 0, at = row * blocksPerRow * 64; x < width; x++, at += 64, i++) {
      let [across, down] = [0, 0];
      for (let k = 1; k < 64 && (across === 0 || down === 0); k++) {
        if (coefficients[at + k] === 0) continue;
        across |= k & 7;
        down |= k >> 3;
      }
      detailed[i] = across !== 0 && down !== 0 ? 1 : 0;
    }
  }
  return detailed;
}
