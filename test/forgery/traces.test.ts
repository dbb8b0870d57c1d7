import { describe, expect, it } from 'vitest';
import { readCoefficients, standardQuantizationTable } from '../../src/codec/jpeg/index.ts';
import { forge, generateScene } from '../../src/forgery/index.ts';
import type { Forgery, ForgeryRecipe } from '../../src/forgery/index.ts';
import type { Box, Plane, Raster } from '../../src/image/index.ts';

const SIZE = { width: 384, height: 256 };
const [FIRST, LAST] = [70, 95];
/** The coefficient frequencies 0,1 and 1,0 and 1,1 in natural order. */
const FREQUENCIES = [1, 8, 9];

const sourcesOf = (seed: number): { host: Raster; donor: Raster } => ({
  host: generateScene(seed, SIZE),
  donor: generateScene(seed, SIZE, { view: 1 }),
});

/** The share of non-zero coefficients in bins that a coefficient of an earlier save with `FIRST` cannot reach. */
function shareInGaps(file: Uint8Array, wanted: (column: number, row: number) => boolean): number {
  const [first, last] = [standardQuantizationTable('luma', FIRST), standardQuantizationTable('luma', LAST)];
  const { data, blocksPerRow, blockRows } = readCoefficients(file).planes[0];
  let gaps = 0;
  let all = 0;
  for (const k of FREQUENCIES) {
    const reached = new Set<number>();
    for (let n = -400; n <= 400; n++) reached.add(Math.round((n * first[k]) / last[k]));
    for (let row = 0; row < blockRows; row++) {
      for (let column = 0; column < blocksPerRow; column++) {
        const value = data[(row * blocksPerRow + column) * 64 + k];
        if (value === 0 || !wanted(column, row)) continue;
        all++;
        if (!reached.has(value)) gaps++;
      }
    }
  }
  return gaps / all;
}

const everywhere = (): boolean => true;

/** Whether the mask holds all of a block, or none of it. */
function blockIn({ data, width, height }: Plane, value: 0 | 255) {
  return (column: number, row: number): boolean => {
    for (let y = 8 * row; y < 8 * row + 8; y++) {
      for (let x = 8 * column; x < 8 * column + 8; x++)
        if (x < width && y < height && data[y * width + x] !== value) return false;
    }
    return true;
  };
}

/** The column phase (modulo 8) at whose edges luma steps most, by the mean second difference across the edge. */
function gridPhase({ data, width, channels }: Raster, box: Box, axis: 'x' | 'y'): number {
  const steps = new Float64Array(8);
  const counts = new Float64Array(8);
  const stride = axis === 'x' ? channels : width * channels;
  for (let y = box.y + 2; y < box.y + box.height - 2; y++) {
    for (let x = box.x + 2; x < box.x + box.width - 2; x++) {
      const at = (y * width + x) * channels + (channels === 3 ? 1 : 0);
      const across = data[at - stride] - data[at];
      const around = (data[at - 2 * stride] - data[at - stride] + data[at] - data[at + stride]) / 2;
      const phase = (axis === 'x' ? x : y) & 7;
      steps[phase] += Math.min(12, Math.abs(across - around));
      counts[phase]++;
    }
  }
  const means = Array.from(steps, (sum, phase) => sum / counts[phase]);
  return means.indexOf(Math.max(...means));
}

const forged = (seed: number, recipe: ForgeryRecipe): Forgery => forge(sourcesOf(seed), recipe, { seed });

describe('the traces of a forgery', () => {
  it('has the gaps of double compression in a host that was saved twice, and none in one that was saved once', () => {
    for (const seed of [200, 201, 202]) {
      const twice = shareInGaps(forged(seed, { kind: 'double-compression', hostQuality: FIRST, quality: LAST }).file, everywhere);
      const once = shareInGaps(forged(seed, { kind: 'single-save', quality: LAST }).file, everywhere);
      // First steps of 7 and last ones of 1 leave six bins of seven out; rounding to pixels fills the ones beside the seventh a little.
      expect(twice, `seed ${seed}, saved twice`).toBeLessThan(0.25);
      expect(once, `seed ${seed}, saved once`).toBeGreaterThan(0.6);
    }
  });

  it('has them outside an aligned splice only', () => {
    for (const seed of [210, 211, 212]) {
      const recipe = { kind: 'aligned-splice', hostQuality: FIRST, quality: LAST, region: { share: 15 } } as const;
      const { file, mask } = forged(seed, recipe);
      expect(shareInGaps(file, blockIn(mask, 0)), `seed ${seed}, outside`).toBeLessThan(0.25);
      expect(shareInGaps(file, blockIn(mask, 255)), `seed ${seed}, inside`).toBeGreaterThan(0.6);
    }
  });

  it('has no gaps where the first save had another grid', () => {
    const { file } = forged(220, { kind: 'cropped-resave', hostQuality: FIRST, quality: LAST, crop: { x: 3, y: 4 } });
    expect(shareInGaps(file, everywhere)).toBeGreaterThan(0.6);
  });

  it.each([
    [1, 0],
    [3, 6],
    [7, 7],
    [4, 2],
  ])('has the grid of a shifted splice at %d, %d', (x, y) => {
    const recipe = { kind: 'shifted-splice', donorQuality: 50, gridShift: { x, y }, format: 'png' } as const;
    const box = { x: 100, y: 60, width: 180, height: 140 };
    const { raster, mask } = forged(230, { ...recipe, region: { shape: 'rectangle', box } });
    expect(mask.data[60 * SIZE.width + 100]).toBe(255);
    expect([gridPhase(raster, box, 'x'), gridPhase(raster, box, 'y')]).toEqual([x, y]);
  });

  it('keeps the grid of the donor on the host’s in an aligned splice', () => {
    const box = { x: 103, y: 61, width: 180, height: 140 };
    const region = { shape: 'rectangle', box } as const;
    const { raster } = forged(231, { kind: 'aligned-splice', hostQuality: 'none', donorQuality: 50, format: 'png', region });
    expect([gridPhase(raster, box, 'x'), gridPhase(raster, box, 'y')]).toEqual([0, 0]);
  });

  it.each([
    [2, 5],
    [0, 1],
  ])('has the first grid of a picture cropped by %d, %d where it belongs', (x, y) => {
    const { raster } = forged(232, { kind: 'cropped-resave', hostQuality: 50, crop: { x, y } });
    const whole = { x: 0, y: 0, width: raster.width, height: raster.height };
    expect([gridPhase(raster, whole, 'x'), gridPhase(raster, whole, 'y')]).toEqual([(8 - x) % 8, (8 - y) % 8]);
  });
});
