import { describe, expect, it } from 'vitest';
import { averageHash } from '../../src/hash/index.ts';
import { sceneOf } from '../image/scenes.ts';
import { itConformsAsHash } from '../support/hash-conformance.ts';
import { noise } from '../support/scene.ts';
import vectors from '../vectors/hash-pixel.json' with { type: 'json' };

describe('averageHash', () => {
  it.each(vectors.pixel)(
    'makes the hashes that imagehash makes of $maker($arguments)',
    ({ maker, arguments: values, average }) => {
      const scene = sceneOf(maker, values);
      const hashes = Object.keys(average).map((size) => [size, averageHash(scene, { size: Number(size) }).hex]);
      expect(Object.fromEntries(hashes)).toEqual(average);
      expect(averageHash(scene).hex).toBe(average['8']);
    },
  );

  it('marks what is brighter than the mean, not what equals it', () => {
    // Mean 100: bits 0, 0, 1 for 50, 100, 150 in turn; a pixel within one level of it decides nothing.
    const data = new Uint8Array([50, 100, 150, 100, 101, 99, 0, 100, 200]);
    const hash = averageHash({ data, width: 3, height: 3 }, { size: 3 });
    expect(hash).toEqual({ kind: 'average', bits: 9, hex: '051', quality: 44, undetermined: [] });
  });

  it.each([1, 65, 2.5])('refuses the size %d', (size) => {
    expect(() => averageHash(noise(9, 9, 1, 1), { size })).toThrow(RangeError);
    expect(() => averageHash(noise(9, 9, 1, 1), { size })).toThrow(`received ${size}`);
  });

  itConformsAsHash('averageHash', averageHash);
});
