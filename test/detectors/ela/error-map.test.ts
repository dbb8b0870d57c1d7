import { describe, expect, it } from 'vitest';
import { recompress } from '../../../src/codec/jpeg/index.ts';
import type { JpegSaveOptions } from '../../../src/codec/jpeg/index.ts';
import { generateElaMap } from '../../../src/detectors/ela/index.ts';
import type { ErrorMap, ErrorStatistics } from '../../../src/detectors/ela/index.ts';
import { toRaster } from '../../../src/image/index.ts';
import type { RasterLike } from '../../../src/image/index.ts';
import { binaryNoise, noise, syntheticPhoto } from '../../support/scene.ts';
import type { Scene } from '../../support/scene.ts';

function gray(width: number, height: number, ...samples: number[]): RasterLike {
  return { data: Uint8Array.from({ length: width * height }, (_, i) => samples[i] ?? 0), width, height };
}

function pixels(...samples: number[]): RasterLike {
  return { data: Uint8Array.from(samples), width: samples.length / 3, height: 1, channels: 3 };
}

/** Mean, maximum, deviation and count of values, the plain way. */
function statisticsOf(values: readonly number[]): ErrorStatistics {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return { mean, max: Math.max(...values), stdDev: Math.sqrt(squares / values.length), pixels: values.length };
}

/** Both are sums of the same thousands of doubles in another order. */
const SUMMATION = 1e-9;

function expectStatistics(actual: ErrorStatistics, expected: ErrorStatistics): void {
  expect([actual.pixels, actual.max]).toEqual([expected.pixels, expected.max]);
  expect(Math.abs(actual.mean - expected.mean), `mean ${actual.mean} for ${expected.mean}`).toBeLessThan(SUMMATION);
  expect(Math.abs(actual.stdDev - expected.stdDev), `std ${actual.stdDev} for ${expected.stdDev}`).toBeLessThan(SUMMATION);
}

