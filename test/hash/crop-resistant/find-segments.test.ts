import { describe, expect, it } from 'vitest';
import { findSegments } from '../../../src/hash/crop-resistant/find-segments.ts';
import type { Plane } from '../../../src/image/index.ts';

/** A square of valleys (dots, 128) and hills (anything else, 129). */
function terrain(...rows: string[]): Plane {
  const data = Uint8Array.from(rows.join(''), (cell) => (cell === '.' ? 128 : 129));
  return { data, width: rows.length, height: rows.length };
}

describe('findSegments', () => {
  it('lists hills before valleys, each by its first pixel, connected along rows and columns only', () => {
    const plane = terrain(
      '.....##.', //
      '.....##.',
      '##......',
      '#.#.....',
      '#.#.....',
      '........',
      '........',
      '........',
    );
    const box = { left: 0, top: 0, right: 8, bottom: 8 };
    expect(findSegments(plane, 128, 0)).toEqual([
      { areaPixels: 4, left: 5, top: 0, right: 7, bottom: 2 },
      { areaPixels: 4, left: 0, top: 2, right: 2, bottom: 5 },
      { areaPixels: 2, left: 2, top: 3, right: 3, bottom: 5 },
      { ...box, areaPixels: 54 },
    ]);
    expect(findSegments(plane, 128, 4)).toEqual([{ ...box, areaPixels: 54 }]);
    expect(findSegments(plane, 129, 0)).toEqual([{ ...box, areaPixels: 64 }]);
  });

  it('ends the search for valleys when the pixels counted, and 4 × side more, are as many as there are', () => {
    const plane = terrain(
      '..#.....', //
      '..#.....',
      '###.....',
      '........',
      '........',
      '........',
      '........',
      '........',
    );
    // 5 hill pixels and 32 around the border are 37 of 64: one valley of 4 makes 41, the other of 55 is looked for too.
    expect(findSegments(plane, 128, 0).map(({ areaPixels }) => areaPixels)).toEqual([5, 4, 55]);
    const turned = { ...plane, data: plane.data.slice().reverse() };
    // Here the large valley comes first, 92 of 64, and the small one is never looked for.
    expect(findSegments(turned, 128, 0).map(({ areaPixels }) => areaPixels)).toEqual([5, 55]);
  });

  it('looks for no valley where the positions around the picture are as many as its pixels', () => {
    expect(findSegments(terrain('#...', '....', '....', '....'), 128, 0).map(({ areaPixels }) => areaPixels)).toEqual([1]);
  });

  it('does not count regions of one pixel, and ends where none is left', () => {
    // Of 25 pixels the 12 hills count nothing, nor do the 13 valleys: 20 counted in all, and the reference would raise.
    const board = terrain('.#.#.', '#.#.#', '.#.#.', '#.#.#', '.#.#.');
    expect(findSegments(board, 128, 0).length).toBe(25);
    expect(findSegments(board, 128, 1)).toEqual([]);
  });

  it('takes a region that fills a large square', () => {
    const plane = { data: new Uint8Array(1024 * 1024), width: 1024, height: 1024 };
    expect(findSegments(plane, 128, 500)).toEqual([{ areaPixels: 1 << 20, left: 0, top: 0, right: 1024, bottom: 1024 }]);
  });
});
