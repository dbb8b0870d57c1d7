import type { Box } from './region.ts';

/** Tells whether two boxes have a pixel in common. */
export function boxesOverlap(a: Box, b: Box): boolean {
  return intersectBoxes(a, b) !== null;
}

/** Tells whether two boxes overlap, or lie side by side or corner to corner with no pixel between them. */
export function boxesTouch(a: Box, b: Box): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
}

/**
 * Computes the part that two boxes have in common.
 *
 * @param a - Pixels.
 * @param b - Pixels.
 * @returns A box of at least one pixel, or null where there is none.
 */
export function intersectBoxes(a: Box, b: Box): Box | null {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

/**
 * Computes the smallest box around two.
 *
 * @param a - Pixels.
 * @param b - Pixels.
 * @returns A box that holds both.
 */
export function uniteBoxes(a: Box, b: Box): Box {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

/**
 * Computes how far two boxes agree: the area that they share over the area that they cover together (the Jaccard index).
 *
 * @param a - Pixels.
 * @param b - Pixels.
 * @returns 0 (nothing shared) to 1 (the same box).
 *
 * @example
 * ```ts
 * import { intersectionOverUnion } from 'tamperlens/image';
 *
 * intersectionOverUnion({ x: 0, y: 0, width: 4, height: 4 }, { x: 2, y: 0, width: 4, height: 4 }); // 8 / 24
 * ```
 */
export function intersectionOverUnion(a: Box, b: Box): number {
  const shared = intersectBoxes(a, b);
  if (shared === null) return 0;
  const area = shared.width * shared.height;
  return area / (a.width * a.height + b.width * b.height - area);
}

/**
 * Cuts a box to an image.
 *
 * @param box - Pixels; any part may lie outside.
 * @param image - The image's size in pixels.
 * @returns The part inside, or null where there is none.
 */
export function clipBox(box: Box, image: { readonly width: number; readonly height: number }): Box | null {
  return intersectBoxes(box, { x: 0, y: 0, width: image.width, height: image.height });
}

/**
 * Replaces boxes that overlap by the box around them, until none do. The time grows with the square of the count.
 *
 * @param boxes - In any order; they are not changed.
 * @returns Boxes without a common pixel, sorted by `y`, then `x`: the same for every order of the input.
 *
 * @example
 * ```ts
 * import { mergeOverlappingBoxes } from 'tamperlens/image';
 *
 * mergeOverlappingBoxes([
 *   { x: 0, y: 0, width: 4, height: 4 },
 *   { x: 3, y: 3, width: 4, height: 4 },
 * ]); // [{ x: 0, y: 0, width: 7, height: 7 }]
 * ```
 */
export function mergeOverlappingBoxes(boxes: readonly Box[]): Box[] {
  const merged: Box[] = [];
  for (const box of boxes) {
    let current: Box = { x: box.x, y: box.y, width: box.width, height: box.height };
    for (let i = 0; i < merged.length;) {
      if (!boxesOverlap(current, merged[i])) {
        i++;
        continue;
      }
      current = uniteBoxes(current, merged[i]);
      merged[i] = merged[merged.length - 1];
      merged.pop();
      // The larger box may reach ones that were passed already.
      i = 0;
    }
    merged.push(current);
  }
  return merged.sort((a, b) => a.y - b.y || a.x - b.x);
}