describe('generateElaMap of two images', () => {
  it('sums the differences of red, green and blue', () => {
    const map = generateElaMap(pixels(10, 20, 30, 0, 0, 0, 255, 255, 255), pixels(13, 20, 26, 0, 0, 0, 0, 0, 0));
    expect(Array.from(map.errors)).toEqual([7, 0, 765]);
    expect([map.width, map.height, map.quality, map.subsampling, map.valid]).toEqual([3, 1, undefined, undefined, undefined]);
  });

  it('counts a gray difference three times, so that gray and color compare', () => {
    const inGray = generateElaMap(gray(3, 1, 10, 0, 255), gray(3, 1, 14, 0, 0));
    const inColor = generateElaMap(pixels(10, 10, 10, 0, 0, 0, 255, 255, 255), pixels(14, 14, 14, 0, 0, 0, 0, 0, 0));
    expect(Array.from(inGray.errors)).toEqual([12, 0, 765]);
    expect(inGray).toEqual(inColor);
  });

  it('works out a 6×6 toy as by hand', () => {
    // One pixel off by 6, three by 2, of 36: Σ = 12, Σ² = 48; scaled by 15: 90 and 30, Σ = 180, Σ² = 10,800.
    const { errors, unscaled, scaled } = generateElaMap(gray(6, 6), gray(6, 6, 0, 6, 0, 2, 0, 0, 0, 2, 0, 0, 0, 0, 2));
    expect(errors.reduce((sum, error) => sum + error, 0)).toBe(36);
    expectStatistics(unscaled, { mean: 1 / 3, max: 6, stdDev: Math.sqrt(48 / 36 - 1 / 9), pixels: 36 });
    expectStatistics(scaled, { mean: 5, max: 90, stdDev: Math.sqrt(300 - 25), pixels: 36 });
  });

  it.each([
    // Σ error, scale, what the picture shows: Σ · scale / 3, half upwards, at most 255.
    [1, 1, 0],
    [2, 1, 1],
    [1, 1.5, 1],
    [1, 15, 5],
    [50, 15, 250],
    [51, 15, 255],
    [60, 15, 255],
    [765, 1, 255],
    [3, 255, 255],
  ])('shows the error %d at scale %d as %d', (error, scale, shown) => {
    const second = pixels(Math.min(error, 255), Math.min(Math.max(error - 255, 0), 255), Math.max(error - 510, 0));
    const { scaled, unscaled } = generateElaMap(pixels(0, 0, 0), second, { scale });
    expect([unscaled.max, scaled.max, scaled.mean, scaled.stdDev]).toEqual([error / 3, shown, shown, 0]);
  });

  it('is symmetric, and silent on an image and itself', () => {
    const [a, b] = [noise(23, 17, 3, 1), noise(23, 17, 3, 2)];
    expect(generateElaMap(a, b)).toEqual(generateElaMap(b, a));
    expect(generateElaMap(a, a).unscaled).toEqual({ mean: 0, max: 0, stdDev: 0, pixels: 23 * 17 });
  });

  it('ignores the alpha of the re-saved image', () => {
    const [original, saved] = [noise(5, 4, 3, 1), noise(5, 4, 4, 2)];
    const opaque = { data: saved.data.filter((_, i) => i % 4 !== 3), width: 5, height: 4 };
    expect(generateElaMap(original, saved)).toEqual(generateElaMap(original, opaque));
  });

  it('names what does not fit', () => {
    expect(() => generateElaMap(noise(5, 4, 3, 1), noise(4, 5, 3, 1))).toThrow(
      new RangeError('"recompressed" must be 5×4 like the original, received 4×5'),
    );
    expect(() => generateElaMap(noise(5, 4, 3, 1), noise(5, 4, 1, 1))).toThrow(
      new RangeError('"recompressed" must be in color like the original'),
    );
    expect(() => generateElaMap(noise(5, 4, 1, 1), noise(5, 4, 3, 1))).toThrow(
      new RangeError('"recompressed" must be gray like the original'),
    );
    expect(() => generateElaMap(pixels(0, 0, 0), pixels(0, 0, 0), { scale: 0.5 })).toThrow(
      new RangeError('"scale" must be in 1..255, received 0.5'),
    );
    expect(() => generateElaMap(pixels(0, 0, 0), pixels(0, 0, 0), { quality: 90 } as never)).toThrow('unknown option "quality"');
  });
});

/** Σ |recompress − original| of each pixel, from the pixels that `recompress` gives. */
function differences(image: RasterLike, options: Partial<JpegSaveOptions>): number[] {
  const { data, width, height, channels } = toRaster(image);
  const saved = recompress(image, options);
  const errors: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let c = 0; c < saved.channels; c++) {
        const at = y * width + x;
        sum += Math.abs(saved.data[at * saved.channels + c] - data[at * channels + c]);
      }
      errors.push(channels === 1 ? 3 * sum : sum);
    }
  }
  return errors;
}

const SCENES: Readonly<Record<string, Scene>> = {
  'color noise 45×37': noise(45, 37, 3, 1),
  'gray noise 45×37': noise(45, 37, 1, 2),
  'black and white noise 33×18': binaryNoise(33, 18, 3, 3),
  'a photo 150×83': syntheticPhoto(150, 83, 4),
};

