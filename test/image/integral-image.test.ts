import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeIntegral, computeSquaredIntegral, sumInBox } from '../../src/image/index.ts';
import type { Box, Plane } from '../../src/image/index.ts';

/** The sum over a box, pixel by pixel. */
function sumOf(plane: Plane, box: Box, power: 1 | 2): number {
  let sum = 0;
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let x = box.x; x < box.x + box.width; x++) {
      const value = plane.data[y * plane.width + x];
      sum += power === 1 ? value : value * value;
    }
  }
  return sum;
}

const planesAndBoxes = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 })).chain(([width, height]) =>
  fc.record({
    plane: fc
      .uint8Array({ minLength: width * height, maxLength: width * height })
      .map((data): Plane => ({ data, width, height })),
    box: fc
      .tuple(fc.nat(width), fc.nat(height), fc.nat(width), fc.nat(height))
      .map(([x, y, w, h]): Box => ({ x, y, width: Math.min(w, width - x), height: Math.min(h, height - y) })),
  }),
);

describe('computeIntegral', () => {
  it('holds the sums from the corner, with a row and a column of zeros before them', () => {
    const { sums } = computeIntegral({ data: new Uint8Array([1, 2, 3, 4, 5, 6]), width: 3, height: 2 });
    expect([...sums]).toEqual([0, 0, 0, 0, 0, 1, 3, 6, 0, 5, 12, 21]);
  });

  it('gives the sum over every box', () => {
    fc.assert(
      fc.property(planesAndBoxes, ({ plane, box }) => {
        expect(sumInBox(computeIntegral(plane), box)).toBe(sumOf(plane, box, 1));
      }),
    );
  });

  it('stays exact where the sums from the corner pass 2^32', () => {
    // 4200 × 4200 white pixels sum to 4.5e9.
    const side = 4200;
    const integral = computeIntegral({ data: new Uint8Array(side * side).fill(255), width: side, height: side });
    expect(sumInBox(integral, { x: 101, y: 100, width: 4099, height: 4100 })).toBe(255 * 4099 * 4100);
    expect(sumInBox(integral, { x: 4190, y: 4190, width: 10, height: 10 })).toBe(25_500);
    expect(() => sumInBox(integral, { x: 0, y: 0, width: side, height: side })).toThrow(
      new RangeError('a box must hold at most 16843009 pixels, received 4200×4200'),
    );
  });
});

describe('computeSquaredIntegral', () => {
  it('gives the sum of squares over every box', () => {
    fc.assert(
      fc.property(planesAndBoxes, ({ plane, box }) => {
        expect(sumInBox(computeSquaredIntegral(plane), box)).toBe(sumOf(plane, box, 2));
      }),
    );
  });

  it('stays exact up to the largest white box, and refuses the next', () => {
    const integral = computeSquaredIntegral({ data: new Uint8Array(400 * 300).fill(255), width: 400, height: 300 });
    expect(sumInBox(integral, { x: 140, y: 40, width: 257, height: 257 })).toBe(257 * 257 * 65_025);
    expect(() => sumInBox(integral, { x: 0, y: 0, width: 257, height: 258 })).toThrow(
      'a box must hold at most 66051 pixels, received 257×258',
    );
  });
});

describe('sumInBox', () => {
  it('names the side on which a box leaves the plane', () => {
    const integral = computeIntegral({ data: new Uint8Array(6), width: 3, height: 2 });
    expect(() => sumInBox(integral, { x: 1, y: 0, width: 3, height: 1 })).toThrow(
      new RangeError('"width" must be in 0..2, received 3'),
    );
    expect(() => sumInBox(integral, { x: 0, y: -1, width: 1, height: 1 })).toThrow(
      new RangeError('"y" must be in 0..2, received -1'),
    );
  });
});
