import { decodeJpeg } from '../../codec/jpeg/index.ts';
import { isForensicsError } from '../../errors/index.ts';
import type { Limits } from '../../errors/index.ts';
import { toLuma } from '../../image/index.ts';
import type { Box, Orientation, Raster } from '../../image/index.ts';
import { note } from '../../notes/index.ts';
import type { Note } from '../../notes/index.ts';
import type { ImageMetadata } from '../image-metadata.ts';
import type { ImageFacts } from './image-facts.ts';
import { matchPictures } from './thumbnail-match.ts';
import { picturesInside } from './thumbnail-picture.ts';

/** How a thumbnail compares with the picture it belongs to. */
export interface ThumbnailCheck {
  /** Pixels of the thumbnail. */
  readonly width: number;
  readonly height: number;
  /** The picture in it, without black bars. */
  readonly inside: Box;
  /** |aspect of the thumbnail ÷ aspect of the picture − 1|, with or without bars, turned or not, whichever is nearest. */
  readonly aspectDeviation: number;
  /** How much of that rounding to whole pixels explains. */
  readonly aspectTolerance: number;
  /** Whether thumbnail and picture agree only when one of them is turned by 90°. */
  readonly isTurned: boolean;
  /** Correlation of their luma where they fit best, −1..1; `null` where there are no pixels to compare, or no contrast in them. */
  readonly correlation: number | null;
  /** The orientation in which the picture fits its thumbnail best. */
  readonly orientation: Orientation | null;
}

/** A thumbnail is small; anything else in its place need not be decoded. */
const LIMITS: Partial<Limits> = { maximumPixels: 1 << 20, maximumScans: 20, maximumSegments: 1000 };

/** Deviation of aspect that cameras allow themselves, and pixels by which a side of the thumbnail may be off. */
const ASPECT_TOLERANCE = 0.02;
const ASPECT_PIXELS = 1.5;

/** Thumbnails smaller than this tell little. */
const MINIMUM_SIDE = 24;

/**
 * Compares the EXIF thumbnail with the picture: its shape without black bars, and its content in all eight orientations.
 *
 * @returns The comparison, or why there is none.
 */
export function checkThumbnail({ exif }: ImageMetadata, image: ImageFacts): ThumbnailCheck | Note {
  if (exif?.thumbnail === undefined) return note('metadata-unchecked-no-thumbnail');
  if (image.bytes === undefined) return note('metadata-unchecked-no-file');
  const { offset, length } = exif.thumbnail;
  const thumbnail = decode(image.bytes.subarray(offset, offset + length));
  if (thumbnail === undefined) return note('metadata-unchecked-thumbnail-unreadable', { offset });
  const { width, height } = thumbnail;
  if (Math.min(width, height) < MINIMUM_SIDE) return note('metadata-unchecked-no-thumbnail');
  const shapes = picturesInside(toLuma(thumbnail)).flatMap((inside) => [
    { inside, isTurned: false, ...aspectOf(inside, image.width, image.height) },
    { inside, isTurned: true, ...aspectOf(inside, image.height, image.width) },
  ]);
  // Of several shapes that fit, the one whose content fits: black bars and dark edges look alike.
  const fitting = shapes.filter(({ aspectDeviation, aspectTolerance }) => aspectDeviation <= aspectTolerance);
  const candidates = fitting.length > 0 ? fitting : [nearest(shapes)];
  const raster = image.raster?.height === image.height ? image.raster : undefined;
  if (raster === undefined) return { width, height, ...candidates[0], correlation: null, orientation: null };
  const compared = candidates.map((shape) => ({ ...shape, ...matchPictures(raster, thumbnail, shape.inside, shape.isTurned) }));
  const best = compared.reduce((a, b) => ((b.correlation ?? -2) > (a.correlation ?? -2) ? b : a));
  return { width, height, ...best };
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

type Shape = Pick<ThumbnailCheck, 'aspectDeviation' | 'aspectTolerance'>;

function aspectOf(inside: Box, width: number, height: number): Shape {
  return {
    aspectDeviation: Math.abs((inside.width * height) / (inside.height * width) - 1),
    aspectTolerance: ASPECT_TOLERANCE + ASPECT_PIXELS / Math.min(inside.width, inside.height),
  };
}

function nearest<T extends Shape>(shapes: readonly T[]): T {
  return shapes.reduce((a, b) => (b.aspectDeviation < a.aspectDeviation ? b : a));
}
