import type { Raster } from '../../image/index.ts';
import type { LumaBlocks } from './luma-blocks.ts';

/** Levels from which a sample may have been cut off between the two compressions. */
const DARKEST = 2;
const BRIGHTEST = 253;

/**
 * Marks the blocks that neither hold a clipped sample nor touch one that does: clipping to 0..255 between two compressions changes
 * coefficients by more than rounding, so such blocks look as if they had never been through the first.
 *
 * @returns `[height, width]` of the blocks, 1 for those that count.
 */
export function unclippedBlocks(raster: Raster, blocks: LumaBlocks): Uint8Array {
  const { width, height, cellWidth, cellHeight } = blocks;
  const clipped = new Uint8Array(width * height);
  const { data, channels } = raster;
  const rowLength = raster.width * channels;
  const cellLength = cellWidth * channels;
  for (let y = 0; y < height * cellHeight; y++) {
    const row = Math.floor(y / cellHeight) * width;
    for (let x = 0, at = y * rowLength; x < width; x++) {
      const end = at + cellLength;
      if (clipped[row + x] !== 0) {
        at = end;
        continue;
      }
      for (; at < end; at++) {
        if (data[at] > DARKEST && data[at] < BRIGHTEST) continue;
        clipped[row + x] = 1;
        at = end;
      }
    }
  }
  return spared(clipped, width, height);
}

/** 1 where no cell is marked, nor any of the eight around it. */
function spared(marked: Uint8Array, width: number, height: number): Uint8Array {
  const free = new Uint8Array(marked.length).fill(1);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (marked[y * width + x] === 0) continue;
      for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
        free.fill(0, row * width + Math.max(0, x - 1), row * width + Math.min(width - 1, x + 1) + 1);
      }
    }
  }
  return free;
}
