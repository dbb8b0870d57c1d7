import { describe, expect, it } from 'vitest';
import { bitsOf, formatHash, parseHash } from '../../src/hash/index.ts';
import type { Hash, HashSourceOptions } from '../../src/hash/index.ts';
import { applyOrientation } from '../../src/image/index.ts';
import type { Orientation, RasterLike } from '../../src/image/index.ts';
import { caught } from './caught.ts';
import { gradient, noise, syntheticPhoto } from './scene.ts';
import type { Scene } from './scene.ts';

type HashFunction = (image: RasterLike, options?: Partial<HashSourceOptions>) => Hash;

/** The quality that a flat picture may have at most: nothing in it decides a bit. */
const FLAT_QUALITY = 5;

const PICTURES: readonly [string, Scene][] = [
  ['a photograph', syntheticPhoto(97, 61, 11)],
  ['RGBA noise', noise(40, 33, 4, 12)],
  ['a gray ramp', gradient(70, 50, 1)],
  ['8×8 pixels', noise(8, 8, 3, 13)],
  ['5×3 pixels', noise(5, 3, 3, 14)],
  ['1×1 pixel', noise(1, 1, 3, 15)],
  ['1×1 gray pixel', noise(1, 1, 1, 16)],
  ['a row', noise(33, 1, 3, 17)],
  ['a column', noise(1, 33, 4, 18)],
  ['black', flat(20, 20, [0, 0, 0])],
  ['white', flat(20, 20, [255, 255, 255])],
  ['one color', flat(21, 13, [200, 40, 90])],
  ['nothing but transparency', flat(16, 24, [90, 30, 10, 0])],
  ['half transparent gray', flat(64, 64, [128, 128, 128, 128])],
];

/**
 * What every hash promises, with the options that all share.
 *
 * @param name - The hash, as the test's title names it.
 * @param hash - The function, its other options left at what it is to be tested with.
 */
export function itConformsAsHash(name: string, hash: HashFunction): void {
  describe(`${name} as a hash`, () => {
    it.each(PICTURES)('says the same twice of %s, whole and well-formed, and leaves it as it was', (_, picture) => {
      const before = picture.data.slice();
      const value = hash(picture);
      expect(problemsOf(value)).toEqual([]);
      expect(hash(picture)).toEqual(value);
      expect(hash({ ...picture, data: new Uint8ClampedArray(picture.data) })).toEqual(value);
      expect(picture.data).toEqual(before);
      expect(value.kind).toBe(hash(PICTURES[0][1]).kind);
    });

    it.each([0, 1, 77, 128, 254, 255])('gives a flat gray of %d next to no quality', (level) => {
      expect(hash(flat(64, 48, [level])).quality).toBeLessThanOrEqual(FLAT_QUALITY);
      expect(hash(flat(130, 90, [level, level, level])).quality).toBeLessThanOrEqual(FLAT_QUALITY);
      expect(hash(flat(10, 10, [level])).quality).toBeLessThanOrEqual(FLAT_QUALITY);
    });

    it('can be written and read back', () => {
      const value = hash(syntheticPhoto(97, 61, 11));
      expect(parseHash(formatHash(value))).toEqual({ ...value, quality: null, undetermined: [] });
    });

    it('sees a gray picture as the same in color', () => {
      // Not a ramp: there PDQ compares numbers that are equal in theory, and rounds gray and color luma differently.
      const gray = noise(60, 44, 1, 25);
      const color = {
        ...gray,
        channels: 3,
        data: Uint8Array.from({ length: 3 * 60 * 44 }, (_, i) => gray.data[Math.floor(i / 3)]),
      };
      expect(hash(color)).toEqual(hash(gray));
    });

    it.each([1, 2, 3, 4, 5, 6, 7, 8] as const)('hashes what a viewer shows with orientation %d', (orientation) => {
      const stored = syntheticPhoto(80, 45, 19);
      expect(hash(stored, { orientation })).toEqual(hash(applyOrientation(stored, orientation)));
    });

    it('lays a transparent picture over white or black, or drops alpha', () => {
      const picture = translucent();
      expect(hash(picture, { alpha: 'white' })).toEqual(hash(over(picture, 255)));
      expect(hash(picture, { alpha: 'black' })).toEqual(hash(over(picture, 0)));
      expect(hash(picture, { alpha: 'drop' })).toEqual(hash(withoutAlpha(picture)));
    });

    it('takes every way to treat alpha the same for a picture without', () => {
      const picture = syntheticPhoto(60, 45, 21);
      for (const alpha of ['drop', 'white', 'black'] as const) expect(hash(picture, { alpha })).toEqual(hash(picture));
    });

    it('names an option that it does not know, and a value that is none', () => {
      const picture = noise(16, 16, 3, 22);
      const unknown: object = { noSuchOption: 1 };
      expect(caught(() => hash(picture, unknown))).toEqual(
        expect.objectContaining({ name: 'TypeError', message: expect.stringContaining('"noSuchOption"') as string }),
      );
      const orientation = 9 as Orientation;
      expect(caught(() => hash(picture, { orientation }))).toEqual(
        expect.objectContaining({ name: 'RangeError', message: expect.stringContaining('"orientation"') as string }),
      );
      const alpha = 'keep' as 'drop';
      expect(caught(() => hash(picture, { alpha }))).toEqual(
        expect.objectContaining({ name: 'RangeError', message: expect.stringContaining('"alpha"') as string }),
      );
    });

    it('refuses pixels that do not fit their size', () => {
      expect(caught(() => hash({ data: new Uint8Array(11), width: 2, height: 2, channels: 3 }))).toEqual(
        expect.objectContaining({ name: 'RangeError', message: '"data" must hold 12 samples for 2×2×3, received 11' }),
      );
    });
  });
}

