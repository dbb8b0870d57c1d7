import type { Hash } from './hash.ts';

/**
 * Counts the bits in which two hashes differ.
 *
 * @returns 0 (the same) to `bits`; unrelated pictures lie about half-way.
 * @throws {TypeError} The hashes are of two kinds.
 * @throws {RangeError} They have different numbers of bits.
 *
 * @example
 * ```ts
 * import { hammingDistance, parseHash } from 'tamperlens/hash';
 *
 * hammingDistance(parseHash('average:ffd7918181c9ffff'), parseHash('average:ffd7918181c9fffe')); // 1
 * ```
 */
export function hammingDistance(a: Hash, b: Hash): number {
  if (a.kind !== b.kind) {
    throw new TypeError(`hashes of two kinds cannot be compared: "${a.kind}" and "${b.kind}"`);
  }
  if (a.bits !== b.bits) {
    throw new RangeError(`hashes of two sizes cannot be compared: ${a.bits} and ${b.bits} bits (${a.kind})`);
  }
  let distance = 0;
  for (let i = 0; i < a.hex.length; i += 7) {
    distance += countBits(Number.parseInt(a.hex.slice(i, i + 7), 16) ^ Number.parseInt(b.hex.slice(i, i + 7), 16));
  }
  return distance;
}

/**
 * Says how much two hashes agree.
 *
 * @returns 0..1, the share of bits that are the same: 1 for equal hashes, about 0.5 for unrelated pictures. It is no probability.
 * @throws {TypeError | RangeError} As {@link hammingDistance}.
 *
 * @example
 * ```ts
 * import { parseHash, similarity } from 'tamperlens/hash';
 *
 * similarity(parseHash('average:ffd7918181c9ffff'), parseHash('average:ffd7918181c9fff0')); // 0.9375
 * ```
 */
export function similarity(a: Hash, b: Hash): number {
  return 1 - hammingDistance(a, b) / a.bits;
}

/** Counts the ones of a 32-bit word. */
export function countBits(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
