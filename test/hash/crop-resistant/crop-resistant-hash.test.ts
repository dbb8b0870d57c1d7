import { describe, expect, it } from 'vitest';
import { averageHash, colorHash, cropResistantHash, differenceHash, parseCropResistantHash } from '../../../src/hash/index.ts';
import type { CropResistantHashOptions } from '../../../src/hash/index.ts';
import { applyOrientation } from '../../../src/image/index.ts';
import type { RasterLike } from '../../../src/image/index.ts';
import { sceneOf } from '../../image/scenes.ts';
import { noise, syntheticPhoto } from '../../support/scene.ts';
import vectors from '../../vectors/hash-pixel.json' with { type: 'json' };

describe('cropResistantHash', () => {
  it.each(vectors.cropResistant)(
    'makes what imagehash makes of $maker($arguments), at most $limit of more than $minimum pixels above $threshold in $side',
    (vector) => {
      const hash = cropResistantHash(sceneOf(vector.maker, vector.arguments), {
        limitSegments: vector.limit ?? undefined,
        threshold: vector.threshold,
        minimumSegmentPixels: vector.minimum,
        segmentationSize: vector.side,
        segmentHash: 'segmentHash' in vector ? colorHash : differenceHash,
      });
      expect(hash.text).toBe(vector.text);
      expect(hash.segments.map(({ hex }) => hex).join(',')).toBe(vector.text);
    },
  );

  it('hashes the box around a bright disk and the picture around it', () => {
    const boxes: (readonly [number, number])[] = [];
    const segmentHash = (image: RasterLike): ReturnType<typeof averageHash> => {
      boxes.push([image.width, image.height]);
      return averageHash(image);
    };
    const data = Uint8Array.from({ length: 600 * 450 }, (_, i) => {
      const dx = (i % 600) - 200;
      const dy = Math.floor(i / 600) - 180;
      return dx * dx + dy * dy < 90 * 90 ? 220 : 40;
    });
    const hash = cropResistantHash({ data, width: 600, height: 450 }, { segmentHash });
    // Half a level at the rim moves the box by up to one pixel of the square, two of this picture.
    expect(Math.abs(boxes[0][0] - 179)).toBeLessThanOrEqual(4);
    expect(Math.abs(boxes[0][1] - 179)).toBeLessThanOrEqual(4);
    expect(boxes.slice(1)).toEqual([[600, 450]]);
    expect(hash.segments.map(({ kind }) => kind)).toEqual(['average', 'average']);
    expect(hash.kind).toBe('crop-resistant');
  });

  it('hashes the whole of a picture in which no region is large enough', () => {
    const picture = syntheticPhoto(200, 150, 3);
    const hash = cropResistantHash(picture, { minimumSegmentPixels: 90_000 });
    expect(hash.segments).toEqual([differenceHash(picture)]);
  });

  it.each([
    [1, 1],
    [1, 40],
    [40, 1],
    [5, 3],
    [8, 8],
    [2, 300],
  ])('hashes %d×%d pixels, where boxes are narrower than one', (width, height) => {
    for (const seed of [1, 2, 3]) {
      const options = { minimumSegmentPixels: 0 };
      const hash = cropResistantHash(noise(width, height, 3, seed), options);
      expect(hash.segments.length).toBeGreaterThan(0);
      expect(parseCropResistantHash(hash.text).text).toBe(hash.text);
      expect(cropResistantHash(noise(width, height, 3, seed), options)).toEqual(hash);
    }
  });

  it('turns the picture and treats its alpha before it looks for regions', () => {
    const picture = syntheticPhoto(160, 120, 5);
    expect(cropResistantHash(picture, { orientation: 6 })).toEqual(cropResistantHash(applyOrientation(picture, 6)));
    const hidden = { data: new Uint8Array(40 * 30 * 4), width: 40, height: 30 };
    const white = { data: new Uint8Array(40 * 30 * 3).fill(255), width: 40, height: 30 };
    expect(cropResistantHash(hidden, { alpha: 'white' })).toEqual(cropResistantHash(white));
  });

  it('changes nothing', () => {
    const picture = syntheticPhoto(160, 120, 5);
    const before = picture.data.slice();
    cropResistantHash(picture);
    expect(picture.data).toEqual(before);
  });

  it.each([
    [{ limitSegments: 0 }, '"limitSegments" must be in 1..4096, received 0'],
    [{ threshold: 256 }, '"threshold" must be in 0..255, received 256'],
    [{ minimumSegmentPixels: -1 }, '"minimumSegmentPixels" must be in 0..1048576, received -1'],
    [{ segmentationSize: 1 }, '"segmentationSize" must be in 2..1024, received 1'],
  ] satisfies [Partial<CropResistantHashOptions>, string][])('refuses %o', (options, message) => {
    expect(() => cropResistantHash(noise(9, 9, 3, 1), options)).toThrow(new RangeError(message));
  });

  it('refuses what is no hash function, and options that it does not know', () => {
    const notAFunction: object = { segmentHash: 'difference' };
    expect(() => cropResistantHash(noise(9, 9, 3, 1), notAFunction)).toThrow(
      new TypeError('"segmentHash" must be a function, received string'),
    );
    const unknown: object = { hashFunction: averageHash };
    expect(() => cropResistantHash(noise(9, 9, 3, 1), unknown)).toThrow('unknown option "hashFunction"');
  });
});
