/**
 * Sums each cell's square neighborhood; at the border, the cells that exist.
 *
 * @param data - `[height, width]`, finite.
 * @param radius - Cells on each side of the middle one, whole, ≥ 0.
 * @returns `[height, width]` sums, exact for whole numbers.
 */
export function boxSums(data: ArrayLike<number>, width: number, height: number, radius: number): Float64Array {
  // Sums of everything above and to the left, with a row and a column of zeros before them.
  const stride = width + 1;
  const totals = new Float64Array(stride * (height + 1));
  for (let y = 0; y < height; y++) {
    let sum = 0;
    for (let x = 0, at = (y + 1) * stride + 1; x < width; x++, at++) {
      sum += data[y * width + x];
      totals[at] = totals[at - stride] + sum;
    }
  }
  const sums = new Float64Array(width * height);
  for (let y = 0; y < height; y++) {
    const top = Math.max(0, y - radius) * stride;
    const bottom = Math.min(height, y + radius + 1) * stride;
    for (let x = 0; x < width; x++) {
      const left = Math.max(0, x - radius);
      const right = Math.min(width, x + radius + 1);
      sums[y * width + x] = totals[bottom + right] - totals[top + right] - totals[bottom + left] + totals[top + left];
    }
  }
  return sums;
}
