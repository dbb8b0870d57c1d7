import type { HeatMap } from '../../src/detectors/index.ts';
import { MAD_TO_SIGMA, median, medianAbsoluteDeviation } from '../../src/math/index.ts';

/** A map made ready to be ranked. */
export interface ReadableMap {
  /** The detector's values; of cells that were not measured, the median of those that were. */
  readonly values: Float32Array;
  /** 2.5 robust deviations above the median, from where on regions extend: see `salientRegions`. */
  readonly robustThreshold: number;
  /** Share of the cells that were measured, 0..1. */
  readonly measuredShare: number;
}

/** Robust deviations from the median, as in the common way from map to regions. */
const GROW_DEVIATIONS = 2.5;

/**
 * Fills the cells that were not measured with the median, which speaks neither for nor against them: left out, they would flatter
 * detectors that measure little.
 *
 * @returns `undefined` when nothing was measured.
 * @throws {TypeError} A measured cell is not a finite number.
 */
export function readMap({ data, valid }: Pick<HeatMap, 'data' | 'valid'>): ReadableMap | undefined {
  const isMeasured = (cell: number): boolean => valid?.[cell] !== 0;
  // Most maps have no gaps, and copies of a map with a cell for each pixel are large.
  const measured = valid === undefined ? data : data.filter((_, cell) => isMeasured(cell));
  if (measured.length === 0) return undefined;
  if (!measured.every(Number.isFinite)) throw new TypeError('a measured cell of the map is not a finite number');
  const center = median(measured);
  const spread = MAD_TO_SIGMA * medianAbsoluteDeviation(measured, center);
  return {
    values: valid === undefined ? data : data.map((value, cell) => (isMeasured(cell) ? value : center)),
    robustThreshold: center + GROW_DEVIATIONS * spread,
    measuredShare: measured.length / data.length,
  };
}
