import { checkRange, resolveOptions } from '../../errors/index.ts';
import { hammingDistance } from '../distance.ts';
import type { CropResistantHash } from './crop-resistant-hash.ts';

/** Options of {@link compareCropResistant}. */
export interface CompareCropResistantOptions {
  /**
   * The share of a segment's bits in which its counterpart may differ, 0..1.
   * @defaultValue 0.25
   */
  readonly bitErrorRate: number;
  /**
   * The same as a number of bits, 0..4096; it takes the place of `bitErrorRate`.
   * @defaultValue `undefined`
   */
  readonly hammingCutoff: number | undefined;
}

const DEFAULTS: CompareCropResistantOptions = { bitErrorRate: 0.25, hammingCutoff: undefined };

/** What two crop-resistant hashes have in common. */
export interface CropResistantComparison {
  /** Segments of the first hash that have a counterpart in the second. */
  readonly matches: number;
  /** Bits in which those segments differ from their nearest counterparts, summed. */
  readonly distance: number;
  /**
   * Segments of the first hash without a counterpart, plus the share of bits in which the others differ: 0 when every segment is found
   * unchanged, the number of segments when none is found.
   */
  readonly score: number;
}

/**
 * Looks for each segment of one crop-resistant hash in another, as imagehash's `ImageMultiHash.hash_diff` and its subtraction do.
 * Which hash comes first matters.
 *
 * @throws {TypeError} The segments are of two kinds, or an option is unknown.
 * @throws {RangeError} The segments have different numbers of bits, or an option is out of range.
 *
 * @example
 * ```ts
 * import { compareCropResistant, parseCropResistantHash } from 'tamperlens/hash';
 *
 * const a = parseCropResistantHash('0026273b2b19550e,c4d9f3e3e1c18101');
 * const b = parseCropResistantHash('0026273b2b19550f');
 * compareCropResistant(a, b).matches; // 1
 * compareCropResistant(a, b).score; // 1.015625
 * ```
 */
export function compareCropResistant(
  a: CropResistantHash,
  b: CropResistantHash,
  options?: Partial<CompareCropResistantOptions>,
): CropResistantComparison {
  const { bitErrorRate, hammingCutoff } = resolveOptions(DEFAULTS, options);
  checkRange('bitErrorRate', bitErrorRate, 0, 1);
  if (hammingCutoff !== undefined) checkRange('hammingCutoff', hammingCutoff, 0, 4096);
  const bits = a.segments[0].bits;
  const cutoff = hammingCutoff ?? bits * bitErrorRate;
  let matches = 0;
  let distance = 0;
  for (const segment of a.segments) {
    let nearest = Infinity;
    for (const other of b.segments) nearest = Math.min(nearest, hammingDistance(segment, other));
    if (nearest > cutoff) continue;
    matches++;
    distance += nearest;
  }
  const score = matches === 0 ? a.segments.length : a.segments.length - (matches - distance / (matches * bits));
  return { matches, distance, score };
}
