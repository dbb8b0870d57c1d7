import { checkInteger, resolveOptions } from '../../errors/index.ts';
import { extendedBoxBlur, median3x3, resampleRows, planeRows, toLuma } from '../../image/index.ts';
import type { Raster, RasterLike } from '../../image/index.ts';
import { roundHalfToEven } from '../../math/index.ts';
import { differenceHash } from '../difference-hash.ts';
import { hashSource } from '../hash-source.ts';
import type { HashSourceOptions } from '../hash-source.ts';
import type { Hash } from '../hash.ts';
import { findSegments } from './find-segments.ts';
import type { Segment } from './find-segments.ts';

/** Hashes of a picture's bright and dark regions: a crop of the picture still shares some of them. */
export interface CropResistantHash {
  readonly kind: 'crop-resistant';
  /** One hash for the box around each region, at least one, all of one kind and size. */
  readonly segments: readonly Hash[];
  /** The value as the reference prints it: the digits of the segments, joined by commas. */
  readonly text: string;
}

/** Options of {@link cropResistantHash}. */
export interface CropResistantHashOptions extends HashSourceOptions {
  /**
   * What hashes the box around each region; every option of its own must be bound already.
   * @defaultValue `differenceHash` with its defaults
   */
  readonly segmentHash: (image: RasterLike) => Hash;
  /**
   * The most regions to hash, the largest first, 1..4096; `undefined` for all, in the order in which they are found.
   * @defaultValue `undefined`
   */
  readonly limitSegments: number | undefined;
  /**
   * The luma that a bright region lies above and a dark one does not, 0..255.
   * @defaultValue 128
   */
  readonly threshold: number;
  /**
   * Regions must have more pixels than this, counted in the shrunk picture, 0..1,048,576.
   * @defaultValue 500
   */
  readonly minimumSegmentPixels: number;
  /**
   * Side of the shrunk picture that is searched for regions, in pixels, 2..1024.
   * @defaultValue 300
   */
  readonly segmentationSize: number;
}

// Spelled out: with a spread in it, bundlers keep the object, and with it the default hash, in programs that use neither.
const DEFAULTS: CropResistantHashOptions = {
  orientation: 1,
  alpha: 'reference',
  segmentHash: differenceHash,
  limitSegments: undefined,
  threshold: 128,
  minimumSegmentPixels: 500,
  segmentationSize: 300,
};

/** Standard deviation of the blur before the search, in pixels: Pillow's default. */
const BLUR_SIGMA = 2;

/**
 * Computes the crop-resistant hash, bit for bit as imagehash's `crop_resistant_hash`: the luma is shrunk to a square, smoothed, and
 * split into bright and dark regions; the box around each, taken from the full picture, is hashed. A picture without a region is
 * hashed whole.
 *
 * In pictures smaller than the square a box may round to no pixel at all; it is then hashed as one black pixel, which is what Pillow
 * makes of a picture without pixels.
 *
 * @param image - 8-bit pixels.
 * @throws {TypeError | RangeError} The pixels do not fit their size, or an option is unknown or out of range.
 * @see imagehash 4.3.2, `crop_resistant_hash`; M. Steinebach, H. Liu, Y. Yannikos, "Efficient Cropping-Resistant Robust Image
 *   Hashing", ARES 2014. doi:10.1109/ARES.2014.85
 *
 * @example
 * ```ts
 * import { cropResistantHash } from 'tamperlens/hash';
 *
 * const data = Uint8Array.from({ length: 64 * 64 }, (_, i) => (i % 64 < 32 ? 4 * (i % 64) : 255 - (i >> 6)));
 * cropResistantHash({ data, width: 64, height: 64 }).segments.length; // 2: the right half and the left one
 * ```
 */
export function cropResistantHash(image: RasterLike, options?: Partial<CropResistantHashOptions>): CropResistantHash {
  const { segmentHash, limitSegments, threshold, minimumSegmentPixels, segmentationSize, ...source } = resolveOptions(
    DEFAULTS,
    options,
  );
  if (typeof segmentHash !== 'function') throw new TypeError(`"segmentHash" must be a function, received ${typeof segmentHash}`);
  if (limitSegments !== undefined) checkInteger('limitSegments', limitSegments, 1, 4096);
  checkInteger('threshold', threshold, 0, 255);
  checkInteger('minimumSegmentPixels', minimumSegmentPixels, 0, 1 << 20);
  checkInteger('segmentationSize', segmentationSize, 2, 1024);

  const raster = hashSource(image, source);
  const luma = toLuma(raster);
  const square = { width: segmentationSize, height: segmentationSize };
  const smooth = median3x3(extendedBoxBlur(resampleRows(planeRows(luma), raster, square), BLUR_SIGMA));
  const regions = findSegments(smooth, threshold, minimumSegmentPixels);
  const whole: Segment = { areaPixels: 0, left: 0, top: 0, right: segmentationSize, bottom: segmentationSize };
  // The boxes of a photograph overlap, so a hash that looks at luma only is given the luma of the whole, computed once.
  const hashed: Raster = segmentHash === differenceHash ? { ...luma, channels: 1 } : raster;
  const segments = largest(regions.length > 0 ? regions : [whole], limitSegments).map((segment) =>
    segmentHash(cropped(hashed, segment, segmentationSize)),
  );
  return { kind: 'crop-resistant', segments, text: segments.map(({ hex }) => hex).join(',') };
}

function largest(regions: readonly Segment[], limit: number | undefined): readonly Segment[] {
  // Sorting is stable: of equal regions the one found first comes first.
  return limit === undefined ? regions : [...regions].sort((a, b) => b.areaPixels - a.areaPixels).slice(0, limit);
}

/** Cuts the box around a region out of the full picture. */
function cropped({ data, width, height, channels }: Raster, segment: Segment, side: number): Raster {
  const [left, right] = span(segment.left, segment.right, width, side);
  const [top, bottom] = span(segment.top, segment.bottom, height, side);
  if (left === right || top === bottom) return { data: new Uint8Array(channels), width: 1, height: 1, channels };
  const rowLength = (right - left) * channels;
  const pixels = new Uint8Array(rowLength * (bottom - top));
  for (let y = top, to = 0; y < bottom; y++, to += rowLength) {
    const from = (y * width + left) * channels;
    pixels.set(data.subarray(from, from + rowLength), to);
  }
  return { data: pixels, width: right - left, height: bottom - top, channels };
}

/** Scales a run of the square's pixels to a run of the picture's, which may be empty. */
function span(first: number, end: number, length: number, side: number): readonly [number, number] {
  const scale = length / side;
  return [roundHalfToEven(first * scale), roundHalfToEven(end * scale)];
}
