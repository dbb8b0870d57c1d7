import { ZIGZAG } from './markers.ts';

/** Codes and lengths of one Huffman table by symbol. */
export interface HuffmanEncoder {
  readonly codes: Uint16Array;
  /** 0 where the table has no code for the symbol. */
  readonly lengths: Uint8Array;
}

/** Assigns the codes of a table (T.81 annex C). */
export function huffmanEncoder(table: { readonly counts: Uint8Array; readonly symbols: Uint8Array }): HuffmanEncoder {
  const codes = new Uint16Array(256);
  const lengths = new Uint8Array(256);
  let code = 0;
  let k = 0;
  for (let length = 1; length <= 16; length++, code <<= 1) {
    for (let i = 0; i < table.counts[length - 1]; i++, code++, k++) {
      codes[table.symbols[k]] = code;
      lengths[table.symbols[k]] = length;
    }
  }
  return { codes, lengths };
}

/** Writes a JPEG file: segments, then Huffman-coded blocks with byte stuffing. */
export class EntropyWriter {
  private buffer: Uint8Array;
  private length = 0;
  private pending = 0;
  private pendingBits = 0;

  constructor(expectedBytes: number) {
    this.buffer = new Uint8Array(Math.max(1024, expectedBytes));
  }

  /** Appends bytes as they are. */
  bytes(values: ArrayLike<number>): void {
    this.reserve(values.length);
    this.buffer.set(values, this.length);
    this.length += values.length;
  }

  /** Appends a marker segment with its length. */
  segment(marker: number, payload: ArrayLike<number>): void {
    const length = payload.length + 2;
    this.bytes([0xff, marker, length >> 8, length & 255]);
    this.bytes(payload);
  }

  /**
   * Codes one block (T.81 F.1.2).
   *
   * @param block - 64 quantized coefficients in natural order.
   * @param prediction - DC of the component's previous block.
   */
  block(block: Int16Array, at: number, prediction: number, dc: HuffmanEncoder, ac: HuffmanEncoder): void {
    // A block takes at most 64 · (16 + 11) bits, twice as much with every byte stuffed.
    this.reserve(512);
    this.coefficient(dc, 0, block[at] - prediction);
    let run = 0;
    for (let k = 1; k < 64; k++) {
      const value = block[at + ZIGZAG[k]];
      if (value === 0) {
        run++;
        continue;
      }
      for (; run > 15; run -= 16) this.bits(ac.codes[0xf0], ac.lengths[0xf0]);
      this.coefficient(ac, run << 4, value);
      run = 0;
    }
    if (run > 0) this.bits(ac.codes[0], ac.lengths[0]);
  }

  /** Fills the last byte with ones, as T.81 F.1.2.3 asks, and returns the file. */
  finish(trailer: ArrayLike<number>): Uint8Array {
    if (this.pendingBits > 0) this.bits((1 << (8 - this.pendingBits)) - 1, 8 - this.pendingBits);
    this.bytes(trailer);
    return this.buffer.slice(0, this.length);
  }

  private coefficient(table: HuffmanEncoder, run: number, value: number): void {
    const magnitude = value < 0 ? -value : value;
    const size = 32 - Math.clz32(magnitude);
    const symbol = run | size;
    this.bits(table.codes[symbol], table.lengths[symbol]);
    if (size > 0) this.bits(value < 0 ? value + (1 << size) - 1 : value, size);
  }

  private bits(value: number, count: number): void {
    this.pending = (this.pending << count) | value;
    this.pendingBits += count;
    while (this.pendingBits >= 8) {
      this.pendingBits -= 8;
      const byte = (this.pending >>> this.pendingBits) & 255;
      this.buffer[this.length++] = byte;
      if (byte === 255) this.buffer[this.length++] = 0;
    }
    this.pending &= (1 << this.pendingBits) - 1;
  }

  private reserve(count: number): void {
    if (this.length + count <= this.buffer.length) return;
    const grown = new Uint8Array(Math.max(this.length + count, this.buffer.length * 2));
    grown.set(this.buffer.subarray(0, this.length));
    this.buffer = grown;
  }
}
