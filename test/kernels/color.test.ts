import { describe, expect, it } from 'vitest';
import { rgbToYcbcrRow, ycbcrToRgbRow } from '../../src/kernels/index.ts';

const row = (...samples: number[]): Uint8ClampedArray => Uint8ClampedArray.from(samples);

/** The YCbCr of interleaved pixels, as triples. */
function toYcbcr(pixels: Uint8ClampedArray, channels = 3): number[][] {
  const width = pixels.length / channels;
  const [y, cb, cr] = [0, 1, 2].map(() => new Uint8ClampedArray(width));
  rgbToYcbcrRow(pixels, 0, channels, width, y, 0, cb, cr, 0);
  return [...y].map((luma, i) => [luma, cb[i], cr[i]]);
}

function toRgb(y: number, cb: number, cr: number): number[] {
  const out = new Uint8ClampedArray(3);
  ycbcrToRgbRow(row(y), 0, row(cb), 0, row(cr), 0, 1, out, 0);
  return [...out];
}

describe('rgbToYcbcrRow', () => {
  // ITU-T T.871, clause 7: red is Y 76.245, Cb 128 − 43.03 = 84.97, Cr 255.5, which is clamped; and so on.
  it.each([
    ['black', [0, 0, 0], [0, 128, 128]],
    ['white', [255, 255, 255], [255, 128, 128]],
    ['red', [255, 0, 0], [76, 85, 255]],
    ['green', [0, 255, 0], [150, 44, 21]],
    ['blue', [0, 0, 255], [29, 255, 107]],
  ])('converts %s', (_, pixel, expected) => {
    expect(toYcbcr(row(...pixel))).toEqual([expected]);
  });

  it('keeps gray: Y is the level, Cb and Cr are 128', () => {
    for (let level = 0; level <= 255; level++) expect(toYcbcr(row(level, level, level))).toEqual([[level, 128, 128]]);
  });

  it('comes within rounding of the formula on a lattice of colors', () => {
    // Half a level, and what 16-bit constants are off: three times 255 · 2^−17. Half is rounded down for Cb and Cr, up for Y.
    const tolerance = 0.5 + 3 * 255 * 2 ** -17;
    for (let r = 0; r <= 255; r += 17) {
      for (let g = 0; g <= 255; g += 17) {
        for (let b = 0; b <= 255; b += 17) {
          const [[y, cb, cr]] = toYcbcr(row(r, g, b));
          const color = `rgb(${r}, ${g}, ${b})`;
          expect(Math.abs(y - (0.299 * r + 0.587 * g + 0.114 * b)), color).toBeLessThanOrEqual(tolerance);
          const [u, v] = [128 + (b - y) / 1.772, 128 + (r - y) / 1.402];
          // Here from the rounded Y, which adds half a level over 1.402 at most.
          expect(Math.abs(cb - Math.min(255, u)), color).toBeLessThanOrEqual(tolerance + 0.5 / 1.772);
          expect(Math.abs(cr - Math.min(255, v)), color).toBeLessThanOrEqual(tolerance + 0.5 / 1.402);
        }
      }
    }
  });

  it('skips alpha, and starts and stops where it is told', () => {
    expect(toYcbcr(row(255, 0, 0, 9, 0, 0, 255, 200), 4)).toEqual([
      [76, 85, 255],
      [29, 255, 107],
    ]);
    const [y, cb, cr] = [0, 1, 2].map(() => new Uint8ClampedArray(4));
    rgbToYcbcrRow(row(1, 2, 3, 255, 0, 0, 4, 5, 6), 3, 3, 1, y, 1, cb, cr, 2);
    expect([[...y], [...cb], [...cr]]).toEqual([
      [0, 76, 0, 0],
      [0, 0, 85, 0],
      [0, 0, 255, 0],
    ]);
  });
});

describe('ycbcrToRgbRow', () => {
  it('is the formula rounded, for every chroma, in red and blue', () => {
    for (let chroma = 0; chroma <= 255; chroma++) {
      // 1.402 · v never ends in a half; 1.772 · u does at ±125, and rounds up.
      const [r] = toRgb(100, 128, chroma);
      const [, , b] = toRgb(100, chroma, 128);
      const clamp = (value: number): number => Math.min(255, Math.max(0, value));
      expect(r, `Cr ${chroma}`).toBe(clamp(100 + Math.round(1.402 * (chroma - 128))));
      expect(b, `Cb ${chroma}`).toBe(clamp(100 + Math.round(1.772 * (chroma - 128))));
    }
  });

  it('comes within rounding of the formula in green, for every pair of chromas', () => {
    let worst = { error: 0, place: '' };
    for (let cb = 0; cb <= 255; cb++) {
      for (let cr = 0; cr <= 255; cr++) {
        const exact = 120 - 0.344136 * (cb - 128) - 0.714136 * (cr - 128);
        if (exact < 0.5 || exact > 254.5) continue;
        const [, g] = toRgb(120, cb, cr);
        const error = Math.abs(g - exact);
        if (error > worst.error) worst = { error, place: `Cb ${cb}, Cr ${cr}: ${g} instead of ${exact}` };
      }
    }
    // Half a level, and twice 128 · 2^−17 for the 16-bit constants.
    expect(worst.error, worst.place).toBeLessThanOrEqual(0.5 + 2 * 128 * 2 ** -17 + 1e-9);
  });

  it('clamps to 0..255', () => {
    expect(toRgb(255, 255, 255)).toEqual([255, 121, 255]);
    expect(toRgb(0, 0, 0)).toEqual([0, 135, 0]);
  });

  it('reads three rows at three places and writes at a fourth', () => {
    const out = new Uint8ClampedArray(8).fill(7);
    ycbcrToRgbRow(row(0, 200), 1, row(0, 0, 128), 2, row(128), 0, 1, out, 3);
    expect([...out]).toEqual([7, 7, 7, 200, 200, 200, 7, 7]);
  });
});
