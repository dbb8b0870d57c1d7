import type { Plane } from './plane.ts';

/**
 * Fills `row` with row `y` of an 8-bit gray image. With one of these an image far larger than memory, or one that is computed
 * as it is read, passes through a filter that holds a few rows at a time.
 *
 * Filters ask for rows 0, 1, 2 … once each. Every sample of `row` must be written: it still holds an earlier row.
 */
export type RowSource = (y: number, row: Uint8Array) => void;

/**
 * Makes a source of the rows of a plane.
 *
 * @param plane - `[height, width]`, 0..255.
 * @returns A source that copies from the plane, which must not change meanwhile.
 */
export function planeRows(plane: Plane): RowSource {
  const { data, width } = plane;
  return (y, row) => row.set(data.subarray(y * width, (y + 1) * width));
}
