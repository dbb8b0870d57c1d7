import { describe, expect, it } from 'vitest';
import { decodeJpeg, encodeJpeg } from '../../src/codec/jpeg/index.ts';
import { compareImages, compareTurns } from '../../src/compare/index.ts';
import type { HashDistance, ImageComparison } from '../../src/compare/index.ts';
import { HASH_KINDS, parseHash, pdqDihedralHashes, pdqHash } from '../../src/hash/index.ts';
import { applyOrientation, resizeRaster } from '../../src/image/index.ts';
import type { Raster } from '../../src/image/index.ts';
import { syntheticPhoto } from '../support/scene.ts';
import { flat } from './pairs.ts';

const PHOTO = syntheticPhoto(200, 150, 21);
const OTHER = syntheticPhoto(200, 150, 22);

function painted(picture: Raster, left: number, top: number, side: number): Raster {
  const data = picture.data.slice();
  for (let y = top; y < top + side; y++) data.fill(255, 3 * (y * picture.width + left), 3 * (y * picture.width + left + side));
  return { ...picture, data };
}

function distancesOf({ hashes }: ImageComparison): HashDistance[] {
  return hashes.filter((hash) => hash.status === 'measured');
}

function resaved(picture: Raster, quality: number): Raster {
  return decodeJpeg(encodeJpeg(picture, { quality })).raster;
}

describe('compareImages', () => {
  it('finds a picture and itself identical in every measure', () => {
    const comparison = compareImages(PHOTO, PHOTO);
    expect(comparison.identical).toBe(true);
    expect(comparison.hashes.map(({ kind }) => kind)).toEqual(HASH_KINDS);
    for (const hash of comparison.hashes) expect(hash).toMatchObject({ distance: 0, similarity: 1, withinSuggested: true });
    expect(comparison.cropResistant.a).toEqual(comparison.cropResistant.b);
    expect(comparison.cropResistant.a.matching).toBe(comparison.cropResistant.a.segments);
    expect(comparison.turns.nearest).toEqual({ orientation: 1, distance: 0 });
    expect(comparison.structuralSimilarity).toEqual({ status: 'measured', mean: 1 });
    expect(comparison.peakSignalToNoise).toMatchObject({ color: { decibels: null }, luma: { decibels: null } });
    expect(comparison.difference).toMatchObject({ equalShare: 1, largest: 0, box: null, regions: [] });
  });

  it('finds a re-saved picture near and an unrelated one far', () => {
    const near = compareImages(PHOTO, resaved(PHOTO, 75));
    expect(distancesOf(near).filter(({ withinSuggested }) => !withinSuggested)).toEqual([]);
    expect(near.identical).toBe(false);
    const far = compareImages(PHOTO, OTHER);
    const pdq = distancesOf(far).find(({ kind }) => kind === 'pdq');
    expect(pdq?.withinSuggested).toBe(false);
    expect(pdq?.distance).toBe(far.turns.all[0].distance);
  });

  it('says where one was painted over, also after re-saving', () => {
    const { difference } = compareImages(PHOTO, resaved(painted(PHOTO, 64, 40, 24), 90));
    if (difference.status !== 'measured') throw new Error(difference.reason.code);
    expect(difference.regions[0]).toMatchObject({ x: 64, y: 40, width: 24, height: 24 });
    expect(difference.box).toEqual({ x: 0, y: 0, width: 200, height: 150 });
    const { difference: exact } = compareImages(PHOTO, painted(PHOTO, 64, 40, 24));
    expect(exact).toMatchObject({ box: { x: 64, y: 40, width: 24, height: 24 }, differingPixels: 576 });
  });

  it('compares hashes of pictures of two sizes, and gives the reason for the rest', () => {
    const comparison = compareImages(PHOTO, resizeRaster(PHOTO, { width: 120, height: 90 }));
    const reason = { code: 'compare-sizes-differ', params: { widthA: 200, heightA: 150, widthB: 120, heightB: 90 } };
    expect(comparison.hashes.find(({ kind }) => kind === 'pdq')).toMatchObject({ withinSuggested: true });
    expect([comparison.a, comparison.b]).toEqual([
      { width: 200, height: 150 },
      { width: 120, height: 90 },
    ]);
    expect(comparison.structuralSimilarity).toEqual({ status: 'not-applicable', reason });
    expect(comparison.peakSignalToNoise).toEqual({ status: 'not-applicable', reason });
    expect(comparison.difference).toEqual({ status: 'not-applicable', reason });
    expect(comparison.identical).toBe(false);
  });

  it.each([
    [1, 1],
    [8, 8],
    [300, 1],
    [64, 64],
  ])('takes flat pictures of %d×%d, and says that hashes have nothing to go by', (width, height) => {
    const comparison = compareImages(flat(width, height, 10), flat(width, height, 200));
    const sufficient = distancesOf(comparison).filter(
      ({ kind, sufficientQuality }) => sufficientQuality && kind !== 'block-exact',
    );
    // Where the picture is smaller than its grid, blockhash's block areas differ, so that its blocks do even of a flat picture.
    expect(sufficient).toEqual([]);
    expect(comparison.difference).toMatchObject({ largest: 190, equalShare: 0 });
  });

  it('is plain data that JSON gives back', () => {
    const comparison = compareImages(PHOTO, OTHER);
    expect(JSON.parse(JSON.stringify(comparison))).toEqual(comparison);
  });

  it('looks at no more kinds than it is asked for', () => {
    expect(compareImages(PHOTO, OTHER, { kinds: ['average'] }).hashes.map(({ kind }) => kind)).toEqual(['average']);
  });

  it('lays transparent pictures over the background that it is told', () => {
    const seen = { data: new Uint8Array(4 * 400), width: 20, height: 20 };
    const clear = { ...seen, data: Uint8Array.from(seen.data, (_, i) => (i % 4 === 0 ? (i * 7) & 255 : 0)) };
    const options = { kinds: ['difference'] } as const;
    expect(distancesOf(compareImages(seen, clear, options))[0].distance).toBeGreaterThan(0);
    expect(distancesOf(compareImages(seen, clear, { ...options, alpha: 'white' }))[0].distance).toBe(0);
  });

  it('names the option that it refused', () => {
    expect(() => compareImages(PHOTO, OTHER, { kind: 'pdq' } as object)).toThrow(
      new TypeError('unknown option "kind"; known options: kinds, alpha'),
    );
    expect(() => compareImages(PHOTO, { ...OTHER, width: 7 })).toThrow(RangeError);
  });
});

describe('compareTurns', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8] as const)('names orientation %d when that is what was done to the pixels', (orientation) => {
    const turned = applyOrientation(PHOTO, orientation);
    const { nearest, all } = compareTurns(pdqDihedralHashes(PHOTO), pdqHash(turned));
    expect(nearest.orientation).toBe(orientation);
    expect(all.map((other) => other.orientation)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    // The reduction treats the two sides of a picture alike only nearly: half of the bits would be 128.
    expect(nearest.distance).toBeLessThanOrEqual(40);
  });

  it('does not see a turn where all are equally near', () => {
    const blank = parseHash(`pdq:${'0'.repeat(64)}`);
    const names = ['original', 'rotate90', 'rotate180', 'rotate270', 'flipX', 'flipY', 'flipPlus1', 'flipMinus1'] as const;
    const all = Object.fromEntries(names.map((name) => [name, blank])) as Record<(typeof names)[number], typeof blank>;
    expect(compareTurns(all, blank).nearest).toEqual({ orientation: 1, distance: 0 });
  });
});
