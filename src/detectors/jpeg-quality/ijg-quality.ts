import { standardQuantizationTable } from '../../codec/jpeg/index.ts';

/** How a quantization table compares with those of the IJG software. */
export interface IjgQuality {
  /** The quality 1..100 whose table is equal or nearest. */
  readonly quality: number;
  /** Whether the table is exactly that of this quality. */
  readonly exact: boolean;
  /** Mean over the 64 steps of |step − IJG step| / IJG step; 0 when exact. Above 0.1 the table is of another make. */
  readonly deviation: number;
}

/**
 * Inverts the IJG quality scale for one table.
 *
 * @param table - 64 steps in natural order.
 * @param kind - Which of the two base tables to compare with.
 * @returns The lowest of the qualities that fit equally well.
 * @see IJG `jcparam.c`, `jpeg_quality_scaling`.
 */
export function estimateIjgQuality(table: ArrayLike<number>, kind: 'luma' | 'chroma'): IjgQuality {
  let best: IjgQuality = { quality: 1, exact: false, deviation: Infinity };
  for (let quality = 1; quality <= 100; quality++) {
    const standard = standardQuantizationTable(kind, quality);
    let total = 0;
    for (let k = 0; k < 64; k++) total += Math.abs(table[k] - standard[k]) / standard[k];
    const deviation = total / 64;
    if (deviation < best.deviation) best = { quality, exact: total === 0, deviation };
  }
  return best;
}
