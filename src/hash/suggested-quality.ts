import { checkOneOf } from '../errors/index.ts';
import { HASH_KINDS } from './hash.ts';
import type { HashKind } from './hash.ts';

/** "Discard hashes of quality 49 and less", README of PDQ. */
const PDQ_QUALITY = 50;

/** Flat pictures have next to none; above this more quality was not found to keep unrelated pictures farther apart. */
const OTHER_QUALITY = 25;

/** Gray pictures have no hue at all, and would all be alike. */
const COLOR_QUALITY = 5;

/**
 * Suggests from which quality on a hash says enough of its picture to be compared with others.
 *
 * @returns 0..100, in the units of `Hash.quality`, which differ by kind.
 * @throws {RangeError} The kind is unknown.
 *
 * @example
 * ```ts
 * import { suggestedQuality } from 'tamperlens/hash';
 *
 * suggestedQuality('pdq'); // 50
 * ```
 */
export function suggestedQuality(kind: HashKind): number {
  checkOneOf('kind', kind, HASH_KINDS);
  return kind === 'pdq' ? PDQ_QUALITY : kind === 'color' ? COLOR_QUALITY : OTHER_QUALITY;
}
