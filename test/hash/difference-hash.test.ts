import { describe, expect, it } from 'vitest';
import { bitsOf, differenceHash } from '../../src/hash/index.ts';
import { applyOrientation } from '../../src/image/index.ts';
import { sceneOf } from '../image/scenes.ts';
import { itConformsAsHash } from '../support/hash-conformance.ts';
import { blocks, noise } from '../support/scene.ts';
import vectors from '../vectors/hash-pixel.json' with { type: 'json' };

describe('differenceHash', () => {
  it.each(vectors.pixel)('makes the hashes that imagehash makes of $maker($arguments)', (vector) => {
    const scene = sceneOf(vector.maker, vector.arguments);
    for (const direction of ['horizontal', 'vertical'] as const) {
      const expected = direction === 'horizontal' ? vector.difference : vector.vertical;
      const hashes = Object.keys(expected).map((size) => [size, differenceHash(scene, { size: Number(size), direction }).hex]);
      expect(Object.fromEntries(hashes)).toEqual(expected);
    }
    expect(differenceHash(scene).hex).toBe(vector.difference['8']);
  });

  it('marks what is brighter than its neighbor to the left or above', () => {
    const rows = { data: new Uint8Array([10, 20, 15, 30, 30, 31]), width: 3, height: 2 };
    const expected = { bits: 4, hex: '9', quality: 50, undetermined: [] };
    expect(differenceHash(rows, { size: 2 })).toEqual({ ...expected, kind: 'difference' });
    const columns = { data: new Uint8Array([10, 30, 20, 30, 15, 31]), width: 2, height: 3 };
    expect(differenceHash(columns, { size: 2, direction: 'vertical' })).toEqual({
      ...expected,
      kind: 'difference-vertical',
    });
  });

  it('looks along columns as it looks along rows of the transposed picture', () => {
    const picture = blocks(70, 52, 3, 4);
    const across = bitsOf(differenceHash(applyOrientation(picture, 5), { size: 7 }));
    const down = bitsOf(differenceHash(picture, { size: 7, direction: 'vertical' }));
    // Rows are resampled before columns, with rounding in between, so a few bits may fall the other way.
    const differing = down.filter((bit, i) => bit !== across[(i % 7) * 7 + Math.floor(i / 7)]);
    expect(differing.length).toBeLessThanOrEqual(2);
  });

  it('refuses sizes and directions that there are not', () => {
    const picture = noise(9, 9, 1, 1);
    expect(() => differenceHash(picture, { size: 1 })).toThrow(new RangeError('"size" must be in 2..64, received 1'));
    expect(() => differenceHash(picture, { direction: 'diagonal' as 'vertical' })).toThrow(
      new RangeError('"direction" must be one of horizontal, vertical, received "diagonal"'),
    );
  });

  itConformsAsHash('differenceHash', differenceHash);
  itConformsAsHash('differenceHash, vertical', (image, options) => differenceHash(image, { ...options, direction: 'vertical' }));
});
