import { describe, expect, it } from 'vitest';
import { forwardDct, inverseDct } from '../../src/kernels/index.ts';
import { forwardReference, inverseReference } from './reference-dct.ts';
import { extremeBlocks, sampleBlocks } from './sample-blocks.ts';

const ONES = new Uint16Array(64).fill(1);

function forward(samples: Uint8ClampedArray): Int32Array {
  const work = new Int32Array(64);
  forwardDct(samples, 0, 8, work);
  return work;
}

function inverse(coefficients: ArrayLike<number>, table: Uint16Array = ONES): Uint8ClampedArray {
  const samples = new Uint8ClampedArray(64);
  inverseDct(Int16Array.from(coefficients), 0, table, new Int32Array(64), samples, 0, 8);
  return samples;
}

const shifted = (samples: Uint8ClampedArray): number[] => [...samples].map((sample) => sample - 128);
const clamped = (samples: Float64Array): number[] =>
  [...samples].map((sample) => Math.min(255, Math.max(0, Math.round(sample + 128))));

/** Seeded integers in −low..high, by the generator of ITU-T H.261 (03/93), annex A. */
function h261Generator(): (low: number, high: number) => number {
  let state = 1;
  return (low, high) => {
    state = (Math.imul(state, 1103515245) + 12345) | 0;
    return Math.floor(((state & 0x7ffffffe) / 0x7fffffff) * (low + high + 1)) - low;
  };
}

describe('forwardDct', () => {
  it('has one coefficient on a flat block: eight times eight times the level less 128', () => {
    for (const level of [0, 1, 100, 128, 255]) {
      const expected = new Int32Array(64);
      expected[0] = 64 * (level - 128);
      expected.forEach((value, k) =>
        expect(forward(new Uint8ClampedArray(64).fill(level))[k], `level ${level}, ${k}`).toBe(value),
      );
    }
  });

  it('puts rows first: samples that change along x only fill the first row of coefficients', () => {
    const ramp = Uint8ClampedArray.from({ length: 64 }, (_, i) => (i & 7) * 30);
    const coefficients = forward(ramp);
    expect([...coefficients.subarray(8)].every((value) => value === 0)).toBe(true);
    expect(coefficients[1]).toBeLessThan(0);
    const turned = forward(Uint8ClampedArray.from({ length: 64 }, (_, i) => (i >> 3) * 30));
    expect([...turned].filter((value, k) => value !== 0 && k % 8 !== 0)).toEqual([]);
  });

  // A row is rounded to half a unit of a quarter of that, and the weights of a column add up to 8 at most: 1. A column is rounded to
  // half a unit. The last half is for the constants, which have 13 bits.
  it('comes within 2 units of an eighth of the exact transform, on extremes as on noise', () => {
    let worst = { error: 0, place: '' };
    let sum = 0;
    const blocks = sampleBlocks(2000, 1);
    for (const [b, samples] of blocks.entries()) {
      const actual = forward(samples);
      const exact = forwardReference(shifted(samples));
      for (let k = 0; k < 64; k++) {
        const error = Math.abs(actual[k] - 8 * exact[k]);
        sum += error;
        if (error > worst.error)
          worst = { error, place: `block ${b}, coefficient ${k}: ${actual[k]} instead of ${8 * exact[k]}` };
      }
    }
    expect(worst.error, worst.place).toBeLessThan(2);
    // Rounding the exact value alone would cost a quarter on average.
    expect(sum / (64 * blocks.length)).toBeLessThan(0.5);
  });

  it('reads a block inside a wider plane', () => {
    const [block] = sampleBlocks(1, 77).slice(-1);
    const plane = new Uint8ClampedArray(40 * 20).fill(9);
    for (let y = 0; y < 8; y++) plane.set(block.subarray(8 * y, 8 * y + 8), (y + 5) * 40 + 16);
    const work = new Int32Array(64);
    forwardDct(plane, 5 * 40 + 16, 40, work);
    expect(work).toEqual(forward(block));
  });
});

