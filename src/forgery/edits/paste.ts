import { resizeRaster } from '../../image/index.ts';
import type { Box, Raster, Size } from '../../image/index.ts';
import type { Draws } from '../draws.ts';
import type { Offset } from '../recipes.ts';
import { checkOffset } from '../resolve-recipe.ts';
import { crop } from './crop.ts';

/** Grids of 4:2:0 files repeat after 16 pixels in all planes. */
const GRID_PERIOD = 16;

/**
 * Finds the place in a donor that a box is filled from, so that the donor's grid comes to lie at `shift`.
 *
 * @throws {RangeError} The donor has no such place, or the one that was asked for is not one.
 */
export function placeOnGrid(donor: Size, box: Box, shift: Offset, wanted: Offset | 'any', draws: Draws): Offset {
  const x = alongAxis('x', box.x - shift.x, donor.width - box.width, wanted, draws);
  const y = alongAxis('y', box.y - shift.y, donor.height - box.height, wanted, draws);
  return { x, y };
}

function alongAxis(axis: 'x' | 'y', congruent: number, last: number, wanted: Offset | 'any', draws: Draws): number {
  const phase = ((congruent % GRID_PERIOD) + GRID_PERIOD) % GRID_PERIOD;
  const draw = draws.integer(0, 65_535);
  if (wanted === 'any') {
    const places = Math.floor((last - phase) / GRID_PERIOD) + 1;
    if (places < 1) {
      throw new RangeError(
        `the donor has no place for the region on its grid: it needs ${phase - last} more pixels along ${axis}`,
      );
    }
    return phase + GRID_PERIOD * (draw % places);
  }
  checkOffset('donorAt', wanted);
  const place = wanted[axis];
  if (place < 0 || place > last) throw new RangeError(`"donorAt.${axis}" must be in 0..${last}, received ${place}`);
  if ((place - phase) % GRID_PERIOD !== 0) {
    throw new RangeError(`"donorAt.${axis}" must be ${phase} modulo ${GRID_PERIOD}, received ${place}`);
  }
  return place;
}

/** A part of a donor, resized to fill a box, and where it was. */
export interface ResizedPart {
  readonly data: Uint8Array;
  readonly at: Offset;
}

/**
 * Resizes a part of a donor by Lanczos resampling so that it fills a box.
 *
 * @param scale - The size of the result relative to the part, in percent.
 * @throws {RangeError} The part does not lie in the donor.
 */
export function resizedPart(donor: Raster, box: Box, scale: number, wanted: Offset | 'any', draws: Draws): ResizedPart {
  const width = Math.max(1, Math.round((box.width * 100) / scale));
  const height = Math.max(1, Math.round((box.height * 100) / scale));
  if (width > donor.width || height > donor.height) {
    throw new RangeError(
      `the donor must be ${width}×${height} or larger for scale ${scale}, received ${donor.width}×${donor.height}`,
    );
  }
  const [lastX, lastY] = [donor.width - width, donor.height - height];
  const drawn = { x: draws.integer(0, lastX), y: draws.integer(0, lastY) };
  const at = wanted === 'any' ? drawn : wanted;
  checkOffset('donorAt', at);
  if (at.x < 0 || at.x > lastX) throw new RangeError(`"donorAt.x" must be in 0..${lastX}, received ${at.x}`);
  if (at.y < 0 || at.y > lastY) throw new RangeError(`"donorAt.y" must be in 0..${lastY}, received ${at.y}`);
  const part = resizeRaster(crop(donor, { ...at, width, height }), { width: box.width, height: box.height });
  return { data: Uint8Array.from(part.data), at };
}
