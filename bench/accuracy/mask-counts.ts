import type { HeatMap } from '../../src/detectors/index.ts';
import type { Raster } from '../../src/image/index.ts';

/** How many pixels of the picture each cell of a map stands for, `[height, width]` of the map. */
export interface MaskCounts {
  readonly inside: Uint32Array;
  readonly outside: Uint32Array;
}

/** A mask's pixels brighter than this are tampered. */
const MIDDLE_GRAY = 127;

/**
 * Gives each pixel of a mask to the cell nearest to it, so that figures over cells with these weights are those of the map
 * drawn over the picture pixel by pixel, without drawing it.
 *
 * @param mask - White where tampered, in stored orientation; only the first channel is looked at.
 */
export function countMaskPixels({ width, height, cell }: Omit<HeatMap, 'data' | 'valid'>, mask: Raster): MaskCounts {
  const inside = new Uint32Array(width * height);
  const outside = new Uint32Array(width * height);
  const columns = Uint32Array.from({ length: mask.width }, (_, x) => nearest(x, cell.offsetX, cell.width, width));
  for (let y = 0, at = 0; y < mask.height; y++) {
    const row = nearest(y, cell.offsetY, cell.height, height) * width;
    for (let x = 0; x < mask.width; x++, at += mask.channels) {
      (mask.data[at] > MIDDLE_GRAY ? inside : outside)[row + columns[x]]++;
    }
  }
  return { inside, outside };
}

function nearest(pixel: number, offset: number, side: number, cells: number): number {
  return Math.min(cells - 1, Math.max(0, Math.floor((pixel - offset) / side)));
}
