import type { CellMap } from '../../image/index.ts';
import { median } from '../../math/index.ts';
import { note } from '../../notes/index.ts';
import type { Note } from '../../notes/index.ts';
import type { ErrorMap } from './error-map.ts';

/**
 * Below this side an image has too few blocks for its error levels to mean much: the window of 72 pixels leaves few independent cells. Of
 * 432 synthetic splices of each of twelve sizes from 16 to 160 pixels, the best statistic was 0 up to 56 pixels, 0.6 at 64, 1.1 at 112
 * and 1.3 at 128.
 */
const SMALL_SIDE = 128;

/** Median gradient of the blocks, in luma levels per pixel, from which an image counts as densely textured; one photograph in four. */
const HIGH_DETAIL = 10;

/** Mean of the scaled map above which the classic picture shows little but white. */
const SATURATED_MEAN = 128;

/** What somebody who looks at error levels should know about this image. */
export function elaNotes(errorMap: ErrorMap, detail: CellMap): Note[] {
  const { width, height, scaled } = errorMap;
  const notes: Note[] = [];
  if (Math.min(width, height) < SMALL_SIDE) notes.push(note('ela-small-image', { width, height }));
  if (scaled.pixels < width * height) notes.push(note('ela-transparent', { percent: percentLeftOut(errorMap) }));
  if (scaled.mean > SATURATED_MEAN) notes.push(note('ela-saturated', { mean: Math.round(scaled.mean) }));
  const usual = median(detail.data);
  if (usual >= HIGH_DETAIL) notes.push(note('ela-high-detail', { levelsPerPixel: Math.round(usual) }));
  return notes;
}

/** Whole percent of the pixels that were left out; 0 and 100 only where that is exact. */
function percentLeftOut({ width, height, scaled }: ErrorMap): number {
  if (scaled.pixels === 0) return 100;
  return Math.min(99, Math.max(1, Math.round(100 * (1 - scaled.pixels / (width * height)))));
}
