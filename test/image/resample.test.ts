import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lumaRows, planeRows, resampleRows, resizeRaster, toLuma } from '../../src/image/index.ts';
import { noise } from '../support/scene.ts';
import { sha256Hex } from '../support/sha256.ts';
import vectors from '../vectors/image-resample.json' with { type: 'json' };
import { sceneOf } from './scenes.ts';

describe('resizeRaster', () => {
  it.each(vectors.cases)('makes the bytes that Pillow makes of $maker($arguments) in $to', (vector) => {
    const [width, height] = vector.to;
    const resized = resizeRaster(sceneOf(vector.maker, vector.arguments), { width, height });
    expect([resized.width, resized.height]).toEqual(vector.to);
    expect(sha256Hex(Uint8Array.from(resized.data))).toBe(vector.resized);
  });

  it('halves a step, its overshoot cut off', () => {
    // The four bright samples weigh 0.1340 − 0.0659 − 0.0336 + 0.0149 in the second of the halved row: 12.6 of 255.
    const data = new Uint8Array([0, 0, 0, 0, 255, 255, 255, 255]);
    expect([...resizeRaster({ data, width: 8, height: 1 }, { width: 4, height: 1 }).data]).toEqual([0, 13, 242, 255]);
  });

  it('leaves colors under transparency out of their neighbors, and what has the size already untouched', () => {
    const data = new Uint8Array([255, 0, 0, 0, 0, 0, 255, 255]);
    const image = { data, width: 2, height: 1 };
    expect([...resizeRaster(image, { width: 1, height: 1 }).data]).toEqual([0, 0, 255, 128]);
    const same = resizeRaster(image, { width: 2, height: 1 });
    expect([...same.data]).toEqual([...data]);
    expect(same.data).not.toBe(data);
  });

  it('keeps a flat picture flat, whatever the sizes', () => {
    const side = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(side, side, side, side, fc.nat(255), (width, height, toWidth, toHeight, level) => {
        const flat = { data: new Uint8Array(width * height).fill(level), width, height };
        const { data } = resizeRaster(flat, { width: toWidth, height: toHeight });
        expect([...data]).toEqual(Array.from({ length: toWidth * toHeight }, () => level));
      }),
    );
  });

  it('says what it refuses', () => {
    const image = noise(4, 4, 3, 1);
    expect(() => resizeRaster(image, { width: 0, height: 1 })).toThrow(
      new RangeError('"to.width" must be in 1..1048576, received 0'),
    );
    expect(() => resizeRaster(image, { width: 1, height: 1.5 })).toThrow(
      new RangeError('"to.height" must be a whole number, received 1.5'),
    );
    expect(() => resizeRaster(image, { width: 1 << 20, height: 1 << 20 })).toThrow(
      new RangeError('resampling to 1048576×1048576 needs 3298534883328 samples, at most 1073741824 are made'),
    );
    expect(() => resizeRaster({ ...image, width: 5 }, { width: 1, height: 1 })).toThrow(
      new RangeError('"data" must hold 60 samples for 5×4×3, received 48'),
    );
  });
});

describe('resampleRows', () => {
  it.each(vectors.cases)('makes the luma that Pillow makes of $maker($arguments) in $to', (vector) => {
    const [width, height] = vector.to;
    const scene = sceneOf(vector.maker, vector.arguments);
    expect(sha256Hex(resampleRows(lumaRows(scene), scene, { width, height }).data)).toBe(vector.luma);
  });

  it.each([1, 3, 4, 7, 8])('asks for each of %d rows once, in order', (height) => {
    const scene = noise(6, height, 1, 2);
    const source = planeRows(scene);
    for (const width of [3, 6, 9]) {
      const asked: number[] = [];
      const row = (y: number, into: Uint8Array): void => {
        asked.push(y);
        source(y, into);
      };
      resampleRows(row, scene, { width, height: 2 });
      expect(asked).toEqual(Array.from({ length: height }, (_, y) => y));
    }
  });

  it('adds up the largest sums that 8-bit samples can make, bright and dark, without overflow', () => {
    // Bright where a weight of the middle sample is positive and dark where it is negative, then the other way round.
    const sinc = (t: number): number => (t === 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t));
    for (const length of [6, 7, 60, 601]) {
      const stretch = length / 3;
      const data = Uint8Array.from({ length }, (_, i) => (sinc((i + 0.5 - length / 2) / stretch) > 0 ? 255 : 0));
      const inverse = data.map((sample) => 255 - sample);
      const to = { width: 3, height: 1 };
      expect(resampleRows(planeRows({ data, width: length, height: 1 }), { width: length, height: 1 }, to).data[1]).toBe(255);
      expect(resampleRows(planeRows({ data: inverse, width: length, height: 1 }), { width: length, height: 1 }, to).data[1]).toBe(
        0,
      );
    }
  });
});

describe('lumaRows', () => {
  it.each([1, 3, 4] as const)('gives the rows of toLuma for %d channels, whichever array holds them', (channels) => {
    const scene = noise(7, 5, channels, 3);
    const expected = toLuma(scene).data;
    for (const data of [scene.data, new Uint8ClampedArray(scene.data), withOffset(scene.data)]) {
      const rows = lumaRows({ ...scene, data });
      const row = new Uint8Array(7);
      for (let y = 4; y >= 0; y--) {
        rows(y, row);
        expect([...row]).toEqual([...expected.subarray(7 * y, 7 * y + 7)]);
      }
    }
  });
});

function withOffset(data: Uint8Array): Uint8Array {
  const larger = new Uint8Array(data.length + 3);
  larger.set(data, 3);
  return larger.subarray(3);
}
