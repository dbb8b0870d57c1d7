import { describe, expect, it } from 'vitest';
import { recompress } from '../../../src/codec/jpeg/index.ts';
import { generateElaMap, likelihoodScore } from '../../../src/detectors/ela/index.ts';
import { detectEdges } from '../../../src/image/index.ts';
import { blocks, checker, noise, syntheticPhoto } from '../../support/scene.ts';
import type { Scene } from '../../support/scene.ts';

/** The classic picture in gray, 0..255, from the pixels of the re-save. */
function classicPicture(scene: Scene, scale: number): Uint8Array {
  const saved = recompress(scene, { quality: 90 });
  return Uint8Array.from({ length: scene.width * scene.height }, (_, i) => {
    let sum = 0;
    for (let c = 0; c < saved.channels; c++) {
      sum += Math.abs(saved.data[i * saved.channels + c] - scene.data[i * scene.channels + c]);
    }
    return Math.min(255, Math.floor((sum / saved.channels) * scale + 0.5));
  });
}

const SCENES: Readonly<Record<string, Scene>> = {
  'a photo 200×150': syntheticPhoto(200, 150, 21),
  'a gray checkerboard 61×47': checker(61, 47, 1, 5),
  'flat squares 90×33': blocks(90, 33, 3, 4),
  'noise 64×64': noise(64, 64, 3, 5),
  'one row of noise': noise(50, 1, 3, 6),
  'one column of noise': noise(1, 50, 1, 7),
  'one pixel': noise(1, 1, 3, 8),
};

describe('likelihoodScore', () => {
  const cases = Object.keys(SCENES).flatMap((name) => [5, 15, 60].map((scale) => ({ name, scale })));

  it.each(cases)('is the documented sum for $name at scale $scale, edges taken from a whole plane', ({ name, scale }) => {
    const { width, height } = SCENES[name];
    const data = classicPicture(SCENES[name], scale);
    const mean = data.reduce((sum, level) => sum + level, 0) / data.length;
    const variance = data.reduce((sum, level) => sum + (level - mean) * (level - mean), 0) / data.length;
    const edges = detectEdges({ data, width, height }).data;
    const edgePixels = edges.filter((edge) => edge === 255).length;
    const strongEdgePixels = edges.filter((edge, i) => edge === 255 && data[i] > 2 * mean).length;
    const edgeRatio = edgePixels === 0 ? 0 : strongEdgePixels / edgePixels;
    const max = Math.max(...data);
    const { score, metrics } = likelihoodScore(generateElaMap(SCENES[name], { scale }));
    expect(metrics).toMatchObject({ maxError: max, edgePixels, strongEdgePixels, edgeRatio });
    // Sums of at most 30,000 doubles, in another order.
    expect(metrics.meanError).toBeCloseTo(mean, 9);
    expect(metrics.stdDev).toBeCloseTo(Math.sqrt(variance), 9);
    expect(score).toBeCloseTo(0.4 * (Math.sqrt(variance) / 255) + 0.3 * (max / 255) + 0.3 * edgeRatio, 9);
  });

  it.each([
    ['a photo 200×150', 15],
    ['flat squares 90×33', 5],
  ])('has edges of both kinds to count in %s at scale %d', (name, scale) => {
    const { edgePixels, strongEdgePixels } = likelihoodScore(generateElaMap(SCENES[name], { scale })).metrics;
    expect(edgePixels).toBeGreaterThan(strongEdgePixels);
    expect(strongEdgePixels).toBeGreaterThan(50);
  });

  it('is 0 for an image that a re-save does not change', () => {
    const flat = { data: new Uint8Array(40 * 40 * 3).fill(90), width: 40, height: 40 };
    expect(likelihoodScore(generateElaMap(flat))).toEqual({
      score: 0,
      metrics: { meanError: 0, maxError: 0, stdDev: 0, edgePixels: 0, strongEdgePixels: 0, edgeRatio: 0 },
    });
  });

  it.each([
    // Of 32 columns the left ones differ by 100: with 16 of them twice the mean is 100, with 15 it is 93.75.
    [16, 0, 0],
    [15, 32, 1],
  ])('counts edge pixels above twice the mean as strong: with %d columns %d', (columns, strongEdgePixels, edgeRatio) => {
    const black = { data: new Uint8Array(32 * 32), width: 32, height: 32 };
    const half = { ...black, data: black.data.map((_, i) => (i % 32 < columns ? 100 : 0)) };
    const { metrics } = likelihoodScore(generateElaMap(black, half, { scale: 1 }));
    expect(metrics).toMatchObject({ edgePixels: 32, strongEdgePixels, edgeRatio });
  });

  it('stays in 0..1 for the harshest map', () => {
    const black = { data: new Uint8Array(64 * 64), width: 64, height: 64 };
    const lines = { ...black, data: black.data.map((_, i) => (i % 64 < 4 ? 255 : 0)) };
    const { score } = likelihoodScore(generateElaMap(black, lines, { scale: 255 }));
    expect(score).toBeGreaterThan(0.6);
    expect(score).toBeLessThanOrEqual(1);
  });

  it('can be stopped on its way', () => {
    const map = generateElaMap(SCENES['a photo 200×150']);
    const stopped = new Error('stopped');
    expect(() =>
      likelihoodScore(map, () => {
        throw stopped;
      }),
    ).toThrow(stopped);
  });
});
