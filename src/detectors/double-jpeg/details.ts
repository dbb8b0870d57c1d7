/** What one of the fifteen lowest frequencies of luma says of an earlier compression. */
export interface PrimaryFrequency {
  /** Index of the coefficient in natural (row-major) order, 0..63. */
  readonly frequency: number;
  /** The file's quantization step. */
  readonly step: number;
  /** The step of the compression before; `null` where there is no trace of one. */
  readonly primaryStep: number | null;
  /** Estimated share of the blocks that went through it, 0..1; 0 where there is no trace. */
  readonly alpha: number;
  /** By how much of itself the squared misfit of the histogram shrinks through assuming that step, 0..1. */
  readonly gain: number;
  /** Whether it counts as a plain trace: an earlier step that was larger, with a gain above one half. */
  readonly informative: boolean;
}

/** What the double JPEG detector found beside its map. */
export interface DoubleJpegDetails {
  /** The fifteen lowest frequencies of luma in zig-zag order. */
  readonly frequencies: readonly PrimaryFrequency[];
  /** How many of them show an earlier compression plainly; with fewer than three nothing is counted or outlined. */
  readonly informativeFrequencies: number;
  /** IJG quality that fits the earlier steps best, 1..100; `null` without three frequencies to go by. */
  readonly primaryQuality: number | null;
  /** Share of the plain frequencies whose step is exactly that quality's, 0..1. */
  readonly primaryQualityConfidence: number | null;
  /** Coefficients found between the multiples of the earlier steps, for each expected without an earlier compression, in most of the image. */
  readonly leak: number | null;
  /** Decimal logarithm of the number of false alarms expected with the region that stands out most; `null` when no part is a candidate. */
  readonly log10Nfa: number | null;
  /** Parts that lack the trace, outlined or not. */
  readonly candidates: number;
  /** Percent of the blocks that were left out because they hold or touch clipped samples. */
  readonly clippedPercent: number;
  /** Standard deviation of the rounding between the compressions, per coefficient. */
  readonly roundingSigma: number;
}
