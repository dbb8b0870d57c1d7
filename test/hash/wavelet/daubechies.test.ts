import { describe, expect, it } from 'vitest';
import { approximateByDaubechies } from '../../../src/hash/wavelet/daubechies.ts';
import { tilesOf } from '../../../src/hash/wavelet/tiled-picture.ts';
import { borderIndex } from '../../../src/image/index.ts';
import { noise } from '../../support/scene.ts';

const TAPS = [
  ...[-0.010597401785069, 0.032883011666885, 0.030841381835561, -0.187034811719093],
  ...[-0.02798376941686, 0.630880767929859, 0.714846570552915, 0.230377813308897],
];

/** The definition: every second sample of a filtered row that is continued by reflection. */
function halved(row: readonly number[]): number[] {
  return Array.from({ length: (row.length + 7) >> 1 }, (_, u) =>
    TAPS.reduce((sum, tap, j) => sum + tap * row[borderIndex(2 * u + 1 - j, row.length, 'reflect')], 0),
  );
}

const transposed = (rows: readonly number[][]): number[][] => rows[0].map((_, x) => rows.map((row) => row[x]));

describe('approximateByDaubechies', () => {
  it('is tested with an orthonormal filter whose counterpart leaves nothing of a cubic', () => {
    const sum = (term: (tap: number, j: number) => number): number => TAPS.reduce((total, tap, j) => total + term(tap, j), 0);
    expect(sum((tap) => tap)).toBeCloseTo(Math.SQRT2, 12);
    [1, 0, 0, 0].forEach((expected, i) => expect(sum((tap, j) => tap * (TAPS[j + 2 * i] ?? 0))).toBeCloseTo(expected, 12));
    for (let power = 0; power < 4; power++) {
      expect(sum((tap, j) => (j % 2 === 0 ? tap : -tap) * (j - 3.5) ** power)).toBeCloseTo(0, 11);
    }
  });

  it.each([
    [2, 1],
    [4, 2],
    [8, 3],
    [64, 1],
    [128, 3],
    [256, 5],
  ])('filters %d pixels a side as defined, %d levels deep', (side, levels) => {
    const plane = noise(side, side, 1, 90 + side);
    let rows = Array.from({ length: side }, (_, y) => Array.from(plane.data.subarray(y * side, (y + 1) * side), (v) => v / 255));
    for (let level = 0; level < levels; level++) rows = transposed(transposed(rows.map(halved)).map(halved));
    const approximation = approximateByDaubechies(tilesOf(plane), levels);
    expect(approximation.side).toBe(rows.length);
    // Fifteen decimals of the taps, and numbers up to 32 after ten filters.
    rows.flat().forEach((value, i) => expect(Math.abs(value - approximation.data[i])).toBeLessThan(1e-12));
  });

  it('doubles one level with every level, beyond the border too', () => {
    const plane = { data: new Uint8Array(128 * 128).fill(255), width: 128, height: 128 };
    const { data, side } = approximateByDaubechies(tilesOf(plane), 3);
    expect(side).toBe(22);
    data.forEach((value) => expect(value).toBeCloseTo(8, 9));
  });
});
