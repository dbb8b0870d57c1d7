import { describe, expect, it } from 'vitest';
import { standardQuantizationTable } from '../../../src/codec/jpeg/index.ts';
import { BINS, FREQUENCIES, LARGEST_VALUE } from '../../../src/detectors/double-jpeg/frequencies.ts';
import { estimatePrimaryQuality } from '../../../src/detectors/double-jpeg/primary-quality.ts';
import { estimatePrimarySteps } from '../../../src/detectors/double-jpeg/primary-steps.ts';
import type { PrimaryStep } from '../../../src/detectors/double-jpeg/primary-steps.ts';
import { isInformative } from '../../../src/detectors/double-jpeg/valley-counts.ts';
import { xorshiftBytes } from '../../support/scene.ts';

const BLOCKS = 20_000;

/** Coefficients with a peak at 0 and long tails, the same for the same seed: differences of bytes, scaled at random. */
function unquantized(seed: number): Float64Array {
  const bytes = xorshiftBytes(5 * BLOCKS, seed);
  return Float64Array.from({ length: BLOCKS }, (_, i) => {
    const [a, b, c, d, scale] = bytes.subarray(5 * i, 5 * i + 5);
    return ((a - b + (c - d) / 256) * scale) / 512;
  });
}

function histogramOf(values: Float64Array, quantize: (value: number) => number): Float64Array {
  const counts = new Float64Array(BINS);
  for (const value of values) counts[quantize(value) + LARGEST_VALUE]++;
  return counts;
}

/** Histograms of which each frequency went through two steps, but for a share of the blocks. */
function estimate(primary: ArrayLike<number>, last: Uint16Array, untouched = 0): PrimaryStep[] {
  const values = FREQUENCIES.map((_, place) => unquantized(place + 1));
  const single = FREQUENCIES.map((frequency, place) => histogramOf(values[place], (v) => Math.round(v / last[frequency])));
  const seen = FREQUENCIES.map((frequency, place) => {
    let block = 0;
    return histogramOf(values[place], (value) => {
      const first = block++ < untouched * BLOCKS ? value : primary[frequency] * Math.round(value / primary[frequency]);
      return Math.round(first / last[frequency]);
    });
  });
  return estimatePrimarySteps(seen, { histograms: single, roundingVariance: 0, roundingBias: 0 }, 0.05, last);
}

describe('estimatePrimarySteps', () => {
  it.each([
    [70, 90],
    [60, 85],
    [80, 95],
    [75, 85],
  ])('recovers the steps of quality %d under those of %d', (first, last) => {
    const primary = standardQuantizationTable('luma', first);
    const steps = estimate(primary, standardQuantizationTable('luma', last));
    expect(steps.map(({ primaryStep }) => primaryStep)).toEqual(FREQUENCIES.map((frequency) => primary[frequency]));
    // Under a last step of 4, one of 6 fills the bins 0, 1½, 1½, 0 about its multiples: too faint to count.
    expect(steps.filter(isInformative).length).toBeGreaterThanOrEqual(13);
    for (const { alpha } of steps) expect(alpha).toBeGreaterThan(0.9);
    expect(estimatePrimaryQuality(steps)).toEqual({ quality: first, confidence: 1 });
  });

  it('recovers the share of blocks that went through both', () => {
    const steps = estimate(standardQuantizationTable('luma', 70), standardQuantizationTable('luma', 92), 0.3);
    // A shape fitted by least squares to histograms of 20,000 values.
    for (const { frequency, alpha } of steps) expect(Math.abs(alpha - 0.7), `frequency ${frequency}`).toBeLessThan(0.06);
  });

  it('finds no earlier step where there was none, or one that leaves no trace', () => {
    const last = standardQuantizationTable('luma', 85);
    const ones = new Uint16Array(64).fill(1);
    for (const primary of [ones, last]) {
      const steps = estimate(primary, last);
      expect(steps.filter(isInformative)).toEqual([]);
      expect(estimatePrimaryQuality(steps)).toBeNull();
    }
  });
});

describe('estimatePrimarySteps, on a forged file', () => {
  it('takes no time over steps of 16 bits with values that do not fit them', () => {
    const wild = FREQUENCIES.map((_, place) => Float64Array.from({ length: BINS }, (__, i) => (i + place) % 3));
    const calibration = {
      histograms: wild.map((counts) => counts.map((count) => count + 1)),
      roundingVariance: 0,
      roundingBias: 0,
    };
    const started = performance.now();
    for (const step of [255, 65_535]) {
      const steps = estimatePrimarySteps(wild, calibration, 0.3, new Uint16Array(64).fill(step));
      expect(steps.every(({ gain, alpha }) => Number.isFinite(gain) && Number.isFinite(alpha))).toBe(true);
      expect(steps.filter(isInformative)).toEqual([]);
    }
    // Two seconds of work at most on a slow machine; looking at each multiple of a step of 16 bits would take hours.
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

describe('estimatePrimaryQuality', () => {
  const plain = (primaryStep: number, place: number): PrimaryStep => ({
    frequency: FREQUENCIES[place],
    step: 1,
    primaryStep,
    alpha: 1,
    gain: 0.9,
    ratios: new Float64Array(1),
    range: 0,
  });

  it('says which share of the steps is exactly that of the quality', () => {
    const table = standardQuantizationTable('luma', 75);
    const steps = FREQUENCIES.map((frequency, place) => plain(table[frequency] + (place < 3 ? 1 : 0), place));
    expect(estimatePrimaryQuality(steps)).toEqual({ quality: 75, confidence: 12 / 15 });
  });

  it('says nothing from two frequencies', () => {
    expect(estimatePrimaryQuality([plain(8, 0), plain(6, 1)])).toBeNull();
  });
});
