import { describe, expect, it } from 'vitest';
import { measureCells } from '../../../src/detectors/noise/cell-noise.ts';
import type { CellNoise } from '../../../src/detectors/noise/cell-noise.ts';
import { estimateNoiseLevels, expectedLogSigma } from '../../../src/detectors/noise/noise-levels.ts';
import { exp } from '../../../src/math/index.ts';
import { grainyPlane } from './grain.ts';

const all = (): boolean => true;

/** Cells of given luma and σ. */
function cellsOf(pairs: readonly (readonly [luma: number, sigma: number])[]): CellNoise {
  const of = (value: (pair: readonly [number, number]) => number): Float32Array => Float32Array.from(pairs, value);
  const sigma = of(([, s]) => s);
  return {
    width: pairs.length,
    height: 1,
    sigma,
    laplacianSigma: sigma,
    luma: of(([l]) => l),
    gradient: of(() => 0),
    clipped: of(() => 0),
  };
}

describe('estimateNoiseLevels', () => {
  it('takes the lower quartile of the cells of each bin that has sixteen', () => {
    const bright = Array.from({ length: 17 }, (_, i) => [200, i] as const);
    const few = Array.from({ length: 15 }, () => [100, 50] as const);
    const { levels, overall } = estimateNoiseLevels(cellsOf([...bright, ...few]), all);
    expect(levels).toEqual([{ luma: 200, sigma: 4, cells: 17 }]);
    // Of 32 sorted values the one at index 7.
    expect(overall).toBe(7);
  });

  it('counts only the cells it is told to, and may have none', () => {
    const cells = cellsOf(Array.from({ length: 40 }, (_, i) => [255, i < 20 ? 1 : 9] as const));
    expect(estimateNoiseLevels(cells, (i) => i >= 20)).toEqual({ levels: [{ luma: 248, sigma: 9, cells: 20 }], overall: 9 });
    expect(estimateNoiseLevels(cells, () => false)).toEqual({ levels: [], overall: 0 });
  });

  it('recovers the curve of noise that grows with brightness', () => {
    const sigmaAt = (luma: number): number => 1 + luma / 64;
    const plane = grainyPlane(
      512,
      256,
      (x) => 20 + 0.4 * x,
      (x) => sigmaAt(20 + 0.4 * x),
      3,
    );
    const { levels } = estimateNoiseLevels(measureCells(plane), all);
    expect(levels.length).toBeGreaterThan(10);
    // The lower quartile of estimates that vary by 15 % lies 10 % below their middle.
    for (const { luma, sigma } of levels) expect(Math.abs(sigma / (0.9 * sigmaAt(luma)) - 1), `luma ${luma}`).toBeLessThan(0.12);
  });
});

describe('expectedLogSigma', () => {
  const levels = [
    { luma: 40, sigma: 2, cells: 20 },
    { luma: 120, sigma: 4, cells: 20 },
    { luma: 200, sigma: 90, cells: 20 },
  ];
  const sigmaAt = (luma: number): number => exp(expectedLogSigma({ levels, overall: 3 }, luma)) - 0.1;

  it('reads the curve at its points and keeps to it beyond the ends', () => {
    expect([0, 40, 120].map((luma) => Math.round(sigmaAt(luma) * 1e6) / 1e6)).toEqual([2, 2, 4]);
    expect(sigmaAt(255)).toBe(sigmaAt(200));
  });

  it('goes from point to point on a logarithmic scale', () => {
    expect(sigmaAt(80)).toBeCloseTo(Math.sqrt(2.1 * 4.1) - 0.1, 9);
  });

  it('stays within a factor of two of the whole image', () => {
    expect(sigmaAt(200)).toBeCloseTo(6, 9);
    const quiet = { levels: [{ luma: 40, sigma: 0.01, cells: 20 }], overall: 3 };
    expect(exp(expectedLogSigma(quiet, 40)) - 0.1).toBeCloseTo(1.5, 9);
  });

  it('is that of the whole image where no bin is filled', () => {
    expect(exp(expectedLogSigma({ levels: [], overall: 3 }, 77))).toBeCloseTo(3.1, 9);
  });
});
