import { describe, expect, it } from 'vitest';
import { bitsOf, waveletHash } from '../../src/hash/index.ts';
import type { WaveletHashOptions } from '../../src/hash/index.ts';
import { borderIndex } from '../../src/image/index.ts';
import { median } from '../../src/math/index.ts';
import { itConformsAsHash } from '../support/hash-conformance.ts';
import { binaryNoise, blocks, checker, gradient, noise, syntheticPhoto } from '../support/scene.ts';
import type { Scene } from '../support/scene.ts';
import vectors from '../vectors/hash-transform.json' with { type: 'json' };
import { brief, pictureOf } from './transform-vectors.ts';

/** Gray squares whose side is a power of two: nothing is resampled. */
const SQUARES: readonly (readonly [string, Scene])[] = [
  ['noise', noise(64, 64, 1, 71)],
  ['black and white noise', binaryNoise(64, 64, 1, 72)],
  ['small noise', noise(8, 8, 1, 73)],
  ['blocks', blocks(32, 32, 1, 74)],
  ['a ramp', gradient(128, 128, 1)],
  ['a checkerboard', checker(64, 64, 1, 4)],
  ['large fields', checker(64, 64, 1, 32)],
  ['black', checker(32, 32, 1, 64)],
];

/** Which parts of a square have a sum that is exactly the median of all sums. */
function tiedParts({ data, width }: Scene, size: number): number[] {
  const part = width / size;
  const sums = new Float64Array(size * size);
  data.forEach((level, i) => {
    sums[Math.floor(Math.floor(i / width) / part) * size + Math.floor((i % width) / part)] += level;
  });
  const sorted = sums.slice().sort();
  const middle = sorted.length / 2;
  return Array.from(sums.keys()).filter((i) => 2 * sums[i] === sorted[middle - 1] + sorted[middle]);
}

/** The `db4` approximation with rows before columns and every sum turned around: the same in exact arithmetic. */
function turnedAround({ data, width }: Scene, levels: number): Float64Array {
  const taps = [
    ...[-0.010597401785069032, 0.0328830116668852, 0.030841381835560764, -0.18703481171909309],
    ...[-0.027983769416859854, 0.6308807679298589, 0.7148465705529157, 0.2303778133088965],
  ];
  const halved = (row: readonly number[]): number[] =>
    Array.from({ length: (row.length + 7) >> 1 }, (_, u) =>
      taps.reduceRight((sum, tap, j) => sum + tap * row[borderIndex(2 * u + 1 - j, row.length, 'reflect')], 0),
    );
  const transposed = (rows: readonly number[][]): number[][] => rows[0].map((_, x) => rows.map((row) => row[x]));
  let rows = Array.from({ length: width }, (_, y) => Array.from(data.subarray(y * width, (y + 1) * width), (v) => v / 255));
  for (let level = 0; level < levels; level++) rows = transposed(transposed(rows.map(halved)).map(halved));
  return Float64Array.from(rows.flat());
}

