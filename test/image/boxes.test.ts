import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boxesOverlap,
  boxesTouch,
  clipBox,
  intersectBoxes,
  intersectionOverUnion,
  mergeOverlappingBoxes,
  uniteBoxes,
} from '../../src/image/index.ts';
import type { Box } from '../../src/image/index.ts';

const box = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });

const boxes = fc
  .tuple(
    fc.integer({ min: 0, max: 20 }),
    fc.integer({ min: 0, max: 20 }),
    fc.integer({ min: 1, max: 9 }),
    fc.integer({ min: 1, max: 9 }),
  )
  .map((values) => box(...values));

/** The pixels of a box, as text. */
function pixelsOf({ x, y, width, height }: Box): Set<string> {
  return new Set(Array.from({ length: width * height }, (_, i) => `${x + (i % width)},${y + Math.floor(i / width)}`));
}

describe('intersectBoxes', () => {
  it.each([
    ['a corner', box(0, 0, 4, 4), box(2, 3, 5, 5), box(2, 3, 2, 1)],
    ['the inner box', box(0, 0, 9, 9), box(2, 3, 4, 5), box(2, 3, 4, 5)],
    ['nothing side by side', box(0, 0, 4, 4), box(4, 0, 4, 4), null],
    ['nothing far apart', box(0, 0, 1, 1), box(9, 9, 1, 1), null],
  ])('is %s', (_name, a, b, expected) => {
    expect(intersectBoxes(a, b)).toEqual(expected);
  });
});

describe('uniteBoxes', () => {
  it('reaches around both, and the gap between them', () => {
    expect(uniteBoxes(box(1, 2, 3, 4), box(10, 0, 2, 1))).toEqual(box(1, 0, 11, 6));
  });
});

describe('intersectionOverUnion', () => {
  it('is the share of pixels in common', () => {
    fc.assert(
      fc.property(boxes, boxes, (a, b) => {
        const [inA, inB] = [pixelsOf(a), pixelsOf(b)];
        const shared = [...inA].filter((pixel) => inB.has(pixel)).length;
        expect(intersectionOverUnion(a, b)).toBe(shared / (inA.size + inB.size - shared));
      }),
    );
  });
});

describe('clipBox', () => {
  it.each([
    ['one that sticks out at the top left', box(-3, -1, 5, 4), box(0, 0, 2, 3)],
    ['one that sticks out at the bottom right', box(7, 5, 9, 9), box(7, 5, 3, 1)],
    ['one inside', box(1, 1, 2, 2), box(1, 1, 2, 2)],
    ['one outside', box(10, 0, 2, 2), null],
  ])('cuts %s to 10×6', (_name, outside, expected) => {
    expect(clipBox(outside, { width: 10, height: 6 })).toEqual(expected);
  });
});

describe('boxesTouch', () => {
  it.each([
    ['side by side', box(4, 0, 2, 2), true, false],
    ['corner to corner', box(4, 4, 2, 2), true, false],
    ['one pixel apart', box(5, 0, 2, 2), false, false],
    ['overlapping', box(3, 3, 2, 2), true, true],
  ])('tells what boxes %s do', (_name, other, touch, overlap) => {
    const first = box(0, 0, 4, 4);
    expect([boxesTouch(first, other), boxesTouch(other, first)]).toEqual([touch, touch]);
    expect([boxesOverlap(first, other), boxesOverlap(other, first)]).toEqual([overlap, overlap]);
  });
});

describe('mergeOverlappingBoxes', () => {
  it('goes on when the box around two overlaps a third', () => {
    // The first two do not reach the third; the box around them does.
    expect(mergeOverlappingBoxes([box(0, 0, 5, 2), box(4, 0, 2, 9), box(0, 5, 2, 2)])).toEqual([box(0, 0, 6, 9)]);
  });

  it('leaves boxes that only touch', () => {
    expect(mergeOverlappingBoxes([box(2, 0, 2, 2), box(0, 0, 2, 2)])).toEqual([box(0, 0, 2, 2), box(2, 0, 2, 2)]);
  });

  it('gives disjoint boxes that hold every input, the same in every order', () => {
    fc.assert(
      fc.property(fc.array(boxes, { maxLength: 12 }), (input) => {
        const merged = mergeOverlappingBoxes(input);
        merged.forEach((a, i) => merged.slice(i + 1).forEach((b) => expect(boxesOverlap(a, b)).toBe(false)));
        for (const small of input)
          expect(merged.filter((large) => intersectionOverUnion(uniteBoxes(small, large), large) === 1)).toHaveLength(1);
        expect(mergeOverlappingBoxes([...input].reverse())).toEqual(merged);
      }),
    );
  });
});
