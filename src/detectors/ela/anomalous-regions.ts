import { checkInteger, checkRange, resolveOptions } from '../../errors/index.ts';
import { forEachComponent } from '../../image/index.ts';
import type { Component, Region } from '../../image/index.ts';
import type { ErrorMap } from './error-map.ts';
import { scaledLevels } from './statistics.ts';

/** A connected part of the image with high error levels. */
export interface AnomalousRegion extends Region {
  /** Mean error of its pixels on the scaled, clamped gray map, 0..255. */
  readonly meanError: number;
}

/** Options of {@link detectAnomalousRegions}. */
export interface AnomalousRegionOptions {
  /**
   * Standard deviations above the mean that a pixel's error must exceed, 0..20.
   * @defaultValue 2
   */
  readonly thresholdMultiplier: number;
  /**
   * Smallest region, in pixels; 1 or more.
   * @defaultValue 64
   */
  readonly minimumArea: number;
  /**
   * How many regions to return at most, 1..10000.
   * @defaultValue 50
   */
  readonly maximumRegions: number;
}

/** What holds where the caller says nothing. */
export const REGION_DEFAULTS: AnomalousRegionOptions = { thresholdMultiplier: 2, minimumArea: 64, maximumRegions: 50 };

/**
 * Outlines connected parts of the image whose error is above `mean + thresholdMultiplier · std`, largest excess first.
 *
 * The threshold is taken on the unscaled error, so that a map that is saturated on the screen still has regions.
 *
 * @param errorMap - From {@link generateElaMap}.
 * @returns Boxes in pixels; neighbors include diagonals.
 * @throws {TypeError | RangeError} An option is unknown or out of range.
 *
 * @example
 * ```ts
 * import { detectAnomalousRegions, generateElaMap } from 'tamperlens/ela';
 *
 * const original = { data: new Uint8Array(40 * 40), width: 40, height: 40 };
 * const changed = { ...original, data: original.data.slice() };
 * for (let y = 8; y < 20; y++) changed.data.fill(9, y * 40 + 10, y * 40 + 22);
 * detectAnomalousRegions(generateElaMap(original, changed)).map(({ x, y, width, height }) => [x, y, width, height]); // [[10, 8, 12, 12]]
 * ```
 */
export function detectAnomalousRegions(errorMap: ErrorMap, options?: Partial<AnomalousRegionOptions>): AnomalousRegion[] {
  const { thresholdMultiplier, minimumArea, maximumRegions } = resolveOptions(REGION_DEFAULTS, options);
  checkRange('thresholdMultiplier', thresholdMultiplier, 0, 20);
  checkInteger('minimumArea', minimumArea, 1, 1_000_000_000);
  checkInteger('maximumRegions', maximumRegions, 1, 10_000);
  const { width, height, errors, unscaled } = errorMap;
  const levels = scaledLevels(errorMap.scale);
  const threshold = 3 * (unscaled.mean + thresholdMultiplier * unscaled.stdDev);
  const meanLevel = errorMap.scaled.mean;
  const kept: Component[] = [];
  const excess = (component: Component) => component.weightSum - component.areaPixels * meanLevel;
  const prune = () => {
    kept.sort((a, b) => excess(b) - excess(a) || a.y - b.y || a.x - b.x);
    kept.length = Math.min(kept.length, maximumRegions);
  };
  forEachComponent(
    width,
    height,
    (y, members, weights) => {
      for (let x = 0, i = y * width; x < width; x++, i++) {
        members[x] = errors[i] > threshold ? 1 : 0;
        weights[x] = levels[errors[i]];
      }
    },
    (component) => {
      if (component.areaPixels < minimumArea) return;
      kept.push(component);
      // A hostile picture can have a million regions; only the best are ever held.
      if (kept.length > 8 * maximumRegions) prune();
    },
  );
  prune();
  return kept.map(({ x, y, width: w, height: h, areaPixels, weightSum }) => ({
    x,
    y,
    width: w,
    height: h,
    areaPixels,
    meanError: weightSum / areaPixels,
  }));
}
