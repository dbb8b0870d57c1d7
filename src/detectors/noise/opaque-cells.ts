import type { Raster } from '../../image/index.ts';
import { CELL } from './cell-noise.ts';

/**
 * Marks the cells without a wholly transparent pixel: what lies under those is anything, and its edge would pass for noise.
 *
 * @returns `[⌊height / 16⌋, ⌊width / 16⌋]` of 0 and 1; `undefined` for pixels without alpha.
 */
export function opaqueCells({ data, width, height, channels }: Raster): Uint8Array | undefined {
  if (channels !== 4) return undefined;
  const across = Math.floor(width / CELL);
  const down = Math.floor(height / CELL);
  const opaque = new Uint8Array(across * down).fill(1);
  for (let y = 0; y < down * CELL; y++) {
    const row = Math.floor(y / CELL) * across;
    for (let x = 0, at = 4 * y * width + 3; x < across * CELL; x++, at += 4) {
      if (data[at] === 0) opaque[row + Math.floor(x / CELL)] = 0;
    }
  }
  return opaque;
}
