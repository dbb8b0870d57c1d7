import type { Box, Raster } from '../../image/index.ts';

/** Copies the pixels of a box that lies in the picture. */
export function crop({ data, width, channels }: Raster, box: Box): Raster & { readonly data: Uint8Array } {
  const out = new Uint8Array(box.width * box.height * channels);
  for (let y = 0; y < box.height; y++) {
    const from = ((box.y + y) * width + box.x) * channels;
    out.set(data.subarray(from, from + box.width * channels), y * box.width * channels);
  }
  return { data: out, width: box.width, height: box.height, channels };
}
