import type { HeatMap } from '../detectors/contract.ts';
import { checkInteger, resolveOptions } from '../errors/index.ts';
import { toLuma, toRaster } from '../image/index.ts';
import type { Box, Plane, Raster, RasterLike } from '../image/index.ts';
import { heatLevels, STANDS_OUT_LEVEL } from './heat-levels.ts';
import { heatColor } from './palette.ts';

/** Options of {@link renderOverlay}. */
export interface OverlayOptions {
  /** Boxes to outline, in pixels of the image. */
  readonly regions: readonly Box[];
  /**
   * Longest side of the picture; larger images are reduced by a whole factor. 16..65535.
   * @defaultValue 2048
   */
  readonly maximumSide: number;
}

const DEFAULTS: OverlayOptions = { regions: [], maximumSide: 2048 };

/** The photograph behind the colors keeps this share of its contrast, so that colors are never mistaken for it. */
const PHOTO_CONTRAST = 0.62;
const PHOTO_BASE = 48;

/**
 * Lays a heat map over the photograph: the photograph in muted gray, what stands out in yellow to red, regions in white frames.
 *
 * @param image - The pixels that were examined.
 * @param heatmap - A detector's heat map of them.
 * @returns RGB, at most `maximumSide` on its longest side.
 *
 * @example
 * ```ts
 * import { analyze } from 'tamperlens';
 * import { renderOverlay } from 'tamperlens/report';
 *
 * const image = { data: new Uint8Array(64 * 64 * 3).fill(90), width: 64, height: 64 };
 * const { heatmaps } = await analyze(image);
 * renderOverlay(image, heatmaps.ela).width; // 64
 * ```
 */
export function renderOverlay(image: RasterLike, heatmap: HeatMap, options?: Partial<OverlayOptions>): Raster {
  const { regions, maximumSide } = resolveOptions(DEFAULTS, options);
  checkInteger('maximumSide', maximumSide, 16, 65_535);
  const raster = toRaster(image);
  const factor = Math.ceil(Math.max(raster.width, raster.height) / maximumSide);
  const photo = reduce(toLuma(raster), factor);
  const { width, height } = photo;
  const levels = heatLevels(heatmap);
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const level = levelAt(heatmap, levels, (x + 0.5) * factor, (y + 0.5) * factor);
      const gray = PHOTO_BASE + PHOTO_CONTRAST * photo.data[y * width + x];
      const at = 3 * (y * width + x);
      const strength = Math.max(0, (level - STANDS_OUT_LEVEL) / (255 - STANDS_OUT_LEVEL));
      const opacity = strength === 0 ? 0 : 0.35 + 0.4 * strength;
      const color = heatColor(strength);
      for (let c = 0; c < 3; c++) data[at + c] = Math.floor(gray + opacity * (color[c] - gray) + 0.5);
    }
  }
  const overlay: Raster = { data, width, height, channels: 3 };
  for (const region of regions) outline(overlay, region, factor);
  return overlay;
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

/** Bilinear level of the map at a place of the image, in pixels. */
function levelAt(heatmap: HeatMap, levels: Uint8Array, x: number, y: number): number {
  const { cell, width, height } = heatmap;
  const u = Math.min(width - 1, Math.max(0, (x - cell.offsetX) / cell.width - 0.5));
  const v = Math.min(height - 1, Math.max(0, (y - cell.offsetY) / cell.height - 0.5));
  const left = Math.floor(u);
  const top = Math.floor(v);
  const right = Math.min(left + 1, width - 1);
  const bottom = Math.min(top + 1, height - 1);
  const upper = levels[top * width + left] * (1 - (u - left)) + levels[top * width + right] * (u - left);
  const lower = levels[bottom * width + left] * (1 - (u - left)) + levels[bottom * width + right] * (u - left);
  return upper * (1 - (v - top)) + lower * (v - top);
}

/** Draws a white frame with a dark edge on both sides, visible on any background. */
function outline(overlay: Raster, region: Box, factor: number): void {
  const left = Math.floor(region.x / factor);
  const top = Math.floor(region.y / factor);
  const right = Math.ceil((region.x + region.width) / factor) - 1;
  const bottom = Math.ceil((region.y + region.height) / factor) - 1;
  const thickness = Math.max(1, Math.floor(Math.max(overlay.width, overlay.height) / 512));
  const tone = (inset: number) =>
    inset < -thickness || inset >= 2 * thickness ? undefined : inset < 0 || inset >= thickness ? 24 : 255;
  for (let y = top - thickness; y <= bottom + thickness; y++) {
    for (let x = left - thickness; x <= right + thickness; x++) {
      const inset = Math.min(x - left, right - x, y - top, bottom - y);
      const gray = tone(inset);
      if (gray === undefined) {
        // Jump over the inside of the frame.
        x = Math.max(x, right - 2 * thickness);
        continue;
      }
      if (x < 0 || y < 0 || x >= overlay.width || y >= overlay.height) continue;
      overlay.data.fill(gray, 3 * (y * overlay.width + x), 3 * (y * overlay.width + x) + 3);
    }
  }
}
