import { describe, expect, it } from 'vitest';
import type { CellNoise } from '../../../src/detectors/noise/cell-noise.ts';
import { compareCells, minoritySide } from '../../../src/detectors/noise/compare-cells.ts';
import type { NoiseComparison } from '../../../src/detectors/noise/compare-cells.ts';
import { estimateNoiseLevels } from '../../../src/detectors/noise/noise-levels.ts';
import { xorshiftBytes } from '../../support/scene.ts';

const SIDE = 32;
const COUNT = SIDE * SIDE;

interface Cell {
  readonly sigma: number;
  readonly luma?: number;
  readonly gradient?: number;
}

/** A map of cells whose σ is spread by ±10 % by chance. */
function cellsOf(cell: (x: number, y: number) => Cell, seed = 1): CellNoise {
  const chance = xorshiftBytes(COUNT, seed);
  const cells = Array.from({ length: COUNT }, (_, i) => ({ luma: 128, gradient: 0, ...cell(i % SIDE, Math.floor(i / SIDE)) }));
  const sigma = Float32Array.from(cells, (one, i) => one.sigma * (0.9 + chance[i] / 1275));
  return {
    width: SIDE,
    height: SIDE,
    sigma,
    laplacianSigma: sigma,
    luma: Float32Array.from(cells, (one) => one.luma),
    gradient: Float32Array.from(cells, (one) => one.gradient),
    clipped: new Float32Array(COUNT),
  };
}

function compare(cells: CellNoise, valid = new Uint8Array(COUNT).fill(1), smoothing = 3): NoiseComparison {
  const levels = estimateNoiseLevels(cells, (i) => valid[i] !== 0);
  return compareCells(cells, valid, levels, smoothing);
}

const isPatch = (x: number, y: number): boolean => x >= 10 && x < 17 && y >= 12 && y < 18;

/** Means of a map over the patch, without its rim that smoothing mixes, and over the rest. */
function inAndOut(map: Float32Array): [inside: number, outside: number] {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const cells = Array.from(map, (value, i) => ({ value, x: i % SIDE, y: Math.floor(i / SIDE) }));
  const core = cells.filter(({ x, y }) => isPatch(x - 1, y - 1) && isPatch(x + 1, y + 1));
  return [mean(core.map(({ value }) => value)), mean(cells.filter(({ x, y }) => !isPatch(x, y)).map(({ value }) => value))];
}

describe('compareCells', () => {
  it.each([
    ['noisier', 3, 1],
    ['smoother', 1 / 3, -1],
  ] as const)('sees a part that is %s, both ways of comparing', (_, factor, sign) => {
    const comparison = compare(cellsOf((x, y) => ({ sigma: isPatch(x, y) ? 2 * factor : 2 })));
    for (const map of [comparison.deviations, comparison.fromLikeCells]) {
      const [inside, outside] = inAndOut(map);
      expect(sign * inside).toBeGreaterThan(8);
      expect(Math.abs(outside)).toBeLessThan(1);
    }
  });

  it('explains noise that grows with texture', () => {
    const steep = (x: number): number => 1 + (x % 16);
    const cells = cellsOf((x) => ({ sigma: 0.2 * steep(x), gradient: 4 * steep(x) }));
    const { fromLikeCells } = compare(cells);
    // The outermost classes hold cells of more than one steepness.
    const far = fromLikeCells.filter((deviation) => Math.abs(deviation) > 2.5);
    expect(far.length).toBeLessThan(COUNT / 10);
    const patched = cellsOf((x, y) => ({ sigma: (isPatch(x, y) ? 0.8 : 0.2) * steep(x), gradient: 4 * steep(x) }));
    expect(inAndOut(compare(patched).fromLikeCells)[0]).toBeGreaterThan(5);
  });

  it('does not excuse strong noise as texture: the gradient that noise makes by itself is none', () => {
    const cells = cellsOf((x, y) => (isPatch(x, y) ? { sigma: 12, gradient: 0.56 * 12 } : { sigma: 2, gradient: 0.56 * 2 }));
    expect(inAndOut(compare(cells).fromLikeCells)[0]).toBeGreaterThan(8);
  });

  it('explains noise that grows with brightness, up to a factor of two', () => {
    const bright = (x: number, y: number, sigma: number): Cell => (isPatch(x, y) ? { sigma, luma: 220 } : { sigma: 2, luma: 90 });
    const [doubled] = inAndOut(compare(cellsOf((x, y) => bright(x, y, 3.6))).fromLikeCells);
    const [sixfold] = inAndOut(compare(cellsOf((x, y) => bright(x, y, 12))).fromLikeCells);
    expect(Math.abs(doubled)).toBeLessThan(2);
    expect(sixfold).toBeGreaterThan(8);
  });

  it('leaves cells out that do not count, whatever they hold', () => {
    const valid = Uint8Array.from({ length: COUNT }, (_, i) => (i % 5 === 0 ? 0 : 1));
    const cells = cellsOf((x, y) => ({ sigma: isPatch(x, y) ? 6 : 2 }));
    const other = { ...cells, sigma: cells.sigma.map((sigma, i) => (valid[i] === 0 ? 99 : sigma)) };
    const comparison = compare(cells, valid);
    expect(compare(other, valid)).toEqual(comparison);
    for (const map of [comparison.deviations, comparison.fromLikeCells]) {
      expect(Array.from(map).filter((value, i) => valid[i] === 0 && value !== 0)).toEqual([]);
    }
  });

  it('is 0 where all cells are alike, and where none counts', () => {
    const cells = cellsOf(() => ({ sigma: 2 }));
    const even = { ...cells, sigma: cells.sigma.map(() => 2), laplacianSigma: cells.sigma.map(() => 2) };
    const zero = new Float32Array(COUNT);
    expect(compare(even)).toEqual({ deviations: zero, fromLikeCells: zero });
    expect(compare(cells, new Uint8Array(COUNT))).toEqual({ deviations: zero, fromLikeCells: zero });
  });

  it('smooths more with a larger square', () => {
    const cells = cellsOf((x, y) => ({ sigma: isPatch(x, y) ? 2.6 : 2 }));
    const cores = [1, 3, 5].map((smoothing) => inAndOut(compare(cells, undefined, smoothing).deviations)[0]);
    expect(cores).toEqual([...cores].sort((a, b) => a - b));
  });
});

describe('minoritySide', () => {
  it.each([
    [[0, 1, -1, 5], 'noisier'],
    [[0, 1, -1, -5], 'smoother'],
    [[2, 2, 2, -2.1], 'smoother'],
    // At most six for a cell: 2 · (4 − 2) is less, 4 · (4 − 2) is more.
    [[30, -4, -4], 'noisier'],
    [[30, -4, -4, -4, -4], 'smoother'],
    [[], 'noisier'],
  ] as const)('of %j is %s', (deviations, side) => {
    expect(minoritySide(Float32Array.from(deviations))).toBe(side);
  });
});
