import type { Box, CellMap } from '../../image/index.ts';
import { median } from '../../math/index.ts';
import { note } from '../../notes/index.ts';
import type { Note } from '../../notes/index.ts';
import { BLOCK } from './block-map.ts';
import type { ErrorMap } from './error-map.ts';

/** Below this side an image has too few blocks for its error levels to mean much. */
const SMALL_SIDE = 128;

/** Mean gradient, in luma levels per pixel, from which a block counts as densely textured. */
const HIGH_DETAIL = 20;

/** Share of densely textured blocks from which the whole image is called so. */
const HIGH_DETAIL_SHARE = 0.3;

/** A region with this many times the image's median detail is bright because of it. */
const DETAIL_RATIO = 1.5;

/** Mean of the scaled map above which the classic picture shows little but white. */
const SATURATED_MEAN = 128;

/** What somebody who looks at error levels should know about this image. */
export function elaNotes(errorMap: ErrorMap, detail: CellMap, regions: readonly Box[]): Note[] {
  const { width, height, scaled } = errorMap;
  const notes: Note[] = [];
  if (Math.min(width, height) < SMALL_SIDE) notes.push(note('ela-small-image', { width, height }));
  if (scaled.pixels < width * height) notes.push(note('ela-translucent', { percent: percent(1 - scaled.pixels / (width * height)) }));
  if (scaled.mean > SATURATED_MEAN) notes.push(note('ela-saturated', { mean: Math.round(scaled.mean) }));
  const dense = detail.data.reduce((count, value) => count + (value >= HIGH_DETAIL ? 1 : 0), 0) / detail.data.length;
  if (dense >= HIGH_DETAIL_SHARE) notes.push(note('ela-high-detail', { percent: percent(dense) }));
  if (regions.length > 0) {
    const usual = median(detail.data);
    const count = regions.filter((region) => meanDetail(detail, region) > DETAIL_RATIO * usual).length;
    if (count > 0) notes.push(note('ela-region-is-detail', { count, regions: regions.length }));
  }
  return notes;
}

function percent(share: number): number {
  return Math.round(share * 100);
}

function meanDetail({ data, width }: CellMap, box: Box): number {
  const left = Math.floor(box.x / BLOCK);
  const right = Math.ceil((box.x + box.width) / BLOCK);
  const top = Math.floor(box.y / BLOCK);
  const bottom = Math.ceil((box.y + box.height) / BLOCK);
  let sum = 0;
  for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) sum += data[y * width + x];
  return sum / ((right - left) * (bottom - top));
}
