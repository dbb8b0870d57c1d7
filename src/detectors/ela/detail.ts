import type { CellMap, Plane } from '../../image/index.ts';
import { BLOCK } from './block-map.ts';

/**
 * Mean gradient |dx| + |dy| of luma in each 8×8 block: how much detail there is.
 *
 * @returns `[⌈height/8⌉, ⌈width/8⌉]` in luma levels per pixel, 0..510.
 */
export function blockDetail({ data, width, height }: Plane): CellMap {
  const across = Math.ceil(width / BLOCK);
  const down = Math.ceil(height / BLOCK);
  const detail = new Float32Array(across * down);
  const sums = new Float64Array(across);
  for (let row = 0; row < down; row++) {
    sums.fill(0);
    const bottom = Math.min((row + 1) * BLOCK, height);
    for (let y = row * BLOCK; y < bottom; y++) {
      const below = y + 1 < height ? width : 0;
      for (let x = 0, i = y * width; x < width; x++, i++) {
        const right = x + 1 < width ? 1 : 0;
        const dx = (data[i + right] - data[i]) | 0;
        const dy = (data[i + below] - data[i]) | 0;
        sums[x >> 3] += Math.abs(dx) + Math.abs(dy);
      }
    }
    for (let column = 0; column < across; column++) {
      const pixels = (bottom - row * BLOCK) * Math.min(BLOCK, width - column * BLOCK);
      detail[row * across + column] = sums[column] / pixels;
    }
  }
  return { data: detail, width: across, height: down };
}
