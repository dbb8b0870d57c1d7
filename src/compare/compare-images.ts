import { resolveOptions } from '../errors/index.ts';
import { computeHashes, cropResistantHash, HASH_KINDS, pdqDihedralHashes, pdqHash } from '../hash/index.ts';
import type { AlphaHandling, HashKind } from '../hash/index.ts';
import { toRaster } from '../image/index.ts';
import type { Raster, RasterLike } from '../image/index.ts';
import { note } from '../notes/index.ts';
import { compareHashes } from './compare-hashes.ts';
import type { HashComparison } from './compare-hashes.ts';
import { compareSegments } from './compare-segments.ts';
import type { SegmentComparison } from './compare-segments.ts';
import { compareTurns } from './compare-turns.ts';
import type { TurnComparison } from './compare-turns.ts';
import { differenceMap } from './difference-map.ts';
import { differingRegions } from './differing-regions.ts';
import type { DifferingRegion } from './differing-regions.ts';
import type { NotComparable } from './not-comparable.ts';
import { peakSignalToNoise } from './peak-signal-to-noise.ts';
import type { PeakSignalToNoise } from './peak-signal-to-noise.ts';
import { isSameSize } from './same-size.ts';
import { structuralSimilarity } from './structural-similarity.ts';
import type { StructuralSimilarity } from './structural-similarity.ts';
import { summarizeDifference } from './summarize-difference.ts';
import type { DifferenceSummary } from './summarize-difference.ts';

/** Options of {@link compareImages}. */
export interface CompareImagesOptions {
  /**
   * The hashes to compare, in this order.
   * @defaultValue all, as `HASH_KINDS` lists them
   */
  readonly kinds: readonly HashKind[];
  /**
   * What the hashes make of transparency; the comparison of pixels takes all four channels as they are.
   * @defaultValue 'reference'
   */
  readonly alpha: AlphaHandling;
}

/** The difference of two pictures of one size, in numbers. */
export interface MeasuredDifference extends DifferenceSummary {
  readonly status: 'measured';
  /** Connected parts that differ by more than re-saving commonly makes, see `differingRegions`. */
  readonly regions: readonly DifferingRegion[];
}

/** What two pictures have in common, in measures only: what follows from them is for a person to say. Plain data. */
export interface ImageComparison {
  /** Size of the first picture, in pixels. */
  readonly a: { readonly width: number; readonly height: number };
  /** Size of the second. */
  readonly b: { readonly width: number; readonly height: number };
  /** Whether both hold the same pixels: gray counts as equal red, green and blue, and what has no alpha as opaque. */
  readonly identical: boolean;
  readonly hashes: readonly HashComparison[];
  readonly cropResistant: SegmentComparison;
  /** Which turn or reflection of the first picture is nearest to the second. */
  readonly turns: TurnComparison;
  readonly structuralSimilarity: StructuralSimilarity;
  readonly peakSignalToNoise: ({ readonly status: 'measured' } & PeakSignalToNoise) | NotComparable;
  readonly difference: MeasuredDifference | NotComparable;
}

const DEFAULTS: CompareImagesOptions = { kinds: HASH_KINDS, alpha: 'reference' };

/**
 * Compares two pictures: by their perceptual hashes, which survive resizing and re-saving, and where they are of one size pixel by pixel.
 *
 * Both are taken as stored. Turn them by their EXIF orientation with `applyOrientation` first to compare what viewers show.
 *
 * @param a - 8-bit pixels.
 * @param b - 8-bit pixels, of any size.
 * @throws {TypeError | RangeError} The pixels of one do not fit its size, or an option is wrong.
 *
 * @example
 * ```ts
 * import { compareImages } from 'tamperlens/compare';
 *
 * const gray = { data: new Uint8Array(32 * 24).fill(90), width: 32, height: 24 };
 * const color = { data: new Uint8Array(32 * 24 * 3).fill(90), width: 32, height: 24 };
 * const { identical, hashes } = compareImages(gray, color, { kinds: ['difference'] });
 * identical; // true
 * hashes[0].status; // 'measured'
 * ```
 */
export function compareImages(a: RasterLike, b: RasterLike, options?: Partial<CompareImagesOptions>): ImageComparison {
  const { kinds, alpha } = resolveOptions(DEFAULTS, options);
  const [first, second] = [toRaster(a), toRaster(b)];
  const hashesOfB = computeHashes(second, { kinds, alpha });
  const pixels = comparePixels(first, second);
  return {
    a: { width: first.width, height: first.height },
    b: { width: second.width, height: second.height },
    identical: pixels.difference.status === 'measured' && pixels.difference.largest === 0,
    hashes: computeHashes(first, { kinds, alpha }).map((hash, i) => compareHashes(hash, hashesOfB[i])),
    cropResistant: compareSegments(cropResistantHash(first, { alpha }), cropResistantHash(second, { alpha })),
    turns: compareTurns(pdqDihedralHashes(first, { alpha }), pdqHash(second, { alpha })),
    ...pixels,
  };
}

function comparePixels(a: Raster, b: Raster): Pick<ImageComparison, 'structuralSimilarity' | 'peakSignalToNoise' | 'difference'> {
  if (!isSameSize(a, b)) {
    const reason = note('compare-sizes-differ', { widthA: a.width, heightA: a.height, widthB: b.width, heightB: b.height });
    const missing: NotComparable = { status: 'not-applicable', reason };
    return { structuralSimilarity: missing, peakSignalToNoise: missing, difference: missing };
  }
  const map = differenceMap(a, b);
  return {
    structuralSimilarity: structuralSimilarity(a, b),
    peakSignalToNoise: { status: 'measured', ...peakSignalToNoise(a, b) },
    difference: { status: 'measured', ...summarizeDifference(map), regions: differingRegions(map) },
  };
}
