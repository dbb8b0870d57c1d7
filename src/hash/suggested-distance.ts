import { checkInteger, checkOneOf } from '../errors/index.ts';
import { HASH_KINDS } from './hash.ts';
import type { HashKind } from './hash.ts';

/** A distance that was chosen for a hash of so many bits. */
interface Threshold {
  readonly distance: number;
  readonly bits: number;
}

/**
 * Up to these, no more than two in ten thousand of 2.2 million pairs of unrelated picture parts lie (table in `bench/RESULTS.md`). For
 * `perceptual` and `pdq` less than that is allowed, because changed copies seldom need it: 7 in a million and none.
 */
const THRESHOLDS: Readonly<Record<HashKind, Threshold>> = {
  average: { distance: 2, bits: 64 },
  difference: { distance: 8, bits: 64 },
  'difference-vertical': { distance: 5, bits: 64 },
  perceptual: { distance: 10, bits: 64 },
  'perceptual-simple': { distance: 2, bits: 64 },
  'wavelet-haar': { distance: 1, bits: 64 },
  'wavelet-db4': { distance: 5, bits: 196 },
  // One in a hundred unrelated parts agrees even in all bits: colors are no reason to call pictures alike.
  color: { distance: 0, bits: 42 },
  'block-quick': { distance: 16, bits: 256 },
  'block-exact': { distance: 15, bits: 256 },
  // The authors advise 31, for collections of billions; up to 62 finds copies that were cropped, lettered or edited.
  pdq: { distance: 62, bits: 256 },
};

/**
 * Suggests up to which distance two pictures may be called near-duplicates: to be looked at together, no more. It holds for pictures
 * with enough in them, see {@link suggestedQuality}.
 *
 * @param kind - What made the hashes.
 * @param bits - How many bits they have, 1..65536; the distance grows with them and is rounded down.
 * @returns The largest distance, 0 to `bits`.
 * @throws {RangeError} The kind is unknown, or the number of bits out of range.
 *
 * @example
 * ```ts
 * import { suggestedDistance } from 'tamperlens/hash';
 *
 * suggestedDistance('pdq', 256); // 62
 * ```
 */
export function suggestedDistance(kind: HashKind, bits: number): number {
  checkOneOf('kind', kind, HASH_KINDS);
  checkInteger('bits', bits, 1, 65_536);
  const threshold = THRESHOLDS[kind];
  return Math.floor((threshold.distance * bits) / threshold.bits);
}
