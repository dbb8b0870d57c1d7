import { ZIGZAG } from '../../codec/jpeg/index.ts';

/** The lowest frequencies in zig-zag order that the method looks at: higher ones are mostly zero. */
export const FREQUENCIES: readonly number[] = [...ZIGZAG.subarray(0, 15)];

/** Largest primary step that is tried, by place in zig-zag order: annex K at qualities from about 40 on. */
export function largestPrimaryStep(place: number): number {
  return place < 10 ? 20 : 30;
}

/** Largest magnitude of a quantized coefficient that histograms hold; 8-bit samples give at most 1024 in the DC and less elsewhere. */
export const LARGEST_VALUE = 2047;

/** Bins of a histogram; value `x` is at `x + LARGEST_VALUE`. */
export const BINS: number = 2 * LARGEST_VALUE + 1;

/** With fewer frequencies that show an earlier compression plainly there is none to go by. */
export const MINIMUM_INFORMATIVE = 3;
