import type { Raster } from '../image/index.ts';
import { listShares, splitPixel, splitPixelExactly } from './block-shares.ts';
import type { BlockShares } from './block-shares.ts';

/** What a pixel counts that is fully transparent: as white, 3 × 255. */
const TRANSPARENT = 765;

/**
 * Sums whole blocks of `⌊width / size⌋ × ⌊height / size⌋` pixels; what remains at the right and at the bottom is left out.
 *
 * @param size - Blocks along each side.
 * @returns `[size, size]`: sums of R + G + B, 0..765 a pixel; zeros where the picture has fewer pixels than blocks along a side.
 */
export function sumWholeBlocks(raster: Raster, size: number): Float64Array {
  const { width, height } = raster;
  const across = Math.floor(width / size);
  const down = Math.floor(height / size);
  const sums = new Float64Array(size * size);
  const values = new Float64Array(width);
  for (let y = 0; y < down * size; y++) {
    readValues(raster, y, values);
    const row = Math.floor(y / down) * size;
    for (let block = 0, x = 0; block < size; block++) {
      let sum = 0;
      for (const end = x + across; x < end; x++) sum += values[x];
      sums[row + block] += sum;
    }
  }
  return sums;
}

/** What {@link sumSharedBlocks} computes. */
export interface SharedSums {
  /** `[size, size]` sums of R + G + B, float32, rounded as the C program rounds them. */
  readonly rounded: Float64Array;
  /** `[size, size]` the sums of exact arithmetic times `size²`, whole numbers. */
  readonly exact: Float64Array;
}

/**
 * Sums blocks of `width / size × height / size` pixels, pixels on a border divided among the blocks by area.
 *
 * The C program adds pixel after pixel in float32, so large sums lose digits and their rounding depends on the order. Blocks have
 * nothing to do with each other: four are summed side by side, each in that order.
 *
 * @param size - Blocks along each side, a multiple of 4.
 */
export function sumSharedBlocks(raster: Raster, size: number): SharedSums {
  const { width, height } = raster;
  const columns = listShares(width, size, splitPixel);
  const exactColumns = listShares(width, size, splitPixelExactly);
  const values = new Float64Array(width + Math.max(columns.length, exactColumns.length));
  const rounded = new Float64Array(size * size);
  const exact = new Float64Array(size * size);
  const rowSums = new Float64Array(size);
  for (let y = 0; y < height; y++) {
    readValues(raster, y, values);
    const { blocks, shares } = splitPixel(y, height, size);
    if (blocks[0] === blocks[1]) addRow(values, columns, shares[0], shares[1], rounded, blocks[0] * size);
    else {
      addRow(values, columns, shares[0], 0, rounded, blocks[0] * size);
      addRow(values, columns, 0, shares[1], rounded, blocks[1] * size);
    }
    sumRow(values, exactColumns, rowSums);
    const whole = splitPixelExactly(y, height, size);
    for (let block = 0; block < size; block++) {
      exact[whole.blocks[0] * size + block] += whole.shares[0] * rowSums[block];
      exact[whole.blocks[1] * size + block] += whole.shares[1] * rowSums[block];
    }
  }
  return { rounded, exact };
}

/** Reads R + G + B of each pixel of a row. */
function readValues({ data, width, channels }: Raster, y: number, values: Float64Array): void {
  let from = y * width * channels;
  if (channels === 1) for (let x = 0; x < width; x++) values[x] = 3 * data[from + x];
  else if (channels === 3) {
    for (let x = 0; x < width; x++, from += 3) values[x] = data[from] + data[from + 1] + data[from + 2];
  } else {
    for (let x = 0; x < width; x++, from += 4) {
      values[x] = data[from + 3] === 0 ? TRANSPARENT : data[from] + data[from + 1] + data[from + 2];
    }
  }
}

/** Adds a row to a row of blocks: each pixel's four products of its two shares down and its two shares across. */
function addRow(
  values: Float64Array,
  { length, starts, first, second }: BlockShares,
  top: number,
  bottom: number,
  sums: Float64Array,
  to: number,
): void {
  for (let block = 0; block < starts.length; block += 4) {
    let [a, b, c, d] = [sums[to + block], sums[to + block + 1], sums[to + block + 2], sums[to + block + 3]];
    const [fromA, fromB, fromC, fromD] = [starts[block], starts[block + 1], starts[block + 2], starts[block + 3]];
    for (let i = 0, at = block * length; i < length; i++, at++) {
      a = addPixel(a, values[fromA + i], top, bottom, first[at], second[at]);
      b = addPixel(b, values[fromB + i], top, bottom, first[at + length], second[at + length]);
      c = addPixel(c, values[fromC + i], top, bottom, first[at + 2 * length], second[at + 2 * length]);
      d = addPixel(d, values[fromD + i], top, bottom, first[at + 3 * length], second[at + 3 * length]);
    }
    sums[to + block] = a;
    sums[to + block + 1] = b;
    sums[to + block + 2] = c;
    sums[to + block + 3] = d;
  }
}

function addPixel(sum: number, value: number, top: number, bottom: number, left: number, right: number): number {
  const upper = Math.fround(value * top);
  const lower = Math.fround(value * bottom);
  let added = Math.fround(sum + Math.fround(upper * left));
  added = Math.fround(added + Math.fround(upper * right));
  added = Math.fround(added + Math.fround(lower * left));
  return Math.fround(added + Math.fround(lower * right));
}

function sumRow(values: Float64Array, { length, starts, first, second }: BlockShares, sums: Float64Array): void {
  for (let block = 0; block < starts.length; block++) {
    let sum = 0;
    for (let i = 0, at = block * length, from = starts[block]; i < length; i++) {
      sum += values[from + i] * (first[at + i] + second[at + i]);
    }
    sums[block] = sum;
  }
}
