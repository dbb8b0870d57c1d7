import { hammingDistance, suggestedDistance, suggestedQuality } from '../hash/index.ts';
import type { Hash, HashKind } from '../hash/index.ts';
import { note } from '../notes/index.ts';
import type { NotComparable } from './not-comparable.ts';

/** One picture's share of a {@link HashComparison}. */
export interface ComparedHash {
  /** The reference's own form. */
  readonly hex: string;
  /** 0..100, see `Hash.quality`. */
  readonly quality: number | null;
}

/** How far two hashes of one kind are apart. */
export interface HashDistance {
  readonly status: 'measured';
  readonly kind: HashKind;
  readonly bits: number;
  readonly a: ComparedHash;
  readonly b: ComparedHash;
  /** Bits that differ, 0 to `bits`; about half of them for unrelated pictures. */
  readonly distance: number;
  /** Share of bits that are the same, 0..1. It is no probability. */
  readonly similarity: number;
  /** The largest distance at which the two may be called near-duplicates, see `suggestedDistance`. */
  readonly suggestedDistance: number;
  /** Whether `distance` is no larger. Without {@link sufficientQuality} that says little. */
  readonly withinSuggested: boolean;
  /** Whether both pictures give the hash enough to go by, see `suggestedQuality`; a quality that is not known does not. */
  readonly sufficientQuality: boolean;
  /** Bits that the reference leaves to rounding in either hash. */
  readonly undeterminedBits: number;
}

/** Two hashes of one kind that have different numbers of bits, as `wavelet-db4` has them for pictures of different sizes. */
export interface HashesOfTwoSizes extends NotComparable {
  readonly kind: HashKind;
  readonly a: ComparedHash;
  readonly b: ComparedHash;
}

/** What {@link compareHashes} gives. */
export type HashComparison = HashDistance | HashesOfTwoSizes;

/**
 * Compares two hashes of one kind.
 *
 * @returns Their distance, or why there is none: they have different numbers of bits.
 * @throws {TypeError} The hashes are of two kinds.
 *
 * @example
 * ```ts
 * import { compareHashes } from 'tamperlens/compare';
 * import { parseHash } from 'tamperlens/hash';
 *
 * const comparison = compareHashes(parseHash('average:ffd7918181c9ffff'), parseHash('average:ffd7918181c9fff0'));
 * if (comparison.status === 'measured') comparison.distance; // 4
 * ```
 */
export function compareHashes(a: Hash, b: Hash): HashComparison {
  const { kind, bits } = a;
  const both = { a: { hex: a.hex, quality: a.quality }, b: { hex: b.hex, quality: b.quality } };
  if (kind === b.kind && bits !== b.bits) {
    const reason = note('compare-hash-sizes', { bitsA: bits, bitsB: b.bits });
    return { status: 'not-applicable', kind, ...both, reason };
  }
  const distance = hammingDistance(a, b);
  const suggested = suggestedDistance(kind, bits);
  return {
    status: 'measured',
    kind,
    bits,
    ...both,
    distance,
    similarity: 1 - distance / bits,
    suggestedDistance: suggested,
    withinSuggested: distance <= suggested,
    sufficientQuality: isSufficient(a) && isSufficient(b),
    undeterminedBits: new Set([...a.undetermined, ...b.undetermined]).size,
  };
}

function isSufficient({ kind, quality }: Hash): boolean {
  return quality !== null && quality >= suggestedQuality(kind);
}
