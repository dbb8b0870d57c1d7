import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeJpeg, encodeJpeg, recompress } from '../../../src/codec/jpeg/index.ts';
import type { Subsampling } from '../../../src/codec/jpeg/index.ts';
import type { Raster } from '../../../src/image/index.ts';
import { binaryNoise, gradient, noise, syntheticPhoto } from '../../support/scene.ts';
import { sha256Hex } from '../../support/sha256.ts';
import vectors from '../../vectors/jpeg-recompress.json' with { type: 'json' };
import { pixelDifference } from './differences.ts';
import { saveOptionsOf, sceneOf } from './scene-case.ts';

type RecompressCase = [maker: string, arguments: number[], quality: number, subsampling: string, digest: string];

const cases = vectors.cases as RecompressCase[];
const SUBSAMPLINGS: Subsampling[] = ['4:4:4', '4:2:2', '4:2:0'];

/** A part of a picture. */
function crop({ data, width, channels }: Raster, x: number, y: number, across: number, down: number): Raster {
  const out = new Uint8Array(across * down * channels);
  for (let row = 0; row < down; row++) {
    const from = ((y + row) * width + x) * channels;
    out.set(data.subarray(from, from + across * channels), row * across * channels);
  }
  return { data: out, width: across, height: down, channels };
}

/** Samples of `channels` channels made of others by index and channel. */
function remade(pixels: number, channels: number, sample: (pixel: number, channel: number) => number): Uint8Array {
  return Uint8Array.from({ length: pixels * channels }, (_, i) => sample(Math.floor(i / channels), i % channels));
}

describe('recompress', () => {
  it.each(cases)('makes of %s%j at quality %d, %s what libjpeg-turbo makes', (maker, values, quality, subsampling, digest) => {
    const { data } = recompress(sceneOf(maker, values), saveOptionsOf(quality, subsampling));
    expect(sha256Hex(data).slice(0, 16)).toBe(digest);
  });

  it('equals encoding and decoding', () => {
    const anything = fc.record({
      maker: fc.constantFrom('noise', 'binaryNoise', 'blocks', 'syntheticPhoto', 'gradient'),
      width: fc.integer({ min: 1, max: 70 }),
      height: fc.integer({ min: 1, max: 70 }),
      channels: fc.constantFrom(1, 3),
      seed: fc.nat(1000),
      quality: fc.integer({ min: 1, max: 100 }),
      subsampling: fc.constantFrom(...SUBSAMPLINGS),
    });
    fc.assert(
      fc.property(anything, ({ maker, width, height, channels, seed, quality, subsampling }) => {
        const values = maker === 'syntheticPhoto' ? [width, height, seed] : [width, height, channels, seed];
        const scene = sceneOf(maker, values);
        const { raster, complete, notes } = decodeJpeg(encodeJpeg(scene, { quality, subsampling }));
        expect([complete, notes]).toEqual([true, []]);
        expect(pixelDifference(recompress(scene, { quality, subsampling }), raster)).toBeUndefined();
      }),
      { seed: 20240229, numRuns: 300 },
    );
  });

  // Equal channels have the chroma 128, which no quantization moves.
  it.each(SUBSAMPLINGS)('treats gray as three equal channels: %s', (subsampling) => {
    for (const quality of [3, 50, 92]) {
      const gray = noise(37, 21, 1, quality);
      const color = { data: remade(37 * 21, 3, (pixel) => gray.data[pixel]), width: 37, height: 21 };
      const one = recompress(gray, { quality, subsampling });
      expect([one.width, one.height, one.channels]).toEqual([37, 21, 1]);
      const three = { ...one, channels: 3 as const, data: remade(37 * 21, 3, (pixel) => one.data[pixel]) };
      expect(pixelDifference(recompress(color, { quality, subsampling }), three)).toBeUndefined();
    }
  });

  it('ignores alpha and returns RGB', () => {
    const scene = syntheticPhoto(29, 23, 4);
    const clear = remade(29 * 23, 4, (pixel, channel) => (channel === 3 ? pixel & 255 : scene.data[pixel * 3 + channel]));
    const result = recompress({ data: clear, width: 29, height: 23 }, { quality: 70 });
    expect(result.channels).toBe(3);
    expect(pixelDifference(result, recompress(scene, { quality: 70 }))).toBeUndefined();
  });

  it('leaves flat gray alone at every quality', () => {
    // A flat level L has one coefficient, 8·(L − 128): nothing is lost where the step divides it, as always at 128.
    for (let quality = 1; quality <= 100; quality++) {
      for (const channels of [1, 3]) {
        const flat = { data: new Uint8Array(20 * 10 * channels).fill(128), width: 20, height: 10 };
        expect(recompress(flat, { quality }).data.every((sample) => sample === 128)).toBe(true);
      }
    }
    // Step 16 at quality 50: 8·(141 − 128) = 104 is 6.5 steps, which becomes 7: 128 + 7 · 16 / 8.
    const flat = { data: new Uint8Array(64).fill(141), width: 8, height: 8 };
    expect([...new Set(recompress(flat, { quality: 50 }).data)]).toEqual([142]);
  });

  it('works on 8×8 blocks alone without subsampling: a part on the grid comes out as in the whole', () => {
    const scene = syntheticPhoto(64, 48, 5);
    const whole = recompress(scene, { quality: 60, subsampling: '4:4:4' });
    for (const [x, y, width, height] of [
      [0, 0, 24, 16],
      [8, 24, 40, 24],
      [40, 8, 24, 8],
    ]) {
      const part = recompress(crop(scene, x, y, width, height), { quality: 60, subsampling: '4:4:4' });
      expect(pixelDifference(part, crop(whole, x, y, width, height)), `at ${x}, ${y}`).toBeUndefined();
    }
    // And off the grid it does not.
    const shifted = recompress(crop(scene, 1, 0, 40, 40), { quality: 60, subsampling: '4:4:4' });
    expect(pixelDifference(shifted, crop(whole, 1, 0, 40, 40))).toBeDefined();
  });

  it('leaves the pixels it is given as they were, and shares none with them', () => {
    const scene = syntheticPhoto(16, 16, 6);
    const before = scene.data.slice();
    const result = recompress(scene, { quality: 100 });
    result.data.fill(7);
    expect(scene.data).toEqual(before);
  });

  it('loses less the higher the quality is, on noise', () => {
    const scene = binaryNoise(64, 64, 3, 8);
    const errorAt = (quality: number): number => {
      const { data } = recompress(scene, { quality, subsampling: '4:4:4' });
      return scene.data.reduce((sum, sample, i) => sum + Math.abs(sample - data[i]), 0);
    };
    const errors = [10, 30, 50, 70, 90, 100].map(errorAt);
    expect(errors).toEqual([...errors].sort((a, b) => b - a));
    // All steps are 1 at quality 100, so what is left is rounding.
    expect(errors[5] / scene.data.length).toBeLessThan(1);
  });
});

