/** A run of bits in a hash that was packed into words: at most 29 of them, over no more than two words. */
export interface Substring {
  /** The word in which it begins. */
  readonly word: number;
  /** Bits of that word before it. */
  readonly skip: number;
  /** How many bits. */
  readonly length: number;
}

/** Shorter ones make buckets that hold most of the entries. */
const SHORTEST = 4;

/**
 * Cuts hashes into as few substrings of nearly equal length as give tables with no more than one bucket for two entries: fewer, longer
 * ones mean more buckets to visit and fewer entries to compare, and more buckets than entries are mostly empty.
 *
 * @param count - How many hashes are to be indexed, at most 2^30.
 * @param bits - Bits of each.
 * @returns The substrings, first bit first; together they are all bits.
 */
export function cutIntoSubstrings(count: number, bits: number): Substring[] {
  const longest = Math.max(SHORTEST, 30 - Math.clz32(count));
  const parts = Math.ceil(bits / longest);
  const shorter = Math.floor(bits / parts);
  const substrings: Substring[] = [];
  // The digits of a hash may begin with bits that are not its own.
  let at = (4 - (bits % 4)) % 4;
  for (let i = 0; i < parts; i++) {
    const length = i < bits - shorter * parts ? shorter + 1 : shorter;
    substrings.push({ word: at >> 5, skip: at & 31, length });
    at += length;
  }
  return substrings;
}

/** Reads a substring of the hash whose first word is at `start`. */
export function readSubstring(words: Int32Array, start: number, { word, skip, length }: Substring): number {
  let bits = words[start + word] << skip;
  if (skip + length > 32) bits |= words[start + word + 1] >>> (32 - skip);
  return bits >>> (32 - length);
}

/**
 * Says how far around each substring of a hash one has to look, so that no hash within a radius is missed.
 *
 * A hash that is farther than these radii in every substring differs in at least `(q + 1) · (extra + 1) + q · (parts − extra − 1)` bits,
 * where `q` is the quotient and `extra` the remainder: one more than the radius.
 *
 * @returns One radius a substring; −1 where nothing has to be looked up.
 */
export function substringRadii(radius: number, parts: number): number[] {
  const quotient = Math.floor(radius / parts);
  const extra = radius - quotient * parts;
  return Array.from({ length: parts }, (_, i) => (i <= extra ? quotient : quotient - 1));
}

/** Counts the numbers of `length` bits with at most `radius` ones. */
export function ballSize(length: number, radius: number): number {
  let [layer, size] = [1, radius < 0 ? 0 : 1];
  for (let ones = 1; ones <= Math.min(radius, length); ones++) {
    layer = (layer * (length - ones + 1)) / ones;
    size += layer;
  }
  return size;
}

/** The next larger number with as many ones as `mask`, which has at least one and is below 2^29. */
export function nextOfSameOnes(mask: number): number {
  const lowest = mask & -mask;
  const carried = mask + lowest;
  // What the carry swept away goes to the right end, but for the one bit that it became.
  return carried | ((mask ^ carried) >>> (33 - Math.clz32(lowest)));
}
