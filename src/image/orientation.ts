import { checkInteger, checkOneOf } from '../errors/index.ts';
import { MAXIMUM_SIDE, toRaster } from './raster.ts';
import type { Raster, RasterLike } from './raster.ts';
import type { Box } from './region.ts';

/**
 * The value of EXIF's Orientation tag, 0x0112: how the stored rows and columns are to be shown.
 *
 * 1 as stored, 2 mirrored left to right, 3 turned by 180°, 4 mirrored top to bottom, 5 transposed, 6 turned clockwise by 90°,
 * 7 transposed about the other diagonal, 8 turned counterclockwise by 90°.
 */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const ORIENTATIONS: readonly Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8];

/** How a stored image is shown: its size before and its orientation. */
export interface StoredFrame {
  /** Columns as stored, in pixels. */
  readonly width: number;
  /** Rows as stored, in pixels. */
  readonly height: number;
  readonly orientation: Orientation;
}

/**
 * Turns and mirrors stored pixels into what a viewer shows.
 *
 * @param raster - 8-bit pixels in stored orientation.
 * @param orientation - The EXIF tag's value, 1..8.
 * @returns A new raster, its width and height swapped for 5..8; for 1 the samples are shared, not copied.
 * @throws {TypeError | RangeError} The raster's data, size and channels do not fit, or the orientation is unknown.
 *
 * @example
 * ```ts
 * import { applyOrientation } from 'tamperlens/image';
 *
 * const stored = { data: new Uint8Array([1, 2, 3, 4, 5, 6]), width: 3, height: 2 };
 * applyOrientation(stored, 6); // 2×3: [4, 1, 5, 2, 6, 3]
 * ```
 */
export function applyOrientation(raster: RasterLike, orientation: Orientation): Raster {
  const stored = toRaster(raster);
  const { swaps, flipsX, flipsY } = movesOf(orientation);
  if (orientation === 1) return stored;
  const { data, channels } = stored;
  const width = swaps ? stored.height : stored.width;
  const height = swaps ? stored.width : stored.height;
  // Where one step along a shown row, or down a shown column, leads in the stored samples.
  const stepX = (flipsX ? -1 : 1) * (swaps ? stored.width : 1) * channels;
  const stepY = (flipsY ? -1 : 1) * (swaps ? 1 : stored.width) * channels;
  const origin = (flipsX ? (width - 1) * -stepX : 0) + (flipsY ? (height - 1) * -stepY : 0);
  const shown = new Uint8Array(data.length);
  let to = 0;
  for (let y = 0; y < height; y++) {
    let from = origin + y * stepY;
    for (let x = 0; x < width; x++, from += stepX) {
      for (let channel = 0; channel < channels; channel++) shown[to++] = data[from + channel];
    }
  }
  return { data: shown, width, height, channels };
}

/**
 * Finds where a box of the stored image lies in the shown one.
 *
 * @param box - Whole pixels, inside the stored image.
 * @param frame - The stored image's size and orientation.
 * @returns The box in the shown image.
 * @throws {RangeError} The frame is invalid, or the box leaves it.
 */
export function toDisplayedBox(box: Box, frame: StoredFrame): Box {
  const moves = checkFrame(frame);
  checkBox(box, frame);
  return flipped(moves.swaps ? transposed(box) : box, moves, shownSize(frame, moves.swaps));
}

/**
 * Finds where a box of the shown image lies in the stored one.
 *
 * @param box - Whole pixels, inside the shown image.
 * @param frame - The stored image's size and orientation.
 * @returns The box in the stored image.
 * @throws {RangeError} The frame is invalid, or the box leaves the shown image.
 */
export function toStoredBox(box: Box, frame: StoredFrame): Box {
  const moves = checkFrame(frame);
  const shown = shownSize(frame, moves.swaps);
  checkBox(box, shown);
  const turned = flipped(box, moves, shown);
  return moves.swaps ? transposed(turned) : turned;
}

/** An orientation as what is done to the stored image: rows and columns swap first, then each shown axis may flip. */
interface Moves {
  readonly swaps: boolean;
  readonly flipsX: boolean;
  readonly flipsY: boolean;
}

function movesOf(orientation: Orientation): Moves {
  checkOneOf('orientation', orientation, ORIENTATIONS);
  return {
    swaps: orientation >= 5,
    flipsX: orientation === 2 || orientation === 3 || orientation === 6 || orientation === 7,
    flipsY: orientation === 3 || orientation === 4 || orientation === 7 || orientation === 8,
  };
}

function checkFrame(frame: StoredFrame): Moves {
  checkInteger('width', frame.width, 1, MAXIMUM_SIDE);
  checkInteger('height', frame.height, 1, MAXIMUM_SIDE);
  return movesOf(frame.orientation);
}

function checkBox(box: Box, size: { readonly width: number; readonly height: number }): void {
  checkInteger('x', box.x, 0, size.width - 1);
  checkInteger('y', box.y, 0, size.height - 1);
  checkInteger('width', box.width, 1, size.width - box.x);
  checkInteger('height', box.height, 1, size.height - box.y);
}

function shownSize(frame: StoredFrame, swaps: boolean): { readonly width: number; readonly height: number } {
  return swaps ? { width: frame.height, height: frame.width } : frame;
}

function transposed(box: Box): Box {
  return { x: box.y, y: box.x, width: box.height, height: box.width };
}

function flipped(box: Box, moves: Moves, size: { readonly width: number; readonly height: number }): Box {
  return {
    x: moves.flipsX ? size.width - box.x - box.width : box.x,
    y: moves.flipsY ? size.height - box.y - box.height : box.y,
    width: box.width,
    height: box.height,
  };
}
