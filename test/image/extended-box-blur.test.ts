import { describe, expect, it } from 'vitest';
import { extendedBoxBlur } from '../../src/image/index.ts';
import { sha256Hex } from '../support/sha256.ts';
import vectors from '../vectors/image-smoothing.json' with { type: 'json' };
import { grayScene } from './scenes.ts';

describe('extendedBoxBlur', () => {
  it.each(vectors.cases)('makes the bytes that Pillow makes of $maker($arguments), radius $radius', (vector) => {
    const plane = grayScene(vector.maker, vector.arguments);
    const before = plane.data.slice();
    expect(sha256Hex(extendedBoxBlur(plane, vector.radius).data)).toBe(vector.blurred);
    expect(plane.data).toEqual(before);
  });

  it('averages three pixels and 3/8 of one on either side three times for σ = 2', () => {
    const data = new Uint8Array(9).fill(240, 4, 5);
    // One pass spreads 240 as 64 over three pixels and 24 over the next two: 24 64 64 64 24; and so on.
    const once = (line: readonly number[]): number[] =>
      line.map((_, x) => {
        const at = (i: number): number => line[Math.min(Math.max(x + i, 0), 8)];
        return Math.round((at(-1) + at(0) + at(1) + 0.375 * (at(-2) + at(2))) / 3.75);
      });
    const expected = once(once(once([...data])));
    expect([...extendedBoxBlur({ data, width: 9, height: 1 }, 2).data]).toEqual(expected);
    expect([...extendedBoxBlur({ data, width: 1, height: 9 }, 2).data]).toEqual(expected);
  });

  it.each([0, 0.3, 2, 90])('leaves a flat plane as it is with σ = %d', (sigma) => {
    for (const level of [0, 1, 128, 255]) {
      const data = new Uint8Array(20 * 30).fill(level);
      expect(extendedBoxBlur({ data, width: 20, height: 30 }, sigma).data).toEqual(data);
    }
  });

  it('says what it refuses', () => {
    const plane = { data: new Uint8Array(4), width: 2, height: 2 };
    expect(() => extendedBoxBlur(plane, -1)).toThrow(new RangeError('"sigma" must be in 0..1000, received -1'));
    expect(() => extendedBoxBlur({ ...plane, height: 3 }, 1)).toThrow('"data" must hold 6 samples for 2×3, received 4');
  });
});