describe('generateElaMap of one image', () => {
  const cases = Object.keys(SCENES).flatMap((name) =>
    [['4:4:4', 95] as const, ['4:2:2', 60] as const, ['4:2:0', 90] as const, ['4:2:0', 5] as const].map(
      ([subsampling, quality]) => ({ name, subsampling, quality }),
    ),
  );

  it.each(cases)('gives |re-save − original| for $name at $quality, $subsampling', ({ name, subsampling, quality }) => {
    const map = generateElaMap(SCENES[name], { subsampling, quality });
    const expected = differences(SCENES[name], { subsampling, quality });
    expect(Array.from(map.errors)).toEqual(expected);
    expectStatistics(map.unscaled, statisticsOf(expected.map((sum) => sum / 3)));
    expectStatistics(map.scaled, statisticsOf(expected.map((sum) => Math.min(255, Math.floor(sum * 5 + 0.5)))));
  });

  it('is the form of two images with the re-save filled in', () => {
    const photo = SCENES['a photo 150×83'];
    const { quality, subsampling, ...map } = generateElaMap(photo, { quality: 80, subsampling: '4:4:4', scale: 20 });
    const saved = recompress(photo, { quality: 80, subsampling: '4:4:4' });
    expect([quality, subsampling]).toEqual([80, '4:4:4']);
    expect(generateElaMap(photo, saved, { scale: 20 })).toEqual({ ...map, quality: undefined, subsampling: undefined });
  });

  it('saves with quality 90, 4:2:0 and scale 15 where nothing is said', () => {
    const photo = SCENES['a photo 150×83'];
    expect(generateElaMap(photo)).toEqual(generateElaMap(photo, { quality: 90, subsampling: '4:2:0', scale: 15 }));
    expect(generateElaMap(photo).quality).toBe(90);
  });

  it('has no subsampling for a gray image', () => {
    expect(generateElaMap(SCENES['gray noise 45×37'], { subsampling: '4:4:4' }).subsampling).toBeUndefined();
  });

  it.each([
    [1, 1],
    [1, 40],
    [40, 1],
    [2, 3],
    [7, 9],
    [8, 8],
    [17, 16],
  ])('covers an image of %d×%d', (width, height) => {
    for (const channels of [1, 3, 4] as const) {
      const scene = noise(width, height, channels, 7);
      if (channels === 4) for (let i = 3; i < scene.data.length; i += 4) scene.data[i] = 255;
      const map = generateElaMap(scene);
      expect(Array.from(map.errors), `${channels} channels`).toEqual(differences(scene, {}));
      expect(map.unscaled.pixels).toBe(width * height);
    }
  });

  it('leaves fully transparent pixels out of map and statistics', () => {
    const photo = syntheticPhoto(24, 16, 1);
    const data = Uint8Array.from({ length: 24 * 16 * 4 }, (_, i) => (i % 4 === 3 ? 255 : photo.data[(i >> 2) * 3 + (i % 4)]));
    const opaque = generateElaMap({ data, width: 24, height: 16 });
    expect(opaque).toEqual(generateElaMap(photo));
    // The worst pixel of all, and the three after it, vanish; those after them only fade.
    const worst = opaque.errors.indexOf(Math.max(...opaque.errors));
    const holes = data.slice();
    [0, 0, 0, 0, 1, 128, 254].forEach((alpha, k) => (holes[4 * (worst + k) + 3] = alpha));
    const map = generateElaMap({ data: holes, width: 24, height: 16 });
    const isHole = (i: number): boolean => i >= worst && i < worst + 4;
    expect(Array.from(map.valid!)).toEqual(Array.from(opaque.errors, (_, i) => (isHole(i) ? 0 : 1)));
    expect(Array.from(map.errors)).toEqual(Array.from(opaque.errors, (error, i) => (isHole(i) ? 0 : error)));
    expectStatistics(map.unscaled, statisticsOf(Array.from(opaque.errors, (sum) => sum / 3).filter((_, i) => !isHole(i))));
  });

  it.each([1, 128, 254])('sees through an alpha of %d as if it were opaque', (alpha) => {
    const photo = syntheticPhoto(24, 16, 1);
    const data = Uint8Array.from({ length: 24 * 16 * 4 }, (_, i) => (i % 4 === 3 ? alpha : photo.data[(i >> 2) * 3 + (i % 4)]));
    expect(generateElaMap({ data, width: 24, height: 16 })).toEqual(generateElaMap(photo));
  });

  it('of an image that is transparent throughout has nothing to say', () => {
    const map = generateElaMap({ data: new Uint8Array(16 * 16 * 4), width: 16, height: 16 });
    expect(map.unscaled).toEqual({ mean: 0, max: 0, stdDev: 0, pixels: 0 });
    expect(map.valid?.every((mark) => mark === 0)).toBe(true);
  });

  it('takes a Uint8ClampedArray, as ImageData holds it', () => {
    const photo = SCENES['a photo 150×83'];
    expect(generateElaMap({ ...photo, data: new Uint8ClampedArray(photo.data) })).toEqual(generateElaMap(photo));
  });

  it.each([
    [{ quality: 0 }, new RangeError('"quality" must be in 1..100, received 0')],
    [{ quality: 90.5 }, new RangeError('"quality" must be a whole number, received 90.5')],
    [{ quality: '90' }, new TypeError('"quality" must be a number, received "90"')],
    [{ scale: 0 }, new RangeError('"scale" must be in 1..255, received 0')],
    [{ scale: 256 }, new RangeError('"scale" must be in 1..255, received 256')],
    [{ subsampling: '4:1:1' }, new RangeError('"subsampling" must be one of 4:4:4, 4:2:2, 4:2:0, received "4:1:1"')],
    [{ qualty: 90 }, new TypeError('unknown option "qualty"; known options: quality, scale, subsampling')],
  ])('refuses %o', (options, error) => {
    expect(() => generateElaMap(noise(8, 8, 3, 1), options as never)).toThrow(error);
  });
});

