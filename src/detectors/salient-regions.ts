import { forEachComponent, MEMBERSHIP } from '../image/index.ts';
import type { Box, Component, Region } from '../image/index.ts';
import { MAD_TO_SIGMA, median, medianAbsoluteDeviation } from '../math/index.ts';
import type { HeatMap } from './contract.ts';

/** A region of a heat map, in pixels of the image. */
export interface SalientRegion extends Region {
  /** Mean robust deviation of its cells from the map's median. */
  readonly meanDeviation: number;
  /** How many cells it has. */
  readonly cells: number;
}

/** Robust deviations that a region must reach somewhere, and that it extends to. */
const SEED_DEVIATIONS = 4;
const GROW_DEVIATIONS = 2.5;

/** Regions below this many cells, or this share of the map, are noise. */
const MINIMUM_CELLS = 4;
const MINIMUM_SHARE = 0.001;

const MAXIMUM_REGIONS = 50;

/**
 * Outlines the parts of a heat map that stand out: at least 4 robust deviations above the median somewhere, and what is connected to
 * that above 2.5. Deviations are from the median, in units of 1.4826 times the median absolute deviation.
 *
 * @param image - Size of the image, which boxes are clipped to.
 * @param counts - Tells which cells median and deviation are taken over; all by default.
 * @returns At most 50 regions, strongest evidence (deviation × cells) first.
 */
export function salientRegions(
  heatmap: HeatMap,
  image: { readonly width: number; readonly height: number },
  counts: (cell: number) => boolean = () => true,
): SalientRegion[] {
  const { data, valid, width, height } = heatmap;
  const measured = data.filter((_, i) => (valid === undefined || valid[i] !== 0) && counts(i));
  if (measured.length === 0) return [];
  const center = median(measured);
  const spread = MAD_TO_SIGMA * medianAbsoluteDeviation(measured);
  // Without spread there is no unit to stand out by.
  if (!(spread > 0)) return [];
  const found: Component[] = [];
  const minimumCells = Math.max(MINIMUM_CELLS, MINIMUM_SHARE * measured.length);
  forEachComponent(
    width,
    height,
    (y, members, weights) => {
      for (let x = 0, i = y * width; x < width; x++, i++) {
        const deviation = valid !== undefined && valid[i] === 0 ? 0 : (data[i] - center) / spread;
        weights[x] = deviation;
        members[x] = deviation > GROW_DEVIATIONS ? MEMBERSHIP.member | (deviation > SEED_DEVIATIONS ? MEMBERSHIP.seed : 0) : 0;
      }
    },
    (component) => {
      if (component.seedPixels > 0 && component.areaPixels >= minimumCells) found.push(component);
    },
  );
  found.sort((a, b) => b.weightSum - a.weightSum || a.y - b.y || a.x - b.x);
  return found.slice(0, MAXIMUM_REGIONS).map((component) => inPixels(component, heatmap, image));
}

function inPixels(
  component: Component,
  { cell }: HeatMap,
  image: { readonly width: number; readonly height: number },
): SalientRegion {
  const left = Math.max(0, component.x * cell.width + cell.offsetX);
  const top = Math.max(0, component.y * cell.height + cell.offsetY);
  const right = Math.min(image.width, (component.x + component.width) * cell.width + cell.offsetX);
  const bottom = Math.min(image.height, (component.y + component.height) * cell.height + cell.offsetY);
  const box: Box = { x: left, y: top, width: right - left, height: bottom - top };
  return {
    ...box,
    areaPixels: Math.min(component.areaPixels * cell.width * cell.height, box.width * box.height),
    meanDeviation: component.weightSum / component.areaPixels,
    cells: component.areaPixels,
  };
}
