import type { Hash, HashKind } from './hash.ts';

/** What an algorithm knows about its hash beside the bits. */
export interface HashFacts {
  /** 0..100, see `Hash.quality`. */
  readonly quality: number;
  /** Bits that the reference leaves to rounding. */
  readonly undetermined?: readonly number[];
}

/**
 * Makes a hash of bits in the reference's order, first bit most significant.
 *
 * @param bits - One sample per bit, 0 or 1.
 */
export function hashOfBits(kind: HashKind, bits: ArrayLike<number>, { quality, undetermined = [] }: HashFacts): Hash {
  return { kind, bits: bits.length, hex: hexOfBits(bits), quality, undetermined };
}

/**
 * Unpacks a hash.
 *
 * @returns One sample per bit, 0 or 1: the reference's order, most significant digit first, row after row for those that are squares.
 *
 * @example
 * ```ts
 * import { bitsOf, parseHash } from 'tamperlens/hash';
 *
 * bitsOf(parseHash('difference:8000000000000001')).indexOf(1, 1); // 63
 * ```
 */
export function bitsOf({ bits, hex }: Hash): Uint8Array {
  const padding = 4 * hex.length - bits;
  const unpacked = new Uint8Array(bits);
  for (let i = 0; i < bits; i++) {
    const at = i + padding;
    unpacked[i] = (digitAt(hex, at >> 2) >> (3 - (at & 3))) & 1;
  }
  return unpacked;
}

/**
 * Packs a hash into 32-bit words, eight of its digits a word from the first on; the last word is filled up with zeros.
 *
 * @param words - Where to put them, `ceil(bits / 32)`.
 * @throws {RangeError} `words` has another length.
 */
export function wordsOf({ hex, bits }: Hash, words: Uint32Array = new Uint32Array(Math.ceil(bits / 32))): Uint32Array {
  if (words.length !== Math.ceil(bits / 32)) {
    throw new RangeError(`"words" must hold ${Math.ceil(bits / 32)} words for ${bits} bits, received ${words.length}`);
  }
  words.fill(0);
  for (let digit = 0; digit < hex.length; digit++) words[digit >> 3] |= digitAt(hex, digit) << (28 - 4 * (digit & 7));
  return words;
}

function hexOfBits(bits: ArrayLike<number>): string {
  let hex = '';
  let digit = 0;
  for (let i = 0, missing = bits.length; i < bits.length; i++) {
    missing--;
    digit = (digit << 1) | bits[i];
    if ((missing & 3) !== 0) continue;
    hex += digit.toString(16);
    digit = 0;
  }
  return hex;
}

function digitAt(hex: string, index: number): number {
  const code = hex.charCodeAt(index);
  return code <= 57 ? code - 48 : code - 87;
}
