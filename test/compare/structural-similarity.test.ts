import { describe, expect, it } from 'vitest';
import { structuralSimilarity } from '../../src/compare/index.ts';
import type { MeasuredSimilarity } from '../../src/compare/index.ts';
import type { RasterLike } from '../../src/image/index.ts';
import { noise, syntheticPhoto, throughBayer } from '../support/scene.ts';
import vectors from '../vectors/compare.json' with { type: 'json' };
import { flat, sceneOf } from './pairs.ts';

// Sums of 121 products of at most 65025, in another order: a variance agrees to about 1e-11, where C2 = 58.5 is added to it; means to less.
const TOLERANCE = 1e-12;

/** A map holds floats: 2^-24 of values up to 1. */
const MAP_TOLERANCE = 6e-8;

function measured(a: RasterLike, b: RasterLike, map: 'omit' | 'keep' = 'omit'): MeasuredSimilarity {
  const similarity = structuralSimilarity(a, b, { map });
  if (similarity.status !== 'measured') throw new Error(similarity.reason.code);
  return similarity;
}

describe('structuralSimilarity', () => {
  it.each(vectors.cases)('is what scikit-image measures between $a.maker($a.arguments) and $b.maker($b.arguments)', (vector) => {
    const { mean, map } = measured(sceneOf(vector.a), sceneOf(vector.b), 'keep');
    expect(Math.abs(mean - vector.mean)).toBeLessThan(TOLERANCE);
    const lowest = map?.data.reduce((least, index) => Math.min(least, index));
    expect(Math.abs((lowest ?? NaN) - vector.lowestWindow)).toBeLessThan(MAP_TOLERANCE);
    if (vector.windows === null) return;
    const farthest = vector.windows.map((window, i) => Math.abs(window - (map?.data[i] ?? NaN)));
    expect(Math.max(...farthest)).toBeLessThan(MAP_TOLERANCE);
  });

  it('is exactly 1 for a picture and itself, in every window', () => {
    const photo = syntheticPhoto(90, 70, 3);
    const { mean, map } = measured(photo, photo, 'keep');
    expect(mean).toBe(1);
    expect(map).toMatchObject({ width: 80, height: 60 });
    expect(map?.data.every((index) => index === 1)).toBe(true);
  });

  it('does not depend on the order of the pictures, to the last bit', () => {
    const photo = syntheticPhoto(90, 70, 3);
    const other = throughBayer(photo);
    expect(measured(photo, other).mean).toBe(measured(other, photo).mean);
  });

  it('is C1 / (255² + C1) between black and white, whose variances are 0', () => {
    // Equation 13 by hand: (2·0·255 + C1)(0 + C2) / ((255² + C1)(0 + C2)) with C1 = 2.55².
    const expected = 6.5025 / (65025 + 6.5025);
    // The variance of a flat window is 0 but for the rounding of 121 weights: about 1e-11 of 58.5.
    expect(Math.abs(measured(flat(16, 12, 0), flat(16, 12, 255)).mean - expected)).toBeLessThan(1e-12);
  });

  it('is negative where one picture is the negative of the other', () => {
    const photo = noise(40, 40, 1, 5);
    const negative = { ...photo, data: photo.data.map((level) => 255 - level) };
    expect(measured(photo, negative).mean).toBeLessThan(-0.9);
  });

  it('drops alpha', () => {
    const photo = noise(20, 20, 4, 5);
    const opaque = { ...photo, data: photo.data.map((level, i) => (i % 4 === 3 ? 255 : level)) };
    expect(measured(photo, opaque).mean).toBe(1);
  });

  it('finds the one window that sees a changed pixel', () => {
    const picture = flat(21, 11, 100);
    const changed = { ...picture, data: picture.data.map((level, i) => (i === 0 ? 0 : level)) };
    const { map } = measured(picture, changed, 'keep');
    // Of eleven windows only the first reaches the left column.
    expect([...(map?.data ?? [])].map((index) => index < 0.9999)).toEqual([true, ...Array.from({ length: 10 }, () => false)]);
  });

  it.each([
    [10, 40],
    [40, 10],
    [1, 1],
  ])('does not apply to %d×%d pixels, and says so', (width, height) => {
    expect(structuralSimilarity(flat(width, height, 1), flat(width, height, 2))).toEqual({
      status: 'not-applicable',
      reason: { code: 'compare-too-small', params: { width, height, minimumSide: 11 } },
    });
  });

  it('names the sizes that it refused', () => {
    expect(() => structuralSimilarity(flat(16, 12, 0), flat(12, 16, 0))).toThrow(
      new RangeError('pictures of two sizes cannot be compared pixel by pixel: 16×12 and 12×16'),
    );
  });

  it('names the option that it refused', () => {
    const picture = flat(16, 12, 0);
    expect(() => structuralSimilarity(picture, picture, { map: 'all' as 'keep' })).toThrow(
      new RangeError('"map" must be one of omit, keep, received "all"'),
    );
    expect(() => structuralSimilarity(picture, picture, { sigma: 2 } as object)).toThrow(
      new TypeError('unknown option "sigma"; known options: map'),
    );
  });
});
