import { describe, expect, it } from 'vitest';
import { f1Above, rankMap } from '../../bench/accuracy/map-figures.ts';
import { xorshiftBytes } from '../support/scene.ts';

const counts = (inside: readonly number[], outside: readonly number[]) => ({
  inside: Uint32Array.from(inside),
  outside: Uint32Array.from(outside),
});

describe('rankMap', () => {
  it('is worked by hand on four pixels', () => {
    // Descending: in, out, in, out. Of 4 pairs the mask wins 3.
    const ranking = rankMap(Float32Array.of(4, 3, 2, 1), counts([1, 0, 1, 0], [0, 1, 0, 1]));
    expect(ranking.auc).toBe(0.75);
    // Three called, two of them right: 2 · 2 / (3 + 2).
    expect(ranking.bestF1).toBe(0.8);
    expect(ranking.allPositiveF1).toBeCloseTo(2 / 3, 12);
    // One called and right: (1 · 2 − 0 · 1) / √(1 · 3 · 2 · 2); three called: (2 · 1 − 1 · 0) / √(3 · 1 · 2 · 2), the same.
    expect(ranking.bestMcc).toBeCloseTo(2 / Math.sqrt(12), 12);
  });

  it('does not part equal values, whatever their order', () => {
    for (const side of [counts([1, 0], [0, 1]), counts([0, 1], [1, 0])]) {
      expect(rankMap(Float32Array.of(5, 5), side)).toEqual({ auc: 0.5, bestF1: 2 / 3, allPositiveF1: 2 / 3, bestMcc: 0 });
    }
    expect(rankMap(Float32Array.of(0, -0), counts([1, 0], [0, 1])).auc).toBe(0.5);
  });

  it('does not turn a map around that has it backwards', () => {
    const ranking = rankMap(Float32Array.of(1, 2), counts([10, 0], [0, 90]));
    expect(ranking.auc).toBe(0);
    expect(ranking.bestMcc).toBe(0);
    // Only by calling everything tampered: 2 · 10 / (100 + 10).
    expect(ranking.bestF1).toBeCloseTo(2 / 11, 12);
  });

  it('is 1 throughout for a map that is the mask', () => {
    const ranking = rankMap(Float32Array.of(0, 1, 0), counts([0, 7, 0], [3, 0, 9]));
    expect([ranking.auc, ranking.bestF1]).toEqual([1, 1]);
    // A product of two square roots.
    expect(ranking.bestMcc).toBeCloseTo(1, 12);
  });

  it.each(Array.from({ length: 40 }, (_, seed) => seed))('equals brute force over all pairs and thresholds, seed %d', (seed) => {
    const bytes = xorshiftBytes(3 * 24, seed);
    // Few distinct values, so that there are ties; some cells mixed, some without pixels.
    const values = Float32Array.from({ length: 24 }, (_, i) => (bytes[i] % 9) - 4);
    const inside = Array.from({ length: 24 }, (_, i) => bytes[24 + i] % 4);
    const outside = Array.from({ length: 24 }, (_, i) => bytes[48 + i] % 5);
    const pixels = Array.from(values, (value, i) => [
      ...Array.from({ length: inside[i] }, () => ({ value, tampered: true })),
      ...Array.from({ length: outside[i] }, () => ({ value, tampered: false })),
    ]).flat();
    const expected = bruteForce(pixels);
    const ranking = rankMap(values, counts(inside, outside));
    // The sums are of few halves and so exact; the quotients are taken in another order.
    expect(ranking.auc).toBeCloseTo(expected.auc, 12);
    expect(ranking.bestF1).toBeCloseTo(expected.bestF1, 12);
    expect(ranking.bestMcc).toBeCloseTo(expected.bestMcc, 12);
    for (const threshold of [-5, -1, 0, 0.5, 4]) {
      expect(f1Above(values, counts(inside, outside), threshold)).toBeCloseTo(f1Of(pixels, threshold + 0.25), 12);
    }
  });

  it('stays exact with counts of a picture of 12 megapixels', () => {
    const ranking = rankMap(Float32Array.of(2, 1), counts([3_000_000, 1_000_000], [2_000_000, 6_000_000]));
    expect(ranking.auc).toBeCloseTo((3 * 6 + (3 * 2 + 1 * 6) / 2) / (4 * 8), 12);
    expect(ranking.bestMcc).toBeCloseTo((3 * 6 - 2 * 1) / Math.sqrt(5 * 4 * 8 * 7), 12);
  });

  it('refuses a mask of which nothing is left to tell apart', () => {
    expect(() => rankMap(Float32Array.of(1), counts([0], [1]))).toThrow(RangeError);
    expect(() => rankMap(Float32Array.of(1), counts([1], [0]))).toThrow(RangeError);
  });
});

describe('f1Above', () => {
  it('calls what is above the threshold, not what is at it', () => {
    const side = counts([1, 0, 1], [0, 1, 0]);
    expect(f1Above(Float32Array.of(3, 2, 1), side, 2)).toBeCloseTo(2 / 3, 12);
    expect(f1Above(Float32Array.of(3, 2, 1), side, 3)).toBe(0);
  });
});

interface Pixel {
  readonly value: number;
  readonly tampered: boolean;
}

function confusion(pixels: readonly Pixel[], threshold: number) {
  const number = (called: boolean, tampered: boolean) =>
    pixels.filter((pixel) => pixel.value >= threshold === called && pixel.tampered === tampered).length;
  return { tp: number(true, true), fp: number(true, false), fn: number(false, true), tn: number(false, false) };
}

function f1Of(pixels: readonly Pixel[], threshold: number): number {
  const { tp, fp, fn } = confusion(pixels, threshold);
  const [precision, recall] = [tp + fp === 0 ? 0 : tp / (tp + fp), tp / (tp + fn)];
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}

/** By the definitions, in quadratic time. */
function bruteForce(pixels: readonly Pixel[]) {
  const [inside, outside] = [pixels.filter(({ tampered }) => tampered), pixels.filter(({ tampered }) => !tampered)];
  const wins = inside.map((a) => outside.map((b) => (a.value > b.value ? 1 : a.value === b.value ? 0.5 : 0)));
  const thresholds = [...pixels.map(({ value }) => value), Infinity];
  const mccs = thresholds.map((threshold) => {
    const { tp, fp, fn, tn } = confusion(pixels, threshold);
    const product = (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn);
    return product === 0 ? 0 : (tp * tn - fp * fn) / Math.sqrt(product);
  });
  return {
    auc: wins.flat().reduce<number>((sum, win) => sum + win, 0) / (inside.length * outside.length),
    bestF1: Math.max(...thresholds.map((threshold) => f1Of(pixels, threshold))),
    bestMcc: Math.max(...mccs),
  };
}
