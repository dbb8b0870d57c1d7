import { describe, expect, it } from 'vitest';
import { blockErrorMap, generateElaMap } from '../../../src/detectors/ela/index.ts';
import type { ErrorMap } from '../../../src/detectors/ela/index.ts';
import { noise } from '../../support/scene.ts';

/** The map of a gray image whose re-save differs by `level(x, y)`. */
function mapOf(width: number, height: number, level: (x: number, y: number) => number): ErrorMap {
  const original = { data: new Uint8Array(width * height), width, height };
  const changed = original.data.map((_, i) => level(i % width, Math.floor(i / width)));
  return generateElaMap(original, { ...original, data: changed });
}

/** The same with the re-save of an RGBA image: gray levels, and an alpha of its own for each pixel. */
function transparentMapOf(width: number, height: number, level: number, alpha: (x: number, y: number) => number): ErrorMap {
  const data = new Uint8Array(width * height * 4);
  for (let i = 0; i < width * height; i++) data[4 * i + 3] = alpha(i % width, Math.floor(i / width));
  const changed = { data: new Uint8Array(width * height * 3).fill(level), width, height };
  return generateElaMap({ data, width, height }, changed);
}

describe('blockErrorMap', () => {
  it('averages each block of the JPEG grid', () => {
    const map = blockErrorMap(
      mapOf(24, 16, (x, y) => (x >> 3) + 3 * (y >> 3)),
      1,
    );
    expect(map).toEqual({
      data: Float32Array.of(0, 1, 2, 3, 4, 5),
      width: 3,
      height: 2,
      cell: { width: 8, height: 8, offsetX: 0, offsetY: 0 },
    });
  });

  it('averages pixels, not only corners', () => {
    // One pixel of 64 differs by 64.
    const at = (px: number, py: number) =>
      blockErrorMap(
        mapOf(8, 8, (x, y) => (x === px && y === py ? 64 : 0)),
        1,
      ).data;
    for (const [x, y] of [
      [0, 0],
      [7, 0],
      [3, 5],
      [7, 7],
    ]) {
      expect(at(x, y), `${x},${y}`).toEqual(Float32Array.of(1));
    }
  });

  it('averages the pixels that a partial block has', () => {
    // 10×9: blocks of 8×8, 2×8, 8×1 and 2×1 pixels.
    const map = blockErrorMap(
      mapOf(10, 9, (x, y) => (y === 8 ? x : x === 9 ? 4 : 0)),
      1,
    );
    expect([map.width, map.height]).toEqual([2, 2]);
    expect(map.data).toEqual(Float32Array.of(0, 2, 3.5, 8.5));
  });

  it.each([
    [1, 1, 1, 1],
    [8, 8, 1, 1],
    [9, 8, 2, 1],
    [1, 17, 1, 3],
    [257, 3, 33, 1],
  ])('has for %d×%d pixels %d×%d cells, all with the one error there is', (width, height, across, down) => {
    const map = blockErrorMap(
      mapOf(width, height, () => 7),
      3,
    );
    expect([map.width, map.height]).toEqual([across, down]);
    expect(map.data).toEqual(new Float32Array(across * down).fill(7));
  });

  it('smooths over the blocks that exist around each', () => {
    // Blocks 0 9 0 0, two rows of them.
    const level = (x: number): number => (x >> 3 === 1 ? 9 : 0);
    expect(blockErrorMap(mapOf(32, 16, level), 3).data).toEqual(Float32Array.of(4.5, 3, 3, 0, 4.5, 3, 3, 0));
    expect(blockErrorMap(mapOf(32, 16, level), 63).data).toEqual(new Float32Array(8).fill(2.25));
  });

  it('means what it says on a re-save: the mean of all blocks is the mean of all pixels', () => {
    const map = generateElaMap(noise(64, 40, 3, 1));
    const { data } = blockErrorMap(map, 1);
    const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
    // Cells are rounded to 24 bits: 1e-5 at levels below 100.
    expect(Math.abs(mean - map.unscaled.mean)).toBeLessThan(1e-5);
  });

  it('leaves out blocks of which more than half is fully transparent', () => {
    const halves = (half: number) => transparentMapOf(16, 8, 6, (x, y) => (x < 8 && y * 8 + x < half ? 0 : 3));
    const kept = blockErrorMap(halves(32), 1);
    expect([kept.valid, kept.data]).toEqual([Uint8Array.of(1, 1), Float32Array.of(6, 6)]);
    const left = blockErrorMap(halves(33), 1);
    expect([left.valid, left.data]).toEqual([Uint8Array.of(0, 1), Float32Array.of(0, 6)]);
  });

  it('does not count transparent blocks when it smooths', () => {
    const map = transparentMapOf(24, 8, 6, (x) => (x < 8 ? 0 : 255));
    const { data, valid } = blockErrorMap(map, 3);
    expect([data, valid]).toEqual([Float32Array.of(6, 6, 6), Uint8Array.of(1, 1, 1)]);
  });

  it.each([
    [2, new RangeError('"smoothing" must be odd and in 1..63, received 2')],
    [0, new RangeError('"smoothing" must be in 1..63, received 0')],
    [65, new RangeError('"smoothing" must be in 1..63, received 65')],
    [1.5, new RangeError('"smoothing" must be a whole number, received 1.5')],
    ['9', new TypeError('"smoothing" must be a number, received "9"')],
    [undefined, new TypeError('"smoothing" must be a number, received undefined')],
  ])('refuses a smoothing of %o by its name', (smoothing, error) => {
    expect(() =>
      blockErrorMap(
        mapOf(16, 16, () => 1),
        smoothing as number,
      ),
    ).toThrow(error);
  });

  it('has marks only where some pixel is fully transparent', () => {
    expect(
      blockErrorMap(
        transparentMapOf(16, 8, 6, () => 255),
        1,
      ).valid,
    ).toBeUndefined();
    const nothing = blockErrorMap(
      transparentMapOf(16, 8, 6, () => 0),
      5,
    );
    expect([nothing.valid, nothing.data]).toEqual([new Uint8Array(2), new Float32Array(2)]);
  });
});
