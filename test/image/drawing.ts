import type { Plane } from '../../src/image/index.ts';

/** Makes a mask from rows of text: 0 for a dot, 1 for anything else. */
export function drawn(...rows: string[]): Plane {
  const width = rows[0].length;
  const data = Uint8Array.from(rows.join(''), (cell) => (cell === '.' ? 0 : 1));
  return { data, width, height: rows.length };
}

/** Writes a plane as rows of text, so that a failing assertion shows the pixel: a dot for 0, `#` for anything else. */
export function picture(plane: Plane): string[] {
  return Array.from({ length: plane.height }, (_, y) =>
    Array.from(plane.data.subarray(y * plane.width, (y + 1) * plane.width), (value) => (value === 0 ? '.' : '#')).join(''),
  );
}
