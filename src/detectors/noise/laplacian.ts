import type { Plane } from '../../image/index.ts';

/** Root of the sum of squares of the kernel's weights: what independent noise is amplified by. */
const GAIN = 6;

/**
 * Estimates the standard deviation of the noise of one row of cells from the variance of its Laplacian residual, the difference of two
 * Laplacians `1 −2 1 / −2 4 −2 / 1 −2 1`, which is 0 on planes and along straight edges that run with the grid.
 *
 * The reference averages |residual| over the whole image; this takes the variance of each cell. The outermost pixels of the image have
 * no residual.
 *
 * @param side - Of a cell, in pixels; 4 or more.
 * @param row - Which row of whole cells.
 * @param sigma - `[⌊height / side⌋, ⌊width / side⌋]`, of which that row is written; luma levels.
 * @see J. Immerkær, "Fast Noise Variance Estimation", CVIU 64(2), 1996. doi:10.1006/cviu.1996.0060
 */
export function measureLaplacian({ data, width, height }: Plane, side: number, row: number, sigma: Float32Array): void {
  const across = Math.floor(width / side);
  const sums = new Float64Array(across);
  const squares = new Float64Array(across);
  const top = Math.max(1, row * side);
  const bottom = Math.min(height - 1, (row + 1) * side);
  for (let y = top; y < bottom; y++) {
    for (let column = 0; column < across; column++) {
      const right = Math.min(width - 1, (column + 1) * side);
      let x = Math.max(1, column * side);
      let i = y * width + x;
      // Second differences down three columns, of which two are carried along.
      let before = data[i - 1 - width] - 2 * data[i - 1] + data[i - 1 + width];
      let here = data[i - width] - 2 * data[i] + data[i + width];
      let sum = 0;
      let square = 0;
      for (; x < right; x++, i++) {
        const after = data[i + 1 - width] - 2 * data[i + 1] + data[i + 1 + width];
        const residual = before - 2 * here + after;
        sum += residual;
        square += residual * residual;
        before = here;
        here = after;
      }
      sums[column] += sum;
      squares[column] += square;
    }
  }
  for (let column = 0; column < across; column++) {
    const columns = Math.min(width - 1, (column + 1) * side) - Math.max(1, column * side);
    const count = (bottom - top) * columns;
    const mean = sums[column] / count;
    sigma[row * across + column] = Math.sqrt(Math.max(0, squares[column] / count - mean * mean)) / GAIN;
  }
}
