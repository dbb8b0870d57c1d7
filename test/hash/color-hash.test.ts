import { describe, expect, it } from 'vitest';
import { bitsOf, colorHash } from '../../src/hash/index.ts';
import type { Hash } from '../../src/hash/index.ts';
import { sceneOf } from '../image/scenes.ts';
import { itConformsAsHash } from '../support/hash-conformance.ts';
import { noise } from '../support/scene.ts';
import vectors from '../vectors/hash-pixel.json' with { type: 'json' };

/** The three bits of each of the 14 classes: black, gray, six faint hues, six bright ones. */
function classesOf(hash: Hash): string[] {
  return [...bitsOf(hash)].join('').match(/.../g) ?? [];
}

function colorsOf(...colors: readonly (readonly [number, number, number])[]): Hash {
  return colorHash({ data: Uint8Array.from(colors.flat()), width: colors.length, height: 1, channels: 3 });
}

describe('colorHash', () => {
  it.each(vectors.pixel)('makes the hashes that imagehash makes of $maker($arguments)', ({ maker, arguments: values, color }) => {
    const scene = sceneOf(maker, values);
    const hashes = Object.keys(color).map((bits) => [bits, colorHash(scene, { binBits: Number(bits) }).hex]);
    expect(Object.fromEntries(hashes)).toEqual(color);
    expect(colorHash(scene).hex).toBe(color['3']);
  });

  it.each([
    ['black', [31, 31, 31], 0],
    ['black, however blue', [0, 0, 255], 0],
    ['gray', [32, 32, 32], 1],
    ['barely colored', [200, 134, 134], 1],
    ['faint red', [200, 133, 133], 2],
    ['faint yellow', [200, 210, 110], 3],
    ['faint green', [80, 200, 90], 4],
    ['bright red', [255, 0, 0], 8],
    ['bright green', [0, 255, 0], 10],
    ['bright magenta', [255, 0, 255], 12],
    ['bright red, from the other side', [255, 0, 1], 13],
  ] as const)('puts a pixel that is %s into its class', (_, color, expected) => {
    const hash = colorsOf(color);
    // Blue is black here because its luma is 29.
    expect(classesOf(hash).map((bits) => Number(bits !== '000'))).toEqual(
      Array.from({ length: 14 }, (_, i) => Number(i === expected)),
    );
    expect(hash.quality).toBe(expected < 2 ? 0 : 100);
  });

  it('leaves a saturation of exactly 170 out of every class, but not out of the colored pixels', () => {
    // 1 − 85/255 of 255 is 170.
    const hash = colorsOf([255, 85, 85]);
    expect([hash.hex, hash.quality]).toEqual(['00000000000', 100]);
    expect(classesOf(colorsOf([255, 85, 85], [255, 0, 0]))[8]).toBe('110');
  });

  it.each([
    [0, '000'],
    [1, '001'],
    [2, '010'],
    [3, '011'],
    [4, '110'],
    [5, '111'],
    [6, '110'],
    [7, '111'],
    [8, '111'],
  ])('writes %d eighths of gray as %s', (eighths, bits) => {
    const data = Uint8Array.from({ length: 8 }, (_, i) => (i < eighths ? 100 : 0));
    expect(classesOf(colorHash({ data, width: 8, height: 1 }))[1]).toBe(bits);
  });

  it.each([0, 17, 1.5])('refuses %d bits a class', (binBits) => {
    expect(() => colorHash(noise(9, 9, 3, 1), { binBits })).toThrow(RangeError);
  });

  itConformsAsHash('colorHash', colorHash);
});
