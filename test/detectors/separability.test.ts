import { describe, expect, it } from 'vitest';
import { otsuSeparability } from '../../src/detectors/separability.ts';
import { xorshiftBytes } from '../support/scene.ts';

function separability(values: readonly number[], valid?: readonly number[]): number {
  const cell = { width: 8, height: 8, offsetX: 0, offsetY: 0 };
  const marks = valid === undefined ? {} : { valid: Uint8Array.from(valid) };
  return otsuSeparability({ data: Float32Array.from(values), ...marks, width: values.length, height: 1, cell });
}

describe('otsuSeparability', () => {
  it.each([[[1, 5]], [[3, 3, 3, 3, 3, 3, 3, 100]], [[0, 0, 1e-6, 1e-6]]])('is 1 for exactly two levels: %j', (values) => {
    expect(separability(values)).toBeCloseTo(1, 12);
  });

  it.each([[[]], [[4]], [[4, 4, 4]]])('is 0 where there is one level or none: %j', (values) => {
    expect(separability(values)).toBe(0);
  });

  it('is that of a uniform distribution for a ramp of 256 steps', () => {
    // Two halves, 128 bins apart: ¼ · 128² of a variance of (256² − 1) / 12.
    const ramp = Array.from({ length: 256 }, (_, i) => i);
    expect(separability(ramp)).toBeCloseTo(4096 / (65_535 / 12), 12);
  });

  it('works out three levels as by hand', () => {
    // 0, 1 and 3 with weights ½, ¼, ¼ fall into bins 0, 85 and 255; split above 85: means 28.333 and 255.
    const [a, b, c] = [0, 85, 255];
    const mean = (2 * a + b + c) / 4;
    const variance = (2 * (a - mean) * (a - mean) + (b - mean) * (b - mean) + (c - mean) * (c - mean)) / 4;
    const between = (3 / 4) * (1 / 4) * (c - b / 3) * (c - b / 3);
    expect(separability([0, 0, 1, 3])).toBeCloseTo(between / variance, 12);
  });

  it('does not depend on the order, the unit or the origin', () => {
    const values = Array.from(xorshiftBytes(500, 1), (byte) => byte >> 1);
    const expected = separability(values);
    expect(separability([...values].reverse())).toBe(expected);
    expect(separability(values.map((value) => 4 * value))).toBe(expected);
    expect(separability(values.map((value) => value + 1024))).toBe(expected);
  });

  it('does not count cells without a measurement', () => {
    expect(separability([1, 5, 90, 1, 5], [1, 1, 0, 1, 1])).toBeCloseTo(1, 12);
    expect(separability([1, 5], [0, 0])).toBe(0);
  });

  it('is higher for two clusters than for one', () => {
    const noise = Array.from(xorshiftBytes(1000, 2), (byte, i) => byte + (xorshiftBytes(1, i + 9)[0] >> 1));
    const clusters = noise.map((value, i) => (i % 5 === 0 ? value + 2000 : value));
    expect(separability(clusters)).toBeGreaterThan(0.95);
    expect(separability(noise)).toBeLessThan(0.8);
  });
});
