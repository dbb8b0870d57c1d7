import { checkInteger, checkRange, resolveOptions } from '../errors/index.ts';
import { blurRows, MAXIMUM_SIGMA } from './gaussian-blur.ts';
import { checkPlane } from './plane.ts';
import type { Plane } from './plane.ts';
import { MAXIMUM_SIDE } from './raster.ts';
import { planeRows } from './row-source.ts';
import type { RowSource } from './row-source.ts';

/** How edges are found. */
export interface EdgeOptions {
  /**
   * Standard deviation of the Gaussian blur before the gradient, in pixels, 0..16; 0 means no blur.
   *
   * @defaultValue 1.4
   */
  readonly sigma: number;
  /**
   * Gradient magnitude, in Sobel units (eight times the slope in levels per pixel), 0..1443, that a pixel must exceed to be a
   * weak edge.
   *
   * @defaultValue 50
   */
  readonly lowThreshold: number;
  /**
   * Gradient magnitude, in the same unit, `lowThreshold`..1443, that a pixel must exceed to be a strong edge.
   *
   * @defaultValue 150
   */
  readonly highThreshold: number;
}

const DEFAULTS: EdgeOptions = { sigma: 1.4, lowThreshold: 50, highThreshold: 150 };

/** The Sobel operator's longest gradient is 255·√32 = 1442.5: both derivatives at 1020. */
const MAXIMUM_THRESHOLD = 1443;

/** tan 22.5° in 1/32768, the border between horizontal and diagonal gradients. */
const TAN_22 = 13573;

const WEAK = 1;
const STRONG = 2;
const EDGE = 255;

/**
 * Finds edges by Canny's method, bit for bit as OpenCV's `Canny(GaussianBlur(image, (0, 0), sigma), low, high, L2gradient=True)`.
 *
 * An edge is a connected chain of gradient maxima above the low threshold, at least one of them above the high one.
 *
 * @param plane - `[height, width]`, 0..255.
 * @param options - Blur and thresholds.
 * @returns `[height, width]`, 255 on edges, else 0.
 * @throws {TypeError} An option is unknown or no number.
 * @throws {RangeError} An option is out of range, or the plane's data and size do not fit.
 *
 * @example
 * ```ts
 * import { detectEdges } from 'tamperlens/image';
 *
 * const data = new Uint8Array(32 * 32);
 * for (let i = 0; i < data.length; i++) data[i] = i % 32 < 16 ? 40 : 200;
 * const edges = detectEdges({ data, width: 32, height: 32 });
 * edges.data.indexOf(255); // 15: the step lies between columns 15 and 16
 * ```
 */
export function detectEdges(plane: Plane, options?: Partial<EdgeOptions>): Plane {
  checkPlane(plane);
  const { width, height } = plane;
  const data = new Uint8Array(width * height);
  cannyRows(width, height, planeRows(plane), options, (y, row) => data.set(row, y * width));
  linkEdges(data, width, height);
  return { data, width, height };
}

/**
 * Finds the gradient maxima that edges are made of, row by row, in memory that grows with the width only.
 *
 * A weak maximum belongs to an edge when a chain of maxima, each among the eight neighbors of the next, leads to a strong one;
 * `forEachComponent` follows such chains in the same manner, `detectEdges` in a whole plane.
 *
 * @param width - Pixels a row, 1..1,048,576.
 * @param height - Rows, 1..1,048,576.
 * @param source - Fills row after row, 0..255.
 * @param options - Blur and thresholds.
 * @param onRow - Receives each row, top to bottom: 0 nothing, 1 weak maximum, 2 strong maximum. The array is reused, so what is
 *   to stay must be copied.
 * @throws {TypeError} An option is unknown or no number.
 * @throws {RangeError} An option or a side is out of range.
 */
export function cannyRows(
  width: number,
  height: number,
  source: RowSource,
  options: Partial<EdgeOptions> | undefined,
  onRow: (y: number, row: Uint8Array) => void,
): void {
  const { sigma, lowThreshold, highThreshold } = resolveOptions(DEFAULTS, options);
  checkInteger('width', width, 1, MAXIMUM_SIDE);
  checkInteger('height', height, 1, MAXIMUM_SIDE);
  checkRange('sigma', sigma, 0, MAXIMUM_SIGMA);
  checkRange('lowThreshold', lowThreshold, 0, MAXIMUM_THRESHOLD);
  checkRange('highThreshold', highThreshold, lowThreshold, MAXIMUM_THRESHOLD);
  // Squared magnitudes are whole, so the fraction of a squared threshold does not matter.
  const low = Math.floor(lowThreshold * lowThreshold);
  const high = Math.floor(highThreshold * highThreshold);

  const pixels = [0, 1, 2].map(() => new Uint8Array(width + 2));
  const gradients = [0, 1, 2].map(() => makeGradientRow(width));
  const nothing = new Int32Array(width + 2);
  const output = new Uint8Array(width);

  const suppress = (y: number): void => {
    const above = y === 0 ? nothing : gradients[(y - 1) % 3].squares;
    const below = y === height - 1 ? nothing : gradients[(y + 1) % 3].squares;
    keepMaxima(above, gradients[y % 3], below, low, high, output);
    onRow(y, output);
  };
  const differentiate = (y: number): void => {
    const above = pixels[Math.max(y - 1, 0) % 3];
    const below = pixels[Math.min(y + 1, height - 1) % 3];
    sobel(above, pixels[y % 3], below, gradients[y % 3]);
    if (y > 0) suppress(y - 1);
  };
  blurRows(width, height, source, sigma, (y, row) => {
    const padded = pixels[y % 3];
    padded.set(row, 1);
    padded[0] = row[0];
    padded[width + 1] = row[width - 1];
    if (y > 0) differentiate(y - 1);
  });
  differentiate(height - 1);
  suppress(height - 1);
}

