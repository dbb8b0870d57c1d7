import { checkRange } from '../errors/index.ts';
import { checkPlane } from './plane.ts';
import type { Plane } from './plane.ts';

/** 1 in the weights' fixed point. */
const UNIT = 1 << 24;
const HALF = 1 << 23;

/** How often each direction is averaged. */
const PASSES = 3;

/** The largest standard deviation, in pixels: beyond it a box is wider than most pictures. */
const MAXIMUM_SIGMA = 1000;

/**
 * Blurs a plane with three passes of a box along the rows, then three along the columns, bit for bit as Pillow's
 * `GaussianBlur(radius)`, which approximates a Gaussian. (OpenCV's, with a true kernel, is {@link gaussianBlur}.)
 *
 * The box is extended by a fraction of a pixel on either side, so that its variance fits. Samples are rounded to 8 bits after each
 * pass; the image is continued by its edge pixels.
 *
 * @param plane - `[height, width]`, 0..255.
 * @param sigma - Standard deviation in pixels, 0..1000: Pillow's `radius`.
 * @returns `[height, width]`, a new plane.
 * @throws {TypeError | RangeError} `sigma` is out of range, or the plane's data and size do not fit.
 * @see P. Gwosdek, S. Grewenig, A. Bruhn, J. Weickert, "Theoretical Foundations of Gaussian Convolution by Extended Box Filtering",
 *   SSVM 2011, equations 7, 11 and 14. doi:10.1007/978-3-642-24785-9_38
 * @see Pillow 9.4, `src/libImaging/BoxBlur.c`.
 */
export function extendedBoxBlur(plane: Plane, sigma: number): Plane {
  checkPlane(plane);
  checkRange('sigma', sigma, 0, MAXIMUM_SIGMA);
  const { data, width, height } = plane;
  const box = boxOf(sigma);
  const out = data.slice();
  const row = new Uint8Array(width);
  for (let y = 0; y < height; y++) {
    const line = out.subarray(y * width, (y + 1) * width);
    for (let pass = 0; pass < PASSES; pass++) {
      row.set(line);
      blurLine(row, box, line);
    }
  }
  const source = new Uint8Array(height);
  const target = new Uint8Array(height);
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) target[y] = out[y * width + x];
    for (let pass = 0; pass < PASSES; pass++) {
      source.set(target);
      blurLine(source, box, target);
    }
    for (let y = 0; y < height; y++) out[y * width + x] = target[y];
  }
  return { data: out, width, height };
}

/** A box of `2 radius + 1` whole pixels and a share of one more on either side. */
interface ExtendedBox {
  readonly radius: number;
  /** Weight of a whole pixel, in 1/2^24. */
  readonly whole: number;
  /** Weight of the pixels at `radius + 1`, in 1/2^24. */
  readonly partial: number;
}

function boxOf(sigma: number): ExtendedBox {
  // Single precision after every step, as the reference computes.
  const f = Math.fround;
  const variance = f(f(f(sigma) * f(sigma)) / PASSES);
  const length = f(Math.sqrt(12 * variance + 1));
  const inner = Math.floor((length - 1) / 2);
  const numerator = f((2 * inner + 1) * f(inner * (inner + 1) - f(3 * variance)));
  const outer = f(numerator / f(6 * f(variance - (inner + 1) * (inner + 1))));
  const radius = f(inner + outer);
  const whole = Math.trunc(f(UNIT / f(f(radius * 2) + 1)));
  return { radius: Math.trunc(radius), whole, partial: Math.trunc((UNIT - (2 * Math.trunc(radius) + 1) * whole) / 2) };
}

function blurLine(line: Uint8Array, { radius, whole, partial }: ExtendedBox, out: Uint8Array): void {
  const last = line.length - 1;
  let sum = (radius + 1) * line[0];
  for (let i = 0; i < radius; i++) sum += line[Math.min(i, last)];
  for (let x = 0; x <= last; x++) {
    sum += line[Math.min(x + radius, last)] - line[Math.max(x - radius - 1, 0)];
    const ends = line[Math.max(x - radius - 1, 0)] + line[Math.min(x + radius + 1, last)];
    out[x] = (sum * whole + ends * partial + HALF) >>> 24;
  }
}
