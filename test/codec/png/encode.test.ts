import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePng, encodePng, readChunks } from '../../../src/codec/png/index.ts';
import { gradient, noise } from '../../support/scene.ts';

describe('encodePng', () => {
  it('gives back the pixels it was given', () => {
    const scene = fc
      .record({
        width: fc.integer({ min: 1, max: 40 }),
        height: fc.integer({ min: 1, max: 40 }),
        channels: fc.constantFrom(1 as const, 3 as const, 4 as const),
        seed: fc.nat(),
        mask: fc.constantFrom(255, 1, 240),
        level: fc.constantFrom(0, 1, 6, 9),
      })
      .map(({ width, height, channels, seed, mask, level }) => {
        const { data } = noise(width, height, channels, seed);
        return { raster: { data: data.map((sample) => sample & mask), width, height, channels }, level };
      });
    fc.assert(
      fc.property(scene, ({ raster, level }) => {
        const { raster: decoded, complete, notes } = decodePng(encodePng(raster, { level }));
        expect(decoded).toEqual(raster);
        expect({ complete, notes }).toEqual({ complete: true, notes: [] });
      }),
    );
  });

  it.each([
    [1, 0],
    [3, 2],
    [4, 6],
  ] as const)('writes %d channels as color type %d in three chunks', (channels, colorType) => {
    const { header, chunks, notes } = readChunks(encodePng(noise(7, 5, channels, 1)));
    expect(header).toEqual({ width: 7, height: 5, bitDepth: 8, colorType, interlaced: false });
    expect(chunks.map(({ type }) => type)).toEqual(['IHDR', 'IDAT', 'IEND']);
    expect(notes).toEqual([]);
  });

  it('writes the same bytes for the same pixels, whatever kind of view they are in', () => {
    const { data, width, height } = gradient(33, 21, 4);
    const first = encodePng({ data, width, height });
    expect(encodePng({ data: new Uint8ClampedArray(data), width, height })).toEqual(first);
  });

  it('makes slopes small: adaptive filters leave runs', () => {
    const raster = gradient(256, 256, 3);
    expect(encodePng(raster).length).toBeLessThan(raster.data.length / 50);
  });

  it('compresses no worse at a higher level', () => {
    const raster = gradient(64, 64, 3);
    const [stored, fast, best] = [0, 1, 9].map((level) => encodePng(raster, { level }).length);
    expect(stored).toBeGreaterThan(fast);
    expect(fast).toBeGreaterThanOrEqual(best);
  });

  it('leaves the pixels as they were', () => {
    const raster = noise(9, 9, 3, 3);
    const before = raster.data.slice();
    encodePng(raster);
    expect(raster.data).toEqual(before);
  });

  it.each([-1, 10, 1.5, Number.NaN])('refuses level %d', (level) => {
    expect(() => encodePng(noise(2, 2, 1, 1), { level })).toThrow('"level" must be');
  });

  it('refuses what is no raster', () => {
    expect(() => encodePng({ data: new Uint8Array(5), width: 2, height: 2 })).toThrow(RangeError);
    expect(() => encodePng({ data: new Uint16Array(4) as unknown as Uint8Array, width: 2, height: 2 })).toThrow(TypeError);
    expect(() => encodePng(noise(2, 2, 1, 1), { quality: 3 } as object)).toThrow('unknown option "quality"');
  });
});
