import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeBoxMean } from '../../src/image/index.ts';
import type { CellMap } from '../../src/image/index.ts';

/** Mean, mean of magnitudes and count of the valid cells of one window, cell by cell. */
function windowOf(map: CellMap, radius: number, x: number, y: number): { mean: number; size: number; count: number } {
  let [sum, size, count] = [0, 0, 0];
  for (let v = Math.max(y - radius, 0); v <= Math.min(y + radius, map.height - 1); v++) {
    for (let u = Math.max(x - radius, 0); u <= Math.min(x + radius, map.width - 1); u++) {
      const i = v * map.width + u;
      if (map.valid?.[i] === 0) continue;
      sum += map.data[i];
      size += Math.abs(map.data[i]);
      count++;
    }
  }
  return { mean: sum / count, size: size / count, count };
}

const maps = fc
  .tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), fc.boolean())
  .chain(([width, height, masked]) => {
    const cells = width * height;
    return fc.record({
      data: fc.float32Array({ minLength: cells, maxLength: cells, noNaN: true, min: -1000, max: 1000 }),
      valid: masked
        ? fc.array(fc.constantFrom(0, 0, 1), { minLength: cells, maxLength: cells }).map((mask) => Uint8Array.from(mask))
        : fc.constant(undefined),
      width: fc.constant(width),
      height: fc.constant(height),
    });
  });

describe('computeBoxMean', () => {
  it('takes the mean over the cells that exist', () => {
    const map = { data: new Float32Array([1, 2, 3, 4, 5, 6, 7, 8, 9]), width: 3, height: 3 };
    expect([...computeBoxMean(map, 1).data]).toEqual([3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7]);
    expect(computeBoxMean(map, 1).valid).toBeUndefined();
  });

  it('takes the mean over the valid cells, and is invalid where there are none', () => {
    const map = {
      data: new Float32Array([8, NaN, 2, 9, 9, 9, 4]),
      valid: new Uint8Array([1, 0, 1, 0, 0, 0, 1]),
      width: 7,
      height: 1,
    };
    const means = computeBoxMean(map, 1);
    expect([...means.data]).toEqual([8, 5, 2, 2, 0, 4, 4]);
    expect([...means.valid!]).toEqual([1, 1, 1, 1, 0, 1, 1]);
  });

  it('agrees with adding up each window', () => {
    fc.assert(
      fc.property(maps, fc.integer({ min: 0, max: 25 }), (map, radius) => {
        const means = computeBoxMean(map, radius);
        for (let y = 0, i = 0; y < map.height; y++) {
          for (let x = 0; x < map.width; x++, i++) {
            const { mean, size, count } = windowOf(map, radius, x, y);
            if (map.valid !== undefined) expect([x, y, means.valid![i]]).toEqual([x, y, count > 0 ? 1 : 0]);
            // Half a unit of the 24-bit result; the sums in doubles add next to nothing of the window's magnitude.
            const tolerance = Math.abs(mean) * 2 ** -24 + size * 1e-13 + 1e-40;
            if (count > 0)
              expect(Math.abs(means.data[i] - mean), `cell (${x}, ${y}), radius ${radius}`).toBeLessThanOrEqual(tolerance);
            else expect(means.data[i]).toBe(0);
          }
        }
      }),
    );
  });

  it('keeps a constant exactly, far along a row', () => {
    const map = { data: new Float32Array(5000 * 3).fill(0.1), width: 5000, height: 3 };
    expect(new Set(computeBoxMean(map, 7).data)).toEqual(new Set([Math.fround(0.1)]));
  });

  it.each([1e38, Infinity, NaN])('lets a cell of %d disturb no window but its own', (huge) => {
    const data = new Float32Array(40 * 40).fill(0.25);
    data[20 * 40 + 20] = huge;
    const means = computeBoxMean({ data, width: 40, height: 40 }, 2).data;
    for (let y = 0, i = 0; y < 40; y++) {
      for (let x = 0; x < 40; x++, i++) {
        const near = Math.abs(x - 20) <= 2 && Math.abs(y - 20) <= 2;
        expect([x, y, means[i] === 0.25]).toEqual([x, y, !near]);
      }
    }
  });

  it.each([0, 1, 3, 100, 1 << 20])('turns with the map, radius %d', (radius) => {
    const data = Float32Array.from({ length: 35 }, (_, i) => (i * i) % 17);
    const turned = Float32Array.from({ length: 35 }, (_, i) => data[(i % 5) * 7 + Math.floor(i / 5)]);
    const means = computeBoxMean({ data, width: 7, height: 5 }, radius).data;
    const meansTurned = computeBoxMean({ data: turned, width: 5, height: 7 }, radius).data;
    // Small whole numbers sum exactly in any order.
    expect([...meansTurned]).toEqual(Array.from({ length: 35 }, (_, i) => means[(i % 5) * 7 + Math.floor(i / 5)]));
  });

  it('says what it refuses', () => {
    const map = { data: new Float32Array(6), width: 3, height: 2 };
    expect(() => computeBoxMean(map, -1)).toThrow(new RangeError('"radius" must be in 0..1048576, received -1'));
    expect(() => computeBoxMean({ ...map, width: 4 }, 1)).toThrow(new RangeError('a map of 4×2 must hold 8 cells, received 6'));
    expect(() => computeBoxMean({ ...map, valid: new Uint8Array(5) }, 1)).toThrow(RangeError);
  });
});
