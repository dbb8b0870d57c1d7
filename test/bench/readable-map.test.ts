import { describe, expect, it } from 'vitest';
import { readMap } from '../../bench/accuracy/readable-map.ts';

describe('readMap', () => {
  it('gives cells that were not measured the median of the others, whatever they hold', () => {
    const map = readMap({ data: Float32Array.of(1, NaN, 2, 99, 6), valid: Uint8Array.of(1, 0, 1, 0, 1) });
    expect(map?.values).toEqual(Float32Array.of(1, 2, 2, 2, 6));
    expect(map?.measuredShare).toBe(0.6);
  });

  it('puts the fixed threshold 2.5 robust deviations above the median', () => {
    // Median 2, distances 2, 1, 0, 1, 8: median 1.
    const map = readMap({ data: Float32Array.of(0, 1, 2, 3, 10) });
    expect(map?.robustThreshold).toBeCloseTo(2 + 2.5 * 1.4826022, 6);
  });

  it('puts it at the lower level of a map of two levels, most of which is low', () => {
    expect(readMap({ data: Float32Array.of(0, 0, 0, 1) })?.robustThreshold).toBe(0);
  });

  it('has nothing to read where nothing was measured', () => {
    expect(readMap({ data: Float32Array.of(1), valid: Uint8Array.of(0) })).toBeUndefined();
  });

  it.each([NaN, Infinity, -Infinity])('refuses a measured cell of %d', (value) => {
    expect(() => readMap({ data: Float32Array.of(1, value) })).toThrow(TypeError);
  });
});
