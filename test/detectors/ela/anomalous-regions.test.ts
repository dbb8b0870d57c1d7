import { describe, expect, it } from 'vitest';
import { detectAnomalousRegions, generateElaMap } from '../../../src/detectors/ela/index.ts';
import type { AnomalousRegion, ErrorMap } from '../../../src/detectors/ela/index.ts';
import { noise } from '../../support/scene.ts';

interface Patch {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly level: number;
}

/** The map of a gray image whose re-save differs in flat patches. */
function mapOf(width: number, height: number, patches: readonly Patch[], scale = 1): ErrorMap {
  const original = { data: new Uint8Array(width * height), width, height };
  const changed = original.data.slice();
  for (const { x, y, width: w, height: h, level } of patches) {
    for (let row = y; row < y + h; row++) changed.fill(level, row * width + x, row * width + x + w);
  }
  return generateElaMap(original, { ...original, data: changed }, { scale });
}

const WIDE: Patch = { x: 2, y: 3, width: 10, height: 10, level: 10 };
const STRONG: Patch = { x: 25, y: 20, width: 8, height: 8, level: 20 };

function boxes(regions: readonly AnomalousRegion[]): number[][] {
  return regions.map(({ x, y, width, height }) => [x, y, width, height]);
}

describe('detectAnomalousRegions', () => {
  // Of 1600 pixels 100 differ by 10 and 64 by 20: mean 1.425, σ √(22.25 − 2.030625) = 4.4966.
  const map = mapOf(40, 40, [WIDE, STRONG]);

  it('outlines both squares, largest excess first, with area and mean', () => {
    expect(detectAnomalousRegions(map, { thresholdMultiplier: 1.5 })).toEqual([
      { x: 25, y: 20, width: 8, height: 8, areaPixels: 64, meanError: 20 },
      { x: 2, y: 3, width: 10, height: 10, areaPixels: 100, meanError: 10 },
    ]);
  });

  it.each([
    // The threshold is 1.425 + k · 4.4966: 10 is reached at k = 1.907, 20 at 4.131.
    [1.9, 2],
    [1.91, 1],
    [4.13, 1],
    [4.14, 0],
    [0, 2],
    [20, 0],
  ])('at multiplier %d finds %d of them', (thresholdMultiplier, found) => {
    expect(detectAnomalousRegions(map, { thresholdMultiplier })).toHaveLength(found);
  });

  it('puts a small strong region before a large weak one that sums up to more', () => {
    // 400 pixels of 10 and 100 of 35 in 1600: mean 4.6875, so the excess is 2125 and 3031.
    const uneven = mapOf(40, 40, [
      { x: 0, y: 0, width: 20, height: 20, level: 10 },
      { x: 25, y: 25, width: 10, height: 10, level: 35 },
    ]);
    expect(boxes(detectAnomalousRegions(uneven, { thresholdMultiplier: 0 }))).toEqual([
      [25, 25, 10, 10],
      [0, 0, 20, 20],
    ]);
  });

  it('takes two standard deviations, 64 pixels and 50 regions where nothing is said', () => {
    const options = { thresholdMultiplier: 2, minimumArea: 64, maximumRegions: 50 };
    expect(detectAnomalousRegions(map)).toEqual(detectAnomalousRegions(map, options));
    expect(boxes(detectAnomalousRegions(map))).toEqual([[25, 20, 8, 8]]);
  });

  it('drops what is smaller than the minimum', () => {
    expect(detectAnomalousRegions(map, { minimumArea: 64 })).toHaveLength(1);
    expect(detectAnomalousRegions(map, { minimumArea: 65 })).toHaveLength(0);
    expect(boxes(detectAnomalousRegions(map, { thresholdMultiplier: 1, minimumArea: 65 }))).toEqual([[2, 3, 10, 10]]);
  });

  it('joins squares that touch at a corner', () => {
    const corner = mapOf(40, 40, [
      { x: 4, y: 4, width: 8, height: 8, level: 9 },
      { x: 12, y: 12, width: 8, height: 8, level: 9 },
    ]);
    expect(boxes(detectAnomalousRegions(corner))).toEqual([[4, 4, 16, 16]]);
    expect(detectAnomalousRegions(corner)[0].areaPixels).toBe(128);
  });

  it('still finds regions in a map that is white on the screen', () => {
    const patches = [
      { x: 0, y: 0, width: 40, height: 40, level: 30 },
      { ...STRONG, level: 200 },
    ];
    const saturated = mapOf(40, 40, patches, 15);
    expect(saturated.scaled).toMatchObject({ mean: 255, stdDev: 0 });
    expect(boxes(detectAnomalousRegions(saturated))).toEqual([[25, 20, 8, 8]]);
    expect(detectAnomalousRegions(saturated)[0].meanError).toBe(255);
  });

  it('finds nothing in a map without errors, or with one error throughout', () => {
    expect(detectAnomalousRegions(mapOf(40, 40, []))).toEqual([]);
    const even = mapOf(40, 40, [{ x: 0, y: 0, width: 40, height: 40, level: 9 }]);
    expect(detectAnomalousRegions(even, { thresholdMultiplier: 0 })).toEqual([]);
  });

  it('orders equal regions from top to bottom, then left to right', () => {
    const squares = [
      [20, 5],
      [4, 5],
      [12, 24],
    ].map(([x, y]) => ({ x, y, width: 8, height: 8, level: 9 }));
    expect(boxes(detectAnomalousRegions(mapOf(40, 40, squares))).map(([x, y]) => [x, y])).toEqual([
      [4, 5],
      [20, 5],
      [12, 24],
    ]);
  });

  it('keeps the best of ten thousand regions, as if none had been dropped on the way', () => {
    const levels = noise(100, 100, 1, 3).data;
    const patches = Array.from(levels, (level, i) => ({
      x: 4 * (i % 100),
      y: 4 * Math.floor(i / 100),
      width: 2,
      height: 2,
      level: 40 + (level >> 1),
    }));
    const busy = mapOf(400, 400, patches);
    const options = { thresholdMultiplier: 0, minimumArea: 1 };
    const all = detectAnomalousRegions(busy, { ...options, maximumRegions: 10_000 });
    expect(all).toHaveLength(10_000);
    for (const maximumRegions of [1, 50, 999]) {
      expect(detectAnomalousRegions(busy, { ...options, maximumRegions })).toEqual(all.slice(0, maximumRegions));
    }
  });

  it.each([
    [{ thresholdMultiplier: -1 }, '"thresholdMultiplier" must be in 0..20, received -1'],
    [{ minimumArea: 0 }, '"minimumArea" must be in 1..1000000000, received 0'],
    [{ minimumArea: 1.5 }, '"minimumArea" must be a whole number, received 1.5'],
    [{ maximumRegions: 10_001 }, '"maximumRegions" must be in 1..10000, received 10001'],
    [{ threshold: 2 }, 'unknown option "threshold"; known options: thresholdMultiplier, minimumArea, maximumRegions'],
  ])('refuses %o', (options, message) => {
    expect(() => detectAnomalousRegions(map, options as never)).toThrow(message);
  });
});
