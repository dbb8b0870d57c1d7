import type { Plane } from '../../image/index.ts';

/** A region of equal brightness class: how large it is and the box around it, `right` and `bottom` just outside. */
export interface Segment {
  readonly areaPixels: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * Finds the hills and then the valleys of a square plane: the regions, connected along rows and columns, whose samples lie above the
 * threshold, and those whose samples do not; each in the order of their first pixel in reading order.
 *
 * The search for valleys ends early where imagehash's does. That counts the pixels it has assigned, and begins with the 4 × side
 * positions around the picture: it stops once the count reaches the number of pixels, so that the last valleys may be left out.
 * Regions of one pixel it never counts; where their number makes it look for a valley that is not there (and raise an `IndexError`),
 * the search here ends.
 *
 * @param plane - `[side, side]`, 0..255.
 * @param threshold - The level that hills are above.
 * @param minimumSegmentPixels - Regions must be larger than this to be returned.
 */
export function findSegments({ data, width: side }: Plane, threshold: number, minimumSegmentPixels: number): Segment[] {
  const isHill = Uint8Array.from(data, (sample) => (sample > threshold ? 1 : 0));
  const isLeft = new Uint8Array(data.length).fill(1);
  const stack = new Int32Array(data.length);
  const segments: Segment[] = [];
  let counted = 4 * side;
  for (const kind of [1, 0]) {
    for (let start = 0; start < data.length; start++) {
      if (kind === 0 && counted >= data.length) break;
      if (isHill[start] !== kind || isLeft[start] === 0) continue;
      const segment = takeRegion(isHill, isLeft, side, start, stack);
      if (segment.areaPixels > 1) counted += segment.areaPixels;
      if (segment.areaPixels > minimumSegmentPixels) segments.push(segment);
    }
  }
  return segments;
}

/** Marks the region around `start` as taken. */
function takeRegion(isHill: Uint8Array, isLeft: Uint8Array, side: number, start: number, stack: Int32Array): Segment {
  const kind = isHill[start];
  let left = side;
  let right = 0;
  let bottom = 0;
  let areaPixels = 0;
  isLeft[start] = 0;
  stack[0] = start;
  let depth = 1;
  const visit = (at: number): void => {
    if (isLeft[at] === 0 || isHill[at] !== kind) return;
    isLeft[at] = 0;
    stack[depth++] = at;
  };
  while (depth > 0) {
    const at = stack[--depth];
    const y = Math.floor(at / side);
    const x = at - y * side;
    areaPixels++;
    left = Math.min(left, x);
    right = Math.max(right, x + 1);
    bottom = Math.max(bottom, y + 1);
    if (x > 0) visit(at - 1);
    if (x < side - 1) visit(at + 1);
    if (y > 0) visit(at - side);
    if (y < side - 1) visit(at + side);
  }
  // In reading order no pixel of the region stands above the first.
  return { areaPixels, left, top: Math.floor(start / side), right, bottom };
}
