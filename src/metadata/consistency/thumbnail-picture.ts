import type { Box, Plane, Raster, RasterLike } from '../../image/index.ts';

/** Bars around a thumbnail are this dark and this even, in luma levels: mean and standard deviation of a row or column. */
const BAR_MEAN = 12;
const BAR_SPREAD = 6;

/** Bars take up at most this share of a side: 3:4 in a 4:3 thumbnail needs 0.22 left and right. */
const MAXIMUM_BAR = 0.3;

/** The samples of one cell, along each axis, that stand for all of its pixels. */
const SAMPLES = 8;

/**
 * Where the picture inside a thumbnail may be, of which black bars may fill up the rest: all of it, without equally wide bars on opposite
 * sides, and without every dark line at the edges. Nothing but the picture itself can tell a bar from a dark edge.
 */
export function picturesInside(thumbnail: Plane): Box[] {
  const { width, height } = thumbnail;
  const rows = bars(height, (y) => isDark(thumbnail, y * width, 1, width));
  const columns = bars(width, (x) => isDark(thumbnail, x, width, height));
  const places: Box[] = [{ x: 0, y: 0, width, height }];
  for (const [[top, bottom], [left, right]] of [
    [rows.map(() => Math.min(...rows)), columns.map(() => Math.min(...columns))],
    [rows, columns],
  ]) {
    const box = { x: left, y: top, width: width - left - right, height: height - top - bottom };
    if (!places.some((known) => known.width === box.width && known.height === box.height)) places.push(box);
  }
  return places;
}

/** Dark lines before and after the others. */
function bars(length: number, isLineDark: (at: number) => boolean): readonly number[] {
  const maximum = Math.floor(length * MAXIMUM_BAR);
  let before = 0;
  while (before < maximum && isLineDark(before)) before++;
  let after = 0;
  while (after < maximum && isLineDark(length - 1 - after)) after++;
  return [before, after];
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
 * Reduces a part of a picture to a few luma cells by averaging; of large cells, a grid of 8×8 evenly spaced pixels stands for the rest.
 *
 * @param part - In pixels of the picture; may have fractions.
 * @returns `[height, width, 1]`, 0..255.
 */
export function reducedLuma(raster: RasterLike, part: Box, width: number, height: number): Raster {
  const xs = samplePlaces(part.x, part.width, width);
  const ys = samplePlaces(part.y, part.height, height);
  const channels = raster.data.length / (raster.width * raster.height);
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data[y * width + x] = cellLuma(raster, channels, xs[x], ys[y]);
  }
  return { data, width, height, channels: 1 };
}

/** For each cell of a side, the pixels that stand for it. */
function samplePlaces(start: number, length: number, cells: number): readonly (readonly number[])[] {
  return Array.from({ length: cells }, (_, cell) => {
    const from = Math.floor(start + (cell * length) / cells);
    const end = Math.max(from + 1, Math.floor(start + ((cell + 1) * length) / cells));
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

/** Correlation of two gray pictures of one size, and the smaller of their standard deviations. */
export function correlate(a: Raster, b: Raster): { readonly correlation: number; readonly contrast: number } {
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

function mean(values: Raster['data']): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
