import { describe, expect, it } from 'vitest';
import {
  averageHash,
  blockHash,
  colorHash,
  computeHashes,
  differenceHash,
  HASH_KINDS,
  pdqHash,
  perceptualHash,
  waveletHash,
} from '../../src/hash/index.ts';
import type { Hash, HashKind, HashSourceOptions } from '../../src/hash/index.ts';
import type { RasterLike } from '../../src/image/index.ts';
import { gradient, noise, syntheticPhoto } from '../support/scene.ts';

function oneByOne(image: RasterLike, options: Partial<HashSourceOptions>): Hash[] {
  return [
    averageHash(image, options),
    differenceHash(image, options),
    differenceHash(image, { ...options, direction: 'vertical' }),
    perceptualHash(image, options),
    perceptualHash(image, { ...options, variant: 'simple' }),
    waveletHash(image, options),
    waveletHash(image, { ...options, wavelet: 'db4' }),
    colorHash(image, options),
    blockHash(image, { ...options, method: 'quick' }),
    blockHash(image, { ...options, method: 'exact' }),
    pdqHash(image, options),
  ];
}

describe('computeHashes', () => {
  it.each([
    ['a photograph', syntheticPhoto(161, 120, 51), {}],
    ['a photograph on its side', syntheticPhoto(161, 120, 51), { orientation: 8 }],
    ['RGBA noise', noise(70, 90, 4, 52), {}],
    ['RGBA noise over white', noise(70, 90, 4, 52), { alpha: 'white', orientation: 3 }],
    ['RGBA noise without alpha', noise(70, 90, 4, 52), { alpha: 'drop' }],
    ['a gray ramp', gradient(64, 48, 1), {}],
    ['one pixel', noise(1, 1, 3, 53), {}],
  ] satisfies [string, RasterLike, Partial<HashSourceOptions>][])(
    'gives what each function gives for %s',
    (_, image, options) => {
      const hashes = computeHashes(image, options);
      expect(hashes).toEqual(oneByOne(image, options));
      expect(hashes.map(({ kind }) => kind)).toEqual(HASH_KINDS);
    },
  );

  it('computes the kinds that it is asked for, in their order', () => {
    const kinds: HashKind[] = ['pdq', 'average', 'difference-vertical'];
    expect(computeHashes(noise(33, 44, 3, 54), { kinds }).map(({ kind }) => kind)).toEqual(kinds);
    expect(computeHashes(noise(33, 44, 3, 54), { kinds: [] })).toEqual([]);
  });

  it('refuses kinds and options that there are not', () => {
    const image = noise(9, 9, 3, 55);
    expect(() => computeHashes(image, { kinds: ['average', 'md5' as HashKind] })).toThrow(RangeError);
    expect(() => computeHashes(image, { kinds: 'average' as unknown as HashKind[] })).toThrow(
      new TypeError('"kinds" must be an array, received string'),
    );
    const unknown: object = { size: 8 };
    expect(() => computeHashes(image, unknown)).toThrow('unknown option "size"');
  });
});
