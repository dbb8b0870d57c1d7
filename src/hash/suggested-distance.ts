import { checkInteger, checkOneOf } from '../errors/index.ts';
import { HASH_KINDS } from './hash.ts';
import type { HashKind } from './hash.ts';

/** A distance that was chosen for a hash of so many bits. */
interface Threshold {
  readonly distance: number;
  readonly bits: number;
}

/** Provisional, but for PDQ: customary values of each hash's users at its default size, not measurements of ours. */
const THRESHOLDS: Readonly<Record<HashKind, Threshold>> = {
  // Averages of unrelated pictures with a bright upper half agree easily, so less is allowed than for differences.
  average: { distance: 5, bits: 64 },
  difference: { distance: 10, bits: 64 },
  'difference-vertical': { distance: 10, bits: 64 },
  perceptual: { distance: 10, bits: 64 },
  'perceptual-simple': { distance: 10, bits: 64 },
  'wavelet-haar': { distance: 6, bits: 64 },
  'wavelet-db4': { distance: 6, bits: 64 },
  // The fourteen numbers of a color hash say nothing of where a color is: even equal ones are often of unrelated pictures.
  color: { distance: 0, bits: 42 },
  'block-quick': { distance: 24, bits: 256 },
  'block-exact': { distance: 24, bits: 256 },
  // "Matching threshold" in the README of PDQ.
  pdq: { distance: 31, bits: 256 },
};

/**
 * Suggests up to which distance two pictures may be called near-duplicates: to be looked at together, no more.
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
 * suggestedDistance('pdq', 256); // 31
 * ```
 */
export function suggestedDistance(kind: HashKind, bits: number): number {
  checkOneOf('kind', kind, HASH_KINDS);
  checkInteger('bits', bits, 1, 65_536);
  const threshold = THRESHOLDS[kind];
  return Math.floor((threshold.distance * bits) / threshold.bits);
}
