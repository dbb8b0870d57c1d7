import { describe, expect, it } from 'vitest';
import { bitsOf, perceptualHash } from '../../src/hash/index.ts';
import type { PerceptualHashOptions } from '../../src/hash/index.ts';
import { itConformsAsHash } from '../support/hash-conformance.ts';
import { checker, gradient, noise, syntheticPhoto } from '../support/scene.ts';
import type { Scene } from '../support/scene.ts';
import vectors from '../vectors/hash-transform.json' with { type: 'json' };
import { brief, pictureOf } from './transform-vectors.ts';

const SIDE = 32;

function painted(level: (x: number, y: number) => number, side = SIDE): Scene {
  const data = Uint8Array.from({ length: side * side }, (_, i) => level(i % side, Math.floor(i / side)));
  return { data, width: side, height: side, channels: 1 };
}

const [first, second] = [noise(SIDE, SIDE, 1, 61), noise(SIDE, SIDE, 1, 62)];
const near = (i: number): number => Math.min(i, SIDE - 1 - i);

/** Pictures of the size that is transformed, so that nothing is resampled, with coefficients that are zero in theory. */
const DEGENERATE: readonly (readonly [string, Scene])[] = [
  ...[0, 1, 77, 128, 200, 255].map((level) => [`the level ${level}`, painted(() => level)] as const),
  ['a picture that is its own mirror image across', painted((x, y) => first.data[y * SIDE + near(x)])],
  ['a picture that is its own mirror image down', painted((x, y) => first.data[near(y) * SIDE + x])],
  ['a picture that is its own mirror image both ways', painted((x, y) => first.data[near(y) * SIDE + near(x)])],
  ['a dark and a light half, side by side', painted((x) => (x < SIDE / 2 ? 20 : 230))],
  ['a dark and a light half, one above the other', painted((_, y) => (y < SIDE / 2 ? 20 : 230))],
  ['columns of any level', painted((x) => second.data[x])],
  ['rows of any level', painted((_, y) => second.data[y])],
  [
    'a picture that is its own negative, mirrored',
    painted((x, y) => (x < 16 ? first.data[y * SIDE + x] : 255 - first.data[y * SIDE + 31 - x])),
  ],
  ['a symmetric matrix', painted((x, y) => first.data[Math.min(x, y) * SIDE + Math.max(x, y)])],
  ['a checkerboard', checker(SIDE, SIDE, 1, 4)],
  ['one white pixel', painted((x, y) => (x === 11 && y === 16 ? 255 : 0))],
];

/** The same hash by the definition of the transform, summed from the first product to the last or the other way around. */
function directBits(scene: Scene, size: number, variant: 'standard' | 'simple', backwards: boolean): Uint8Array {
  const side = scene.width;
  const order = Array.from({ length: side }, (_, i) => (backwards ? side - 1 - i : i));
  const cosine = (k: number, n: number): number => 2 * Math.cos((Math.PI * k * (2 * n + 1)) / (2 * side));
  const along = (values: (n: number) => number, k: number): number => order.reduce((sum, n) => sum + values(n) * cosine(k, n), 0);
  const rows = Array.from({ length: side }, (_, y) =>
    Array.from({ length: size + 1 }, (_unused, u) => along((x) => scene.data[y * side + x], u)),
  );
  const coefficients = Array.from({ length: size * size }, (_, i) => {
    const [u, v] = [i % size, Math.floor(i / size)];
    return variant === 'simple' ? rows[v][u + 1] : along((y) => rows[y][u], v);
  });
  const sorted = Float64Array.from(coefficients).sort();
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  const mean = coefficients.reduce((sum, value) => sum + value, 0) / coefficients.length;
  return Uint8Array.from(coefficients, (value) => (value > (variant === 'simple' ? mean : median) ? 1 : 0));
}

/** Bits that another order of summation gives otherwise. */
function flippedBits(scene: Scene, options: Partial<PerceptualHashOptions>): number[] {
  const bits = bitsOf(perceptualHash(scene, options));
  const size = options.size ?? 8;
  const others = [true, false].map((backwards) => directBits(scene, size, options.variant ?? 'standard', backwards));
  return Array.from(bits.keys()).filter((i) => others.some((other) => other[i] !== bits[i]));
}

