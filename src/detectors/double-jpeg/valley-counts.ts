import { exp } from '../../math/index.ts';
import type { Calibration } from './calibration.ts';
import { detailedBlocks } from './detailed-blocks.ts';
import { FREQUENCIES, LARGEST_VALUE } from './frequencies.ts';
import type { LumaBlocks } from './luma-blocks.ts';
import type { PrimaryStep } from './primary-steps.ts';

/** How many coefficients of each block have values that two quantizations avoid. */
export interface ValleyCounts {
  /** `[height, width]` coefficients in valleys. */
  readonly counted: Float32Array;
  /** `[height, width]` how many there would be after the last quantization alone. */
  readonly expected: Float32Array;
}

/** A frequency tells something only where assuming the earlier step removes more than this part of the misfit. */
const MINIMUM_GAIN = 0.5;

/** Values expected less often than this, against a single quantization, are valleys. */
const VALLEY_RATIO = 0.35;

/** Standard deviation, in values, by which the calibrated histogram is smoothed before shares are taken of it. */
const SMOOTHING_RADIUS = 4;

/** Whether a frequency shows an earlier, coarser quantization plainly. */
export function isInformative({ step, primaryStep, gain }: PrimaryStep): boolean {
  return primaryStep > step && gain > MINIMUM_GAIN;
}

/**
 * Counts, per block, the coefficients whose values lie in valleys of the histogram of two quantizations, and how many one would expect of a
 * block with coefficients of that size that went through the last one alone. Their ratio over any part of the image is near 0 where the
 * trace of the earlier compression is whole and near 1 where there is none, whatever the texture.
 *
 * @param informative - The frequencies that count.
 */
export function countValleys(blocks: LumaBlocks, informative: readonly PrimaryStep[], { histograms }: Calibration): ValleyCounts {
  const { width, height, coefficients, blocksPerRow } = blocks;
  const counted = new Float32Array(width * height);
  const expected = new Float32Array(width * height);
  const tables = informative.map((primary) => {
    const single = histograms[FREQUENCIES.indexOf(primary.frequency)];
    return { ...primary, ...valleysOf(primary, single) };
  });
  const detailed = detailedBlocks(blocks);
  for (let row = 0; row < height; row++) {
    const start = row * blocksPerRow * 64;
    for (const { frequency, range, isValley, chance } of tables) {
      for (let x = 0, at = start + frequency, i = row * width; x < width; x++, at += 64, i++) {
        if (detailed[i] === 0) continue;
        const value = coefficients[at];
        if (value === 0 || value < -range || value > range) continue;
        counted[i] += isValley[value + range];
        expected[i] += chance[value + range];
      }
    }
  }
  return { counted, expected };
}

/** Of each value −range..range, whether it is a valley, and which share of the values about as large lies in valleys. */
function valleysOf(
  { step, primaryStep, ratios, range }: PrimaryStep,
  single: Float64Array,
): { readonly isValley: Uint8Array; readonly chance: Float64Array } {
  const isValley = Uint8Array.from(ratios, (ratio, i) => (i !== range && ratio < VALLEY_RATIO ? 1 : 0));
  const usual = smoothHistogram(single.subarray(LARGEST_VALUE - range, LARGEST_VALUE + range + 1));
  usual[range] = 0;
  const reach = Math.ceil(primaryStep / step);
  const chance = new Float64Array(ratios.length);
  for (let i = 0; i < chance.length; i++) {
    let all = 0;
    let valleys = 0;
    for (let k = Math.max(0, i - reach); k <= Math.min(chance.length - 1, i + reach); k++) {
      all += usual[k];
      if (isValley[k] !== 0) valleys += usual[k];
    }
    chance[i] = all > 0 ? valleys / all : 0;
  }
  return { isValley, chance };
}

/** Smooths by a Gaussian of standard deviation 1; beyond the ends there is nothing. */
function smoothHistogram(counts: Float64Array): Float64Array {
  const smooth = new Float64Array(counts.length);
  for (let offset = -SMOOTHING_RADIUS; offset <= SMOOTHING_RADIUS; offset++) {
    const weight = exp((-offset * offset) / 2);
    for (let i = Math.max(0, -offset); i < Math.min(counts.length, counts.length - offset); i++) {
      smooth[i] += weight * counts[i + offset];
    }
  }
  return smooth;
}
