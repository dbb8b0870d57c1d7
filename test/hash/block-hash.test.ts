import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockHash } from '../../src/hash/block-hash.ts';
import { sceneOf } from '../image/scenes.ts';
import { itConformsAsHash } from '../support/hash-conformance.ts';
import { noise } from '../support/scene.ts';
import vectors from '../vectors/hash-block.json' with { type: 'json' };

const METHODS = ['exact', 'quick'] as const;

describe('blockHash', () => {
  it.each(vectors.cases)(
    'makes the hashes that the C program makes of $maker($arguments), size $size',
    ({ maker, arguments: values, size, quick, exact }) => {
      const scene = sceneOf(maker, values);
      expect({
        quick: blockHash(scene, { size, method: 'quick' }).hex,
        exact: blockHash(scene, { size, method: 'exact' }).hex,
      }).toEqual({ quick, exact });
    },
  );

  it('compares each block with the median of its quarter', () => {
    // A pixel a block. Medians: 25; 4; 200, where equal and bright counts as brighter; 0, where equal and dark does not.
    const rows = [10, 20, 30, 40, 1, 4, 4, 5, 200, 200, 200, 200, 0, 0, 0, 0];
    const hash = blockHash({ data: Uint8Array.from(rows), width: 4, height: 4 }, { size: 4 });
    // Further from the median than one level: all of the first row, one each of 1 and none of 5 in the second.
    expect(hash).toEqual({ kind: 'block-exact', bits: 16, hex: '31f0', quality: 31, undetermined: [] });
  });

  it('divides pixels on a border by area, or leaves out what remains', () => {
    // Five columns for four blocks of 1.25: 0 0 100 0 0 gives the second block half of the middle one, and the third the rest.
    const data = Uint8Array.from({ length: 20 }, (_, i) => (i % 5 === 2 ? 100 : 0));
    expect(blockHash({ data, width: 5, height: 4 }, { size: 4 }).hex).toBe('6666');
    expect(blockHash({ data, width: 5, height: 4 }, { size: 4, method: 'quick' }).hex).toBe('2222');
  });

  it('sees fully transparent pixels as white, and no other alpha', () => {
    const pixels = [0, 1, 254, 255].map((alpha) => [100, 50, 0, alpha]);
    const data = Uint8Array.from(Array.from({ length: 4 }, () => pixels).flat(2));
    expect(blockHash({ data, width: 4, height: 4 }, { size: 4 }).hex).toBe('8888');
    expect(blockHash({ data, width: 4, height: 4 }, { size: 4, alpha: 'drop' }).hex).toBe('0000');
  });

  it('names the bits that only rounding decides', () => {
    const flat = { data: new Uint8Array(61 * 47).fill(90), width: 61, height: 47 };
    expect(blockHash(flat).undetermined).toEqual(Array.from({ length: 256 }, (_, i) => i));
    expect(blockHash(flat, { method: 'quick' }).undetermined).toEqual([]);
    expect(blockHash(noise(61, 47, 3, 1)).undetermined).toEqual([]);
  });

  it.each(METHODS)('gives pictures smaller than the blocks a hash, %s', (method) => {
    const side = fc.integer({ min: 1, max: 20 });
    fc.assert(
      fc.property(side, side, fc.constantFrom(4, 16, 64), (width, height, size) => {
        const { hex, quality, bits } = blockHash(noise(width, height, 4, 9), { size, method });
        expect(hex).toMatch(/^[0-9a-f]+$/);
        expect(bits).toBe(size * size);
        expect(quality).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 100, seed: 2 },
    );
  });

  it.each(METHODS)('rates flat pictures of any size 0, and those with steps of one level, %s', (method) => {
    const side = fc.integer({ min: 1, max: 50 });
    fc.assert(
      fc.property(side, side, fc.integer({ min: 0, max: 254 }), fc.integer({ min: 0, max: 1 }), (width, height, level, step) => {
        const data = Uint8Array.from({ length: width * height }, (_, i) => (i % width < width / 4 ? level + step : level));
        expect(blockHash({ data, width, height }, { method }).quality).toBe(0);
      }),
      { numRuns: 200, seed: 3 },
    );
  });

  it('rates pictures with fewer pixels than blocks along a side 0, whatever they show', () => {
    for (const [width, height] of [
      [15, 300],
      [300, 15],
      [1, 1],
    ] as const) {
      expect(blockHash(noise(width, height, 3, 4)).quality).toBe(0);
    }
    expect(blockHash(noise(17, 16, 3, 4)).quality).toBeGreaterThan(90);
  });

  it.each([0, 2, 68, 4.5, 10, NaN])('refuses the size %d', (size) => {
    expect(() => blockHash(noise(9, 9, 1, 1), { size })).toThrow(RangeError);
    expect(() => blockHash(noise(9, 9, 1, 1), { size })).toThrow(`received ${size}`);
  });

  it('refuses a method that it does not know', () => {
    expect(() => blockHash(noise(9, 9, 1, 1), { method: 'Exact' as 'exact' })).toThrow(
      new RangeError('"method" must be one of exact, quick, received "Exact"'),
    );
  });

  for (const method of METHODS) {
    itConformsAsHash(`blockHash, ${method},`, (image, options) => blockHash(image, { ...options, method }));
  }
});
