import { checkOneOf } from '../errors/index.ts';
import { HASH_KINDS } from './hash.ts';
import type { HashKind } from './hash.ts';

/** "Discard hashes of quality 49 and less", README of PDQ. */
const PDQ_QUALITY = 50;

/** Provisional: half of the bits may be rounding, and the suggested distances allow for far fewer; flat pictures have next to none. */
const OTHER_QUALITY = 25;

/** Gray pictures have no hue at all, and would all be alike. Provisional. */
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
