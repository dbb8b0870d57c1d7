import { differenceCells, differingRegions, RESAVE_LEVEL } from '../compare/index.ts';
import type { Plane, Raster, RasterLike } from '../image/index.ts';
import { renderOverlay } from './render-overlay.ts';

/** A picture with the differences laid over it. */
export interface DifferenceOverlay {
  /** RGB, at most 2048 pixels on its longest side. */
  readonly picture: Raster;
  /** Mean difference of an 8×8 cell from which on it is colored, in levels. */
  readonly colorsFrom: number;
}

const CELL_SIDE = 8;

/** Share of the range below which a cell stays uncolored, as `renderOverlay` has it. */
const UNCOLORED_SHARE = 0.4;

/**
 * Lays a difference map over a picture in muted gray: yellow to dark red where the pictures differ, in white frames what differs by more than
 * re-saving commonly makes. Where nothing differs that much, colors begin at two fifths of the largest difference there is.
 *
 * @param image - One of the two pictures.
 * @param map - `[height, width]`, 0..255 levels, as `differenceMap` makes it.
 * @throws {TypeError | RangeError} The pixels do not fit their size, or the map's data and size do not.
 *
 * @example
 * ```ts
 * import { differenceMap } from 'tamperlens/compare';
 * import { renderDifferenceOverlay } from 'tamperlens/report';
 *
 * const before = { data: new Uint8Array(64 * 48).fill(90), width: 64, height: 48 };
 * const after = { ...before, data: before.data.map((level, i) => (i < 64 * 8 ? 200 : level)) };
 * renderDifferenceOverlay(before, differenceMap(before, after)).colorsFrom; // 24
 * ```
 */
export function renderDifferenceOverlay(image: RasterLike, map: Plane): DifferenceOverlay {
  const regions = differingRegions(map, { cellSide: CELL_SIDE });
  const { data, width, height } = differenceCells(map, CELL_SIDE);
  const largest = data.reduce((most, difference) => Math.max(most, difference), 0);
  const white = regions.length > 0 ? RESAVE_LEVEL / UNCOLORED_SHARE : Math.max(largest, 1);
  const cell = { width: CELL_SIDE, height: CELL_SIDE, offsetX: 0, offsetY: 0 };
  const picture = renderOverlay(image, { data, width, height, cell }, { regions, range: { black: 0, white } });
  return { picture, colorsFrom: UNCOLORED_SHARE * white };
}
