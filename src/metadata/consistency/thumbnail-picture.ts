import { computeBoxMean, toLuma } from '../../image/index.ts';
import type { Box, CellMap, Plane, Raster, RasterLike } from '../../image/index.ts';

/** Bars around a thumbnail are this dark and this even, in luma levels: mean and standard deviation of a row or column. */
const BAR_MEAN = 12;
const BAR_SPREAD = 6;

/** Bars take up less than this share of a side: 16:9 in a 4:3 thumbnail needs an eighth above and below. */
const MAXIMUM_BAR = 0.3;

/** Two bars of one picture are equally wide but for rounding. */
const BAR_DIFFERENCE = 2;

/** The samples of one cell, along each axis, that stand for all of its pixels. */
const SAMPLES = 8;

/**
 * Finds the picture inside a thumbnail that black bars fill up to its usual shape.
 *
 * Bars come in pairs, above and below or left and right; a dark edge on one side belongs to the picture.
 */
export function pictureInside(thumbnail: Plane): Box {
  const { width, height } = thumbnail;
  const isRowDark = (y: number) => isDark(thumbnail, y * width, 1, width);
  const isColumnDark = (x: number) => isDark(thumbnail, x, width, height);
  const [top, bottom] = bars(height, isRowDark);
  const [left, right] = bars(width, isColumnDark);
  return { x: left, y: top, width: width - left - right, height: height - top - bottom };
}

function bars(length: number, isLineDark: (at: number) => boolean): readonly [before: number, after: number] {
  const maximum = Math.floor(length * MAXIMUM_BAR);
  let before = 0;
  while (before < maximum && isLineDark(before)) before++;
  let after = 0;
  while (after < maximum && isLineDark(length - 1 - after)) after++;
  const isPair = before > 0 && after > 0 && before < maximum && after < maximum && Math.abs(before - after) <= BAR_DIFFERENCE;
  return isPair ? [before, after] : [0, 0];
}

function isDark({ data }: Plane, start: number, step: number, length: number): boolean {
  let sum = 0;
  let squares = 0;
  for (let i = 0, at = start; i < length; i++, at += step) {
    sum += data[at];
    squares += data[at] * data[at];
  }
  const mean = sum / length;
  return mean < BAR_MEAN && squares / length - mean * mean < BAR_SPREAD * BAR_SPREAD;
}

/**
 * Reduces pixels to a small luma picture by averaging; of large cells, a grid of 8×8 evenly spaced pixels stands for the rest.
 *
 * @returns `[height, width, 1]`, 0..255.
 */
export function reducedLuma(raster: RasterLike, width: number, height: number): Raster {
  const xs = samplePlaces(raster.width, width);
  const ys = samplePlaces(raster.height, height);
  const channels = raster.data.length / (raster.width * raster.height);
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data[y * width + x] = cellLuma(raster, channels, xs[x], ys[y]);
  }
  return { data, width, height, channels: 1 };
}

/** For each cell of a side, the pixels that stand for it. */
function samplePlaces(length: number, cells: number): readonly (readonly number[])[] {
  return Array.from({ length: cells }, (_, cell) => {
    const from = Math.floor((cell * length) / cells);
    const end = Math.max(from + 1, Math.floor(((cell + 1) * length) / cells));
    const samples = Math.min(SAMPLES, end - from);
    return Array.from({ length: samples }, (_unused, i) => from + Math.floor(((i + 0.5) * (end - from)) / samples));
  });
}

/** Mean luma of some pixels, by the weights of BT.601 in thousandths. */
function cellLuma({ data, width }: RasterLike, channels: number, xs: readonly number[], ys: readonly number[]): number {
  let sum = 0;
  for (const y of ys) {
    for (const x of xs) {
      const at = (y * width + x) * channels;
      sum += channels === 1 ? 1000 * data[at] : 299 * data[at] + 587 * data[at + 1] + 114 * data[at + 2];
    }
  }
  return Math.floor(sum / (1000 * xs.length * ys.length) + 0.5);
}

/** The part of a plane inside a box, as a raster. */
export function cropped({ data, width }: Plane, box: Box): Raster {
  const part = new Uint8Array(box.width * box.height);
  for (let y = 0; y < box.height; y++) {
    const from = (box.y + y) * width + box.x;
    part.set(data.subarray(from, from + box.width), y * box.width);
  }
  return { data: part, width: box.width, height: box.height, channels: 1 };
}

/** A gray raster blurred over 3×3 pixels, so that sharpening and a shift by a pixel count little. */
export function blurred(raster: Raster): CellMap {
  const { width, height } = raster;
  return computeBoxMean({ data: Float32Array.from(toLuma(raster).data), width, height }, 1);
}

/** Correlation of two maps of one size, and the smaller of their standard deviations. */
export function correlate(a: CellMap, b: CellMap): { readonly correlation: number; readonly contrast: number } {
  const n = a.data.length;
  const [meanA, meanB] = [mean(a.data), mean(b.data)];
  let [varianceA, varianceB, covariance] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [da, db] = [a.data[i] - meanA, b.data[i] - meanB];
    varianceA += da * da;
    varianceB += db * db;
    covariance += da * db;
  }
  const contrast = Math.sqrt(Math.min(varianceA, varianceB) / n);
  return { correlation: contrast === 0 ? 0 : covariance / Math.sqrt(varianceA * varianceB), contrast };
}

function mean(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
