import { rowBytesOf } from './header.ts';
import type { PngHeader } from './header.ts';

/** One pass over the image: a reduced image whose pixels lie `stepX`, `stepY` apart in the whole, from `x`, `y` on. */
export interface Pass {
  readonly x: number;
  readonly y: number;
  readonly stepX: number;
  readonly stepY: number;
  /** Pixels in a row of the pass. */
  readonly width: number;
  /** Rows of the pass. */
  readonly height: number;
  /** Bytes of a row, without its filter byte. */
  readonly rowBytes: number;
  /** Where its first row begins among the unpacked bytes of the image. */
  readonly start: number;
}

/** Origin and step of the seven passes of Adam7 (PNG, Third Edition, §8.1). */
const ADAM7 = [
  { x: 0, y: 0, stepX: 8, stepY: 8 },
  { x: 4, y: 0, stepX: 8, stepY: 8 },
  { x: 0, y: 4, stepX: 4, stepY: 8 },
  { x: 2, y: 0, stepX: 4, stepY: 4 },
  { x: 0, y: 2, stepX: 2, stepY: 4 },
  { x: 1, y: 0, stepX: 2, stepY: 2 },
  { x: 0, y: 1, stepX: 1, stepY: 2 },
];

/** The passes that have pixels, in file order: one without interlacing. */
export function passesOf(header: PngHeader): Pass[] {
  const grids = header.interlaced ? ADAM7 : [{ x: 0, y: 0, stepX: 1, stepY: 1 }];
  const passes: Pass[] = [];
  let start = 0;
  for (const grid of grids) {
    const width = Math.ceil((header.width - grid.x) / grid.stepX);
    const height = Math.ceil((header.height - grid.y) / grid.stepY);
    if (width <= 0 || height <= 0) continue;
    const rowBytes = rowBytesOf(header, width);
    passes.push({ ...grid, width, height, rowBytes, start });
    start += height * (1 + rowBytes);
  }
  return passes;
}

/** Bytes that the image data must unpack to. */
export function unpackedBytes(passes: readonly Pass[]): number {
  return passes.reduce((sum, { height, rowBytes }) => sum + height * (1 + rowBytes), 0);
}
