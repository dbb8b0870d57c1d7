import { compareCropResistant } from '../hash/index.ts';
import type { CropResistantHash } from '../hash/index.ts';

/** How the segments of one picture find their like in the other. */
export interface SegmentMatches {
  /** Segments of this picture. */
  readonly segments: number;
  /** How many of them are near one of the other's. */
  readonly matching: number;
  /** Bits that differ between those and their nearest ones, all together. */
  readonly distanceSum: number;
}

/** How two crop-resistant hashes meet, from either side: of a picture and its crop, each may hold segments that the other has not. */
export interface SegmentComparison {
  /** The most bits by which two segments that count as near may differ: a quarter of theirs, as imagehash has it. */
  readonly nearDistance: number;
  readonly a: SegmentMatches;
  readonly b: SegmentMatches;
}

/** The `bit_error_rate` of imagehash. */
const NEAR_SHARE = 0.25;

/**
 * Compares two crop-resistant hashes from both sides.
 *
 * @throws {TypeError | RangeError} The segments of the two are of different kinds or sizes.
 *
 * @example
 * ```ts
 * import { compareSegments } from 'tamperlens/compare';
 * import { parseCropResistantHash } from 'tamperlens/hash';
 *
 * const picture = parseCropResistantHash('0026273b2b19550e,c4d9f3e3e1c18101');
 * const crop = parseCropResistantHash('0026273b2b19550f');
 * const { a, b } = compareSegments(picture, crop);
 * a; // { segments: 2, matching: 1, distanceSum: 1 }
 * b; // { segments: 1, matching: 1, distanceSum: 1 }
 * ```
 */
export function compareSegments(a: CropResistantHash, b: CropResistantHash): SegmentComparison {
  return { nearDistance: Math.floor(NEAR_SHARE * a.segments[0].bits), a: matchesOf(a, b), b: matchesOf(b, a) };
}

function matchesOf(own: CropResistantHash, other: CropResistantHash): SegmentMatches {
  const { matches, distance } = compareCropResistant(own, other, { bitErrorRate: NEAR_SHARE });
  return { segments: own.segments.length, matching: matches, distanceSum: distance };
}
