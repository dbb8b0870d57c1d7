import { checkPlane } from './plane.ts';
import type { Plane } from './plane.ts';

/**
 * Replaces each sample by the median of the 3×3 samples around it, as Pillow's `MedianFilter(3)`; the image is continued by its edge
 * pixels.
 *
 * @param plane - `[height, width]`, 0..255.
 * @returns `[height, width]`, a new plane.
 * @throws {TypeError | RangeError} The plane's data and size do not fit.
 */
export function median3x3(plane: Plane): Plane {
  checkPlane(plane);
  const { data, width, height } = plane;
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    const above = Math.max(y - 1, 0) * width;
    const row = y * width;
    const below = Math.min(y + 1, height - 1) * width;
    let left = sortedColumn(data[above], data[row], data[below]);
    let middle = left;
    for (let x = 0; x < width; x++) {
      const next = Math.min(x + 1, width - 1);
      const right = sortedColumn(data[above + next], data[row + next], data[below + next]);
      // Of sorted columns the median is that of the largest low, the middle middle and the smallest high sample.
      const low = Math.max(left >> 16, middle >> 16, right >> 16);
      const high = Math.min(left & 255, middle & 255, right & 255);
      const center = middleOf((left >> 8) & 255, (middle >> 8) & 255, (right >> 8) & 255);
      out[row + x] = middleOf(low, center, high);
      left = middle;
      middle = right;
    }
  }
  return { data: out, width, height };
}

/** Three samples in one number, a byte each: the lowest in the highest byte. */
function sortedColumn(a: number, b: number, c: number): number {
  return (Math.min(a, b, c) << 16) | (middleOf(a, b, c) << 8) | Math.max(a, b, c);
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
