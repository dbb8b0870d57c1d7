import { cannyRows, ComponentStream, MEMBERSHIP } from '../../image/index.ts';
import type { ErrorMap } from './error-map.ts';
import { scaledLevels } from './statistics.ts';

/** What the classic ELA score is made of. All are taken on the scaled, clamped gray map. */
export interface LikelihoodMetrics {
  readonly meanError: number;
  readonly maxError: number;
  readonly stdDev: number;
  /** Pixels on Canny edges of the map. */
  readonly edgePixels: number;
  /** Of these, pixels whose error is above twice the mean. */
  readonly strongEdgePixels: number;
  /** `strongEdgePixels / edgePixels`, 0 without edges. */
  readonly edgeRatio: number;
}

/** The classic ELA score and its parts. */
export interface LikelihoodScore {
  /** 0..1. A heuristic, not a probability: on real pictures it separates almost nothing. */
  readonly score: number;
  readonly metrics: LikelihoodMetrics;
}

/** Shares of the parts, as the heuristic is known. */
const WEIGHTS = { stdDev: 0.4, max: 0.3, edges: 0.3 } as const;

/**
 * The documented ELA heuristic: `0.4 · std/255 + 0.3 · max/255 + 0.3 · strong edges / edges` of the scaled, clamped gray map.
 *
 * It measures texture and sharpness more than editing; it is kept for people who know it. It is not a probability.
 *
 * @param errorMap - From {@link generateElaMap}.
 * @returns The score 0..1 and its parts; edges are Canny's (σ 1.4, thresholds 50 and 150) on the same map.
 *
 * @example
 * ```ts
 * import { generateElaMap, likelihoodScore } from 'tamperlens/ela';
 *
 * const flat = { data: new Uint8Array(16 * 16 * 3).fill(90), width: 16, height: 16 };
 * likelihoodScore(generateElaMap(flat)).score; // 0
 * ```
 */
export function likelihoodScore(errorMap: ErrorMap, checkpoint?: () => void): LikelihoodScore {
  const { mean, max, stdDev } = errorMap.scaled;
  const { edgePixels, strongEdgePixels } = countEdges(errorMap, 2 * mean, checkpoint);
  const edgeRatio = edgePixels === 0 ? 0 : strongEdgePixels / edgePixels;
  const sum = (WEIGHTS.stdDev * stdDev) / 255 + (WEIGHTS.max * max) / 255 + WEIGHTS.edges * edgeRatio;
  return {
    score: Math.min(1, Math.max(0, sum)),
    metrics: { meanError: mean, maxError: max, stdDev, edgePixels, strongEdgePixels, edgeRatio },
  };
}

/** Counts edge pixels, and those above a level, following chains of maxima row by row so that no edge map is kept. */
function countEdges(
  errorMap: ErrorMap,
  level: number,
  checkpoint: (() => void) | undefined,
): { edgePixels: number; strongEdgePixels: number } {
  const { width, height, errors, scale } = errorMap;
  const levels = scaledLevels(scale);
  const members = new Uint8Array(width);
  const weights = new Float64Array(width);
  let edgePixels = 0;
  let strongEdgePixels = 0;
  const stream = new ComponentStream(width, ({ seedPixels, areaPixels, markedPixels }) => {
    if (seedPixels === 0) return;
    edgePixels += areaPixels;
    strongEdgePixels += markedPixels;
  });
  const source = (y: number, row: Uint8Array) => {
    for (let x = 0, i = y * width; x < width; x++, i++) row[x] = levels[errors[i]];
  };
  cannyRows(width, height, source, undefined, (y, maxima) => {
    if (y % 64 === 0) checkpoint?.();
    for (let x = 0, i = y * width; x < width; x++, i++) {
      const kind = maxima[x];
      if (kind === 0) members[x] = 0;
      else {
        members[x] = MEMBERSHIP.member | (kind === 2 ? MEMBERSHIP.seed : 0) | (levels[errors[i]] > level ? MEMBERSHIP.marked : 0);
      }
    }
    stream.push(members, weights);
  });
  stream.finish();
  return { edgePixels, strongEdgePixels };
}
