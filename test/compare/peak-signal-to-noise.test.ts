import { describe, expect, it } from 'vitest';
import { peakSignalToNoise } from '../../src/compare/index.ts';
import { toLuma } from '../../src/image/index.ts';
import { noise } from '../support/scene.ts';
import vectors from '../vectors/compare.json' with { type: 'json' };
import { flat, sceneOf } from './pairs.ts';

// Both take log10 of the same quotient, correctly rounded or nearly so: a few units in the last place of 50.
const TOLERANCE = 1e-13;

describe('peakSignalToNoise', () => {
  it.each(vectors.cases)('is what scikit-image measures between $a.maker($a.arguments) and $b.maker($b.arguments)', (vector) => {
    const { color, luma } = peakSignalToNoise(sceneOf(vector.a), sceneOf(vector.b));
    for (const [ours, theirs] of [
      [color.decibels, vector.decibelsOfColor],
      [luma.decibels, vector.decibelsOfLuma],
    ]) {
      if (theirs === null) expect(ours).toBe(null);
      else expect(Math.abs((ours ?? NaN) - theirs)).toBeLessThan(TOLERANCE);
    }
  });

  it('is 0 dB between black and white, and 48.13 dB one level apart', () => {
    expect(peakSignalToNoise(flat(3, 2, 0), flat(3, 2, 255)).color).toEqual({
      meanSquaredError: 65025,
      decibels: 0,
      identical: false,
    });
    // 20 log10 255 = 48.130803608679…
    expect(peakSignalToNoise(flat(3, 2, 7), flat(3, 2, 8)).luma.decibels).toBeCloseTo(48.130803608679, 12);
  });

  it('has no decibels for equal samples, so that JSON can hold it', () => {
    const { color, luma } = peakSignalToNoise(flat(3, 2, 7), flat(3, 2, 7));
    expect([color, luma]).toEqual([
      { meanSquaredError: 0, decibels: null, identical: true },
      { meanSquaredError: 0, decibels: null, identical: true },
    ]);
    expect(JSON.parse(JSON.stringify(color))).toEqual(color);
  });

  it('counts a gray picture as equal red, green and blue, and drops alpha', () => {
    const color = noise(9, 7, 3, 4);
    const gray = toLuma(color);
    const three = new Uint8Array(3 * gray.data.length).map((_, i) => gray.data[Math.floor(i / 3)]);
    const four = new Uint8Array(4 * gray.data.length).map((_, i) => (i % 4 === 3 ? i & 255 : gray.data[i >> 2]));
    const expected = peakSignalToNoise(color, { ...gray, data: three });
    expect(peakSignalToNoise(color, gray)).toEqual(expected);
    expect(peakSignalToNoise({ ...gray, data: four }, color)).toEqual(expected);
    expect(expected.luma.meanSquaredError).toBe(0);
    expect(expected.color.meanSquaredError).toBeGreaterThan(1000);
  });

  it('names the sizes that it refused', () => {
    expect(() => peakSignalToNoise(flat(3, 2, 0), flat(3, 1, 0))).toThrow(
      new RangeError('pictures of two sizes cannot be compared pixel by pixel: 3×2 and 3×1'),
    );
  });
});
