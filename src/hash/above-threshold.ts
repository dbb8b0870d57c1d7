import { median } from '../math/index.ts';
import { hashOfBits } from './hash-bits.ts';
import type { Hash, HashKind } from './hash.ts';

/** What differences between values and their threshold mean. */
export interface Scale {
  /** What may lie between two numbers that are equal in exact arithmetic; `undefined` where nothing was rounded. */
  readonly rounding: number | undefined;
  /** What one gray level is worth. */
  readonly grayLevel: number;
}

/**
 * Makes a hash whose bits say which values are above a threshold.
 *
 * @returns Quality: the percentage of values that are more than a gray level away from it, rounding left out of account.
 *   Undetermined: those no further than rounding goes.
 */
export function hashAbove(kind: HashKind, values: Float64Array, threshold: number, { rounding, grayLevel }: Scale): Hash {
  const undetermined: number[] = [];
  let clear = 0;
  values.forEach((value, i) => {
    const distance = Math.abs(value - threshold);
    if (distance > grayLevel + (rounding ?? 0)) clear++;
    if (rounding !== undefined && distance <= rounding) undetermined.push(i);
  });
  const bits = Uint8Array.from(values, (value) => (value > threshold ? 1 : 0));
  return hashOfBits(kind, bits, { quality: Math.round((100 * clear) / values.length), undetermined });
}

/** Makes a hash whose bits say which values are above their median: of an even number, the mean of the two in the middle. */
export function hashAboveMedian(kind: HashKind, values: Float64Array, scale: Scale): Hash {
  const hash = hashAbove(kind, values, median(values), scale);
  // The one in the middle of an odd number is not above itself, however it was rounded.
  return values.length % 2 !== 0 && hash.undetermined.length === 1 ? { ...hash, undetermined: [] } : hash;
}
