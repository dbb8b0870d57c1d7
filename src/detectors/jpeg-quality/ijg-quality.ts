import { standardQuantizationTable } from '../../codec/jpeg/index.ts';
import { exactQualities, largestStepOf, scaleTable } from './scaled-table.ts';

/** How a quantization table compares with those of the IJG software. */
export interface IjgQuality {
  /** The quality 1..100 whose table is equal or nearest. */
  readonly quality: number;
  /** Whether the table is exactly that of this quality. */
  readonly exact: boolean;
  /** Mean over the 64 steps of |step − IJG step| / IJG step; 0 when exact. Above 0.1 the table is of another make. */
  readonly deviation: number;
}

/** Which of the two base tables of T.81 annex K a table is held against. */
export type TableKind = 'luma' | 'chroma';

/** Quality 50 scales by 100 %, so this is annex K itself. */
const BASE_QUALITY = 50;

/**
 * Inverts the IJG quality scale for one table. Steps above 255 are compared with the tables that are not held to baseline.
 *
 * @param table - 64 steps in natural order.
 * @param kind - Which of the two base tables to compare with.
 * @returns The lowest of the qualities that fit equally well.
 * @see IJG `jcparam.c`, `jpeg_quality_scaling`.
 */
export function estimateIjgQuality(table: ArrayLike<number>, kind: TableKind): IjgQuality {
  const base = standardQuantizationTable(kind, BASE_QUALITY);
  const largestStep = largestStepOf(table);
  let best: IjgQuality = { quality: 1, exact: false, deviation: Infinity };
  for (let quality = 1; quality <= 100; quality++) {
    const standard = scaleTable(base, quality, largestStep);
    let total = 0;
    for (let k = 0; k < 64; k++) total += Math.abs(table[k] - standard[k]) / standard[k];
    const deviation = total / 64;
    if (deviation < best.deviation) best = { quality, exact: total === 0, deviation };
  }
  return best;
}

/**
 * The qualities whose IJG table is exactly this one.
 *
 * @param table - 64 steps in natural order.
 * @returns Ascending, 1..100; empty when the table is none of them. The 8-bit chroma tables of 1, 2 and 3 are one and the same.
 */
export function exactIjgQualities(table: ArrayLike<number>, kind: TableKind): number[] {
  return exactQualities(table, standardQuantizationTable(kind, BASE_QUALITY));
}
