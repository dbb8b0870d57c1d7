/** Writes deflate streams bit by bit, also ones that no compressor writes. */
export class DeflateWriter {
  readonly #bytes: number[] = [];
  #used = 0;

  /** Starts with the zlib header of a 32 KiB window. */
  static zlib(): DeflateWriter {
    return new DeflateWriter().bits(0x78, 8).bits(0x9c, 8);
  }

  /** The low `count` bits of a number, lowest first, as deflate stores numbers. */
  bits(value: number, count: number): this {
    for (let i = 0; i < count; i++) {
      if (this.#used === 0) this.#bytes.push(0);
      this.#bytes[this.#bytes.length - 1] |= ((value >> i) & 1) << this.#used;
      this.#used = (this.#used + 1) & 7;
    }
    return this;
  }

  /** A code, highest bit first, as deflate stores codes. */
  code(value: number, length: number): this {
    for (let i = length - 1; i >= 0; i--) this.bits(value >> i, 1);
    return this;
  }

  /** A literal or length symbol in the fixed code. */
  fixed(symbol: number): this {
    if (symbol < 144) return this.code(0x30 + symbol, 8);
    if (symbol < 256) return this.code(0x190 + symbol - 144, 9);
    return symbol < 280 ? this.code(symbol - 256, 7) : this.code(0xc0 + symbol - 280, 8);
  }

  /** Moves on to the next byte. */
  align(): this {
    this.#used = 0;
    return this;
  }

  /** The four bytes of the checksum. */
  checksum(sum: number): this {
    this.align();
    for (const shift of [24, 16, 8, 0]) this.bits(sum >>> shift, 8);
    return this;
  }

  bytes(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }
}

/** The order in which a block gives the lengths of its code-length code. */
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Canonical codes of the given lengths, from the definition in RFC 1951 §3.2.2. */
function codesOf(lengths: readonly number[]): number[] {
  let code = 0;
  const codes = lengths.map(() => 0);
  for (let length = 1; length <= 15; length++) {
    for (const [symbol, own] of lengths.entries()) if (own === length) codes[symbol] = code++;
    code <<= 1;
  }
  return codes;
}

/**
 * A stream of `blocks` empty blocks, 28.6 bytes each, whose codes are as long as codes can be: a decoder that fills tables of 2^15
 * entries spends more than 100 µs on each.
 */
export function longCodesBomb(blocks: number): Uint8Array {
  const literals = Array.from({ length: 257 }, (_, i) => (i < 13 ? i + 2 : i < 15 ? 15 : i === 256 ? 1 : 0));
  const distances = Array.from({ length: 16 }, (_, i) => Math.min(i + 1, 15));
  const lengthCode = LENGTH_ORDER.map((_, i) => (i === 1 || i === 15 ? 5 : i === 18 ? 3 : i >= 2 && i <= 14 ? 4 : 0));
  const codes = codesOf(lengthCode);
  const writer = DeflateWriter.zlib();
  const put = (symbol: number): void => void writer.code(codes[symbol], lengthCode[symbol]);
  for (let block = 0; block < blocks; block++) {
    writer.bits(0, 1).bits(2, 2);
    writer.bits(0, 5).bits(15, 5).bits(15, 4);
    for (const symbol of LENGTH_ORDER) writer.bits(lengthCode[symbol], 3);
    for (const length of literals.slice(0, 15)) put(length);
    put(18);
    writer.bits(138 - 11, 7);
    put(18);
    writer.bits(241 - 138 - 11, 7);
    put(1);
    for (const length of distances) put(length);
    writer.code(codesOf(literals)[256], 1);
  }
  return writer.bits(1, 1).bits(1, 2).fixed(256).checksum(1).bytes();
}
