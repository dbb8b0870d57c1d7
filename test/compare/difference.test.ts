import { describe, expect, it } from 'vitest';
import { differenceMap, summarizeDifference } from '../../src/compare/index.ts';
import { noise } from '../support/scene.ts';
import { sha256Hex } from '../support/sha256.ts';
import vectors from '../vectors/compare.json' with { type: 'json' };
import { flat, sceneOf } from './pairs.ts';

describe('differenceMap', () => {
  it.each(vectors.cases)('is what NumPy subtracts of $a.maker($a.arguments) and $b.maker($b.arguments)', (vector) => {
    const map = differenceMap(sceneOf(vector.a), sceneOf(vector.b));
    expect(sha256Hex(map.data)).toBe(vector.difference);
    const { largest, mean } = summarizeDifference(map);
    expect([largest, mean]).toEqual([vector.largestDifference, vector.meanDifference]);
  });

  it('takes the channel that differs most, alpha included', () => {
    const a = { data: new Uint8Array([10, 20, 30, 40, 1, 2, 3, 4]), width: 2, height: 1 };
    const b = { data: new Uint8Array([12, 15, 31, 40, 1, 2, 3, 200]), width: 2, height: 1 };
    expect([...differenceMap(a, b).data]).toEqual([5, 196]);
  });

  it('counts what has no alpha as opaque, and gray as equal red, green and blue', () => {
    const rgba = { data: new Uint8Array([9, 9, 9, 255, 9, 9, 9, 250]), width: 2, height: 1 };
    const rgb = { data: new Uint8Array([9, 9, 9, 9, 9, 10]), width: 2, height: 1 };
    const gray = { data: new Uint8Array([9, 9]), width: 2, height: 1 };
    expect([...differenceMap(rgba, gray).data]).toEqual([0, 5]);
    expect([...differenceMap(gray, rgb).data]).toEqual([0, 1]);
    expect([...differenceMap(rgb, rgba).data]).toEqual([0, 5]);
  });

  it('leaves both pictures as they are', () => {
    const [a, b] = [noise(8, 8, 3, 1), noise(8, 8, 3, 2)];
    const before = [sha256Hex(a.data), sha256Hex(b.data)];
    differenceMap(a, b);
    expect([sha256Hex(a.data), sha256Hex(b.data)]).toEqual(before);
  });

  it('names the sizes that it refused', () => {
    expect(() => differenceMap(flat(3, 2, 0), flat(2, 3, 0))).toThrow(
      new RangeError('pictures of two sizes cannot be compared pixel by pixel: 3×2 and 2×3'),
    );
  });
});

describe('summarizeDifference', () => {
  // prettier-ignore
  const MAP = { width: 5, height: 4, data: new Uint8Array([
    0, 0, 0, 0, 0,
    0, 0, 4, 0, 0,
    0, 9, 0, 1, 0,
    0, 0, 0, 0, 0,
  ]) };

  it('counts the pixels that differ, and boxes them', () => {
    expect(summarizeDifference(MAP)).toEqual({
      tolerance: 0,
      differingPixels: 3,
      equalShare: 0.85,
      largest: 9,
      mean: 0.7,
      box: { x: 1, y: 1, width: 3, height: 2 },
    });
  });

  it('leaves out of count and box what the tolerance allows, not of the largest and the mean', () => {
    expect(summarizeDifference(MAP, { tolerance: 4 })).toEqual({
      tolerance: 4,
      differingPixels: 1,
      equalShare: 0.95,
      largest: 9,
      mean: 0.7,
      box: { x: 1, y: 2, width: 1, height: 1 },
    });
  });

  it('has no box where nothing differs', () => {
    expect(summarizeDifference(MAP, { tolerance: 9 })).toMatchObject({ differingPixels: 0, equalShare: 1, box: null });
  });

  it.each([
    [0, 0],
    [6, 4],
    [0, 4],
    [6, 0],
  ])('boxes a single pixel at (%d, %d)', (x, y) => {
    const data = new Uint8Array(35);
    data[y * 7 + x] = 1;
    expect(summarizeDifference({ data, width: 7, height: 5 }).box).toEqual({ x, y, width: 1, height: 1 });
  });

  it('says what it refuses', () => {
    expect(() => summarizeDifference(MAP, { tolerance: 256 })).toThrow(
      new RangeError('"tolerance" must be in 0..255, received 256'),
    );
    expect(() => summarizeDifference({ ...MAP, height: 3 })).toThrow(
      new RangeError('"data" must hold 15 samples for 5×3, received 20'),
    );
  });
});
