import { toLuma, toRaster } from '../../image/index.ts';
import type { RasterLike } from '../../image/index.ts';
import type { Note } from '../../notes/index.ts';
import { detectAnomalousRegions } from './anomalous-regions.ts';
import type { AnomalousRegion } from './anomalous-regions.ts';
import { blockDetail } from './detail.ts';
import { elaNotes } from './ela-notes.ts';
import { resave, resolveElaOptions } from './error-map.ts';
import type { ElaMapOptions, ErrorMap } from './error-map.ts';
import { likelihoodScore } from './likelihood-score.ts';
import type { LikelihoodMetrics } from './likelihood-score.ts';

/** The classic error level analysis of one image. Errors are on the scaled, clamped gray map, 0..255. */
export interface ElaResult {
  readonly meanError: number;
  readonly maxError: number;
  readonly stdDev: number;
  /** The documented heuristic, 0..1; not a probability. */
  readonly likelihoodScore: number;
  readonly metrics: LikelihoodMetrics;
  /** Connected parts more than two standard deviations above the mean, largest excess first. */
  readonly anomalousRegions: readonly AnomalousRegion[];
  readonly notes: readonly Note[];
  readonly errorMap: ErrorMap;
}

/**
 * Does the classic error level analysis in one call: map, statistics, score, regions, and notes on what weakens them.
 *
 * @param image - 8-bit pixels, 1, 3 or 4 channels.
 * @param options - Quality, subsampling and scale.
 * @throws {TypeError | RangeError} An option is unknown or out of range, or the pixels do not fit their size.
 *
 * @example
 * ```ts
 * import { analyzeEla } from 'tamperlens/ela';
 *
 * const flat = { data: new Uint8Array(200 * 200 * 3).fill(90), width: 200, height: 200 };
 * const { meanError, anomalousRegions } = analyzeEla(flat, { quality: 90, scale: 15 });
 * meanError; // 0
 * anomalousRegions; // []
 * ```
 */
export function analyzeEla(image: RasterLike, options?: Partial<ElaMapOptions>): ElaResult {
  const raster = toRaster(image);
  const errorMap = resave(raster, resolveElaOptions(options));
  const { score, metrics } = likelihoodScore(errorMap);
  const anomalousRegions = detectAnomalousRegions(errorMap);
  const notes = elaNotes(errorMap, blockDetail(toLuma(raster)));
  const { mean, max, stdDev } = errorMap.scaled;
  return { meanError: mean, maxError: max, stdDev, likelihoodScore: score, metrics, anomalousRegions, notes, errorMap };
}