describe('waveletHash', () => {
  it.each(vectors.pictures)('makes the hashes that imagehash makes of $maker($arguments), mirrored $mirror', (vector) => {
    const picture = pictureOf(vector);
    const hashes = vectors.waveletOptions.map((options) =>
      brief(waveletHash(picture, options as Partial<WaveletHashOptions>).hex),
    );
    expect(hashes).toEqual(vector.wavelet);
    expect(brief(waveletHash(picture).hex)).toBe(vector.wavelet[1]);
  });

  it('compares the parts of a picture with their median', () => {
    const levels = [10, 200, 30, 40];
    const data = Uint8Array.from({ length: 64 }, (_, i) => levels[2 * (i >> 5) + ((i >> 2) & 1)] + (i & 1));
    // Sums of the quarters rise with 10, 30, 40, 200; two of them are above the median of 35.5.
    const expected = { kind: 'wavelet-haar', bits: 4, hex: '5', quality: 100, undetermined: [] };
    expect(waveletHash({ data, width: 8, height: 8 }, { size: 2 })).toEqual(expected);
    expect(waveletHash({ data, width: 8, height: 8 }, { size: 2, lowest: 'keep' })).toEqual(expected);
  });

  it.each(SQUARES)('names the parts of %s whose sum is the median', (_, scene) => {
    for (const size of [2, 4, 8]) {
      expect(waveletHash(scene, { size }).undetermined, `size ${size}`).toEqual(tiedParts(scene, size));
      if (size === scene.width) continue;
      expect(waveletHash(scene, { size, lowest: 'keep' }).undetermined, `size ${size}, kept`).toEqual(tiedParts(scene, size));
    }
  });

  it.each(SQUARES)('names every bit of %s that another order of summation turns, with db4', (_, scene) => {
    const size = Math.min(8, scene.width / 2);
    const hash = waveletHash(scene, { size, wavelet: 'db4', lowest: 'keep' });
    const values = turnedAround(scene, Math.log2(scene.width / size));
    const threshold = median(values);
    const flipped = [...bitsOf(hash).keys()].filter((i) => (values[i] > threshold ? 1 : 0) !== bitsOf(hash)[i]);
    expect(values).toHaveLength(hash.bits);
    expect(flipped.filter((bit) => !hash.undetermined.includes(bit))).toEqual([]);
  });

  it('leaves nothing open where nothing was computed', () => {
    const [, scene] = SQUARES[2];
    expect(tiedParts({ ...scene, data: scene.data.map((level) => level >> 6) }, 8).length).toBeGreaterThan(8);
    for (const wavelet of ['haar', 'db4'] as const) {
      const coarse = { ...scene, data: scene.data.map((level) => level >> 6) };
      expect(waveletHash(coarse, { wavelet, lowest: 'keep' })).toEqual(expect.objectContaining({ bits: 64, undetermined: [] }));
    }
  });

  it('names every bit of one level with either wavelet', () => {
    for (const level of [0, 77, 255]) {
      const flat = { data: new Uint8Array(64 * 64).fill(level), width: 64, height: 64 };
      expect(waveletHash(flat).undetermined).toHaveLength(64);
      expect(waveletHash(flat, { wavelet: 'db4' }).undetermined).toHaveLength(14 * 14);
    }
  });

  it.each(['remove', 'keep'] as const)('counts no step of one level for the quality, lowest: %s', (lowest) => {
    for (const side of [8, 16, 64]) {
      for (let level = 0; level < 254; level++) {
        // A quarter each: the level, twice the next one, which is the median, and the one after it.
        const data = Uint8Array.from({ length: side * side }, (_, i) => level + ((Math.floor((4 * i) / (side * side)) + 1) >> 1));
        expect(waveletHash({ data, width: side, height: side }, { lowest }).quality, `${side}×${side}, ${level}`).toBe(0);
      }
    }
  });

  it('leaves no bit of a photograph open', () => {
    for (const wavelet of ['haar', 'db4'] as const) {
      expect(waveletHash(syntheticPhoto(640, 480, 75), { wavelet }).undetermined).toEqual([]);
    }
  });

  it('takes the largest power of two in the shorter side for its scale', () => {
    const picture = syntheticPhoto(300, 140, 76);
    expect(waveletHash(picture)).toEqual(waveletHash(picture, { scale: 128 }));
    expect(waveletHash(picture, { scale: 64 })).not.toEqual(waveletHash(picture));
    expect(waveletHash(noise(5, 9, 1, 77), { size: 16 })).toEqual(waveletHash(noise(5, 9, 1, 77), { size: 16, scale: 16 }));
  });

  it('refuses a scale that the height of the picture makes too much', () => {
    const tower = { data: new Uint8Array(65_537), width: 1, height: 65_537 };
    expect(() => waveletHash(tower, { scale: 16_384 })).toThrow(RangeError);
    expect(waveletHash(tower, { scale: 64 }).quality).toBe(0);
  });

  it('hashes a picture of 16 megapixels', { timeout: 60_000 }, () => {
    const width = 4096;
    const data = Uint8Array.from({ length: width * width }, (_, i) => ((i & 4095) >> 5) + (i >> 17));
    const picture = { data, width, height: width };
    // It rises to the right and downwards: above the median is what lies below the diagonal, whose eight parts have the same sum.
    const diagonal = [7, 14, 21, 28, 35, 42, 49, 56];
    const hash = waveletHash(picture);
    expect(hash.undetermined).toEqual(diagonal);
    bitsOf(hash).forEach((bit, i) => {
      if (!diagonal.includes(i)) expect(bit, `bit ${i}`).toBe((i >> 3) + (i & 7) > 7 ? 1 : 0);
    });
    expect(waveletHash(picture, { wavelet: 'db4' }).bits).toBe(196);
  });

  it('refuses sizes, scales and wavelets that there are not', () => {
    const picture = noise(9, 9, 1, 78);
    const sizes = '2, 4, 8, 16, 32, 64';
    expect(() => waveletHash(picture, { size: 12 })).toThrow(new RangeError(`"size" must be one of ${sizes}, received 12`));
    expect(() => waveletHash(picture, { scale: 4 })).toThrow(new RangeError('"scale" must be in 8..16384, received 4'));
    expect(() => waveletHash(picture, { scale: 48 })).toThrow(new RangeError('"scale" must be a power of two, received 48'));
    expect(() => waveletHash(picture, { scale: 32_768 })).toThrow(new RangeError('"scale" must be in 8..16384, received 32768'));
    expect(() => waveletHash(picture, { wavelet: 'db8' as 'db4' })).toThrow(
      new RangeError('"wavelet" must be one of haar, db4, received "db8"'),
    );
    expect(() => waveletHash(picture, { lowest: 'drop' as 'keep' })).toThrow(
      new RangeError('"lowest" must be one of remove, keep, received "drop"'),
    );
  });

  itConformsAsHash('waveletHash', waveletHash);
  itConformsAsHash('waveletHash, db4', (image, options) => waveletHash(image, { ...options, wavelet: 'db4' }));
});
