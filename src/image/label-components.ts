import { checkPlane } from './plane.ts';
import type { Plane } from './plane.ts';

/** The connected components of a whole mask. */
export interface ComponentLabels {
  /** `[height, width]`, 0 for background, else 1..`count` in the order in which reading row by row meets the components. */
  readonly labels: Int32Array;
  /** How many components there are. */
  readonly count: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Labels the connected components of a mask; a pixel has eight neighbors.
 *
 * @param mask - `[height, width]`, at most 2^31 − 1 pixels; every value but 0 belongs to a component.
 * @returns A label for each pixel, and how many there are.
 * @throws {TypeError | RangeError} The mask's data and size do not fit.
 *
 * @example
 * ```ts
 * import { labelComponents } from 'tamperlens/image';
 *
 * const mask = { data: new Uint8Array([1, 0, 0, 1, 1, 0, 0, 1]), width: 4, height: 2 };
 * labelComponents(mask); // count 2, labels 1 0 0 2 1 0 0 2
 * ```
 */
export function labelComponents(mask: Plane): ComponentLabels {
  checkPlane(mask);
  const { data, width, height } = mask;
  // A pixel's entry is one more than the index of a pixel of its component that comes no later: a forest in place of a table.
  const labels = new Int32Array(data.length);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (data[i] === 0) continue;
      const hasAbove = y > 0;
      let root = i;
      if (hasAbove && data[i - width] !== 0) {
        // The neighbors to both sides of the one above are its neighbors, so they are united with it already.
        root = findRoot(labels, i - width);
      } else {
        if (x > 0 && data[i - 1] !== 0) root = findRoot(labels, i - 1);
        else if (hasAbove && x > 0 && data[i - width - 1] !== 0) root = findRoot(labels, i - width - 1);
        if (hasAbove && x + 1 < width && data[i - width + 1] !== 0)
          root = uniteRoots(labels, root, findRoot(labels, i - width + 1));
      }
      labels[i] = root + 1;
    }
  }
  let count = 0;
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] !== 0) labels[i] = labels[i] === i + 1 ? ++count : labels[labels[i] - 1];
  }
  return { labels, count, width, height };
}

function findRoot(labels: Int32Array, index: number): number {
  while (labels[index] !== index + 1) {
    const parent = labels[index] - 1;
    labels[index] = labels[parent];
    index = parent;
  }
  return index;
}

/** Unites two trees under the earlier root; `a` may be a pixel that has no entry yet. */
function uniteRoots(labels: Int32Array, a: number, b: number): number {
  if (a < b) {
    labels[b] = a + 1;
    return a;
  }
  if (labels[a] !== 0) labels[a] = b + 1;
  return b;
}