const VARIANTS: readonly Partial<PerceptualHashOptions>[] = [
  {},
  { size: 16, highFrequencyFactor: 2 },
  { variant: 'simple' },
  { size: 16, highFrequencyFactor: 2, variant: 'simple' },
];

describe('perceptualHash', () => {
  it.each(vectors.pictures)('makes the hashes that imagehash makes of $maker($arguments), mirrored $mirror', (vector) => {
    const picture = pictureOf(vector);
    const hashes = vectors.perceptualOptions.map((options) =>
      brief(perceptualHash(picture, options as Partial<PerceptualHashOptions>).hex),
    );
    expect(hashes).toEqual(vector.perceptual);
    expect(brief(perceptualHash(picture).hex)).toBe(vector.perceptual[0]);
  });

  it('compares the frequencies of four pixels with their median', () => {
    const picture = { data: new Uint8Array([10, 20, 40, 80]), width: 2, height: 2 };
    // 4 (10 + 20 + 40 + 80) = 600, then 2√2 (−50) = −141, 2√2 (−90) = −255, 2 (30) = 60: the median is −41.
    const expected = { kind: 'perceptual', bits: 4, hex: '9', quality: 100, undetermined: [] };
    expect(perceptualHash(picture, { size: 2, highFrequencyFactor: 1 })).toEqual(expected);
  });

  describe.each(VARIANTS)('with %o', (options) => {
    it.each(DEGENERATE)('names every bit of %s that another order of summation turns', (_, scene) => {
      const { undetermined } = perceptualHash(scene, options);
      expect(flippedBits(scene, options).filter((bit) => !undetermined.includes(bit))).toEqual([]);
    });

    it('finds pictures where there are such bits', () => {
      const flips = DEGENERATE.map(([, scene]) => flippedBits(scene, options).length);
      expect(flips.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(10);
    });

    it('leaves no bit of noise and photographs open', () => {
      const pictures = [first, second, noise(200, 150, 3, 63), syntheticPhoto(320, 240, 64), syntheticPhoto(90, 130, 65)];
      for (const picture of pictures) expect(perceptualHash(picture, options).undetermined).toEqual([]);
    });
  });

  it('names what is zero in theory: the odd frequencies across of a mirrored picture', () => {
    const { undetermined } = perceptualHash(painted((x, y) => first.data[y * SIDE + near(x)]));
    // 32 of 64 are zero, so the median lies among them.
    expect(undetermined).toEqual(Array.from({ length: 64 }, (_, i) => i).filter((i) => i % 2 === 1));
  });

  it('does not name the one value in the middle of an odd number', () => {
    const { bits, undetermined } = perceptualHash(first, { size: 7, highFrequencyFactor: 3 });
    expect([bits, undetermined]).toEqual([49, []]);
  });

  it('says that a photograph gives more to go by than a flat picture', () => {
    expect(perceptualHash(syntheticPhoto(320, 240, 64)).quality).toBeGreaterThanOrEqual(90);
    expect(perceptualHash(painted((x) => 100 + (x & 1))).quality).toBeLessThanOrEqual(10);
    expect(perceptualHash(gradient(64, 64, 1), { variant: 'simple' }).quality).toBeGreaterThan(90);
  });

  it('refuses sizes, factors and variants that there are not', () => {
    expect(() => perceptualHash(first, { size: 1 })).toThrow(new RangeError('"size" must be in 2..64, received 1'));
    expect(() => perceptualHash(first, { size: 8.5 })).toThrow(new RangeError('"size" must be a whole number, received 8.5'));
    expect(() => perceptualHash(first, { highFrequencyFactor: 17 })).toThrow(
      new RangeError('"highFrequencyFactor" must be in 1..16, received 17'),
    );
    expect(() => perceptualHash(first, { highFrequencyFactor: 1, variant: 'simple' })).toThrow(
      new RangeError('"highFrequencyFactor" must be in 2..16, received 1'),
    );
    expect(() => perceptualHash(first, { variant: 'fast' as 'simple' })).toThrow(
      new RangeError('"variant" must be one of standard, simple, received "fast"'),
    );
  });

  itConformsAsHash('perceptualHash', perceptualHash);
  itConformsAsHash('perceptualHash, simple', (image, options) => perceptualHash(image, { ...options, variant: 'simple' }));
});
