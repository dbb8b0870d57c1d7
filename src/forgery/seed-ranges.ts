import { checkInteger, checkOneOf } from '../errors/index.ts';
import { MAXIMUM_SEED } from './draws.ts';

/** What a seed is for. */
export type SeedPurpose = 'test' | 'calibration' | 'evaluation' | 'free';

/** The seeds `first`..`last`, both included. */
export interface SeedRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Which seeds serve what: disjoint, and together all of 0..2^32 − 1.
 *
 * A picture depends on its seed only, so a constant fitted on `calibration` seeds has never met a picture of `evaluation` seeds.
 * Seeds of `free` are the caller’s: nothing in this project is fitted or judged on them.
 */
export const SEED_RANGES: Readonly<Record<SeedPurpose, SeedRange>> = {
  test: { first: 0, last: 999_999 },
  calibration: { first: 1_000_000, last: 1_999_999 },
  evaluation: { first: 2_000_000, last: 2_999_999 },
  free: { first: 3_000_000, last: MAXIMUM_SEED },
};

const PURPOSES = Object.keys(SEED_RANGES) as readonly SeedPurpose[];

/**
 * Names the range that a seed belongs to.
 *
 * @param seed - Whole, 0..2^32 − 1.
 * @throws {TypeError | RangeError} The seed is not such a number.
 *
 * @example
 * ```ts
 * import { purposeOfSeed } from 'tamperlens/forgery';
 *
 * purposeOfSeed(1_000_007); // 'calibration'
 * ```
 */
export function purposeOfSeed(seed: number): SeedPurpose {
  checkInteger('seed', seed, 0, MAXIMUM_SEED);
  for (const purpose of PURPOSES) {
    if (seed <= SEED_RANGES[purpose].last) return purpose;
  }
  return 'free';
}

/**
 * Throws unless a seed may serve a purpose: the guard for scripts that fit or score.
 *
 * @param seed - Whole, 0..2^32 − 1.
 * @param purpose - What the pictures will be used for.
 * @throws {RangeError} The seed belongs to another range, which the message names.
 *
 * @example
 * ```ts
 * import { checkSeed, SEED_RANGES } from 'tamperlens/forgery';
 *
 * checkSeed(SEED_RANGES.evaluation.first + 3, 'evaluation');
 * ```
 */
export function checkSeed(seed: number, purpose: SeedPurpose): void {
  checkOneOf('purpose', purpose, PURPOSES);
  const actual = purposeOfSeed(seed);
  if (actual === purpose) return;
  const { first, last } = SEED_RANGES[actual];
  throw new RangeError(`seed ${seed} is one of the "${actual}" seeds (${first}..${last}), not of the "${purpose}" seeds`);
}
