import type { Raster } from '../../image/index.ts';

/** How many numbers {@link writeLumaProducts} writes. */
export const LUMA_PRODUCTS = 768;

/** Writes what each level of red, then of green, then of blue adds to the luma, in float32, at the beginning of `memory`. */
export function writeLumaProducts(memory: Float64Array): void {
  const weights = Float32Array.of(0.299, 0.587, 0.114);
  for (let i = 0; i < LUMA_PRODUCTS; i++) memory[i] = Math.fround(weights[i >> 8] * (i & 255));
}

/**
 * Writes a row of a raster's luma in the reference's float32 arithmetic, `0.299 R + 0.587 G + 0.114 B`, each product and each sum
 * rounded; gray samples are taken as they are, and alpha is left out.
 *
 * @param memory - Begins with the {@link writeLumaProducts}; receives `raster.width` values, 0..255, from `to` on.
 */
export function writeFloatLuma({ data, width, channels }: Raster, y: number, memory: Float64Array, to: number): void {
  const start = y * width * channels;
  if (channels === 1) {
    for (let x = 0; x < width; x++) memory[to + x] = data[start + x];
    return;
  }
  let from = start;
  let x = 0;
  // Four at a time: the address of each array is fetched once for all of them.
  for (; x + 4 <= width; x += 4) {
    const a = lumaAt(data, from, memory);
    const b = lumaAt(data, from + channels, memory);
    const c = lumaAt(data, from + 2 * channels, memory);
    const d = lumaAt(data, from + 3 * channels, memory);
    from += 4 * channels;
    memory[to + x] = a;
    memory[to + x + 1] = b;
    memory[to + x + 2] = c;
    memory[to + x + 3] = d;
  }
  for (; x < width; x++, from += channels) memory[to + x] = lumaAt(data, from, memory);
}

function lumaAt(data: Raster['data'], from: number, products: Float64Array): number {
  return Math.fround(Math.fround(products[data[from]] + products[256 + data[from + 1]]) + products[512 + data[from + 2]]);
}
