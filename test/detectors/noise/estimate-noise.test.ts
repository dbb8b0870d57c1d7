import { describe, expect, it } from 'vitest';
import { recompress } from '../../../src/codec/jpeg/index.ts';
import { estimateNoise } from '../../../src/detectors/index.ts';
import { noise } from '../../support/scene.ts';
import { grainyPlane } from './grain.ts';

const SIGMAS = [1, 2, 5, 10, 20];

/** Grounds that the estimate must see through; all stay clear of black and white at σ = 20 but the last. */
const GROUNDS: Readonly<Record<string, (x: number, y: number) => number>> = {
  'a flat field': () => 128,
  'a gradient': (x, y) => 90 + 0.2 * x + 0.1 * y,
  'a curved field': (x, y) => 128 + ((x - 128) * (x - 128)) / 500 - ((y - 96) * (y - 96)) / 300,
  'a gradient from black to white': (x) => x,
};

describe('estimateNoise', () => {
  for (const [name, level] of Object.entries(GROUNDS)) {
    it.each(SIGMAS)(`recovers σ = %d on ${name}`, (sigma) => {
      const estimate = estimateNoise(grainyPlane(256, 192, level, () => sigma, sigma));
      // What was made is known: the generator's σ, and the 1/12 that rounding to levels adds to the variance.
      const made = Math.sqrt(sigma * sigma + 1 / 12);
      expect(Math.abs(estimate.sigma / made - 1)).toBeLessThan(0.04);
      expect(Math.abs(estimate.sigma / sigma - 1)).toBeLessThan(0.1);
      expect(Math.abs(estimate.laplacianSigma / sigma - 1)).toBeLessThan(0.1);
    });
  }

  it('grows with σ, from one seed', () => {
    const sigmas = [0.5, 1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24];
    const estimates = sigmas.map(
      (sigma) =>
        estimateNoise(
          grainyPlane(
            128,
            128,
            () => 128,
            () => sigma,
            7,
          ),
        ).sigma,
    );
    expect(estimates).toEqual([...estimates].sort((a, b) => a - b));
    expect(new Set(estimates).size).toBe(sigmas.length);
  });

  it('is 0 on a flat field and next to 0 on a slope without noise', () => {
    const flat = { data: new Uint8Array(64 * 48).fill(90), width: 64, height: 48 };
    expect(estimateNoise(flat).sigma).toBeLessThan(1e-9);
    expect(
      estimateNoise(
        grainyPlane(
          64,
          48,
          (x, y) => 2 * x + y,
          () => 0,
          1,
        ),
      ).sigma,
    ).toBeLessThan(1e-9);
  });

  it('hardly sees edges, which fill few cells', () => {
    const framed = grainyPlane(
      256,
      192,
      (x, y) => (x > 60 && x < 200 && y > 50 && y < 150 ? 190 : 60),
      () => 2,
      3,
    );
    expect(Math.abs(estimateNoise(framed).sigma / 2 - 1)).toBeLessThan(0.1);
  });

  it('tells what is left after JPEG compression, not what the sensor gave', () => {
    const raw = grainyPlane(
      192,
      192,
      () => 128,
      () => 5,
      9,
    );
    const after = [100, 90, 85, 75, 50].map((quality) => estimateNoise(recompress(raw, { quality })).sigma);
    expect(Math.abs(after[0] / 5 - 1)).toBeLessThan(0.1);
    // σ 5 is 3.8 at quality 90, 1.5 at 85, 0.7 at 75, 0.4 at 50.
    expect(after).toEqual([...after].sort((a, b) => b - a));
    expect(after[2]).toBeLessThan(2.5);
    expect(after[4]).toBeLessThan(1);
  });

  it('measures luma of colors: equal grain in all channels is not averaged away, independent grain is', () => {
    const gray = grainyPlane(
      128,
      128,
      () => 128,
      () => 4,
      2,
    );
    const rgb = Uint8Array.from({ length: 3 * gray.data.length }, (_, i) => gray.data[Math.floor(i / 3)]);
    expect(estimateNoise({ data: rgb, width: 128, height: 128 }).sigma).toBeCloseTo(estimateNoise(gray).sigma, 5);
    const apart = [2, 3, 4].map(
      (seed) =>
        grainyPlane(
          128,
          128,
          () => 128,
          () => 4,
          seed,
        ).data,
    );
    const colors = Uint8Array.from({ length: 3 * gray.data.length }, (_, i) => apart[i % 3][Math.floor(i / 3)]);
    // √(0.299² + 0.587² + 0.114²) of it is left.
    expect(Math.abs(estimateNoise({ data: colors, width: 128, height: 128 }).sigma / (4 * 0.6685) - 1)).toBeLessThan(0.1);
  });

  it('leaves out cells with transparent or clipped pixels', () => {
    const left = (x: number): boolean => x < 64;
    const half = grainyPlane(
      128,
      64,
      (x) => (left(x) ? 128 : 253),
      () => 3,
      5,
    );
    expect(estimateNoise(half).cells).toBe(16);
    expect(Math.abs(estimateNoise(half).sigma / 3 - 1)).toBeLessThan(0.1);
    const cut = new Uint8Array(128 * 64 * 4).fill(255);
    const quiet = grainyPlane(
      128,
      64,
      () => 128,
      (x) => (left(x) ? 3 : 30),
      5,
    );
    quiet.data.forEach((level, i) => cut.set([level, level, level, left(i % 128) ? 255 : 0], 4 * i));
    expect(estimateNoise({ data: cut, width: 128, height: 64 }).cells).toBe(16);
    expect(Math.abs(estimateNoise({ data: cut, width: 128, height: 64 }).sigma / 3 - 1)).toBeLessThan(0.1);
  });

  it('takes clipped cells where there are no others', () => {
    expect(estimateNoise({ data: new Uint8Array(32 * 32).fill(255), width: 32, height: 32 })).toMatchObject({ cells: 4 });
  });

  it.each([
    [8, 8],
    [15, 100],
    [100, 15],
    [1, 1],
  ])('names the size it refused: %d×%d', (width, height) => {
    expect(() => estimateNoise(noise(width, height, 1, 1))).toThrow(
      new RangeError(`image ${width}×${height} is smaller than one 16px block`),
    );
  });

  it('refuses an image that is transparent everywhere', () => {
    const glass = { data: new Uint8Array(32 * 16 * 4), width: 32, height: 16 };
    expect(() => estimateNoise(glass)).toThrow(new RangeError('image 32×16 has no opaque 16px block'));
  });

  it('takes one cell for an image of 16×16', () => {
    expect(estimateNoise(noise(16, 16, 1, 1)).cells).toBe(1);
    expect(estimateNoise(noise(31, 47, 3, 1)).cells).toBe(2);
  });
});
