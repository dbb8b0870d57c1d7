import { describe, expect, it } from 'vitest';
import { BAYER_PATTERNS, DEMOSAICINGS, generateScene, SCENE_SUBJECTS } from '../../src/forgery/index.ts';
import type { Raster } from '../../src/image/index.ts';
import { sha256Hex } from '../support/sha256.ts';
import { withoutInexactMath } from './inexact-math.ts';

const SIZE = { width: 192, height: 128 };

/** Mean squared difference of green from the mean of its four neighbours, at the sites where `wanted` holds. */
function greenResidual({ data, width, height }: Raster, wanted: (x: number, y: number) => boolean): number {
  const green = (x: number, y: number): number => data[(y * width + x) * 3 + 1];
  let sum = 0;
  let count = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      if (!wanted(x, y)) continue;
      const mean = (green(x - 1, y) + green(x + 1, y) + green(x, y - 1) + green(x, y + 1)) / 4;
      sum += (green(x, y) - mean) * (green(x, y) - mean);
      count++;
    }
  }
  return sum / count;
}

describe('generateScene', () => {
  it('makes the same bytes for the same arguments, and others for another seed, view or noise', () => {
    const digests = [
      sha256Hex(generateScene(7, SIZE).data),
      sha256Hex(generateScene(8, SIZE).data),
      sha256Hex(generateScene(7, SIZE, { view: 1 }).data),
      sha256Hex(generateScene(7, SIZE, { noise: 50 }).data),
    ];
    expect(sha256Hex(generateScene(7, SIZE).data)).toBe(digests[0]);
    expect(new Set(digests).size).toBe(4);
  });

  it.each(SCENE_SUBJECTS)('uses no function that engines compute differently: %s', (subject) => {
    const plain = generateScene(3, SIZE, { subject });
    expect(sha256Hex(withoutInexactMath(() => generateScene(3, SIZE, { subject })).data)).toBe(sha256Hex(plain.data));
  });

  it.each(SCENE_SUBJECTS)('uses the range of brightness as a photograph does: %s', (subject) => {
    for (let seed = 100; seed < 106; seed++) {
      const data = Array.from(generateScene(seed, SIZE, { subject }).data);
      const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
      const clipped = data.reduce((count, value) => count + (value === 0 || value === 255 ? 1 : 0), 0) / data.length;
      // Neither nearly black nor nearly white, and most of it not clipped.
      expect(mean, `mean of seed ${seed}`).toBeGreaterThan(50);
      expect(mean, `mean of seed ${seed}`).toBeLessThan(200);
      expect(clipped, `clipped share of seed ${seed}`).toBeLessThan(0.2);
      expect(Math.min(...data), `darkest of seed ${seed}`).toBeLessThan(50);
      expect(Math.max(...data), `brightest of seed ${seed}`).toBeGreaterThan(200);
    }
  });

  it.each(BAYER_PATTERNS)('leaves the trace of its color filters in green: %s', (pattern) => {
    const scene = generateScene(5, SIZE, { pattern, demosaicing: 'bilinear' });
    const greenAt = (x: number, y: number): boolean => pattern[(y & 1) * 2 + (x & 1)] === 'g';
    const seen = greenResidual(scene, greenAt);
    const made = greenResidual(scene, (x, y) => !greenAt(x, y));
    // The made ones are means of their neighbours up to the tone curve; the seen ones carry detail and noise.
    expect(seen / made).toBeGreaterThan(10);
  });

  it('leaves the same trace, weaker, with edge-directed demosaicing', () => {
    const scene = generateScene(5, SIZE, { pattern: 'grbg', subject: 'still-life' });
    const seen = greenResidual(scene, (x, y) => ((x + y) & 1) === 0);
    const made = greenResidual(scene, (x, y) => ((x + y) & 1) === 1);
    expect(seen / made).toBeGreaterThan(1.2);
  });

  it('makes a smooth sky smooth: noise of 1 to 4 levels', () => {
    // Differences of horizontal neighbours two apart, at photosites of green that were seen.
    const { data, width } = generateScene(21, SIZE, { subject: 'landscape', pattern: 'grbg' });
    let sum = 0;
    let count = 0;
    for (let y = 2; y < 30; y += 2) {
      for (let x = 2; x < width - 2; x += 2, count++) {
        const d = data[(y * width + x) * 3 + 1] - data[(y * width + x + 2) * 3 + 1];
        sum += Math.min(100, d * d) / 2;
      }
    }
    expect(Math.sqrt(sum / count)).toBeGreaterThan(1);
    expect(Math.sqrt(sum / count)).toBeLessThan(4);
  });

  it('has no 8×8 grid of its own', () => {
    // Second differences at each of the eight phases, relative to the phases of the same parity: color filters have period 2.
    for (const axis of ['x', 'y'] as const) {
      const sums = new Float64Array(8);
      const counts = new Float64Array(8);
      for (let seed = 400; seed < 418; seed++) {
        const { data, width, height } = generateScene(seed, { width: 256, height: 192 }, { subject: SCENE_SUBJECTS[seed % 3] });
        const stride = axis === 'x' ? 3 : 3 * width;
        for (let y = 1; y < height - 1; y++) {
          for (let x = 1; x < width - 1; x++) {
            const at = (y * width + x) * 3 + 1;
            const phase = (axis === 'x' ? x : y) & 7;
            sums[phase] += Math.min(12, Math.abs(2 * data[at] - data[at - stride] - data[at + stride]));
            counts[phase]++;
          }
        }
      }
      const means = Array.from(sums, (sum, phase) => sum / counts[phase]);
      for (let phase = 0; phase < 8; phase++) {
        const parity = (means[phase & 1] + means[(phase & 1) + 2] + means[(phase & 1) + 4] + means[(phase & 1) + 6]) / 4;
        // Saving at quality 90 raises phases 0 and 7 by a fifth; edges in the pictures leave up to 2 %.
        expect(Math.abs(means[phase] / parity - 1), `${axis}, phase ${phase}`).toBeLessThan(0.03);
      }
    }
  });

  it.each([
    [8, 8],
    [9, 301],
    [640, 8],
    [65, 63],
  ])('makes %d×%d', (width, height) => {
    for (const subject of SCENE_SUBJECTS) {
      for (const demosaicing of DEMOSAICINGS) {
        const { data, channels } = generateScene(1, { width, height }, { subject, demosaicing });
        expect([data.length, channels]).toEqual([width * height * 3, 3]);
      }
    }
  });

  it.each([
    [{ view: 256 }, '"view" must be in 0..255, received 256'],
    [{ noise: -1 }, '"noise" must be in 0..1000, received -1'],
    [{ subject: 'portrait' }, '"subject" must be one of landscape, street, still-life, any, received "portrait"'],
    [{ pattern: 'xtrans' }, '"pattern" must be one of rggb, grbg, gbrg, bggr, any, received "xtrans"'],
    [{ demosaicing: 'none' }, '"demosaicing" must be one of bilinear, edge-directed, received "none"'],
  ])('names the option it refused: %o', (options, message) => {
    expect(() => generateScene(1, SIZE, options as object)).toThrow(new RangeError(message));
  });

  it('names an unknown option and a size out of range', () => {
    expect(() => generateScene(1, SIZE, { iso: 100 } as object)).toThrow(/unknown option "iso"/);
    expect(() => generateScene(1, { width: 7, height: 8 })).toThrow(new RangeError('"width" must be in 8..65535, received 7'));
    expect(() => generateScene(1, { width: 60_000, height: 60_000 })).toThrow(/a scene may hold 100000000 pixels/);
  });
});
