import type { Raster } from '../../image/index.ts';

const SIDE = 512;

/**
 * Brings a picture with a side above 512 to 512×512 by taking the nearest pixel at or before each place, whatever its shape: what
 * the reference does with files. Smaller ones stay as they are.
 */
export function pickNearest512(raster: Raster): Raster {
  const { data, width, height, channels } = raster;
  if (width <= SIDE && height <= SIDE) return raster;
  const picked = new Uint8Array(SIDE * SIDE * channels);
  let to = 0;
  for (let y = 0; y < SIDE; y++) {
    const row = Math.floor((y * height) / SIDE) * width;
    for (let x = 0; x < SIDE; x++) {
      const from = (row + Math.floor((x * width) / SIDE)) * channels;
      for (let channel = 0; channel < channels; channel++) picked[to++] = data[from + channel];
    }
  }
  return { data: picked, width: SIDE, height: SIDE, channels };
}
