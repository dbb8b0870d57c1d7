import { describe, expect, it } from 'vitest';
import {
  downsampleH2V1,
  downsampleH2V2,
  replicateRow,
  upsampleH1V2,
  upsampleH2V1,
  upsampleH2V2,
} from '../../src/kernels/index.ts';

const row = (...samples: number[]): Uint8ClampedArray => Uint8ClampedArray.from(samples);

/** What `write` puts into `length` samples. */
function written(length: number, write: (out: Uint8ClampedArray) => void): number[] {
  const out = new Uint8ClampedArray(length);
  write(out);
  return [...out];
}

describe('downsampling', () => {
  it('averages pairs, halves down and up in turn', () => {
    // 0.5, 0.5, 2.5, 2.5: down, up, down, up.
    expect(written(4, (out) => downsampleH2V1(row(0, 1, 0, 1, 2, 3, 2, 3), 0, 4, out, 0))).toEqual([0, 1, 2, 3]);
    expect(written(2, (out) => downsampleH2V1(row(10, 20, 255, 255), 0, 2, out, 0))).toEqual([15, 255]);
  });

  it('averages squares with a bias of 1, then 2, quarters', () => {
    // Sums 1, 1, 2, 2, 3, 3 of four samples: + 1 and + 2 in turn, then the quarter.
    const upper = [1, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1];
    const lower = [0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0];
    expect(written(6, (out) => downsampleH2V2(row(...upper, ...lower), 0, 12, 6, out, 0))).toEqual([0, 0, 0, 1, 1, 1]);
  });

  it('takes and leaves rows inside larger arrays', () => {
    const rows = row(9, 9, 10, 20, 30, 40, 9, 50, 60, 70, 80, 9);
    expect(written(4, (out) => downsampleH2V1(rows, 2, 2, out, 1))).toEqual([0, 15, 35, 0]);
    // (10 + 20 + 50 + 60 + 1) / 4 and (30 + 40 + 70 + 80 + 2) / 4.
    expect(written(4, (out) => downsampleH2V2(rows, 2, 7, 2, out, 2))).toEqual([0, 0, 35, 55]);
  });
});

describe('upsampling', () => {
  it('repeats samples', () => {
    expect(written(6, (out) => replicateRow(row(9, 1, 2), 1, 2, 3, out))).toEqual([1, 1, 1, 2, 2, 2]);
  });

  it('widens by a triangle: three parts near and one part far, the ends as they are', () => {
    // 0, (0 + 40 + 2) / 4, (120 + 0 + 1) / 4, (120 + 80 + 2) / 4, (240 + 40 + 1) / 4, 80.
    expect(written(6, (out) => upsampleH2V1(row(0, 40, 80), 0, 3, out))).toEqual([0, 10, 30, 50, 70, 80]);
    // Halves round down to the left and up to the right: 3 · 1 + 3 is 1.5.
    expect(written(6, (out) => upsampleH2V1(row(1, 3, 1), 0, 3, out))).toEqual([1, 2, 2, 3, 1, 1]);
  });

  it('heightens by a triangle, with the bias of its side', () => {
    // 3 · near + far + bias, quarters: 3·10 + 0 = 30, 3·2 + 0 = 6, 3·255 + 255.
    const rows = row(10, 2, 255, 0, 0, 255);
    expect(written(3, (out) => upsampleH1V2(rows, 0, 3, 1, 3, out))).toEqual([7, 1, 255]);
    expect(written(3, (out) => upsampleH1V2(rows, 0, 3, 2, 3, out))).toEqual([8, 2, 255]);
  });

  it('does both at once, rounding only once', () => {
    // Columns 3 · near + far: 30, 80, 4. Then (4·30 + 8), (3·30 + 80 + 7), (3·80 + 30 + 8), (3·80 + 4 + 7), (3·4 + 80 + 8), (4·4 + 7), sixteenths.
    const rows = row(10, 20, 1, 0, 20, 1);
    expect(written(6, (out) => upsampleH2V2(rows, 0, 3, 3, out))).toEqual([8, 11, 17, 15, 6, 1]);
  });

  it('leaves flat rows flat', () => {
    for (let level = 0; level <= 255; level++) {
      const flat = new Uint8ClampedArray(10).fill(level);
      const results = [
        written(10, (out) => upsampleH2V1(flat, 0, 5, out)),
        written(10, (out) => upsampleH2V2(flat, 0, 5, 5, out)),
        written(5, (out) => upsampleH1V2(flat, 0, 5, 1 + (level & 1), 5, out)),
        written(5, (out) => downsampleH2V1(flat, 0, 5, out, 0)),
        written(2, (out) => downsampleH2V2(flat, 0, 5, 2, out, 0)),
      ];
      expect(new Set(results.flat())).toEqual(new Set([level]));
    }
  });

  it('treats left and right alike but for the rounding, which differs by one at most', () => {
    const samples = row(3, 250, 17, 99, 140, 0, 255);
    for (const widen of [
      (source: Uint8ClampedArray, out: Uint8ClampedArray) => upsampleH2V1(source, 0, 7, out),
      (source: Uint8ClampedArray, out: Uint8ClampedArray) => upsampleH2V2(source, 0, 0, 7, out),
    ]) {
      const there = written(14, (out) => widen(samples, out));
      const back = written(14, (out) => widen(samples.slice().reverse(), out)).reverse();
      expect(
        there.findIndex((sample, i) => Math.abs(sample - back[i]) > 1),
        `${there.join()} and ${back.join()}`,
      ).toBe(-1);
    }
  });
});
