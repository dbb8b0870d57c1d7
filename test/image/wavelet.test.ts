import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeDiagonalDetail, diagonalRows } from '../../src/image/index.ts';
import type { CellMap, Plane } from '../../src/image/index.ts';
import { noise } from '../support/scene.ts';
import vectors from '../vectors/wavelet.json' with { type: 'json' };
import { grayScene } from './scenes.ts';

/** The coefficients below are below 512 and kept with 24 bits: half of the last one is 1.53e-5. */
const FLOAT_ROUNDING = 1.6e-5;

function painted(width: number, height: number, level: (x: number, y: number) => number): Plane {
  const data = Uint8Array.from({ length: width * height }, (_, i) => level(i % width, Math.floor(i / width)));
  return { data, width, height };
}

function largest({ data }: CellMap): number {
  return data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

describe('computeDiagonalDetail', () => {
  it.each(vectors.cases)('gives the coefficients of PyWavelets for $maker($arguments)', (vector) => {
    const { maker, width, height, step, expected } = vector;
    const detail = computeDiagonalDetail(grayScene(maker, vector.arguments));
    expect([detail.width, detail.height]).toEqual([width, height]);
    const sample = expected.map((_, i) => detail.data[i * step]);
    expect(sample.map((value, i) => Math.abs(value - expected[i])).filter((error) => !(error < FLOAT_ROUNDING))).toEqual([]);
    expect(expected).toHaveLength(Math.ceil((width * height) / step));
  });

  it.each([
    ['one level', () => 200],
    ['stripes along the rows', (_x: number, y: number) => (y * 37) & 255],
    ['stripes along the columns', (x: number) => (x * 53) & 255],
    ['a slope', (x: number, y: number) => 2 * x + 3 * y],
  ] as const)('is nothing for %s', (_, level) => {
    // The taps have 17 digits; their sum over levels of 255 leaves about 1e-13.
    expect(largest(computeDiagonalDetail(painted(40, 34, level)))).toBeLessThan(1e-10);
  });

  it('spreads one pixel over 8×8 coefficients', () => {
    const detail = computeDiagonalDetail(painted(64, 64, (x, y) => (x === 30 && y === 31 ? 100 : 0)));
    const hit = Array.from(detail.data.keys()).filter((i) => detail.data[i] !== 0);
    const columns = hit.map((i) => i % detail.width);
    const rows = hit.map((i) => Math.floor(i / detail.width));
    // 2u + 1 − j = 30 for taps j = 1, 3 … 15; 2v + 1 − j = 31 for taps 0, 2 … 14.
    expect([Math.min(...columns), Math.max(...columns)]).toEqual([15, 22]);
    expect([Math.min(...rows), Math.max(...rows)]).toEqual([15, 22]);
    expect(hit).toHaveLength(64);
  });

  it('has the variance of independent noise', () => {
    const plane = noise(256, 256, 1, 4);
    const { data } = computeDiagonalDetail(plane);
    const variance = (values: ArrayLike<number>): number => {
      const mean = Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
      return Array.from(values).reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / values.length;
    };
    // 18,000 coefficients: their variance is known to about 1.5 %.
    expect(variance(data) / variance(plane.data)).toBeGreaterThan(0.95);
    expect(variance(data) / variance(plane.data)).toBeLessThan(1.05);
  });

  it('moves with the picture, by one coefficient for two pixels', () => {
    const wide = noise(80, 48, 1, 5);
    const part = (left: number): CellMap => computeDiagonalDetail(painted(64, 48, (x, y) => wide.data[y * 80 + x + left]));
    const [here, there] = [part(0), part(2)];
    for (let v = 0; v < here.height; v++) {
      // Away from the border, which reflects something else.
      for (let u = 8; u < 31; u++) expect(there.data[v * there.width + u - 1]).toBe(here.data[v * here.width + u]);
    }
  });

  it('turns its sign with that of the picture', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), fc.nat(1000), (width, height, seed) => {
        const plane = noise(width, height, 1, seed);
        const inverse = { ...plane, data: plane.data.map((level) => 255 - level) };
        const [own, other] = [computeDiagonalDetail(plane).data, computeDiagonalDetail(inverse).data];
        own.forEach((value, i) => expect(Math.abs(value + other[i])).toBeLessThan(2 * FLOAT_ROUNDING));
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    [{ data: new Uint8Array(6), width: 3, height: 3 }, '"data" must hold 9 samples for 3×3, received 6'],
    [{ data: new Uint8Array(0), width: 0, height: 3 }, '"width" must be in 1..1048576, received 0'],
    [{ data: [1, 2], width: 2, height: 1 }, '"data" of a plane must be a Uint8Array, received Array'],
  ])('refuses a plane that does not fit', (plane, message) => {
    expect(() => computeDiagonalDetail(plane as Plane)).toThrow(message);
  });
});

describe('diagonalRows', () => {
  it('gives the rows of the band in any order', () => {
    const plane = noise(37, 29, 1, 6);
    const whole = computeDiagonalDetail(plane);
    const { width, height, read } = diagonalRows(plane);
    expect([width, height]).toEqual([whole.width, whole.height]);
    const row = new Float64Array(width);
    for (let v = height - 1; v >= 0; v--) {
      read(v, row);
      expect(Float32Array.from(row), `row ${v}`).toEqual(whole.data.slice(v * width, (v + 1) * width));
    }
  });
});
