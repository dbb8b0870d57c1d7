import { describe, expect, it } from 'vitest';
import { demosaicRows, DEMOSAICINGS } from '../../src/forgery/camera/demosaic.ts';
import type { Demosaicing } from '../../src/forgery/camera/demosaic.ts';
import { expose } from '../../src/forgery/camera/expose.ts';
import { BAYER_PATTERNS } from '../../src/forgery/camera/mosaic.ts';
import type { BayerPattern } from '../../src/forgery/camera/mosaic.ts';
import { toneTable } from '../../src/forgery/camera/tone.ts';

function demosaiced(data: number[], width: number, pattern: BayerPattern, method: Demosaicing): number[] {
  const out: number[] = [];
  const mosaic = { data: Uint16Array.from(data), width, height: data.length / width, pattern };
  demosaicRows(mosaic, method, (_, row) => out.push(...row));
  return out;
}

describe('demosaicRows', () => {
  it('averages the nearest photosites of a color: a mosaic worked by hand', () => {
    // R 10 G 20 / G 30 B 40, rggb; beyond the edge comes the mirrored picture: 20 again left of 10, and 30 above it.
    expect(demosaiced([10, 20, 30, 40], 2, 'rggb', 'bilinear')).toEqual([10, 25, 40, 10, 20, 40, 10, 30, 40, 10, 25, 40]);
  });

  it('goes along an edge, not across it', () => {
    // Columns 0–2 are dark, 3–5 are bright, all gray: the edge is vertical.
    const mosaic = Array.from({ length: 36 }, (_, i) => (i % 6 < 3 ? 100 : 900));
    const out = demosaiced(mosaic, 6, 'rggb', 'edge-directed');
    for (let i = 0; i < 36; i++) expect(out[3 * i + 1], `green of pixel ${i % 6}, ${Math.floor(i / 6)}`).toBe(mosaic[i]);
  });

  it.each(BAYER_PATTERNS)('keeps what the sensor saw: %s', (pattern) => {
    const mosaic = Array.from({ length: 80 }, (_, i) => (i * 397) % 4096);
    for (const method of DEMOSAICINGS) {
      const out = demosaiced(mosaic, 10, pattern, method);
      for (let i = 0; i < 80; i++) {
        const channel = 'rgb'.indexOf(pattern[(Math.floor(i / 10) & 1) * 2 + ((i % 10) & 1)]);
        expect(out[3 * i + channel], `${method}, pixel ${i}`).toBe(mosaic[i]);
      }
    }
  });

  it('leaves a flat gray field flat', () => {
    for (const method of DEMOSAICINGS)
      expect(new Set(demosaiced(Array<number>(35).fill(700), 7, 'gbrg', method))).toEqual(new Set([700]));
  });
});

describe('expose', () => {
  const camera = { pattern: 'rggb', demosaicing: 'bilinear', noise: 0, balance: [512, 384], vignette: 0 } as const;
  const flat = (_: number, row: Int32Array): void => {
    row.fill(1000);
  };

  it('shows gray light as gray, whatever the white balance', () => {
    const data = expose(flat, 16, 16, camera, 1);
    for (const value of data) expect(Math.abs(value - data[1])).toBeLessThanOrEqual(1);
  });

  it('adds the noise of the photons and of the readout', () => {
    const side = 256;
    const tone = toneTable(256);
    const slope = (tone[1100] - tone[900]) / 200;
    for (const percent of [100, 300]) {
      const data = expose(flat, side, side, { ...camera, noise: percent }, 1);
      let sum = 0;
      let squares = 0;
      // Green that was seen.
      for (let y = 0; y < side; y++) {
        for (let x = (y + 1) & 1; x < side; x += 2) {
          const value = data[(y * side + x) * 3 + 1];
          sum += value;
          squares += value * value;
        }
      }
      const n = (side * side) / 2;
      const sigma = Math.sqrt(squares / n - (sum / n) * (sum / n));
      // Rounding to 8 bits adds a twelfth of a squared level; 32,768 samples give σ within 1.2 % at three deviations.
      const expected = Math.sqrt((slope * slope * (1000 / 2 + 2.5 * 2.5) * percent * percent) / 10_000 + 1 / 12);
      expect(sigma / expected, `σ ${sigma}, expected ${expected}`).toBeGreaterThan(0.95);
      expect(sigma / expected, `σ ${sigma}, expected ${expected}`).toBeLessThan(1.05);
    }
  });

  it('loses light in the corners as it was told', () => {
    const data = expose(flat, 64, 64, { ...camera, vignette: 256 }, 1);
    const tone = toneTable(256);
    expect(data[(32 * 64 + 32) * 3 + 1]).toBe(tone[1000]);
    expect(Math.abs(data[1] - tone[750])).toBeLessThanOrEqual(1);
  });
});
