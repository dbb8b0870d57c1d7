import { checkInteger, malformed } from '../../errors/index.ts';
import { ZIGZAG } from './markers.ts';

/** One quantization table as a DQT segment defines it. */
export interface QuantizationTable {
  /** Destination, 0..3. */
  readonly id: number;
  /** Bits per entry, 8 or 16. */
  readonly precision: 8 | 16;
  /** 64 steps in natural (row-major) order, ≥ 0 as stored. */
  readonly values: Uint16Array;
  /** Where the definition begins (its Pq/Tq byte), in bytes from the start of the file. */
  readonly offset: number;
}

/** ITU-T T.81, table K.1, natural order. */
const ANNEX_K_LUMA = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
  18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112,
  100, 103, 99,
];

/** ITU-T T.81, table K.2, natural order. */
const ANNEX_K_CHROMA = [
  17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
];

/**
 * The quantization table that the IJG software writes at a quality, limited to 8 bits ("force baseline").
 *
 * @param kind - The luma table of T.81 annex K.1 or the chroma table of K.2.
 * @param quality - 1..100, whole.
 * @returns 64 steps in natural order, 1..255.
 * @throws {RangeError} The quality is out of range.
 * @see IJG `jcparam.c`, `jpeg_quality_scaling` and `jpeg_add_quant_table`.
 *
 * @example
 * ```ts
 * import { standardQuantizationTable } from 'tamperlens/jpeg';
 *
 * standardQuantizationTable('luma', 50)[0]; // 16
 * standardQuantizationTable('luma', 90)[0]; // 3
 * ```
 */
export function standardQuantizationTable(kind: 'luma' | 'chroma', quality: number): Uint16Array {
  checkInteger('quality', quality, 1, 100);
  const scale = quality < 50 ? Math.floor(5000 / quality) : 200 - 2 * quality;
  return Uint16Array.from(kind === 'luma' ? ANNEX_K_LUMA : ANNEX_K_CHROMA, (base) =>
    Math.min(255, Math.max(1, Math.floor((base * scale + 50) / 100))),
  );
}

/** Reads the definitions of one DQT payload (T.81 B.2.4.1). */
export function parseQuantizationTables(bytes: Uint8Array, offset: number, length: number): QuantizationTable[] {
  const tables: QuantizationTable[] = [];
  const end = offset + length;
  for (let at = offset; at < end;) {
    const start = at;
    const head = bytes[at++];
    const id = head & 15;
    if (id > 3 || head >> 4 > 1) throw malformed('jpeg', `DQT defines table ${id} of precision code ${head >> 4}`, start);
    const size = head >> 4 === 0 ? 1 : 2;
    if (at + 64 * size > end) throw malformed('jpeg', 'DQT ends inside a quantization table', start);
    const values = new Uint16Array(64);
    for (let k = 0; k < 64; k++, at += size) values[ZIGZAG[k]] = size === 1 ? bytes[at] : (bytes[at] << 8) | bytes[at + 1];
    tables.push({ id, precision: size === 1 ? 8 : 16, values, offset: start });
  }
  return tables;
}
