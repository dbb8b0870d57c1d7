import { malformed } from '../../errors/index.ts';

/** One Huffman table as a DHT segment defines it. */
export interface HuffmanTable {
  readonly kind: 'dc' | 'ac';
  /** Destination, 0..3. */
  readonly id: number;
  /** How many codes there are of each length, 1..16 bits. */
  readonly counts: Uint8Array;
  /** The symbols in order of increasing code. */
  readonly symbols: Uint8Array;
  /** Where the definition begins (its Tc/Th byte), in bytes from the start of the file. */
  readonly offset: number;
}

/** Bits that the fast look-up resolves at once. */
export const LOOKAHEAD = 10;

/**
 * A Huffman table prepared for decoding.
 *
 * An entry of `fast`, indexed by the next {@link LOOKAHEAD} bits, is one of
 * - `value << 16 | run << 8 | 64 | bits`: code and magnitude fit, `bits` is their joint length,
 * - `symbol << 8 | 128 | bits`: only the code fits, `bits` is its length,
 * - 0: the code is longer.
 */
export interface HuffmanDecoder {
  readonly fast: Int32Array;
  /** By code length, the first 16-bit left-aligned value that is too large for that length; −1 where no code has it. */
  readonly limits: Int32Array;
  /** By code length, what to add to a code to get its index among the symbols. */
  readonly delta: Int32Array;
  readonly symbols: Uint8Array;
}

/** Reads the definitions of one DHT payload (T.81 B.2.4.2), refusing tables that no prefix code can have. */
export function parseHuffmanTables(bytes: Uint8Array, offset: number, length: number): HuffmanTable[] {
  const tables: HuffmanTable[] = [];
  const end = offset + length;
  for (let at = offset; at < end;) {
    const start = at;
    const head = bytes[at++];
    if ((head & 15) > 3 || head >> 4 > 1) throw malformed('jpeg', `DHT defines table ${head & 15} of class ${head >> 4}`, start);
    if (at + 16 > end) throw malformed('jpeg', 'DHT ends inside a Huffman table', start);
    const counts = bytes.slice(at, at + 16);
    at += 16;
    let total = 0;
    let room = 1;
    for (let l = 0; l < 16; l++) {
      total += counts[l];
      room = room * 2 - counts[l];
      if (room < 0) throw malformed('jpeg', `DHT has more ${l + 1}-bit codes than a prefix code can`, start);
    }
    if (total > 256 || at + total > end) throw malformed('jpeg', `DHT holds ${total} symbols, more than fit`, start);
    const symbols = bytes.slice(at, at + total);
    at += total;
    const kind = head >> 4 === 0 ? 'dc' : 'ac';
    if (kind === 'dc' && symbols.some((symbol) => symbol > 15)) throw malformed('jpeg', 'DHT holds a DC symbol above 15', start);
    tables.push({ kind, id: head & 15, counts, symbols, offset: start });
  }
  return tables;
}

/** Prepares a table for decoding. */
export function huffmanDecoder(table: Pick<HuffmanTable, 'counts' | 'symbols'>): HuffmanDecoder {
  const { counts, symbols } = table;
  const fast = new Int32Array(1 << LOOKAHEAD);
  const limits = new Int32Array(17).fill(-1);
  const delta = new Int32Array(17);
  let code = 0;
  let k = 0;
  for (let length = 1; length <= 16; length++) {
    delta[length] = k - code;
    for (let i = 0; i < counts[length - 1]; i++, code++, k++) {
      if (length <= LOOKAHEAD) fillFast(fast, code, length, symbols[k]);
    }
    if (counts[length - 1] > 0) limits[length] = code << (16 - length);
    code <<= 1;
  }
  return { fast, limits, delta, symbols };
}

function fillFast(fast: Int32Array, code: number, length: number, symbol: number): void {
  const size = symbol & 15;
  const spare = LOOKAHEAD - length;
  for (let tail = 0; tail < 1 << spare; tail++) {
    let entry = (symbol << 8) | 128 | length;
    if (size > 0 && size <= spare) {
      const magnitude = tail >> (spare - size);
      const value = magnitude < 1 << (size - 1) ? magnitude - (1 << size) + 1 : magnitude;
      entry = (value << 16) | ((symbol >> 4) << 8) | 64 | (length + size);
    }
    fast[(code << spare) | tail] = entry;
  }
}

/** What {@link resolveLongCode} returns where no code begins; no entry of the fast table has this value, though some are negative. */
export const INVALID_CODE = -1;

/**
 * Resolves a code longer than {@link LOOKAHEAD} bits.
 *
 * @param window - The next bits, left-aligned in 32.
 * @returns `symbol << 8 | 128 | length`, or {@link INVALID_CODE}.
 */
export function resolveLongCode(decoder: HuffmanDecoder, window: number): number {
  const head = window >>> 16;
  for (let length = LOOKAHEAD + 1; length <= 16; length++) {
    if (head < decoder.limits[length]) {
      return (decoder.symbols[(head >>> (16 - length)) + decoder.delta[length]] << 8) | 128 | length;
    }
  }
  return INVALID_CODE;
}
