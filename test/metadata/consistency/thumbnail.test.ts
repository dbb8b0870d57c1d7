import { describe, expect, it } from 'vitest';
import { toRaster } from '../../../src/image/index.ts';
import type { Orientation, RasterLike } from '../../../src/image/index.ts';
import { applyOrientation } from '../../../src/image/index.ts';
import { checkConsistency, readMetadata } from '../../../src/metadata/index.ts';
import type { ConsistencyReport } from '../../../src/metadata/index.ts';
import { bareJpeg, cameraFile, reduced } from '../../support/camera-file.ts';
import { noise } from '../../support/scene.ts';

/** 4:3, squares of 40 pixels of random color with texture: whatever is moved or missing, it shows. */
function patches(seed: number): RasterLike {
  const squares = noise(16, 12, 3, seed).data;
  const texture = noise(640, 480, 1, seed + 1).data;
  const data = new Uint8Array(640 * 480 * 3);
  for (let i = 0; i < 640 * 480; i++) {
    const square = Math.floor((i % 640) / 40) + 16 * Math.floor(i / 640 / 40);
    for (let c = 0; c < 3; c++) data[3 * i + c] = Math.min(255, (squares[3 * square + c] >> 1) + 40 + (texture[i] >> 3));
  }
  return { data, width: 640, height: 480 };
}

const PHOTO = patches(21);
const OTHER = patches(99);
const THUMBNAIL = reduced(PHOTO, 4);

function cropped(image: RasterLike, x: number, y: number, width: number, height: number): RasterLike {
  const data = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    const from = ((y + row) * image.width + x) * 3;
    data.set(image.data.subarray(from, from + width * 3), row * width * 3);
  }
  return { data, width, height };
}

/** A picture on black, as cameras fill up a thumbnail of another shape. */
function onBlack(image: RasterLike, width: number, height: number, x: number, y: number): RasterLike {
  const data = new Uint8Array(width * height * 3);
  for (let row = 0; row < image.height; row++) {
    data.set(image.data.subarray(row * image.width * 3, (row + 1) * image.width * 3), ((y + row) * width + x) * 3);
  }
  return { data, width, height };
}

/** The report on a picture with this thumbnail; EXIF states the picture's own size. */
function check(picture: RasterLike, thumbnail: RasterLike, withPixels = true): ConsistencyReport {
  const bytes = cameraFile({ picture, thumbnail: bareJpeg(thumbnail, 85) });
  const { width, height } = picture;
  return checkConsistency(readMetadata(bytes), { width, height, bytes, ...(withPixels ? { raster: picture } : {}) });
}

const idsOf = ({ hits }: ConsistencyReport): string[] => hits.map(({ id }) => id);

