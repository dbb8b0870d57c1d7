import { describe, expect, it } from 'vitest';
import { readStructure, standardQuantizationTable } from '../../../src/codec/jpeg/index.ts';
import { concatBytes, jpegSegment, MARKER } from '../../support/jpeg-parts.ts';
import { fileOf } from './decode-cases.ts';

const KINDS = ['luma', 'chroma'] as const;

describe('standardQuantizationTable', () => {
  it('is Annex K itself at quality 50', () => {
    // First row and last entry of tables K.1 and K.2.
    const luma = standardQuantizationTable('luma', 50);
    expect([...luma.subarray(0, 8), luma[63]]).toEqual([16, 11, 10, 16, 24, 40, 51, 61, 99]);
    const chroma = standardQuantizationTable('chroma', 50);
    expect([...chroma.subarray(0, 8), chroma[63]]).toEqual([17, 18, 24, 47, 99, 99, 99, 99, 99]);
  });

  it('is all ones at 100 and limited to 255 at 1', () => {
    for (const kind of KINDS) {
      expect([...new Set(standardQuantizationTable(kind, 100))]).toEqual([1]);
      expect([...new Set(standardQuantizationTable(kind, 1))]).toEqual([255]);
    }
  });

  it('scales by 5000/q below 50, without the fraction, and by 200 − 2q from there on', () => {
    // 5000/13 is 384.6, cut to 384: 16 · 384 % is 61.44, whereas 16 · 384.6 % would round to 62. 16 · 50 % is 8, 61 · 20 % is 12.2.
    expect(standardQuantizationTable('luma', 13)[0]).toBe(61);
    expect(standardQuantizationTable('luma', 75)[0]).toBe(8);
    expect(standardQuantizationTable('luma', 90)[7]).toBe(12);
  });

  it('never grows with the quality', () => {
    for (const kind of KINDS) {
      for (let quality = 2; quality <= 100; quality++) {
        const finer = standardQuantizationTable(kind, quality);
        const coarser = standardQuantizationTable(kind, quality - 1);
        expect(
          finer.findIndex((step, i) => step > coarser[i] || step < 1),
          `${kind} ${quality}`,
        ).toBe(-1);
      }
    }
  });

  it.each([0, 101, 49.5])('refuses quality %d', (quality) => {
    expect(() => standardQuantizationTable('luma', quality)).toThrow(RangeError);
  });
});

describe('quantization tables in files', () => {
  it('are given in natural order, 8 or 16 bits wide', () => {
    const wide = readStructure(fileOf('quality-1-16bit')).quantizationTables;
    expect(wide.map(({ id, precision }) => [id, precision])).toEqual([
      [0, 16],
      [1, 16],
    ]);
    // At quality 1 the scale is 5000 %: 16 → 800, 11 → 550, and 12 below the first entry → 600.
    expect([wide[0].values[0], wide[0].values[1], wide[0].values[8]]).toEqual([800, 550, 600]);
    const both = readStructure(fileOf('one-dqt-per-file')).quantizationTables;
    expect(both.map(({ values }) => values)).toEqual(KINDS.map((kind) => standardQuantizationTable(kind, 75)));
  });

  it('keep a step of zero as it is stored', () => {
    const zeros = readStructure(fileOf('quantization-zero')).quantizationTables.filter(({ values }) => values.includes(0));
    expect(zeros.length).toBeGreaterThan(0);
  });

  it.each([
    ['slot 4', [4], 'DQT defines table 4 of precision code 0'],
    ['precision 2', [0x20], 'DQT defines table 0 of precision code 2'],
    ['63 entries', [0, ...new Array<number>(63).fill(1)], 'DQT ends inside a quantization table'],
    ['a second table cut short', [...new Array<number>(65).fill(1), 2, 2], 'DQT ends inside a quantization table'],
  ])('are refused with %s', (_, payload, message) => {
    const bytes = concatBytes([Uint8Array.of(0xff, MARKER.SOI), jpegSegment(MARKER.DQT, payload)]);
    const offset = payload.length === 67 ? 6 + 65 : 6;
    expect(() => readStructure(bytes)).toThrow(`${message} (at byte ${offset})`);
  });
});

describe('Huffman tables in files', () => {
  const dht = (head: number, counts: readonly number[], symbols: readonly number[]): Uint8Array => {
    const all = Uint8Array.from({ length: 16 }, (_, i) => counts[i] ?? 0);
    const payload = [head, ...all, ...symbols];
    return concatBytes([Uint8Array.of(0xff, MARKER.SOI), jpegSegment(MARKER.DHT, payload)]);
  };

  it.each([
    ['slot 4', dht(4, [1], [0]), 'DHT defines table 4 of class 0'],
    ['class 2', dht(0x20, [1], [0]), 'DHT defines table 0 of class 2'],
    ['three codes of one bit', dht(0, [3], [0, 1, 2]), 'DHT has more 1-bit codes than a prefix code can'],
    ['five codes of two bits', dht(0, [0, 5], [0, 1, 2, 3, 4]), 'DHT has more 2-bit codes than a prefix code can'],
    ['more symbols than bytes', dht(0x10, [0, 0, 4], [1, 2, 3]), 'DHT holds 4 symbols, more than fit'],
    ['a DC size of 16', dht(0, [0, 1], [16]), 'DHT holds a DC symbol above 15'],
  ])('are refused with %s', (_, bytes, message) => {
    expect(() => readStructure(bytes)).toThrow(`${message} (at byte 6)`);
  });

  it('are refused when they break off among their counts', () => {
    const bytes = concatBytes([Uint8Array.of(0xff, MARKER.SOI), jpegSegment(MARKER.DHT, [0, 1, 2])]);
    expect(() => readStructure(bytes)).toThrow('DHT ends inside a Huffman table (at byte 6)');
  });
});
