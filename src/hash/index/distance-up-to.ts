import { countBits } from '../distance.ts';

/**
 * Counts the bits in which a stored hash differs from another, giving up where the count passes `most`.
 *
 * @param words - Stored hashes.
 * @param start - Index of the first word of the stored hash.
 * @param query - The other hash.
 * @param from - Words to leave out at the beginning of both.
 * @param most - The largest count of interest.
 * @returns The count when it is at most `most`; else some number above `most`.
 */
export function distanceUpTo(words: Int32Array, start: number, query: Int32Array, from: number, most: number): number {
  const width = query.length;
  let distance = 0;
  let i = from;
  for (; i + 3 <= width; i += 3) {
    distance += countThree(words[start + i] ^ query[i], words[start + i + 1] ^ query[i + 1], words[start + i + 2] ^ query[i + 2]);
    if (distance > most) return distance;
  }
  for (; i < width; i++) distance += countBits(words[start + i] ^ query[i]);
  return distance;
}

/** Counts the ones of two words. */
export function countTwo(a: number, b: number): number {
  a -= (a >>> 1) & 0x55555555;
  b -= (b >>> 1) & 0x55555555;
  // Each four bits hold up to 8.
  const fours = (a & 0x33333333) + ((a >>> 2) & 0x33333333) + (b & 0x33333333) + ((b >>> 2) & 0x33333333);
  return Math.imul((fours & 0x0f0f0f0f) + ((fours >>> 4) & 0x0f0f0f0f), 0x01010101) >>> 24;
}

/** Counts the ones of three words: a full adder makes two of them, one that counts double. */
export function countThree(a: number, b: number, c: number): number {
  const half = a ^ b;
  let sum = half ^ c;
  let carry = (a & b) | (half & c);
  sum -= (sum >>> 1) & 0x55555555;
  carry -= (carry >>> 1) & 0x55555555;
  carry = (carry & 0x33333333) + ((carry >>> 2) & 0x33333333);
  // Each four bits hold up to 12.
  const fours = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333) + carry + carry;
  return Math.imul((fours & 0x0f0f0f0f) + ((fours >>> 4) & 0x0f0f0f0f), 0x01010101) >>> 24;
}
