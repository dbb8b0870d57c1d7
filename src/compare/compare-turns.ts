import { hammingDistance } from '../hash/index.ts';
import type { Hash, PdqDihedralHashes } from '../hash/index.ts';
import type { Orientation } from '../image/index.ts';

/** How far the second picture is from the first one turned or mirrored, by PDQ. */
export interface TurnedDistance {
  /** What is done to the first picture, as the value of EXIF's Orientation tag that asks for it. */
  readonly orientation: Orientation;
  /** Bits of 256 that differ then. */
  readonly distance: number;
}

/** What {@link compareTurns} gives. */
export interface TurnComparison {
  /** The smallest distance; of equal ones the first in the order of orientations, so that turning is not seen where there is no need. */
  readonly nearest: TurnedDistance;
  /** All eight, by orientation 1 to 8. */
  readonly all: readonly TurnedDistance[];
}

/** The PDQ names of the eight, by what they do to the stored picture. */
const NAMES: Readonly<Record<Orientation, keyof PdqDihedralHashes>> = {
  1: 'original',
  2: 'flipY',
  3: 'rotate180',
  4: 'flipX',
  5: 'flipPlus1',
  6: 'rotate270',
  7: 'flipMinus1',
  8: 'rotate90',
};

const ORIENTATIONS = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/**
 * Finds the turn or reflection of one picture that comes nearest to another, by the hashes of its eight dihedral variants. A copy that was
 * turned itself is not quite at 0: up to 36 bits were met, 12 to 20 for half of the photographs.
 *
 * @param a - Of the picture that is turned.
 * @param b - The PDQ hash of the other.
 * @throws {TypeError} `b` is not a PDQ hash.
 */
export function compareTurns(a: PdqDihedralHashes, b: Hash): TurnComparison {
  const all = ORIENTATIONS.map((orientation) => ({ orientation, distance: hammingDistance(a[NAMES[orientation]], b) }));
  return { nearest: all.reduce((least, turned) => (turned.distance < least.distance ? turned : least)), all };
}
