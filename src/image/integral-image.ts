import { checkInteger } from '../errors/index.ts';
import { checkPlane } from './plane.ts';
import type { Plane } from './plane.ts';
import type { Box } from './region.ts';

/**
 * Sums over every rectangle from the top-left corner, from which four look-ups give the sum over any box.
 *
 * The sums are kept modulo 2^32, which takes half the memory of doubles and loses nothing: the sum over a box of up to
 * `maximumAreaPixels` pixels stays below 2^32, so the difference of its corners is exact, whatever has overflowed on the way.
 */
export interface IntegralImage {
  /** `[height + 1, width + 1]`; entry (y, x) is the sum over rows 0..y − 1 and columns 0..x − 1, modulo 2^32. */
  readonly sums: Uint32Array;
  /** Columns of the plane, in pixels. */
  readonly width: number;
  /** Rows of the plane, in pixels. */
  readonly height: number;
  /** The largest box that may be summed, in pixels. */
  readonly maximumAreaPixels: number;
}

/** `(2^32 − 1) / 255`. */
const MAXIMUM_AREA = 16843009;

/** `(2^32 − 1) / 255²`, rounded down: a square of 257 pixels a side. */
const MAXIMUM_AREA_SQUARED = 66051;

/**
 * Computes the integral image of a plane.
 *
 * @param plane - `[height, width]`, 0..255.
 * @returns Sums, good for boxes of up to 16,843,009 pixels.
 * @throws {TypeError | RangeError} The plane's data and size do not fit.
 *
 * @example
 * ```ts
 * import { computeIntegral, sumInBox } from 'tamperlens/image';
 *
 * const integral = computeIntegral({ data: new Uint8Array([1, 2, 3, 4, 5, 6]), width: 3, height: 2 });
 * sumInBox(integral, { x: 1, y: 0, width: 2, height: 2 }); // 2 + 3 + 5 + 6
 * ```
 */
export function computeIntegral(plane: Plane): IntegralImage {
  checkPlane(plane);
  const { data, width, height } = plane;
  const sums = new Uint32Array((width + 1) * (height + 1));
  for (let y = 0, from = 0, to = width + 2; y < height; y++, to++) {
    let row = 0;
    for (let x = 0; x < width; x++, to++) {
      row = (row + data[from++]) | 0;
      sums[to] = sums[to - width - 1] + row;
    }
  }
  return { sums, width, height, maximumAreaPixels: MAXIMUM_AREA };
}

/**
 * Computes the integral image of a plane's squares, for variances and energies.
 *
 * @param plane - `[height, width]`, 0..255.
 * @returns Sums of squares, good for boxes of up to 66,051 pixels (257×257 has 66,049).
 * @throws {TypeError | RangeError} The plane's data and size do not fit.
 */
export function computeSquaredIntegral(plane: Plane): IntegralImage {
  checkPlane(plane);
  const { data, width, height } = plane;
  const sums = new Uint32Array((width + 1) * (height + 1));
  for (let y = 0, from = 0, to = width + 2; y < height; y++, to++) {
    let row = 0;
    for (let x = 0; x < width; x++, to++) {
      const value = data[from++];
      row = (row + value * value) | 0;
      sums[to] = sums[to - width - 1] + row;
    }
  }
  return { sums, width, height, maximumAreaPixels: MAXIMUM_AREA_SQUARED };
}

/**
 * Looks up the sum over a box, exactly.
 *
 * @param integral - From {@link computeIntegral} or {@link computeSquaredIntegral}.
 * @param box - Whole pixels inside the plane; an empty box sums to 0.
 * @returns The sum of the samples, or of their squares, 0..2^32 − 1.
 * @throws {RangeError} The box leaves the plane or is larger than `maximumAreaPixels`.
 */
export function sumInBox(integral: IntegralImage, box: Box): number {
  const { sums, width, height, maximumAreaPixels } = integral;
  checkInteger('x', box.x, 0, width);
  checkInteger('y', box.y, 0, height);
  checkInteger('width', box.width, 0, width - box.x);
  checkInteger('height', box.height, 0, height - box.y);
  if (box.width * box.height > maximumAreaPixels) {
    throw new RangeError(`a box must hold at most ${maximumAreaPixels} pixels, received ${box.width}×${box.height}`);
  }
  const top = box.y * (width + 1) + box.x;
  const bottom = top + box.height * (width + 1);
  return (sums[bottom + box.width] - sums[bottom] - sums[top + box.width] + sums[top]) >>> 0;
}