function problemsOf(value: Hash): string[] {
  const { bits, hex, quality, undetermined } = value;
  const problems: string[] = [];
  if (!/^[0-9a-f]+$/.test(hex) || hex.length !== Math.ceil(bits / 4)) problems.push(`${bits} bits as "${hex}"`);
  const text = [...bitsOf(value)].join('').padStart(4 * hex.length, '0');
  const digits = text.replace(/.{4}/g, (four) => Number.parseInt(four, 2).toString(16));
  if (digits !== hex) problems.push(`bits ${digits}, hex ${hex}`);
  if (quality === null || !(quality >= 0 && quality <= 100)) problems.push(`quality ${quality}`);
  undetermined.forEach((bit, i) => {
    if (!Number.isInteger(bit) || bit < 0 || bit >= bits || bit <= (undetermined[i - 1] ?? -1))
      problems.push(`undetermined ${bit}`);
  });
  return problems;
}

function flat(width: number, height: number, color: readonly number[]): Scene {
  const channels = color.length as Scene['channels'];
  const data = Uint8Array.from({ length: width * height * channels }, (_, i) => color[i % channels]);
  return { data, width, height, channels };
}

/** A photograph whose alpha falls from opaque at the left to nothing at the right, both included. */
function translucent(): Scene {
  const { data: opaque, width, height } = syntheticPhoto(80, 60, 20);
  const data = Uint8Array.from({ length: width * height * 4 }, (_, i) => {
    const pixel = i >> 2;
    return (i & 3) < 3 ? opaque[3 * pixel + (i & 3)] : 255 - Math.floor((255 * (pixel % width)) / (width - 1));
  });
  return { data, width, height, channels: 4 };
}

function over({ data, width, height }: Scene, background: number): Scene {
  const pixels = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const at = 4 * Math.floor(i / 3);
    const alpha = data[at + 3];
    return Math.round((data[at + (i % 3)] * alpha + background * (255 - alpha)) / 255);
  });
  return { data: pixels, width, height, channels: 3 };
}

function withoutAlpha({ data, width, height }: Scene): Scene {
  const pixels = Uint8Array.from({ length: width * height * 3 }, (_, i) => data[4 * Math.floor(i / 3) + (i % 3)]);
  return { data: pixels, width, height, channels: 3 };
}
