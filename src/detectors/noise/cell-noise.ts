import { diagonalRows } from '../../image/index.ts';
import type { Plane } from '../../image/index.ts';
import { median } from '../../math/index.ts';
import { measureLaplacian } from './laplacian.ts';

/** Side of a cell in pixels: 8×8 coefficients of the diagonal detail. */
export const CELL = 16;

/** Coefficients across a cell. */
const SPAN = CELL / 2;

/** Φ⁻¹(3/4): the median magnitude of normally distributed values, in standard deviations. */
const HALF_NORMAL_MEDIAN = 0.6744897501960817;

/** Luma outside of this range is clipped, or so near to it that its noise is. */
const DARKEST = 4;
const BRIGHTEST = 251;

/** Side of the squares whose means tell texture from noise: of independent noise, averages of 16 pixels keep a quarter. */
const QUAD = 4;
const QUADS = CELL / QUAD;

/** What is measured of each cell of 16×16 pixels, all `[height, width]`, row-major; partial cells at the right and bottom are left out. */
export interface CellNoise {
  readonly width: number;
  readonly height: number;
  /** Standard deviation of the noise, from the median magnitude of the wavelet's diagonal detail; luma levels. */
  readonly sigma: Float32Array;
  /** The same from the variance of the Laplacian residual; edges and texture raise this one more. */
  readonly laplacianSigma: Float32Array;
  /** Mean luma, 0..255. */
  readonly luma: Float32Array;
  /** Mean |dx| + |dy| between the means of neighboring 4×4 squares; luma levels per 4 pixels. */
  readonly gradient: Float32Array;
  /** Share of pixels darker than 4 or brighter than 251, 0..1. */
  readonly clipped: Float32Array;
}

/**
 * Measures noise, brightness and coarse texture of each cell, in memory that grows with the width (and 1/8 byte per pixel).
 *
 * A cell holds the 8×8 coefficients 8c + 1 … 8c + 8 of the diagonal detail, whose weight lies on its own pixels; the reference takes
 * 8c … 8c + 7, which lie two pixels up and left.
 *
 * @param luma - `[height, width]`, 0..255.
 * @param checkpoint - Called after each row of cells with the share done, 0..1; may throw to stop.
 * @see B. Mahdian, S. Saic, "Using noise inconsistencies for blind image forensics", Image and Vision Computing 27(10), 2009.
 *   doi:10.1016/j.imavis.2009.02.001. Its merging of neighboring blocks is left out.
 */
export function measureCells(luma: Plane, checkpoint: (share: number) => void = () => undefined): CellNoise {
  const width = Math.floor(luma.width / CELL);
  const height = Math.floor(luma.height / CELL);
  const make = (): Float32Array => new Float32Array(width * height);
  const cells = { width, height, sigma: make(), laplacianSigma: make(), luma: make(), gradient: make(), clipped: make() };
  const band = diagonalRows(luma);
  const rows = Array.from({ length: SPAN }, () => new Float64Array(band.width));
  const block = new Float64Array(SPAN * SPAN);
  const quads = new Uint16Array(QUADS * width * QUADS * height);
  for (let row = 0; row < height; row++) {
    for (let v = 0; v < SPAN; v++) band.read(SPAN * row + 1 + v, rows[v]);
    for (let column = 0; column < width; column++) {
      cells.sigma[row * width + column] = medianMagnitude(rows, SPAN * column + 1, block) / HALF_NORMAL_MEDIAN;
    }
    measureLaplacian(luma, CELL, row, cells.laplacianSigma);
    measureLuma(luma, row, cells, quads);
    checkpoint((row + 1) / height);
  }
  measureGradient(quads, cells);
  return cells;
}

function medianMagnitude(rows: readonly Float64Array[], from: number, block: Float64Array): number {
  let at = 0;
  for (const row of rows) for (let u = from; u < from + SPAN; u++) block[at++] = Math.abs(row[u]);
  return median(block);
}

/** Means, clipped shares and sums of 4×4 squares of one row of cells. */
function measureLuma(luma: Plane, row: number, cells: CellNoise, quads: Uint16Array): void {
  const { data } = luma;
  const pixels = CELL * CELL;
  const across = QUADS * cells.width;
  for (let column = 0; column < cells.width; column++) {
    let sum = 0;
    let clipped = 0;
    for (let quad = 0; quad < QUADS * QUADS; quad++) {
      const x = column * CELL + (quad % QUADS) * QUAD;
      const y = row * CELL + Math.floor(quad / QUADS) * QUAD;
      let quadSum = 0;
      for (let line = 0, at = y * luma.width + x; line < QUAD; line++, at += luma.width) {
        for (let i = at; i < at + QUAD; i++) {
          const level = data[i];
          quadSum += level;
          if (level < DARKEST || level > BRIGHTEST) clipped++;
        }
      }
      quads[(y / QUAD) * across + x / QUAD] = quadSum;
      sum += quadSum;
    }
    cells.luma[row * cells.width + column] = sum / pixels;
    cells.clipped[row * cells.width + column] = clipped / pixels;
  }
}

/** Differences to the right and to the lower neighbor; the last column and the last row have none. */
function measureGradient(quads: Uint16Array, { width, height, gradient }: CellNoise): void {
  const across = QUADS * width;
  const down = QUADS * height;
  for (let cell = 0; cell < gradient.length; cell++) {
    const left = (cell % width) * QUADS;
    const top = Math.floor(cell / width) * QUADS;
    const columns = Math.min(QUADS, across - 1 - left);
    const rows = Math.min(QUADS, down - 1 - top);
    let alongRows = 0;
    let alongColumns = 0;
    for (let y = 0; y < QUADS; y++) {
      for (let x = 0, i = (top + y) * across + left; x < QUADS; x++, i++) {
        if (x < columns) alongRows += Math.abs(quads[i + 1] - quads[i]);
        if (y < rows) alongColumns += Math.abs(quads[i + across] - quads[i]);
      }
    }
    gradient[cell] = (alongRows / (columns * QUADS) + alongColumns / (rows * QUADS)) / (QUAD * QUAD);
  }
}
