import { applyOrientation } from '../../image/index.ts';
import type { Box, Orientation, Raster, RasterLike } from '../../image/index.ts';
import { correlate, reducedLuma } from './thumbnail-picture.ts';

/** How well a picture fits a thumbnail of it. */
export interface PictureMatch {
  /** −1..1; `null` where the pictures have too little contrast to be told apart. */
  readonly correlation: number | null;
  readonly orientation: Orientation | null;
}

/** Cells of the longer side at which pictures are compared: coarse enough for sharpening, noise and a pixel's shift not to count. */
const CELLS = 32;

/** Cells of the longer side from which parts of the picture are made. */
const FINE_CELLS = 128;

/** Standard deviation of luma below which a picture is too even to be told from another. */
const MINIMUM_CONTRAST = 6;

/** From here on the pictures are the same beyond doubt, and no better fit is looked for. */
const SAME = 0.95;

/** What cameras leave out of a thumbnail at one edge, as shares of the picture's side. */
const MARGINS: readonly number[] = [0, 0.02, 0.04, 0.06, 0.08, 0.1, 0.12];

const UPRIGHT: readonly Orientation[] = [1, 2, 3, 4];
const TURNED: readonly Orientation[] = [5, 6, 7, 8];

/**
 * Correlates a picture with the part of a thumbnail that shows it, over the orientations and over margins of up to 12 % that a camera may
 * have left out of the thumbnail.
 *
 * @param isTurned - Whether the shapes say that one of the two is turned by 90°.
 */
export function matchPictures(picture: RasterLike, thumbnail: Raster, inside: Box, isTurned: boolean): PictureMatch {
  const [width, height] = gridOf(inside.width, inside.height, CELLS);
  const target = reducedLuma(thumbnail, inside, width, height);
  const fine = gridOf(picture.width, picture.height, FINE_CELLS);
  const whole = { x: 0, y: 0, width: picture.width, height: picture.height };
  const reduced = reducedLuma(picture, whole, fine[0], fine[1]);
  let best: PictureMatch = { correlation: null, orientation: null };
  for (const orientation of isTurned ? TURNED : UPRIGHT) {
    const shown = applyOrientation(reduced, orientation);
    const correlation = correlationOf(shown, [0, 0, 0, 0], target);
    if (correlation !== null && correlation > (best.correlation ?? -2)) best = { correlation, orientation };
  }
  if (best.orientation === null || best.correlation === null || best.correlation >= SAME) return best;
  const shown = applyOrientation(reduced, best.orientation);
  return { ...best, correlation: bestOverMargins(shown, target, best.correlation) };
}

/** Moves one edge after the other to where the pictures fit best, until none can be moved to advantage. */
function bestOverMargins(shown: Raster, target: Raster, start: number): number {
  const margins: [number, number, number, number] = [0, 0, 0, 0];
  let best = start;
  for (let isBetter = true; isBetter;) {
    isBetter = false;
    for (const edge of margins.keys()) {
      for (const margin of MARGINS) {
        const moved: typeof margins = [...margins];
        moved[edge] = margin;
        const correlation = correlationOf(shown, moved, target);
        if (correlation === null || correlation <= best) continue;
        best = correlation;
        margins[edge] = margin;
        isBetter = true;
      }
    }
  }
  return best;
}

function correlationOf(shown: Raster, margins: readonly [number, number, number, number], target: Raster): number | null {
  const [left, right, top, bottom] = margins;
  const { width, height } = shown;
  const part = { x: left * width, y: top * height, width: (1 - left - right) * width, height: (1 - top - bottom) * height };
  const { correlation, contrast } = correlate(reducedLuma(shown, part, target.width, target.height), target);
  return contrast < MINIMUM_CONTRAST ? null : correlation;
}

/** A grid with so many cells on the longer side, and no more cells than pixels. */
function gridOf(width: number, height: number, cells: number): readonly [number, number] {
  const longer = Math.max(width, height);
  const scale = Math.min(1, cells / longer);
  return [Math.max(1, Math.floor(width * scale + 0.5)), Math.max(1, Math.floor(height * scale + 0.5))];
}
