import { describe, expect, it } from 'vitest';
import { countMaskPixels } from '../../bench/accuracy/mask-counts.ts';
import type { Raster } from '../../src/image/index.ts';

/** A gray mask drawn in characters. */
function drawn(...lines: readonly string[]): Raster {
  const data = Uint8Array.from(lines.join(''), (pixel) => (pixel === '#' ? 255 : 0));
  return { data, width: lines[0].length, height: lines.length, channels: 1 };
}

const grid = (width: number, height: number, side: number, offsetX = 0, offsetY = 0) => ({
  width,
  height,
  cell: { width: side, height: side, offsetX, offsetY },
});

describe('countMaskPixels', () => {
  it('counts the pixels of each cell on either side', () => {
    const { inside, outside } = countMaskPixels(grid(2, 2, 2), drawn('#...', '##..', '..##', '..##'));
    expect([...inside]).toEqual([3, 0, 0, 4]);
    expect([...outside]).toEqual([1, 4, 4, 0]);
  });

  it('gives pixels beyond the grid to the nearest cell, on all four sides', () => {
    // One cell over the pixels 2..3, and none elsewhere; then two, from pixel 1 on.
    const mask = drawn('#....', '.....', '.....', '.....', '....#');
    expect(countMaskPixels(grid(1, 1, 2, 2, 2), mask)).toEqual({ inside: Uint32Array.of(2), outside: Uint32Array.of(23) });
    const { inside, outside } = countMaskPixels(grid(2, 2, 2, 1, 1), mask);
    expect([...inside]).toEqual([1, 0, 0, 1]);
    // Columns and rows 0..2 and 3..4.
    expect([...outside]).toEqual([8, 6, 6, 3]);
  });

  it('takes the first channel, and white from the middle of the range on', () => {
    const data = Uint8Array.of(128, 0, 0, 127, 255, 255);
    expect(countMaskPixels(grid(2, 1, 1), { data, width: 2, height: 1, channels: 3 })).toEqual({
      inside: Uint32Array.of(1, 0),
      outside: Uint32Array.of(0, 1),
    });
  });
});
