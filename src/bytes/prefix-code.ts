/** The longest code of deflate, in bits (RFC 1951 §3.2.7). */
const MAXIMUM_BITS = 15;

/**
 * A prefix code of deflate, prepared for decoding.
 *
 * Codes of up to `rootBits` bits are looked up in one step; the rare longer ones are walked bit by bit. Full 15-bit tables would
 * be no faster on photographs, and cost enough to fill that a stream of empty 29-byte blocks could hold the machine for minutes.
 */
export class PrefixCode {
  readonly rootBits: number;
  /** `symbol << 4 | length` by the next `rootBits` bits as they lie in the stream; 0 where no code that short begins so. */
  readonly root: Uint16Array;
  /** How many codes there are of each length. */
  readonly #counts = new Uint16Array(MAXIMUM_BITS + 1);
  /** The symbols that have a code, in order of code. */
  readonly #symbols: Uint16Array;
  readonly #next = new Uint16Array(MAXIMUM_BITS + 2);

  constructor(symbols: number, rootBits: number) {
    this.rootBits = rootBits;
    this.root = new Uint16Array(1 << rootBits);
    this.#symbols = new Uint16Array(symbols);
  }

  /**
   * Prepares the code whose symbol `i` has a code of `lengths[start + i]` bits, 0 for none (RFC 1951 §3.2.2).
   *
   * @returns `complete` when every bit string begins with a code, `single` when there is at most one code and it has one bit,
   *   else `invalid`.
   */
  build(lengths: Uint8Array, start: number, end: number): 'complete' | 'single' | 'invalid' {
    const counts = this.#counts.fill(0);
    for (let i = start; i < end; i++) counts[lengths[i]]++;
    const coded = end - start - counts[0];
    counts[0] = 0;
    let room = 1;
    for (let length = 1; length <= MAXIMUM_BITS; length++) {
      room = room * 2 - counts[length];
      if (room < 0) return 'invalid';
    }
    if (room > 0 && coded > counts[1]) return 'invalid';

    const next = this.#next;
    next[1] = 0;
    for (let length = 1; length <= MAXIMUM_BITS; length++) next[length + 1] = next[length] + counts[length];
    for (let i = start; i < end; i++) if (lengths[i] > 0) this.#symbols[next[lengths[i]]++] = i - start;
    this.#fillRoot();
    return room === 0 ? 'complete' : 'single';
  }

  #fillRoot(): void {
    const { root, rootBits } = this;
    root.fill(0);
    let code = 0;
    let index = 0;
    for (let length = 1; length <= rootBits; length++) {
      for (let i = 0; i < this.#counts[length]; i++, index++) {
        const entry = (this.#symbols[index] << 4) | length;
        for (let at = code; at < root.length; at += 1 << length) root[at] = entry;
        code = nextReversed(code, length);
      }
    }
  }

  /** Finds the code that begins `bits` (the next of the stream lowest) by walking it; 0 when none does. */
  walk(bits: number): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length <= MAXIMUM_BITS; length++) {
      code |= bits & 1;
      bits >>>= 1;
      const count = this.#counts[length];
      if (code - count < first) return (this.#symbols[index + code - first] << 4) | length;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    return 0;
  }
}

/** The code after `code` of the same length, both written with their first bit lowest. */
function nextReversed(code: number, length: number): number {
  let bit = 1 << (length - 1);
  while (code & bit) bit >>= 1;
  return bit === 0 ? 0 : (code & (bit - 1)) | bit;
}
