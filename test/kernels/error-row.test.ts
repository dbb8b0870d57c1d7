import { describe, expect, it } from 'vitest';
import { MAXIMUM_ERROR, sampleErrorRow, ycbcrErrorRow, ycbcrToRgbRow } from '../../src/kernels/index.ts';
import { binaryNoise, noise } from '../support/scene.ts';

/** What a comparison of `width` pixels writes behind two values that it must not touch, and its histogram. */
function errorsOf(width: number, compare: (errors: Uint16Array, at: number, histogram: Uint32Array) => void) {
  const errors = new Uint16Array(width + 3).fill(999);
  const histogram = new Uint32Array(MAXIMUM_ERROR + 1);
  compare(errors, 2, histogram);
  expect([errors[0], errors[1], errors[width + 2]]).toEqual([999, 999, 999]);
  return { errors: [...errors.subarray(2, width + 2)], histogram };
}

/** Counts by value. */
function countsOf(values: readonly number[]): Uint32Array {
  const counts = new Uint32Array(MAXIMUM_ERROR + 1);
  for (const value of values) counts[value]++;
  return counts;
}

describe('ycbcrErrorRow', () => {
  it.each([
    ['any colors', noise],
    // Every conversion outside 0..255 that there is.
    ['extreme colors', binaryNoise],
  ])('sums what ycbcrToRgbRow would have differed by, on %s', (_, make) => {
    const width = 997;
    const planes = [1, 2, 3].map((seed) => Uint8ClampedArray.from(make(width, 1, 1, seed).data));
    for (const channels of [3, 4] as const) {
      const source = make(width, 1, channels, 4).data;
      const [y, cb, cr] = planes;
      const saved = new Uint8ClampedArray(width * 3);
      ycbcrToRgbRow(y, 0, cb, 0, cr, 0, width, saved, 0);
      const expected = Array.from({ length: width }, (_unused, i) =>
        [0, 1, 2].reduce((sum, c) => sum + Math.abs(saved[i * 3 + c] - source[i * channels + c]), 0),
      );
      const { errors, histogram } = errorsOf(width, (out, at, counts) =>
        ycbcrErrorRow(y, 0, cb, 0, cr, 0, width, source, 0, channels, out, at, counts),
      );
      expect(errors.findIndex((error, i) => error !== expected[i])).toBe(-1);
      expect(histogram).toEqual(countsOf(expected));
    }
  });

  it('starts each row where it is told, and adds to the histogram', () => {
    const y = Uint8ClampedArray.of(0, 0, 50, 60);
    const chroma = Uint8ClampedArray.of(0, 128, 128);
    const source = Uint8Array.of(9, 51, 52, 40, 60, 60, 60);
    const { errors, histogram } = errorsOf(2, (out, at, counts) => {
      counts[0] = 5;
      ycbcrErrorRow(y, 2, chroma, 1, chroma, 1, 2, source, 1, 3, out, at, counts);
    });
    // |50 − 51| + |50 − 52| + |50 − 40|, and nothing.
    expect(errors).toEqual([13, 0]);
    expect([histogram[0], histogram[13]]).toEqual([6, 1]);
  });
});

describe('sampleErrorRow', () => {
  it('sums three channels and skips alpha on either side', () => {
    const saved = Uint8Array.of(10, 20, 30, 0, 0, 255);
    const source = Uint8Array.of(11, 18, 33, 77, 255, 255, 0, 99);
    const { errors, histogram } = errorsOf(2, (out, at, counts) => sampleErrorRow(saved, 0, 3, 2, source, 0, 4, out, at, counts));
    expect(errors).toEqual([6, 765]);
    expect(histogram).toEqual(countsOf([6, 765]));
    const swapped = errorsOf(2, (out, at, counts) => sampleErrorRow(source, 0, 4, 2, saved, 0, 3, out, at, counts));
    expect(swapped.errors).toEqual([6, 765]);
  });

  it('counts a gray difference three times', () => {
    const { errors } = errorsOf(3, (out, at, counts) =>
      sampleErrorRow(Uint8Array.of(9, 0, 7, 255), 1, 1, 3, Uint8Array.of(9, 9, 255, 5, 255), 2, 1, out, at, counts),
    );
    // |0 − 255|, |7 − 5|, |255 − 255|.
    expect(errors).toEqual([765, 6, 0]);
  });
});
