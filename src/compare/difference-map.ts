import type { Plane, RasterLike } from '../image/index.ts';
import { rgbaRows } from '../image/rgba-rows.ts';
import { pairOf } from './same-size.ts';

/**
 * Computes for each pixel the largest absolute difference of a channel between two pictures of one size.
 *
 * A gray picture counts as one with equal red, green and blue, and what has no alpha as opaque, so the map is 0 everywhere exactly when
 * both hold the same RGBA samples.
 *
 * @returns `[height, width]`, 0..255 levels.
 * @throws {TypeError | RangeError} The sizes differ, or the pixels of one do not fit its size.
 *
 * @example
 * ```ts
 * import { differenceMap } from 'tamperlens/compare';
 *
 * const gray = { data: new Uint8Array([10, 20]), width: 2, height: 1 };
 * const color = { data: new Uint8Array([10, 10, 10, 25, 20, 13]), width: 2, height: 1 };
 * differenceMap(gray, color).data[1]; // 7
 * ```
 */
export function differenceMap(a: RasterLike, b: RasterLike): Plane {
  const pair = pairOf(a, b);
  const { width, height } = pair.a;
  const [readA, readB] = [rgbaRows(pair.a), rgbaRows(pair.b)];
  const [rowA, rowB] = [new Uint8Array(4 * width), new Uint8Array(4 * width)];
  const data = new Uint8Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    readA(y, rowA);
    readB(y, rowB);
    for (let at = 0; at < rowA.length; at += 4, i++) {
      data[i] = Math.max(
        Math.abs(rowA[at] - rowB[at]),
        Math.abs(rowA[at + 1] - rowB[at + 1]),
        Math.abs(rowA[at + 2] - rowB[at + 2]),
        Math.abs(rowA[at + 3] - rowB[at + 3]),
      );
    }
  }
  return { data, width, height };
}
