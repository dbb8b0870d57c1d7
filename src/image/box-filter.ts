import { checkInteger } from '../errors/index.ts';
import type { CellMap } from './cell-map.ts';
import { MAXIMUM_SIDE } from './raster.ts';

/**
 * Computes the mean of each cell's square neighborhood.
 *
 * A window at the border holds the cells that exist; invalid cells do not count. The work per cell does not depend on the
 * radius, and the memory grows with `radius` × `width`. Nothing is ever subtracted: a window is the end of one block of cells
 * and the start of the next, each summed on its own (the way van Herk and Gil–Werman take maxima). So a sum in doubles stays
 * within `4 radius + 2` roundings of the true one, a huge cell disturbs no window but its own, and a constant map stays exactly
 * constant.
 *
 * @param map - Any measurements; cells that are not valid are not looked at.
 * @param radius - Cells on each side of the middle one, 0..1,048,576: the window is `2 radius + 1` a side.
 * @returns The means in the map's unit. `valid` is there when the map has one: 0, with a mean of 0, where a window holds no
 *   valid cell.
 * @throws {RangeError} The radius is out of range, or the data does not fit the size.
 *
 * @example
 * ```ts
 * import { computeBoxMean } from 'tamperlens/image';
 *
 * const map = { data: new Float32Array([1, 2, 3, 10]), width: 4, height: 1 };
 * computeBoxMean(map, 1).data; // 1.5, 2, 5, 6.5
 * ```
 */
export function computeBoxMean(map: CellMap, radius: number): CellMap {
  const { data, valid, width, height } = map;
  checkInteger('width', width, 1, MAXIMUM_SIDE);
  checkInteger('height', height, 1, MAXIMUM_SIDE);
  checkInteger('radius', radius, 0, MAXIMUM_SIDE);
  if (data.length !== width * height || (valid !== undefined && valid.length !== data.length)) {
    throw new RangeError(`a map of ${width}×${height} must hold ${width * height} cells, received ${data.length}`);
  }
  const means = new Float32Array(data.length);
  const meansValid = valid && new Uint8Array(data.length);
  // With a mask a row holds the values and, behind them, how many of them are valid.
  const rowLength = valid === undefined ? width : 2 * width;
  const cells = new Float64Array(rowLength);
  const scratch = new Float64Array(width);

  const loadRow = (y: number, sums: Float64Array): void => {
    const from = y * width;
    if (valid === undefined) {
      for (let x = 0; x < width; x++) cells[x] = data[from + x];
    } else {
      for (let x = 0; x < width; x++) {
        const counts = valid[from + x] !== 0;
        cells[x] = counts ? data[from + x] : 0;
        cells[width + x] = counts ? 1 : 0;
      }
    }
    for (let start = 0; start < rowLength; start += width) {
      sumAlong(cells.subarray(start, start + width), radius, scratch, sums.subarray(start, start + width));
    }
  };

  slideOverRows(height, radius, rowLength, loadRow, (y, sums) => {
    const to = y * width;
    const rows = Math.min(y + radius, height - 1) - Math.max(y - radius, 0) + 1;
    for (let x = 0; x < width; x++) {
      if (meansValid === undefined) {
        const columns = Math.min(x + radius, width - 1) - Math.max(x - radius, 0) + 1;
        means[to + x] = sums[x] / (rows * columns);
      } else if (sums[width + x] > 0) {
        means[to + x] = sums[x] / sums[width + x];
        meansValid[to + x] = 1;
      }
    }
  });
  return { data: means, valid: meansValid, width, height };
}

/** Sums the window about each cell of a row: `ends[i]` is the sum from cell i to the end of its block of one window's length. */
function sumAlong(cells: Float64Array, radius: number, ends: Float64Array, sums: Float64Array): void {
  const count = cells.length;
  const reach = Math.min(radius, count);
  const side = 2 * reach + 1;
  for (let block = 0; block < count; block += side) {
    let sum = 0;
    for (let i = Math.min(block + side, count) - 1; i >= block; i--) {
      sum += cells[i];
      ends[i] = sum;
    }
  }
  let start = 0;
  for (let last = 0, inBlock = 0; last < count + reach; last++) {
    if (last < count) start += cells[last];
    const first = last - side + 1;
    if (last >= reach) sums[last - reach] = first > 0 && inBlock !== side - 1 ? ends[first] + start : start;
    inBlock++;
    if (inBlock === side) {
      inBlock = 0;
      start = 0;
    }
  }
}

/** Does the same down the columns of rows that come one by one. */
function slideOverRows(
  height: number,
  radius: number,
  rowLength: number,
  loadRow: (y: number, row: Float64Array) => void,
  onSums: (y: number, sums: Float64Array) => void,
): void {
  const reach = Math.min(radius, height);
  const side = 2 * reach + 1;
  const makeBlock = (): Float64Array[] => Array.from({ length: Math.min(side, height) }, () => new Float64Array(rowLength));
  let block = makeBlock();
  let ends = height > side ? makeBlock() : block;
  const start = new Float64Array(rowLength);
  const sums = new Float64Array(rowLength);
  for (let last = 0; last < height + reach; last++) {
    const inBlock = last % side;
    if (inBlock === 0 && last > 0) {
      addUpwards(block, Math.min(side, height - last + side));
      [block, ends] = [ends, block];
      start.fill(0);
    }
    if (last < height) {
      const row = block[inBlock];
      loadRow(last, row);
      for (let i = 0; i < rowLength; i++) start[i] += row[i];
    }
    const first = last - side + 1;
    if (last < reach) continue;
    if (first > 0 && inBlock !== side - 1) {
      const end = ends[first % side];
      for (let i = 0; i < rowLength; i++) sums[i] = end[i] + start[i];
      onSums(last - reach, sums);
    } else {
      onSums(last - reach, start);
    }
  }
}

/** Turns the rows of a block into the sums from each of them to the block's last one. */
function addUpwards(block: readonly Float64Array[], rows: number): void {
  for (let y = rows - 2; y >= 0; y--) {
    const row = block[y];
    const below = block[y + 1];
    for (let i = 0; i < row.length; i++) row[i] += below[i];
  }
}
