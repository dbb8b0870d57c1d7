import { checkInteger } from '../errors/index.ts';
import { checkPlane, MAXIMUM_SIDE } from '../image/index.ts';
import type { CellMap, Plane } from '../image/index.ts';

/**
 * Averages a difference map over square cells, which re-saving leaves lower than a change of what is shown: errors of rounding spread
 * over a block, edits fill it.
 *
 * @param map - `[height, width]`, 0..255 levels, as `differenceMap` makes it.
 * @param side - Of a cell, in pixels, ≥ 1; cells at the right and the bottom may be cut.
 * @returns `[⌈height / side⌉, ⌈width / side⌉]` mean differences, 0..255 levels.
 * @throws {TypeError | RangeError} The map's data and size do not fit, or the side is out of range.
 */
export function differenceCells(map: Plane, side: number): CellMap {
  checkPlane(map);
  checkInteger('side', side, 1, MAXIMUM_SIDE);
  const { data, width, height } = map;
  const across = Math.ceil(width / side);
  const down = Math.ceil(height / side);
  const cells = new Float32Array(across * down);
  const sums = new Float64Array(across);
  for (let row = 0; row < down; row++) {
    const bottom = Math.min((row + 1) * side, height);
    sums.fill(0);
    for (let y = row * side; y < bottom; y++) addRow(data.subarray(y * width, (y + 1) * width), side, sums);
    for (let column = 0; column < across; column++) {
      const pixels = (bottom - row * side) * (Math.min((column + 1) * side, width) - column * side);
      cells[row * across + column] = sums[column] / pixels;
    }
  }
  return { data: cells, width: across, height: down };
}

function addRow(levels: Uint8Array, side: number, sums: Float64Array): void {
  for (let column = 0, x = 0; column < sums.length; column++) {
    let sum = 0;
    for (const end = Math.min(x + side, levels.length); x < end; x++) sum += levels[x];
    sums[column] += sum;
  }
}
