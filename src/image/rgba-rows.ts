import type { Raster } from './raster.ts';

/** Fills `row` with the pixels of row `y`, four samples each. */
export type RgbaRows = (y: number, row: Uint8Array) => void;

/** Reads a picture row by row as RGBA, so that pictures with different channels meet: gray is equal red, green and blue, and what has no alpha is opaque. */
export function rgbaRows({ data, width, channels }: Raster): RgbaRows {
  const samples = width * channels;
  if (channels === 4) return (y, row) => row.set(data.subarray(y * samples, (y + 1) * samples));
  const green = channels === 3 ? 1 : 0;
  return (y, row) => {
    for (let from = y * samples, to = 0; to < row.length; from += channels, to += 4) {
      row[to] = data[from];
      row[to + 1] = data[from + green];
      row[to + 2] = data[from + 2 * green];
      row[to + 3] = 255;
    }
  };
}
