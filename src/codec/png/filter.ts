/**
 * Filters rows for compression (PNG, Third Edition, §9.2, §12.7): each with the one of the five types whose filtered bytes, taken as signed,
 * have the smallest sum of magnitudes, the lowest-numbered of equals.
 *
 * @param samples - `rows` rows of `rowBytes` bytes.
 * @returns The rows, each behind its filter byte.
 */
export function filterRows(
  samples: Uint8Array | Uint8ClampedArray,
  rowBytes: number,
  rows: number,
  pixelBytes: number,
): Uint8Array {
  const filtered = new Uint8Array(rows * (1 + rowBytes));
  const candidates = Array.from({ length: 5 }, () => new Uint8Array(rowBytes));
  const zeros = new Uint8Array(rowBytes);
  for (let y = 0; y < rows; y++) {
    const row = samples.subarray(y * rowBytes, (y + 1) * rowBytes);
    const above = y === 0 ? zeros : samples.subarray((y - 1) * rowBytes, y * rowBytes);
    const best = filterRow(row, above, pixelBytes, candidates);
    filtered[y * (1 + rowBytes)] = best;
    filtered.set(candidates[best], y * (1 + rowBytes) + 1);
  }
  return filtered;
}

/** Fills the five candidates and says which is best. */
function filterRow(
  row: Uint8Array | Uint8ClampedArray,
  above: Uint8Array | Uint8ClampedArray,
  pixelBytes: number,
  [none, sub, up, average, paeth]: readonly Uint8Array[],
): number {
  const sums = [0, 0, 0, 0, 0];
  for (let i = 0; i < row.length; i++) {
    const value = row[i];
    const left = i < pixelBytes ? 0 : row[i - pixelBytes];
    const upperLeft = i < pixelBytes ? 0 : above[i - pixelBytes];
    const upper = above[i];
    none[i] = value;
    sub[i] = value - left;
    up[i] = value - upper;
    average[i] = value - ((left + upper) >> 1);
    paeth[i] = value - predict(left, upper, upperLeft);
    sums[0] += magnitude(none[i]);
    sums[1] += magnitude(sub[i]);
    sums[2] += magnitude(up[i]);
    sums[3] += magnitude(average[i]);
    sums[4] += magnitude(paeth[i]);
  }
  return sums.indexOf(Math.min(...sums));
}

function predict(left: number, upper: number, upperLeft: number): number {
  const toLeft = Math.abs(upper - upperLeft);
  const toUpper = Math.abs(left - upperLeft);
  const toUpperLeft = Math.abs(left + upper - 2 * upperLeft);
  if (toLeft <= toUpper && toLeft <= toUpperLeft) return left;
  return toUpper <= toUpperLeft ? upper : upperLeft;
}

function magnitude(byte: number): number {
  return byte < 128 ? byte : 256 - byte;
}