describe('inverseDct', () => {
  it('makes 128 of nothing, and a flat block of a DC alone: 128 + DC / 8', () => {
    expect(new Set(inverse(new Int16Array(64)))).toEqual(new Set([128]));
    for (const [dc, level] of [
      [8, 129],
      [-8, 127],
      // Half rounds up.
      [4, 129],
      [3, 128],
      [-4, 128],
      [-5, 127],
      [1016, 255],
      [5000, 255],
      [-1024, 0],
      [-5000, 0],
    ]) {
      expect(new Set(inverse([dc, ...new Array<number>(63).fill(0)])), `DC ${dc}`).toEqual(new Set([level]));
    }
  });

  it('multiplies by the quantization table', () => {
    const table = Uint16Array.from({ length: 64 }, (_, k) => k + 1);
    const quantized = Int16Array.from({ length: 64 }, (_, k) => (k < 20 ? (k % 5) - 2 : 0));
    expect(inverse(quantized, table)).toEqual(inverse(quantized.map((value, k) => value * table[k])));
  });

  it('writes a block inside a wider plane and nothing else', () => {
    const coefficients = Int16Array.from({ length: 128 }, (_, k) => (k >= 64 && k < 80 ? 40 - 3 * k : 0));
    const plane = new Uint8ClampedArray(24 * 12).fill(77);
    inverseDct(coefficients, 64, ONES, new Int32Array(64), plane, 2 * 24 + 8, 24);
    const block = inverse(coefficients.subarray(64));
    plane.forEach((sample, i) => {
      const [x, y] = [(i % 24) - 8, Math.floor(i / 24) - 2];
      const isInside = x >= 0 && x < 8 && y >= 0 && y < 8;
      expect(sample, `(${x}, ${y})`).toBe(isInside ? block[y * 8 + x] : 77);
    });
  });

  it('undoes the forward transform to one level, on extremes as on noise', () => {
    // Coefficients rounded to whole units: half a unit in each of 64 is at most 4 levels, and rarely more than 1.
    for (const samples of sampleBlocks(500, 9)) {
      const rounded = [...forward(samples)].map((value) => Math.round(value / 8));
      const back = inverse(rounded);
      const exact = clamped(inverseReference(rounded));
      const at = back.findIndex((sample, i) => Math.abs(sample - exact[i]) > 1);
      expect(at < 0 ? undefined : `sample ${at}: ${back[at]} instead of ${exact[at]}`).toBeUndefined();
    }
  });

  // The procedure and bounds of ITU-T H.261 (03/93), annex A, which IEEE 1180-1990 repeats; outputs are compared on 0..255 as JPEG
  // has them, not −256..255, so blocks of ±300 are clamped more often.
  it.each([
    [256, 255],
    [5, 5],
    [300, 300],
  ])('is as accurate as H.261 asks for samples of −%d..%d, and for their negatives', (low, high) => {
    const next = h261Generator();
    for (const sign of [1, -1]) {
      const error = new Float64Array(64);
      const square = new Float64Array(64);
      const count = 10_000;
      let peak = 0;
      for (let block = 0; block < count; block++) {
        const samples = Array.from({ length: 64 }, () => sign * next(low, high));
        const coefficients = [...forwardReference(samples)].map((value) => Math.min(2047, Math.max(-2048, Math.round(value))));
        const exact = clamped(inverseReference(coefficients));
        const actual = inverse(coefficients);
        for (let i = 0; i < 64; i++) {
          const difference = actual[i] - exact[i];
          error[i] += difference;
          square[i] += difference * difference;
          peak = Math.max(peak, Math.abs(difference));
        }
      }
      const mean = (values: Float64Array): number => Math.abs(values.reduce((sum, value) => sum + value, 0)) / (64 * count);
      expect(peak).toBeLessThanOrEqual(1);
      expect(Math.max(...square) / count).toBeLessThanOrEqual(0.06);
      expect(mean(square)).toBeLessThanOrEqual(0.02);
      expect(Math.max(...error.map(Math.abs)) / count).toBeLessThanOrEqual(0.015);
      expect(mean(error)).toBeLessThanOrEqual(0.0015);
    }
  });

  it('stays within 0..255 whatever coefficients a damaged file makes', () => {
    const table = new Uint16Array(64).fill(65_535);
    for (const pattern of [() => 32_767, () => -32_768, (k: number) => (k & 1 ? 32_767 : -32_768)]) {
      const samples = inverse(
        Int16Array.from({ length: 64 }, (_, k) => pattern(k)),
        table,
      );
      expect(samples.every((sample) => sample >= 0 && sample <= 255)).toBe(true);
    }
  });
});

describe('the largest coefficients', () => {
  it('fit the 1024 that the reciprocals of quantization are exact for', () => {
    const largest = Math.max(...extremeBlocks().map((block) => Math.max(...forward(block).map(Math.abs))));
    // 8 · 1024: the flat black block.
    expect(largest).toBe(8192);
  });
});
