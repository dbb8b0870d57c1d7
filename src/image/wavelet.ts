import { borderIndex } from './border.ts';
import type { CellMap } from './cell-map.ts';
import { checkPlane } from './plane.ts';
import type { Plane } from './plane.ts';

/**
 * The high-pass analysis filter of the Daubechies wavelet with eight vanishing moments: what is left of a row that is a polynomial
 * of up to seventh degree is 0, and of white noise of variance 1, white noise of variance 1.
 *
 * Digits and sign are those of `dec_hi` of PyWavelets' `db8`.
 */
const HIGH_PASS: readonly number[] = [
  ...[-0.05441584224310401, 0.31287159091429995, -0.6756307362972898, 0.5853546836542067],
  ...[0.015829105256349306, -0.2840155429615469, -0.0004724845739132828, 0.12874742662047847],
  ...[0.017369301001807547, -0.044088253930794755, -0.013981027917398282, 0.008746094047405777],
  ...[0.004870352993451574, -0.00039174037337694705, -0.0006754494064505693, -0.00011747678412476953],
];

const TAPS = 16;

/** How far the filter reaches before the first sample, and at most beyond the last. */
const REACH = TAPS - 2;

/** The rows of a plane's diagonal detail, each computed when it is asked for. */
export interface DiagonalRows {
  /** Coefficients a row: `⌊(width + 15) / 2⌋`. */
  readonly width: number;
  /** Rows: `⌊(height + 15) / 2⌋`. */
  readonly height: number;
  /**
   * Computes row `index` into `row`, in any order.
   *
   * @param index - 0 … `height` − 1.
   * @param row - At least `width` numbers; in luma levels.
   */
  readonly read: (index: number, row: Float64Array) => void;
}

/**
 * Makes the rows of the diagonal detail band of a one-level wavelet transform (`db8`, 16 taps, half-point symmetric extension).
 * Holds one row of numbers, however large the plane.
 *
 * Coefficient (u, v) sees the pixels 2u − 14 … 2u + 1 by 2v − 14 … 2v + 1, and its weight is centered on 2u − 1.6, 2v − 1.6.
 *
 * @param plane - `[height, width]`, 0..255; must not change meanwhile.
 * @throws {TypeError | RangeError} The plane's data and size do not fit.
 * @see {@link computeDiagonalDetail}
 */
export function diagonalRows(plane: Plane): DiagonalRows {
  checkPlane(plane);
  const { width, height } = plane;
  const across = detailLength(width);
  const padded = new Float64Array(width + 2 * REACH + 1);
  const mirrored = Int32Array.from({ length: 2 * REACH + 1 }, (_, i) =>
    borderIndex(i < REACH ? i - REACH : width + i - REACH, width, 'reflect'),
  );
  const read = (index: number, row: Float64Array): void => {
    filterDown(plane, index, padded);
    for (let i = 0; i < REACH; i++) padded[i] = padded[REACH + mirrored[i]];
    for (let i = REACH; i <= 2 * REACH; i++) padded[width + i] = padded[REACH + mirrored[i]];
    filterAlong(padded, across, row);
  };
  return { width: across, height: detailLength(height), read };
}

/**
 * Computes the diagonal detail band (high-pass both ways) of a one-level wavelet transform: what is left of a picture is mostly noise.
 *
 * The result is that of PyWavelets' `dwt2(plane, 'db8', mode='symmetric')`, its `cD`. The transform is orthonormal, so independent noise of
 * standard deviation σ has standard deviation σ in the band too.
 *
 * @param plane - `[height, width]`, 0..255.
 * @returns `[⌊(height + 15) / 2⌋, ⌊(width + 15) / 2⌋]` coefficients in luma levels, of either sign.
 * @throws {TypeError | RangeError} The plane's data and size do not fit.
 * @see G. R. Lee et al., "PyWavelets: A Python package for wavelet analysis", JOSS 4(36), 2019; its manual, "Signal extension modes".
 *
 * @example
 * ```ts
 * import { computeDiagonalDetail } from 'tamperlens/image';
 *
 * const ramp = { data: Uint8Array.from({ length: 64 * 64 }, (_, i) => 2 * (i % 64)), width: 64, height: 64 };
 * computeDiagonalDetail(ramp).width; // 39
 * ```
 */
export function computeDiagonalDetail(plane: Plane): CellMap {
  const { width, height, read } = diagonalRows(plane);
  const data = new Float32Array(width * height);
  const row = new Float64Array(width);
  for (let y = 0; y < height; y++) {
    read(y, row);
    data.set(row, y * width);
  }
  return { data, width, height };
}

function detailLength(length: number): number {
  return (length + TAPS - 1) >> 1;
}

/** Filters the columns at one place; the result stands in `padded` behind `REACH` numbers. */
function filterDown({ data, width, height }: Plane, index: number, padded: Float64Array): void {
  const [g0, g1, g2, g3, g4, g5, g6, g7, g8, g9, g10, g11, g12, g13, g14, g15] = HIGH_PASS;
  const start = (tap: number): number => borderIndex(2 * index + 1 - tap, height, 'reflect') * width;
  const [a, b, c, d, e, f, g, h] = [start(0), start(1), start(2), start(3), start(4), start(5), start(6), start(7)];
  const [i, j, k, l, m, n, o, p] = [start(8), start(9), start(10), start(11), start(12), start(13), start(14), start(15)];
  for (let x = 0; x < width; x++) {
    padded[x + REACH] =
      g0 * data[a + x] +
      g1 * data[b + x] +
      g2 * data[c + x] +
      g3 * data[d + x] +
      g4 * data[e + x] +
      g5 * data[f + x] +
      g6 * data[g + x] +
      g7 * data[h + x] +
      (g8 * data[i + x] +
        g9 * data[j + x] +
        g10 * data[k + x] +
        g11 * data[l + x] +
        g12 * data[m + x] +
        g13 * data[n + x] +
        g14 * data[o + x] +
        g15 * data[p + x]);
  }
}

/** Filters along a row; coefficient u ends at padded sample 2u + 1 + `REACH`. */
function filterAlong(padded: Float64Array, across: number, row: Float64Array): void {
  const [g0, g1, g2, g3, g4, g5, g6, g7, g8, g9, g10, g11, g12, g13, g14, g15] = HIGH_PASS;
  for (let u = 0, at = 0; u < across; u++, at += 2) {
    row[u] =
      g0 * padded[at + 15] +
      g1 * padded[at + 14] +
      g2 * padded[at + 13] +
      g3 * padded[at + 12] +
      g4 * padded[at + 11] +
      g5 * padded[at + 10] +
      g6 * padded[at + 9] +
      g7 * padded[at + 8] +
      (g8 * padded[at + 7] +
        g9 * padded[at + 6] +
        g10 * padded[at + 5] +
        g11 * padded[at + 4] +
        g12 * padded[at + 3] +
        g13 * padded[at + 2] +
        g14 * padded[at + 1] +
        g15 * padded[at]);
  }
}
