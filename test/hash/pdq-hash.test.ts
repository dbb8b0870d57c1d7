import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hammingDistance } from '../../src/hash/index.ts';
import { pdqDihedralHashes, pdqHash } from '../../src/hash/pdq/index.ts';
import type { PdqDihedralHashes } from '../../src/hash/pdq/index.ts';
import { applyOrientation } from '../../src/image/index.ts';
import type { Orientation } from '../../src/image/index.ts';
import { sceneOf } from '../image/scenes.ts';
import { itConformsAsHash } from '../support/hash-conformance.ts';
import { gradient, noise, syntheticPhoto } from '../support/scene.ts';
import vectors from '../vectors/hash-pdq.json' with { type: 'json' };

/** In the order of the vectors. */
const TURNS = [
  ...['original', 'rotate90', 'rotate180', 'rotate270'],
  ...['flipX', 'flipY', 'flipPlus1', 'flipMinus1'],
] as (keyof PdqDihedralHashes)[];

describe('pdqHash', () => {
  it.each(vectors.cases)('makes the hash that the C++ core makes of $maker($arguments)', (vector) => {
    const { hex, quality } = pdqHash(sceneOf(vector.maker, vector.arguments));
    expect({ hex, quality }).toEqual({ hex: vector.hash, quality: vector.quality });
  });

  it.each(vectors.cases.filter(({ nearest }) => nearest !== undefined))(
    'picks 512×512 pixels of $maker($arguments) when asked to',
    (vector) => {
      const { hex, quality } = pdqHash(sceneOf(vector.maker, vector.arguments), { downscale: 'nearest-512' });
      expect({ hex, quality }).toEqual({ hex: vector.nearest, quality: vector.nearestQuality });
    },
  );

  it('picks nothing from a picture that is small enough', () => {
    const picture = noise(512, 90, 3, 1);
    expect(pdqHash(picture, { downscale: 'nearest-512' })).toEqual(pdqHash(picture));
  });

  it('leaves out alpha', () => {
    const picture = noise(90, 70, 4, 2);
    const opaque = { ...picture, data: picture.data.map((sample, i) => ((i & 3) === 3 ? 255 : sample)) };
    expect(pdqHash(picture)).toEqual(pdqHash(opaque));
  });

  it.each([
    [4, 4],
    [4, 900],
    [900, 1],
  ])('has 256 zeros and no quality for %d×%d pixels', (width, height) => {
    expect(pdqHash(noise(width, height, 3, 3))).toEqual({
      kind: 'pdq',
      bits: 256,
      hex: '0'.repeat(64),
      quality: 0,
      undetermined: [],
    });
  });

  it('names every bit of a flat picture as undetermined, and none of a photograph', () => {
    const flat = { data: new Uint8Array(90 * 70 * 3).fill(137), width: 90, height: 70 };
    expect(pdqHash(flat).undetermined).toHaveLength(256);
    expect(pdqHash(syntheticPhoto(320, 240, 4)).undetermined).toEqual([]);
  });

  it('names every bit of a picture whose columns are all the same', () => {
    // Nothing changes along a row, and the frequencies that are compared all change along rows.
    const data = Uint8Array.from({ length: 90 * 70 }, (_, i) => 3 * Math.floor(i / 90));
    expect(pdqHash({ data, width: 90, height: 70 }).undetermined).toHaveLength(256);
  });

  it.each(['none ', '', 512])('refuses to downscale by %j', (downscale) => {
    const options = { downscale: downscale as 'none' };
    expect(() => pdqHash(noise(9, 9, 1, 1), options)).toThrow(RangeError);
    expect(() => pdqHash(noise(9, 9, 1, 1), options)).toThrow('"downscale" must be one of none, nearest-512');
  });

  it('takes pictures of every shape', () => {
    const shape = fc.record({ width: fc.integer({ min: 1, max: 150 }), height: fc.integer({ min: 1, max: 150 }) });
    fc.assert(
      fc.property(shape, fc.constantFrom(1 as const, 3 as const, 4 as const), ({ width, height }, channels) => {
        const { hex, quality } = pdqHash(noise(width, height, channels, 7));
        expect(hex).toMatch(/^[0-9a-f]{64}$/);
        expect(quality).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  itConformsAsHash('pdqHash', pdqHash);
});

describe('pdqDihedralHashes', () => {
  it.each(vectors.cases)('makes the hashes that the C++ core makes of $maker($arguments)', (vector) => {
    const hashes = pdqDihedralHashes(sceneOf(vector.maker, vector.arguments));
    expect(TURNS.map((turn) => hashes[turn].hex)).toEqual(vector.dihedral);
    expect(Object.keys(hashes)).toEqual(TURNS);
  });

  it.each<[keyof PdqDihedralHashes, Orientation]>([
    ['original', 1],
    ['rotate90', 8],
    ['rotate180', 3],
    ['rotate270', 6],
    ['flipX', 4],
    ['flipY', 2],
    ['flipPlus1', 5],
    ['flipMinus1', 7],
  ])('says by %s what is nearest to the picture turned by orientation %d', (turn, orientation) => {
    const picture = syntheticPhoto(640, 512, 5);
    const turned = pdqHash(applyOrientation(picture, orientation));
    const hashes = pdqDihedralHashes(picture);
    const distances = TURNS.map((name) => hammingDistance(hashes[name], turned));
    expect(TURNS[distances.indexOf(Math.min(...distances))]).toBe(turn);
    // Unrelated hashes are about 128 apart, and the reference calls 31 a match.
    expect(Math.min(...distances)).toBeLessThanOrEqual(31);
    expect(distances.sort((a, b) => a - b)[1]).toBeGreaterThan(64);
  });

  it('shares the quality and begins with the hash of the picture', () => {
    const picture = gradient(200, 140, 3);
    const hashes = pdqDihedralHashes(picture);
    expect(hashes.original).toEqual(pdqHash(picture));
    expect(new Set(TURNS.map((turn) => hashes[turn].quality)).size).toBe(1);
  });

  it('has eight empty hashes for a picture that is too small', () => {
    const hashes = pdqDihedralHashes(noise(4, 60, 3, 6));
    expect(TURNS.map((turn) => hashes[turn].hex)).toEqual(TURNS.map(() => '0'.repeat(64)));
  });
});
