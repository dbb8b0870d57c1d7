import { computeBoxMean } from '../../image/index.ts';
import type { CellMap } from '../../image/index.ts';
import { log } from '../../math/index.ts';
import type { LumaBlocks } from './luma-blocks.ts';
import type { PrimaryStep } from './primary-steps.ts';

/** What a single block can say, in nats: beyond it only the model is wrong. */
const CLIP = 20;

/** No value is less likely than this beside its neighbors: rounding in color, scaling and dust put some values anywhere. */
const SMALLEST_RATIO = 0.01;

/**
 * How much more likely each block is without the earlier compression than with it: above 0 where its trace is missing, as in parts that
 * were pasted, painted or moved off the grid.
 *
 * @param smoothing - Side of the square of blocks whose mean is taken, odd.
 * @returns Natural logarithms of likelihood ratios, −20..20.
 * @see Bianchi, De Rosa, Piva, ICASSP 2011, section 4. doi:10.1109/ICASSP.2011.5946978. The mean of logarithms in place of a median of
 *   probabilities is ours.
 */
export function likelihoodMap(blocks: LumaBlocks, primarySteps: readonly PrimaryStep[], smoothing: number): CellMap {
  const { width, height, coefficients, blocksPerRow } = blocks;
  const tables = primarySteps.filter(({ step, primaryStep }) => step % primaryStep !== 0).map(logRatios);
  const sums = new Float32Array(width * height);
  for (let row = 0; row < height; row++) {
    const start = row * blocksPerRow * 64;
    for (const { frequency, range, values } of tables) {
      for (let x = 0, at = start + frequency, i = row * width; x < width; x++, at += 64, i++) {
        const value = coefficients[at];
        if (value >= -range && value <= range) sums[i] += values[value + range];
      }
    }
  }
  for (let i = 0; i < sums.length; i++) sums[i] = Math.min(CLIP, Math.max(-CLIP, sums[i]));
  return computeBoxMean({ data: sums, width, height }, (smoothing - 1) / 2);
}

function logRatios({ frequency, range, ratios, alpha }: PrimaryStep): {
  readonly frequency: number;
  readonly range: number;
  readonly values: Float64Array;
} {
  let sum = 0;
  for (let i = 0; i < ratios.length; i++) sum += alpha * ratios[i] + 1 - alpha;
  const mean = sum / ratios.length;
  const values = Float64Array.from(ratios, (ratio) => -log(Math.max(SMALLEST_RATIO, (alpha * ratio + 1 - alpha) / mean)));
  values[range] = 0;
  return { frequency, range, values };
}