/** The gradient along one row; the squared magnitudes have a zero on either side, at 0 and width + 1. */
interface GradientRow {
  readonly dx: Int16Array;
  readonly dy: Int16Array;
  readonly squares: Int32Array;
}

function makeGradientRow(width: number): GradientRow {
  return { dx: new Int16Array(width), dy: new Int16Array(width), squares: new Int32Array(width + 2) };
}

/** Differentiates one row by the 3×3 Sobel operator; the rows of pixels have their border pixel once more on either side. */
function sobel(above: Uint8Array, middle: Uint8Array, below: Uint8Array, out: GradientRow): void {
  const { dx, dy, squares } = out;
  const width = dx.length;
  let leftSum = above[0] + 2 * middle[0] + below[0];
  let leftStep = below[0] - above[0];
  let sum = above[1] + 2 * middle[1] + below[1];
  let step = below[1] - above[1];
  for (let x = 0; x < width; x++) {
    const rightSum = above[x + 2] + 2 * middle[x + 2] + below[x + 2];
    const rightStep = below[x + 2] - above[x + 2];
    const gx = rightSum - leftSum;
    const gy = leftStep + 2 * step + rightStep;
    dx[x] = gx;
    dy[x] = gy;
    squares[x + 1] = gx * gx + gy * gy;
    leftSum = sum;
    leftStep = step;
    sum = rightSum;
    step = rightStep;
  }
}

/**
 * Marks the pixels whose gradient is longest along its own direction, which is rounded to a multiple of 45°.
 *
 * Of two equal neighbors in a row or column the right or lower one gives way; on a diagonal both do, as in OpenCV.
 */
function keepMaxima(
  above: Int32Array,
  gradient: GradientRow,
  below: Int32Array,
  low: number,
  high: number,
  out: Uint8Array,
): void {
  const { dx, dy, squares } = gradient;
  const width = out.length;
  for (let x = 0; x < width; x++) {
    const square = squares[x + 1];
    let kind = 0;
    if (square > low) {
      const gx = dx[x];
      const gy = dy[x];
      const across = Math.abs(gx);
      const down = Math.abs(gy) << 15;
      const flat = across * TAN_22;
      let isMaximum: boolean;
      if (down < flat) {
        isMaximum = square > squares[x] && square >= squares[x + 2];
      } else if (down > flat + (across << 16)) {
        // tan 67.5° = tan 22.5° + 2.
        isMaximum = square > above[x + 1] && square >= below[x + 1];
      } else if ((gx ^ gy) < 0) {
        isMaximum = square > above[x + 2] && square > below[x];
      } else {
        isMaximum = square > above[x] && square > below[x + 2];
      }
      if (isMaximum) kind = square > high ? STRONG : WEAK;
    }
    out[x] = kind;
  }
}

/** Turns every strong maximum, and every weak one that a chain connects to it, into an edge, and clears the others. */
function linkEdges(map: Uint8Array, width: number, height: number): void {
  let stack = new Int32Array(1024);
  for (let start = 0; start < map.length; start++) {
    if (map[start] !== STRONG) continue;
    map[start] = EDGE;
    stack[0] = start;
    let depth = 1;
    while (depth > 0) {
      const at = stack[--depth];
      const row = Math.floor(at / width);
      const column = at - row * width;
      const lastRow = Math.min(row + 1, height - 1);
      const firstColumn = Math.max(column - 1, 0);
      const lastColumn = Math.min(column + 1, width - 1);
      if (depth + 8 > stack.length) stack = enlarged(stack);
      for (let y = Math.max(row - 1, 0); y <= lastRow; y++) {
        for (let i = y * width + firstColumn; i <= y * width + lastColumn; i++) {
          if (map[i] === WEAK || map[i] === STRONG) {
            map[i] = EDGE;
            stack[depth++] = i;
          }
        }
      }
    }
  }
  for (let i = 0; i < map.length; i++) if (map[i] === WEAK) map[i] = 0;
}

function enlarged(stack: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * stack.length);
  larger.set(stack);
  return larger;
}
