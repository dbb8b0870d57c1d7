import { sin } from '../math/index.ts';

/** What a resampled row or column is made of: for each of its samples a run of input samples and their weights. */
export interface LanczosWeights {
  /** The first input sample of each output sample. */
  readonly first: Int32Array;
  /** Where the weights of each output sample begin, and after the last one where they end: one entry more than there are samples. */
  readonly start: Int32Array;
  /** Weights in 1/2^22; each output sample's sum to 1 but for their rounding. */
  readonly weights: Int32Array;
}

/** Weights are whole numbers of 1/2^22: what 8-bit samples leave of 32 bits, less two bits for the kernel's overshoot. */
export const WEIGHT_BITS = 22;
const UNIT = 4194304;

/** Half the width of the kernel at scale 1, in samples. */
const LOBES = 3;
const PI = 3.141592653589793;

/**
 * Computes the weights of Lanczos resampling as Pillow does: the kernel `sinc(t) sinc(t / 3)` is stretched when the picture
 * shrinks, cut off at the picture's ends, normalized, and rounded half away from zero.
 *
 * @param from - Input samples, ≥ 1.
 * @param to - Output samples, ≥ 1.
 * @see Pillow 9.4, `src/libImaging/Resample.c`, `precompute_coeffs` and `normalize_coeffs_8bpc`.
 */
export function lanczosWeights(from: number, to: number): LanczosWeights {
  const scale = from / to;
  const stretch = Math.max(scale, 1);
  const support = LOBES * stretch;
  const first = new Int32Array(to);
  const start = new Int32Array(to + 1);
  for (let i = 0; i < to; i++) {
    const center = (i + 0.5) * scale;
    first[i] = Math.max(0, Math.trunc(center - support + 0.5));
    start[i + 1] = start[i] + Math.min(from, Math.trunc(center + support + 0.5)) - first[i];
  }
  const weights = new Int32Array(start[to]);
  const values = new Float64Array(2 * Math.ceil(support) + 1);
  for (let i = 0; i < to; i++) {
    const center = (i + 0.5) * scale;
    const at = start[i];
    const taps = start[i + 1] - at;
    let total = 0;
    for (let k = 0; k < taps; k++) {
      values[k] = lanczos((k + first[i] - center + 0.5) * (1 / stretch));
      total += values[k];
    }
    for (let k = 0; k < taps; k++) {
      const weight = (values[k] / total) * UNIT;
      weights[at + k] = Math.trunc(weight < 0 ? weight - 0.5 : weight + 0.5);
    }
  }
  return { first, start, weights };
}

/** The kernel `sinc(t) sinc(t / 3)`, from one sine: sin 3a = (3 − 4 sin² a) sin a. */
function lanczos(t: number): number {
  if (!(t >= -LOBES && t < LOBES)) return 0;
  if (t === 0) return 1;
  const angle = PI * t;
  const third = sin(angle / 3);
  const square = third * third;
  return (3 * square * (3 - 4 * square)) / (angle * angle);
}
