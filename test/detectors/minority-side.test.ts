import { describe, expect, it } from 'vitest';
import { minoritySide } from '../../src/detectors/minority-side.ts';

const mapOf = (...values: number[]): { readonly data: Float32Array; readonly valid: undefined } => ({
  data: Float32Array.from(values),
  valid: undefined,
});

describe('minoritySide', () => {
  it('is where the few are', () => {
    expect(minoritySide(mapOf(1, 1, 1, 9))).toMatchObject({ side: 'above', share: 0.25 });
    expect(minoritySide(mapOf(9, 9, 9, 9, 1))?.side).toBe('below');
    expect(minoritySide(mapOf(9, 9, 9, 9, 1))?.share).toBeCloseTo(0.2, 12);
    expect(minoritySide(mapOf(1, 9))).toMatchObject({ side: 'above', share: 0.5 });
  });

  it('swaps sides when the map is negated', () => {
    const values = [3, 4, 3, 5, 4, 3, 20, 22, 4, 3];
    expect(minoritySide(mapOf(...values))).toMatchObject({ side: 'above' });
    expect(minoritySide(mapOf(...values.map((value) => -value)))).toMatchObject({ side: 'below' });
  });

  it('has its threshold between both', () => {
    const { threshold } = minoritySide(mapOf(0, 1, 0, 1, 0, 10))!;
    expect(threshold).toBeGreaterThan(1);
    expect(threshold).toBeLessThan(10);
  });

  it('does not count cells without a measurement', () => {
    const valid = Uint8Array.of(1, 1, 0, 0, 0, 1);
    expect(minoritySide({ data: Float32Array.of(1, 9, 9, 9, 9, 1), valid })).toMatchObject({ side: 'above' });
  });

  it('is nowhere on a flat map', () => {
    expect(minoritySide(mapOf(4, 4, 4))).toBeUndefined();
    expect(minoritySide({ data: Float32Array.of(1, 2), valid: Uint8Array.of(0, 0) })).toBeUndefined();
  });
});
