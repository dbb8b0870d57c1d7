import { decodeJpeg } from '../../codec/jpeg/index.ts';
import { isForensicsError } from '../../errors/index.ts';
import type { Limits } from '../../errors/index.ts';
import { applyOrientation, toLuma } from '../../image/index.ts';
import type { Box, Orientation, Plane, Raster } from '../../image/index.ts';
import { note } from '../../notes/index.ts';
import type { Note } from '../../notes/index.ts';
import type { ImageMetadata } from '../image-metadata.ts';
import type { ImageFacts } from './rule.ts';
import { blurred, correlate, cropped, pictureInside, reducedLuma } from './thumbnail-picture.ts';

/** How a thumbnail compares with the picture it belongs to. */
export interface ThumbnailCheck {
  /** Pixels of the thumbnail. */
  readonly width: number;
  readonly height: number;
  /** The picture in it, without black bars. */
  readonly inside: Box;
  /** |aspect of the thumbnail ÷ aspect of the picture − 1|, with or without the bars, whichever is nearer. */
  readonly aspectDeviation: number;
  /** How much of that rounding to whole pixels explains. */
  readonly aspectTolerance: number;
  /** Whether thumbnail and picture agree only when one of them is turned by 90°. */
  readonly isTurned: boolean;
  /** Correlation of their luma, −1..1; `null` where there are no pixels to compare, or no contrast in them. */
  readonly correlation: number | null;
  /** The orientation in which the picture fits its thumbnail best. */
  readonly orientation: Orientation | null;
}

/** A thumbnail is small; anything else in its place need not be decoded. */
const LIMITS: Partial<Limits> = { maximumPixels: 1 << 20, maximumScans: 20, maximumSegments: 1000 };

/** Deviation of aspect that cameras allow themselves, and pixels by which a side of the thumbnail may be off. */
const ASPECT_TOLERANCE = 0.02;
const ASPECT_PIXELS = 1.5;

/** Standard deviation of luma below which a picture is too even to be told from another. */
const MINIMUM_CONTRAST = 6;

/** Thumbnails smaller than this tell little. */
const MINIMUM_SIDE = 24;

const UPRIGHT: readonly Orientation[] = [1, 2, 3, 4];
const TURNED: readonly Orientation[] = [5, 6, 7, 8];

/**
 * Compares the EXIF thumbnail with the picture: its shape without black bars, and its content in all eight orientations.
 *
 * @returns The comparison, or why there is none.
 */
export function checkThumbnail({ exif }: ImageMetadata, image: ImageFacts): ThumbnailCheck | Note {
  if (exif?.thumbnail === undefined) return note('metadata-unchecked-no-thumbnail');
  if (image.bytes === undefined) return note('metadata-unchecked-no-file');
  const { offset, length } = exif.thumbnail;
  const decoded = decode(image.bytes.subarray(offset, offset + length));
  if (decoded === undefined) return note('metadata-unchecked-thumbnail-unreadable', { offset });
  const { width, height } = decoded;
  if (Math.min(width, height) < MINIMUM_SIDE) return note('metadata-unchecked-no-thumbnail');
  const luma = toLuma(decoded);
  const bars = pictureInside(luma);
  const shapes = [{ x: 0, y: 0, width, height }, bars].flatMap((inside) => [
    { inside, isTurned: false, ...aspectOf(inside, image.width, image.height) },
    { inside, isTurned: true, ...aspectOf(inside, image.height, image.width) },
  ]);
  // The bars are part of a dark picture as often as not, so the better shape counts; unturned ones come first among equals.
  const best = shapes.reduce((a, b) => (excess(b) < excess(a) ? b : a));
  return { width, height, ...best, ...compareContent(luma, best.inside, image) };
}

function decode(bytes: Uint8Array): Raster | undefined {
  try {
    const { raster, complete } = decodeJpeg(bytes, { limits: LIMITS });
    return complete ? raster : undefined;
  } catch (error) {
    if (!isForensicsError(error)) throw error;
    return undefined;
  }
}

function aspectOf(inside: Box, width: number, height: number): Pick<ThumbnailCheck, 'aspectDeviation' | 'aspectTolerance'> {
  return {
    aspectDeviation: Math.abs((inside.width * height) / (inside.height * width) - 1),
    aspectTolerance: ASPECT_TOLERANCE + ASPECT_PIXELS / Math.min(inside.width, inside.height),
  };
}

function excess({ aspectDeviation, aspectTolerance }: Pick<ThumbnailCheck, 'aspectDeviation' | 'aspectTolerance'>): number {
  return Math.max(0, aspectDeviation - aspectTolerance);
}

function compareContent(luma: Plane, inside: Box, image: ImageFacts): Pick<ThumbnailCheck, 'correlation' | 'orientation'> {
  const { raster } = image;
  if (raster === undefined || raster.height !== image.height) return { correlation: null, orientation: null };
  const thumbnail = blurred(cropped(luma, inside));
  let correlation: number | null = null;
  let orientation: Orientation | null = null;
  for (const orientations of [UPRIGHT, TURNED]) {
    const [width, height] = orientations === UPRIGHT ? [inside.width, inside.height] : [inside.height, inside.width];
    const reduced = reducedLuma(raster, width, height);
    for (const candidate of orientations) {
      const result = correlate(blurred(applyOrientation(reduced, candidate)), thumbnail);
      if (result.contrast < MINIMUM_CONTRAST || result.correlation <= (correlation ?? -2)) continue;
      correlation = result.correlation;
      orientation = candidate;
    }
  }
  return { correlation, orientation };
}