describe('error levels of a photograph', () => {
  const photo = syntheticPhoto(192, 128, 11);
  const meanAt = (image: RasterLike, quality: number): number => generateElaMap(image, { quality }).unscaled.mean;

  it('fall as the quality of the re-save rises', () => {
    const means = [40, 60, 75, 85, 92, 97, 100].map((quality) => meanAt(photo, quality));
    expect(means).toEqual([...means].sort((a, b) => b - a));
    expect(new Set(means).size).toBe(7);
  });

  it('are lowest at the quality that it was saved with before', () => {
    const saved = recompress(photo, { quality: 75 });
    const means = [65, 70, 75, 80, 85].map((quality) => meanAt(saved, quality));
    expect(means.indexOf(Math.min(...means)), means.join(' ')).toBe(2);
  });

  /** The part of the map from (x, y) on, as wide and high as the image allows. */
  function cut(map: ErrorMap, x: number, y: number, width: number, height: number): number[] {
    return Array.from(
      { length: width * height },
      (_, i) => map.errors[(y + Math.floor(i / width)) * map.width + x + (i % width)],
    );
  }

  function cropped({ data, width, height }: Scene, x: number, y: number): Scene {
    const [w, h] = [width - x, height - y];
    const rows = Array.from({ length: h }, (_, row) => data.subarray(((y + row) * width + x) * 3, (y + row + 1) * width * 3));
    return { data: Uint8Array.from(rows.flatMap((row) => [...row])), width: w, height: h, channels: 3 };
  }

  it.each([
    [8, 0],
    [0, 8],
    [16, 24],
  ])('move with the picture by whole blocks: (%d, %d)', (x, y) => {
    // Without subsampling every 8×8 block is coded on its own.
    const whole = generateElaMap(photo, { subsampling: '4:4:4' });
    const part = cropped(photo, x, y);
    expect(Array.from(generateElaMap(part, { subsampling: '4:4:4' }).errors)).toEqual(cut(whole, x, y, part.width, part.height));
  });

  it('change when the picture moves across the grid', () => {
    // On pixels that were saved before, so that the grid means something: off the grid the re-save is not idempotent.
    const saved: Scene = { ...photo, data: Uint8Array.from(recompress(photo, { quality: 75 }).data) };
    const onGrid = meanAt(cropped(saved, 16, 16), 75);
    const offGrid = meanAt(cropped(saved, 4, 4), 75);
    expect(offGrid / onGrid).toBeGreaterThan(1.5);
  });
});
