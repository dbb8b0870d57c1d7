import type { Calibration } from './calibration.ts';
import { ExpectedRatios } from './expected-ratio.ts';
import { BINS, FREQUENCIES, LARGEST_VALUE, largestPrimaryStep } from './frequencies.ts';

/** What the values of one frequency say of an earlier quantization. */
export interface PrimaryStep {
  /** Index of the coefficient in natural order. */
  readonly frequency: number;
  /** The step of the file. */
  readonly step: number;
  /** The step before that explains the values best; one that divides the file's step leaves no trace and stands for none. */
  readonly primaryStep: number;
  /** Share of the blocks that were quantized twice, 0..1. */
  readonly alpha: number;
  /** By how much of itself the squared misfit shrinks through assuming the earlier step, 0..1. */
  readonly gain: number;
  /** Expected ratios for values −range..range, were all blocks quantized twice. */
  readonly ratios: Float64Array;
  readonly range: number;
}

type Fit = Pick<PrimaryStep, 'primaryStep' | 'alpha' | 'ratios'> & { readonly misfit: number };

/** A smaller share of twice quantized blocks is no estimate. */
const MINIMUM_ALPHA = 0.25;

/**
 * A multiple of a step must fit this much better than the step itself: mixed with untouched blocks it can leave the same pattern (12 in a
 * quarter of the blocks looks like 6 in all, under a last step of 4).
 */
const MULTIPLE_MARGIN = 0.8;

/** Steps of more than 8 bits leave nothing of a finer quantization, and would cost time in proportion. */
const LARGEST_STEP = 255;

/** Of the magnitudes of a frequency this share is looked at, and a few values more. */
const RANGE_SHARE = 0.999;
const RANGE_MARGIN = 3;

/**
 * Finds the step of an earlier quantization of each frequency by least squares, as a mixture of blocks that went through it and others
 * that did not.
 *
 * @param counts - Histograms of the file's values.
 * @param sigma - Of the rounding between the compressions, per coefficient.
 * @see Bianchi, De Rosa, Piva, ICASSP 2011, section 3. doi:10.1109/ICASSP.2011.5946978
 */
export function estimatePrimarySteps(
  counts: readonly Float64Array[],
  { histograms, roundingBias }: Calibration,
  sigma: number,
  steps: Uint16Array,
): PrimaryStep[] {
  return FREQUENCIES.map((frequency, place) => {
    const step = steps[frequency];
    const range = rangeOf(counts[place]);
    const single = histograms[place].subarray(LARGEST_VALUE - range, LARGEST_VALUE + range + 1);
    const seen = counts[place].subarray(LARGEST_VALUE - range, LARGEST_VALUE + range + 1);
    const expected = new ExpectedRatios(Math.min(step, LARGEST_STEP), { sigma, bias: place === 0 ? roundingBias : 0 });
    const none = misfitOfNone(single, seen, range);
    let best: Fit = { primaryStep: 1, alpha: 1, misfit: none, ratios: new Float64Array(2 * range + 1).fill(1) };
    const largest = step <= LARGEST_STEP ? largestPrimaryStep(place) : 0;
    for (let primaryStep = 2; primaryStep <= largest; primaryStep++) {
      if (step % primaryStep === 0) continue;
      const ratios = expected.of(primaryStep, range);
      const { alpha, misfit } = fitMixture(single, seen, ratios, range);
      const margin = best.primaryStep > 1 && primaryStep % best.primaryStep === 0 ? MULTIPLE_MARGIN : 1;
      if (alpha > MINIMUM_ALPHA && misfit < margin * best.misfit) best = { primaryStep, alpha, misfit, ratios };
    }
    const { primaryStep, alpha, misfit, ratios } = best;
    return { frequency, step, primaryStep, alpha, gain: none > 0 ? 1 - misfit / none : 0, ratios, range };
  });
}

function rangeOf(counts: Float64Array): number {
  let total = 0;
  for (let i = 0; i < BINS; i++) total += counts[i];
  let within = counts[LARGEST_VALUE];
  let range = 0;
  while (within < RANGE_SHARE * total) {
    range++;
    within += counts[LARGEST_VALUE - range] + counts[LARGEST_VALUE + range];
  }
  return Math.min(LARGEST_VALUE, range + RANGE_MARGIN);
}

function misfitOfNone(single: Float64Array, seen: Float64Array, range: number): number {
  let misfit = 0;
  for (let i = 0; i < seen.length; i++) {
    if (i !== range) misfit += (single[i] - seen[i]) * (single[i] - seen[i]);
  }
  return misfit;
}

/** Zeros tell nothing, being what both kinds of blocks have most of. */
function fitMixture(
  single: Float64Array,
  seen: Float64Array,
  ratios: Float64Array,
  range: number,
): { readonly alpha: number; readonly misfit: number } {
  let product = 0;
  let square = 0;
  for (let i = 0; i < seen.length; i++) {
    if (i === range) continue;
    const change = (ratios[i] - 1) * single[i];
    product += change * (seen[i] - single[i]);
    square += change * change;
  }
  const alpha = square > 0 ? Math.min(1, Math.max(0, product / square)) : 0;
  let misfit = 0;
  for (let i = 0; i < seen.length; i++) {
    if (i === range) continue;
    const rest = alpha * (ratios[i] - 1) * single[i] + single[i] - seen[i];
    misfit += rest * rest;
  }
  return { alpha, misfit };
}