describe('a thumbnail', () => {
  it('of its own picture agrees with it', () => {
    const { thumbnail, hits } = check(PHOTO, THUMBNAIL);
    expect(hits).toEqual([]);
    expect(thumbnail).toMatchObject({ width: 160, height: 120, aspectDeviation: 0, isTurned: false, orientation: 1 });
    // JPEG at quality 85 and averaging over 5×5 cells leave nothing of the difference.
    expect(thumbnail!.correlation!).toBeGreaterThan(0.99);
  });

  it('of a gray picture agrees as well', () => {
    const gray = {
      data: noise(320, 240, 1, 3).data.map((value, i) => (value >> 4) + (i % 320 < 160 ? 40 : 180)),
      width: 320,
      height: 240,
    };
    const small = { data: new Uint8Array(80 * 60), width: 80, height: 60 };
    for (let i = 0; i < small.data.length; i++) small.data[i] = gray.data[4 * (i % 80) + 4 * Math.floor(i / 80) * 320];
    expect(idsOf(check(toRaster(gray), small))).toEqual([]);
  });

  it('of another picture does not', () => {
    const { hits, thumbnail } = check(OTHER, THUMBNAIL);
    expect(hits.map(({ id, axis, weight }) => [id, axis, weight])).toEqual([['THUMB-CONTENT', 'contradiction', 3]]);
    expect(thumbnail!.correlation!).toBeLessThan(0.8);
  });

  it('shows a crop by its shape and by its content', () => {
    const { hits } = check(cropped(PHOTO, 0, 0, 480, 480), THUMBNAIL);
    expect(hits.map(({ id, axis, weight }) => [id, axis, weight])).toEqual([
      ['THUMB-ASPECT', 'contradiction', 2],
      ['THUMB-CONTENT', 'contradiction', 3],
    ]);
    expect(hits[0].note.params).toEqual({ percent: 33 });
  });

  it('shows a crop that keeps the shape by its content', () => {
    expect(idsOf(check(cropped(PHOTO, 200, 150, 320, 240), THUMBNAIL))).toEqual(['THUMB-CONTENT']);
  });

  it('shows a large part that was painted over', () => {
    const painted = { ...PHOTO, data: PHOTO.data.slice() };
    for (let y = 240; y < 400; y++) painted.data.fill(y % 60 < 30 ? 250 : 5, (y * 640 + 60) * 3, (y * 640 + 330) * 3);
    const { hits } = check(painted, THUMBNAIL);
    expect(hits.map(({ id }) => id)).toHaveLength(1);
    expect(['THUMB-CHANGED', 'THUMB-CONTENT']).toContain(hits[0].id);
  });

  it('that differs a little is said to be changed', () => {
    const painted = { ...PHOTO, data: PHOTO.data.slice() };
    for (let y = 300; y < 420; y++) painted.data.fill(172, (y * 640 + 60) * 3, (y * 640 + 240) * 3);
    const { hits, thumbnail } = check(painted, THUMBNAIL);
    expect(hits.map(({ id, weight, note }) => [id, weight, note.code])).toEqual([
      ['THUMB-CHANGED', 1.5, 'metadata-thumbnail-changed'],
    ]);
    expect(thumbnail!.correlation!).toBeGreaterThanOrEqual(0.8);
  });

  it.each<Orientation>([2, 3, 4])(
    'that stayed as it was when the picture was turned or mirrored agrees: orientation %d',
    (orientation) => {
      const { hits, thumbnail } = check(applyOrientation(PHOTO, orientation), THUMBNAIL);
      expect([hits, thumbnail!.isTurned]).toEqual([[], false]);
      expect(thumbnail!.correlation!).toBeGreaterThan(0.98);
    },
  );

  it.each<Orientation>([5, 6, 7, 8])('beside a picture turned by 90° is listed as that: orientation %d', (orientation) => {
    const { hits, thumbnail } = check(applyOrientation(PHOTO, orientation), THUMBNAIL);
    expect(hits.map(({ id, axis, weight }) => [id, axis, weight])).toEqual([['THUMB-TURNED', 'processing', 0.1]]);
    expect([thumbnail!.isTurned, thumbnail!.correlation! > 0.98]).toEqual([true, true]);
  });

  it('with black bars, on both sides or on one, agrees', () => {
    const wide = cropped(PHOTO, 0, 60, 640, 360);
    const inside = reduced(wide, 4);
    for (const y of [15, 30, 0]) {
      const { hits, thumbnail } = check(wide, onBlack(inside, 160, 120, 0, y));
      expect(hits, `bars from ${y}`).toEqual([]);
      // Ringing of the JPEG blurs the edge of a bar by a row or two.
      expect(Math.abs(thumbnail!.inside.height - 90)).toBeLessThanOrEqual(2);
    }
    const upright = cropped(PHOTO, 100, 0, 360, 480);
    expect(idsOf(check(upright, onBlack(reduced(upright, 4), 160, 120, 35, 0)))).toEqual([]);
  });

  it('of a dark picture is not taken for one with bars', () => {
    const dark = { ...PHOTO, data: PHOTO.data.map((value, i) => (i < 640 * 3 * 100 ? 2 : value)) };
    const { hits, thumbnail } = check(dark, reduced(dark, 4));
    expect([hits, thumbnail!.inside.height]).toEqual([[], 120]);
  });

  it('into which a camera cut a wide picture agrees, although its shape does not', () => {
    const wide = cropped(PHOTO, 0, 26, 640, 428);
    const { hits, thumbnail } = check(wide, reduced(cropped(wide, 32, 0, 572, 428), 4));
    expect(hits).toEqual([]);
    expect(thumbnail!.aspectDeviation).toBeGreaterThan(thumbnail!.aspectTolerance);
    expect(thumbnail!.correlation!).toBeGreaterThan(0.95);
  });

  it('is judged by its shape alone where there are no pixels, at half the weight', () => {
    const { hits, unchecked } = check(cropped(PHOTO, 0, 0, 480, 480), THUMBNAIL, false);
    expect(hits.map(({ id, weight }) => [id, weight])).toEqual([['THUMB-ASPECT', 1]]);
    expect(unchecked.find(({ id }) => id === 'THUMB-CONTENT')!.reason.code).toBe('metadata-unchecked-no-pixels');
  });

  it('is not judged by pixels of which some are missing', () => {
    const bytes = cameraFile({ picture: PHOTO, thumbnail: bareJpeg(THUMBNAIL) });
    const half = cropped(PHOTO, 0, 0, 640, 240);
    const { thumbnail } = checkConsistency(readMetadata(bytes), { width: 640, height: 480, bytes, raster: half });
    expect(thumbnail!.correlation).toBeNull();
  });

  it('without contrast tells nothing', () => {
    const flat = { data: new Uint8Array(640 * 480 * 3).fill(120), width: 640, height: 480 };
    const { hits, unchecked } = check(flat, THUMBNAIL);
    expect(hits).toEqual([]);
    expect(unchecked.map(({ id, reason }) => [id, reason.code])).toContainEqual([
      'THUMB-CONTENT',
      'metadata-unchecked-no-pixels',
    ]);
  });

  it.each<[string, Uint8Array]>([
    ['metadata-unchecked-no-thumbnail', bareJpeg(reduced(PHOTO, 32))],
    ['metadata-unchecked-thumbnail-unreadable', new TextEncoder().encode('no JPEG at all')],
    ['metadata-unchecked-thumbnail-unreadable', bareJpeg(THUMBNAIL).subarray(0, 900)],
  ])('that is too small or damaged is not compared: %s', (code, thumbnail) => {
    const bytes = cameraFile({ picture: PHOTO, thumbnail });
    const { hits, unchecked } = checkConsistency(readMetadata(bytes), { width: 640, height: 480, bytes, raster: PHOTO });
    expect([hits, unchecked.find(({ id }) => id === 'THUMB-ASPECT')!.reason.code]).toEqual([[], code]);
  });

  it('is not looked at without the file', () => {
    const bytes = cameraFile({ picture: PHOTO, thumbnail: bareJpeg(THUMBNAIL) });
    const { unchecked, thumbnail } = checkConsistency(readMetadata(bytes), { width: 640, height: 480 });
    expect(unchecked.find(({ id }) => id === 'THUMB-ASPECT')!.reason.code).toBe('metadata-unchecked-no-file');
    expect(thumbnail).toBeUndefined();
  });
});
