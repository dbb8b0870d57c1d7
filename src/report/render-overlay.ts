import type { HeatMap } from '../detectors/contract.ts';
import { checkInteger, resolveOptions } from '../errors/index.ts';
import { applyOrientation, toLuma, toRaster } from '../image/index.ts';
import type { Box, Orientation, Plane, Raster, RasterLike } from '../image/index.ts';
import { checkHeatRange, heatLevels, STANDS_OUT_LEVEL } from './heat-levels.ts';
import type { HeatRange } from './heat-levels.ts';
import { heatColor } from './palette.ts';

/** Options of {@link renderOverlay}. */
export interface OverlayOptions {
  /** Boxes to outline, in pixels of the image in stored orientation; what lies outside of it is cut off. */
  readonly regions: readonly Box[];
  /**
   * Longest side of the picture; larger images are reduced by a whole factor. 16..65535.
   * @defaultValue 2048
   */
  readonly maximumSide: number;
  /**
   * How the finished picture is turned and mirrored for a person: the value of EXIF's Orientation tag, 1..8. Image, heat map and regions
   * are given in stored orientation all the same.
   * @defaultValue 1
   */
  readonly orientation: Orientation;
  /**
   * Which measurements to show as nothing and as most, in the unit of the map; colors begin two fifths of the way up.
   * @defaultValue `undefined`: from 2 robust deviations below the map's median to 8 above
   */
  readonly range: HeatRange | undefined;
}

const DEFAULTS: OverlayOptions = { regions: [], maximumSide: 2048, orientation: 1, range: undefined };

/** The photograph behind the colors keeps this share of its contrast, so that colors are never mistaken for it. */
const PHOTO_CONTRAST = 0.62;
const PHOTO_BASE = 48;

/** A color that begins fainter than this cannot be told from the gray; one more opaque than both together would hide the photograph. */
const FAINTEST_OPACITY = 0.35;
const OPACITY_RANGE = 0.4;

/** Levels of a region's frame. */
const WHITE = 255;
const DARK = 24;

/**
 * Lays a heat map over the photograph: the photograph in muted gray, what stands out in yellow to red, regions in white frames.
 *
 * @param image - The pixels that were examined, in stored orientation.
 * @param heatmap - A detector's heat map of them.
 * @returns RGB, at most `maximumSide` on its longest side, turned by `orientation`.
 * @throws {TypeError | RangeError} An option is unknown or out of range, or the pixels do not fit their size.
 *
 * @example
 * ```ts
 * import { analyze } from 'tamperlens';
 * import { renderOverlay } from 'tamperlens/report';
 *
 * const image = { data: new Uint8Array(64 * 48 * 3).fill(90), width: 64, height: 48 };
 * const { heatmaps } = await analyze(image);
 * renderOverlay(image, heatmaps.ela).width; // 64
 * renderOverlay(image, heatmaps.ela, { orientation: 6 }).width; // 48
 * ```
 */
export function renderOverlay(image: RasterLike, heatmap: HeatMap, options?: Partial<OverlayOptions>): Raster {
  const { regions, maximumSide, orientation, range } = resolveOptions(DEFAULTS, options);
  checkInteger('maximumSide', maximumSide, 16, 65_535);
  checkInteger('orientation', orientation, 1, 8);
  if (range !== undefined) checkHeatRange(range);
  const raster = toRaster(image);
  const factor = Math.ceil(Math.max(raster.width, raster.height) / maximumSide);
  const overlay = paint(reduce(toLuma(raster), factor), heatmap, { factor, levels: heatLevels(heatmap, range) });
  for (const region of regions) outline(overlay, region, factor);
  return applyOrientation(overlay, orientation);
}

