import { normalUpperTail } from '../../math/index.ts';

/** Rounding, between the two compressions, of what the first left. */
export interface RoundingNoise {
  /** Standard deviation in units of the unquantized coefficient. */
  readonly sigma: number;
  /** Mean, in the same unit; 0 for every coefficient but the DC. */
  readonly bias: number;
}

/** Standard deviations beyond which nothing is left of a normal distribution. */
const FAR = 6;

/** Arguments this near to a whole number are one. */
const TIE = 1e-12;

/**
 * How often quantized values occur after two quantizations, against how often they would after the last one alone: above 1 where the
 * multiples of the first step crowd, 0 where none falls.
 *
 * The paper's formula counts the multiples in each bin (those on an edge half) and smooths the counts with a Gaussian at whole bins;
 * this spreads each multiple by the Gaussian first and then cuts it into bins, which says the same without noise, and more with it.
 *
 * @see Bianchi, De Rosa, Piva, ICASSP 2011, eq. (7) to (9). doi:10.1109/ICASSP.2011.5946978
 */
export class ExpectedRatios {
  readonly #step: number;
  readonly #reach: number;
  /** `[step][2 reach + 1]`: what part of a multiple with this remainder falls how many bins from its quotient. */
  readonly #shares: Float64Array;

  /** @param step - The last step, whole, ≥ 1. */
  constructor(step: number, { sigma, bias }: RoundingNoise) {
    const spread = sigma / step;
    this.#step = step;
    this.#reach = Math.ceil(FAR * spread + Math.abs(bias) / step + 1.5);
    const side = 2 * this.#reach + 1;
    this.#shares = new Float64Array(step * side);
    for (let remainder = 0; remainder < step; remainder++) {
      const place = (remainder - bias) / step;
      for (let k = 0; k < side; k++) {
        const bin = k - this.#reach;
        this.#shares[remainder * side + k] = shareAbove(bin - 0.5 - place, spread) - shareAbove(bin + 0.5 - place, spread);
      }
    }
  }

  /**
   * @param primaryStep - The first step, whole, ≥ 1.
   * @param range - Largest magnitude of a value that is wanted.
   * @returns For values −range..range.
   */
  of(primaryStep: number, range: number): Float64Array {
    const step = this.#step;
    const side = 2 * this.#reach + 1;
    const ratios = new Float64Array(2 * range + 1);
    const last = Math.ceil(((range + this.#reach + 1) * step) / primaryStep);
    for (let m = -last; m <= last; m++) {
      const quotient = Math.floor((m * primaryStep) / step);
      const remainder = m * primaryStep - quotient * step;
      const from = quotient - this.#reach + range;
      for (let k = 0; k < side; k++) {
        const bin = from + k;
        if (bin >= 0 && bin < ratios.length) ratios[bin] += this.#shares[remainder * side + k];
      }
    }
    const scale = primaryStep / step;
    for (let i = 0; i < ratios.length; i++) ratios[i] *= scale;
    return ratios;
  }
}

/** The part of a normal distribution about 0 above `edge`; of none at all, half when it lies on the edge. */
function shareAbove(edge: number, spread: number): number {
  if (spread > 0) return normalUpperTail(edge / spread);
  return Math.abs(edge) <= TIE ? 0.5 : edge < 0 ? 1 : 0;
}