describe('the options of saving', () => {
  const scene = gradient(8, 8, 3);

  it.each<[object, Error]>([
    [{ quality: 0 }, new RangeError('"quality" must be in 1..100, received 0')],
    [{ quality: 101 }, new RangeError('"quality" must be in 1..100, received 101')],
    [{ quality: -1 }, new RangeError('"quality" must be in 1..100, received -1')],
    [{ quality: 1.5 }, new RangeError('"quality" must be a whole number, received 1.5')],
    [{ quality: Number.NaN }, new RangeError('"quality" must be in 1..100, received NaN')],
    [{ quality: 'x' }, new TypeError('"quality" must be a number, received "x"')],
    [{ quality: null }, new TypeError('"quality" must be a number, received null')],
    [{ subsampling: '4:1:1' }, new RangeError('"subsampling" must be one of 4:4:4, 4:2:2, 4:2:0, received "4:1:1"')],
    [{ subsampling: 420 }, new RangeError('"subsampling" must be one of 4:4:4, 4:2:2, 4:2:0, received 420')],
    [{ qualty: 90 }, new TypeError('unknown option "qualty"; known options: quality, subsampling')],
  ])('refuse %o', (options, error) => {
    for (const save of [recompress, encodeJpeg]) {
      const run = (): unknown => save(scene, options);
      expect(run).toThrow(error);
      expect(run).toThrow(error.constructor);
    }
  });

  it.each<[string, object, RegExp]>([
    ['no pixels', { data: new Uint8Array(0), width: 0, height: 0 }, /^"width" must be in 1\.\.\d+, received 0$/],
    ['two channels', { data: new Uint8Array(8), width: 2, height: 2 }, /^"channels" must be 1, 3 or 4, received 2 /],
    ['missing samples', { data: new Uint8Array(11), width: 2, height: 2, channels: 3 }, /^"data" must hold 12 samples /],
    ['floats', { data: new Float32Array(12), width: 2, height: 2 }, /^"data" of a raster must be a Uint8Array or /],
  ])('do not make up for %s', (_, image, message) => {
    expect(() => recompress(image as Raster)).toThrow(message);
    expect(() => encodeJpeg(image as Raster)).toThrow(message);
  });
});
