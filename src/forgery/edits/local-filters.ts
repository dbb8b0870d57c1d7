import { gaussianBlur } from '../../image/index.ts';
import type { Box, Raster } from '../../image/index.ts';
import { NOISE_SIGMA, noiseAt } from '../draws.ts';
import { crop } from './crop.ts';

/** The box with near-Gaussian noise added, independent in each channel. `sigma` in levels. */
export function noisy(host: Raster, box: Box, sigma: number, key: number): Uint8Array {
  const { data } = crop(host, box);
  const factor = Math.floor((sigma * 65536) / NOISE_SIGMA + 0.5);
  for (let i = 0; i < data.length; i++) {
    const value = data[i] + ((noiseAt(i, key) * factor + 32768) >> 16);
    data[i] = value < 0 ? 0 : value > 255 ? 255 : value;
  }
  return data;
}

/** The box as it looks after a Gaussian blur of the whole picture. `sigma` in pixels. */
export function blurred(host: Raster, box: Box, sigma: number): Uint8Array {
  const { channels } = host;
  // The kernel of the blur does not reach further.
  const reach = Math.ceil(5 * sigma) + 2;
  const x = Math.max(0, box.x - reach);
  const y = Math.max(0, box.y - reach);
  const width = Math.min(host.width, box.x + box.width + reach) - x;
  const height = Math.min(host.height, box.y + box.height + reach) - y;
  const around = crop(host, { x, y, width, height });
  const plane = new Uint8Array(width * height);
  const out = new Uint8Array(box.width * box.height * channels);
  for (let c = 0; c < channels; c++) {
    for (let i = 0, at = c; i < plane.length; i++, at += channels) plane[i] = around.data[at];
    const { data } = gaussianBlur({ data: plane, width, height }, sigma);
    for (let v = 0, at = c; v < box.height; v++) {
      const from = (box.y - y + v) * width + box.x - x;
      for (let u = 0; u < box.width; u++, at += channels) out[at] = data[from + u];
    }
  }
  return out;
}
