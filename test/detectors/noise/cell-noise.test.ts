import { describe, expect, it } from 'vitest';
import { measureCells } from '../../../src/detectors/noise/cell-noise.ts';
import { computeDiagonalDetail } from '../../../src/image/index.ts';
import type { Plane } from '../../../src/image/index.ts';
import { median } from '../../../src/math/index.ts';
import { noise } from '../../support/scene.ts';
import { grainyPlane } from './grain.ts';

function painted(width: number, height: number, level: (x: number, y: number) => number): Plane {
  const data = Uint8Array.from({ length: width * height }, (_, i) => level(i % width, Math.floor(i / width)));
  return { data, width, height };
}

describe('measureCells', () => {
  it.each([
    [16, 16, 1, 1],
    [31, 17, 1, 1],
    [32, 47, 2, 2],
    [15, 80, 0, 5],
    [1, 1, 0, 0],
    [257, 33, 16, 2],
  ])('has for %d×%d pixels %d×%d whole cells', (width, height, across, down) => {
    const cells = measureCells(noise(width, height, 1, 1));
    expect([cells.width, cells.height, cells.sigma.length]).toEqual([across, down, across * down]);
    for (const values of [cells.sigma, cells.laplacianSigma, cells.luma, cells.gradient, cells.clipped]) {
      expect(values).toHaveLength(across * down);
    }
  });

  it('takes the median magnitude of the 8×8 coefficients over a cell', () => {
    const plane = noise(70, 50, 1, 3);
    const cells = measureCells(plane);
    const detail = computeDiagonalDetail(plane);
    const own: number[] = [];
    // The cell in column 2, row 1: coefficients 17 … 24 by 9 … 16.
    for (let v = 9; v <= 16; v++) for (let u = 17; u <= 24; u++) own.push(Math.abs(detail.data[v * detail.width + u]));
    expect(cells.sigma[cells.width + 2]).toBeCloseTo(median(own) / 0.6744897501960817, 4);
  });

  it('measures noise where it is: strong grain in one cell hardly shows in its neighbors', () => {
    const inside = (x: number, y: number): boolean => x >= 32 && x < 48 && y >= 32 && y < 48;
    const { sigma, laplacianSigma } = measureCells(
      grainyPlane(
        80,
        80,
        () => 128,
        (x, y) => (inside(x, y) ? 20 : 1),
        6,
      ),
    );
    const middle = 2 * 5 + 2;
    for (const values of [sigma, laplacianSigma]) {
      expect(values[middle]).toBeGreaterThan(14);
      for (const neighbor of [middle - 1, middle + 1, middle - 5, middle + 5]) expect(values[neighbor]).toBeLessThan(5);
    }
    // Evenly to both sides, or cells would lie beside what they measure.
    expect(Math.abs(sigma[middle - 1] - sigma[middle + 1])).toBeLessThan(2);
    expect(Math.abs(sigma[middle - 5] - sigma[middle + 5])).toBeLessThan(2);
  });

  it('takes the variance of the Laplacian residual, worked by hand for single pixels', () => {
    // The residual of a pixel of height 6 is 6 · {4, −2 four times, 1 four times}: squares sum to 36 · 36, the sum is 0.
    const cells = measureCells(painted(48, 48, (x, y) => (x === 24 && y === 24 ? 6 : 0)));
    expect(cells.laplacianSigma[4]).toBeCloseTo(Math.sqrt((36 * 36) / 256) / 6, 6);
    expect(cells.laplacianSigma.filter((value) => value !== 0)).toHaveLength(1);
    // At the corner of four cells each holds part of it: of the one below right 4, −2, −2, 1.
    const corner = measureCells(painted(48, 48, (x, y) => (x === 16 && y === 16 ? 6 : 0)));
    const [sum, squares] = [6 * (4 - 2 - 2 + 1), 36 * (16 + 4 + 4 + 1)];
    expect(corner.laplacianSigma[4]).toBeCloseTo(Math.sqrt(squares / 256 - (sum / 256) * (sum / 256)) / 6, 6);
    expect(corner.laplacianSigma.filter((value) => value !== 0)).toHaveLength(4);
  });

  it('has no Laplacian residual for slopes and edges along the grid', () => {
    for (const level of [(x: number, y: number) => 3 * x + y, (x: number) => (x < 20 ? 10 : 240)]) {
      expect(measureCells(painted(48, 48, level)).laplacianSigma).toEqual(new Float32Array(9));
    }
  });

  it('gives mean luma and the share of clipped pixels', () => {
    const { luma, clipped } = measureCells(
      painted(32, 16, (x, y) => (x < 16 ? 100 + y : y < 4 ? 3 : y < 6 ? 252 : y < 8 ? 4 : 251)),
    );
    expect(luma).toEqual(Float32Array.of(107.5, (4 * 3 + 2 * 252 + 2 * 4 + 8 * 251) / 16));
    expect(clipped).toEqual(Float32Array.of(0, 6 / 16));
  });

  it('takes the gradient between means of 4×4 pixels', () => {
    // Squares differ by 4 · 2 to the right and 4 · 1 downwards.
    const { gradient } = measureCells(painted(32, 32, (x, y) => 2 * x + y));
    expect(gradient).toEqual(Float32Array.of(12, 12, 12, 12));
    // A checkerboard of pixels has even means.
    expect(measureCells(painted(32, 32, (x, y) => 255 * ((x + y) & 1))).gradient).toEqual(new Float32Array(4));
    // One bright square: it differs from right and below, and the ones left and above from it; 12 of 16 have a right neighbor.
    const one = measureCells(painted(16, 16, (x, y) => (x >= 4 && x < 8 && y >= 4 && y < 8 ? 24 : 0))).gradient;
    expect(one).toEqual(Float32Array.of(2 * ((2 * 24) / 12)));
  });

  it('reports the share done after each row of cells', () => {
    const shares: number[] = [];
    measureCells(noise(40, 70, 1, 1), (share) => shares.push(share));
    expect(shares).toEqual([0.25, 0.5, 0.75, 1]);
  });
});