/** Mutes the photograph and lays the colors of what stands out over it. */
function paint(
  photo: Plane,
  heatmap: HeatMap,
  { factor, levels }: { readonly factor: number; readonly levels: Uint8Array },
): Raster {
  const { width, height } = photo;
  const { cell } = heatmap;
  const muted = Float64Array.from({ length: 256 }, (_, luma) => PHOTO_BASE + PHOTO_CONTRAST * luma);
  const tints = tintsByLevel();
  const columns = placesAlong(width, factor, { cell: cell.width, offset: cell.offsetX, cells: heatmap.width });
  const rows = placesAlong(height, factor, { cell: cell.height, offset: cell.offsetY, cells: heatmap.height });
  const data = new Uint8Array(width * height * 3);
  for (let y = 0, i = 0, at = 0; y < height; y++) {
    const top = rows.before[y] * heatmap.width;
    const bottom = rows.after[y] * heatmap.width;
    const down = rows.share[y];
    for (let x = 0; x < width; x++, i++, at += 3) {
      const left = columns.before[x];
      const right = columns.after[x];
      const along = columns.share[x];
      const upper = levels[top + left] + along * (levels[top + right] - levels[top + left]);
      const lower = levels[bottom + left] + along * (levels[bottom + right] - levels[bottom + left]);
      const level = Math.floor(upper + down * (lower - upper) + 0.5);
      const gray = muted[photo.data[i]];
      if (level <= STANDS_OUT_LEVEL) {
        data[at] = data[at + 1] = data[at + 2] = Math.floor(gray + 0.5);
        continue;
      }
      const through = tints[4 * level + 3];
      for (let c = 0; c < 3; c++) data[at + c] = Math.floor(tints[4 * level + c] + through * gray + 0.5);
    }
  }
  return { data, width, height, channels: 3 };
}

/** For each level 0..255 what its color adds to red, green and blue, and the share of the photograph that shows through. */
function tintsByLevel(): Float64Array {
  const tints = new Float64Array(4 * 256);
  for (let level = 0; level < 256; level++) {
    const strength = Math.max(0, (level - STANDS_OUT_LEVEL) / (255 - STANDS_OUT_LEVEL));
    const opacity = strength === 0 ? 0 : FAINTEST_OPACITY + OPACITY_RANGE * strength;
    tints.set([...heatColor(strength).map((color) => opacity * color), 1 - opacity], 4 * level);
  }
  return tints;
}

/** Between which cells the middle of each pixel of the picture lies, and how far towards the second. */
interface Places {
  readonly before: Int32Array;
  readonly after: Int32Array;
  readonly share: Float64Array;
}

/** A row or column of cells: their side and the first one's place in pixels of the image, and how many there are. */
interface CellAxis {
  readonly cell: number;
  readonly offset: number;
  readonly cells: number;
}

function placesAlong(length: number, factor: number, { cell, offset, cells }: CellAxis): Places {
  const before = new Int32Array(length);
  const after = new Int32Array(length);
  const share = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const place = Math.min(cells - 1, Math.max(0, ((i + 0.5) * factor - offset) / cell - 0.5));
    before[i] = Math.floor(place);
    after[i] = Math.min(before[i] + 1, cells - 1);
    share[i] = place - before[i];
  }
  return { before, after, share };
}

/** Averages whole squares of `factor` pixels; an incomplete last row or column is dropped, unless it is all there is. */
function reduce(plane: Plane, factor: number): Plane {
  if (factor === 1) return plane;
  const width = Math.max(1, Math.floor(plane.width / factor));
  const height = Math.max(1, Math.floor(plane.height / factor));
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      let count = 0;
      for (let v = y * factor; v < Math.min((y + 1) * factor, plane.height); v++) {
        for (let u = x * factor; u < Math.min((x + 1) * factor, plane.width); u++, count++)
          sum += plane.data[v * plane.width + u];
      }
      data[y * width + x] = Math.floor(sum / count + 0.5);
    }
  }
  return { data, width, height };
}

/** Draws a white frame with a dark edge on both sides, visible on any background; what lies beyond the picture is cut off. */
function outline(overlay: Raster, region: Box, factor: number): void {
  const { data, width, height } = overlay;
  const left = Math.floor(region.x / factor);
  const top = Math.floor(region.y / factor);
  const right = Math.ceil((region.x + region.width) / factor) - 1;
  const bottom = Math.ceil((region.y + region.height) / factor) - 1;
  const thickness = Math.max(1, Math.floor(Math.max(width, height) / 512));
  const lastX = Math.min(width - 1, right + thickness);
  const lastY = Math.min(height - 1, bottom + thickness);
  for (let y = Math.max(0, top - thickness); y <= lastY; y++) {
    for (let x = Math.max(0, left - thickness); x <= lastX; x++) {
      const inset = Math.min(x - left, right - x, y - top, bottom - y);
      if (inset >= 2 * thickness) {
        // Jump over the inside of the frame.
        x = Math.max(x, right - 2 * thickness);
        continue;
      }
      const at = 3 * (y * width + x);
      data.fill(inset < 0 || inset >= thickness ? DARK : WHITE, at, at + 3);
    }
  }
}
