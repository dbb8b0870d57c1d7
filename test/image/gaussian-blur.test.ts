import { describe, expect, it } from 'vitest';
import { blurRows, gaussianBlur, planeRows } from '../../src/image/index.ts';
import { sha256Hex } from '../support/sha256.ts';
import vectors from '../vectors/image-edges.json' with { type: 'json' };
import { grayScene } from './scenes.ts';

describe('gaussianBlur', () => {
  it.each(vectors.cases)('makes the bytes that OpenCV makes of $maker($arguments), σ = $sigma', (vector) => {
    const plane = grayScene(vector.maker, vector.arguments);
    expect(sha256Hex(gaussianBlur(plane, vector.sigma).data)).toBe(vector.blurred);
  });

  it('spreads a line into the weights of σ = 1.4, in 1/256', () => {
    const data = new Uint8Array(17).fill(255, 8, 9);
    // 1, 8, 26, 56, 74 sum with their mirror images to 256; 255/256 of each, rounded.
    const expected = [0, 0, 0, 0, 1, 8, 26, 56, 74, 56, 26, 8, 1, 0, 0, 0, 0];
    expect([...gaussianBlur({ data, width: 17, height: 1 }, 1.4).data]).toEqual(expected);
    expect([...gaussianBlur({ data, width: 1, height: 17 }, 1.4).data]).toEqual(expected);
  });

  it.each([0, 0.28, 1, 1.4, 5, 16])('leaves a flat plane as it is with σ = %d', (sigma) => {
    const data = new Uint8Array(20 * 30).fill(201);
    expect(gaussianBlur({ data, width: 20, height: 30 }, sigma).data).toEqual(data);
  });

  it('says what it refuses', () => {
    const plane = { data: new Uint8Array(4), width: 2, height: 2 };
    expect(() => gaussianBlur(plane, 16.5)).toThrow(new RangeError('"sigma" must be in 0..16, received 16.5'));
    expect(() => gaussianBlur({ ...plane, height: 3 }, 1)).toThrow(
      new RangeError('"data" must hold 6 samples for 2×3, received 4'),
    );
    expect(() => gaussianBlur({ ...plane, data: [1, 2, 3, 4] as unknown as Uint8Array }, 1)).toThrow(
      new TypeError('"data" of a plane must be a Uint8Array, received Array'),
    );
  });
});

describe('blurRows', () => {
  it.each([1, 3, 9, 20])('asks for each of %d rows once, in order, and gives as many', (height) => {
    const plane = { data: new Uint8Array(5 * height), width: 5, height };
    const source = planeRows(plane);
    const asked: number[] = [];
    const given: number[] = [];
    blurRows(
      5,
      height,
      (y, row) => {
        asked.push(y);
        source(y, row);
      },
      1.4,
      (y) => given.push(y),
    );
    const all = Array.from({ length: height }, (_, y) => y);
    expect([asked, given]).toEqual([all, all]);
  });
});
