import { MAD_TO_SIGMA, median, medianAbsoluteDeviation } from '../math/index.ts';

/** Values of cells, and which of them were measured. */
interface Cells {
  readonly data: Float32Array | Float64Array;
  /** 1 where the cell was measured; absent when all were. */
  readonly valid?: Uint8Array | undefined;
}

/**
 * Brings a map to robust deviations: `(value − median) / (1.4826 · median absolute deviation)`, both over the measured cells.
 *
 * @returns `[height, width]`; 0 for cells that were not measured, and for all where there is no spread to measure by.
 */
export function robustDeviations({ data, valid }: Cells): Float32Array {
  const deviations = new Float32Array(data.length);
  const measured = Float64Array.from(data).filter((_, i) => valid === undefined || valid[i] !== 0);
  if (measured.length === 0) return deviations;
  const center = median(measured);
  const spread = MAD_TO_SIGMA * medianAbsoluteDeviation(measured, center);
  if (!(spread > 0)) return deviations;
  for (let i = 0; i < data.length; i++) {
    if (valid === undefined || valid[i] !== 0) deviations[i] = (data[i] - center) / spread;
  }
  return deviations;
}
