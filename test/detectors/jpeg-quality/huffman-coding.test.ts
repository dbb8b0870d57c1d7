import { describe, expect, it } from 'vitest';
import { encodeJpeg, readStructure, STANDARD_HUFFMAN_TABLES } from '../../../src/codec/jpeg/index.ts';
import { huffmanCoding } from '../../../src/detectors/jpeg-quality/huffman-coding.ts';
import { readFixture } from '../../support/fixture.ts';
import { joinJpeg, jpegPart, MARKER, splitJpeg } from '../../support/jpeg-parts.ts';
import { noise } from '../../support/scene.ts';

const FILE = encodeJpeg(noise(16, 16, 3, 1), { quality: 75 });

const STANDARD = STANDARD_HUFFMAN_TABLES.map(({ kind, id, counts, symbols }) => [
  (kind === 'dc' ? 0 : 16) | id,
  ...counts,
  ...symbols,
]);

/** The file with other DHT segments in place of its own; they need not fit its data, which nobody reads here. */
function codingWith(tables: readonly (readonly number[])[]): string {
  const parts = splitJpeg(FILE).filter(({ marker }) => marker !== MARKER.DHT);
  const scan = parts.findIndex(({ marker }) => marker === MARKER.SOS);
  const definitions = tables.map((table) => jpegPart(MARKER.DHT, table));
  return huffmanCoding(readStructure(joinJpeg([...parts.slice(0, scan), ...definitions, ...parts.slice(scan)])));
}

/** The same code with two symbols of equal length exchanged. */
function withSwappedSymbols(table: readonly number[]): number[] {
  const copy = table.slice();
  [copy[18], copy[19]] = [copy[19], copy[18]];
  return copy;
}

describe('huffmanCoding', () => {
  it.each(['gray', 'ycc-2x2', 'rgb-adobe', 'cmyk-adobe', 'scans-three', 'restart-2-units', 'extended-sof1'])(
    'is standard in %s',
    async (name) => {
      expect(huffmanCoding(readStructure(await readFixture(`formats/jpeg/${name}.jpg`)))).toBe('standard');
    },
  );

  it.each(['optimized', 'optimized-noise', 'optimized-flat', 'scans-three-optimized', 'progressive-2x2', 'progressive-gray'])(
    'is optimized in %s',
    async (name) => {
      expect(huffmanCoding(readStructure(await readFixture(`formats/jpeg/${name}.jpg`)))).toBe('optimized');
    },
  );

  it('is absent when the tables are, as in motion JPEG', () => {
    expect(codingWith([])).toBe('absent');
    expect(codingWith(STANDARD.slice(1))).toBe('absent');
  });

  it('is standard when a standard table stands where the other belongs', () => {
    const [dcLuma, acLuma] = STANDARD;
    const asChroma = [dcLuma, acLuma].map(([head, ...rest]) => [head | 1, ...rest]);
    expect(codingWith([dcLuma, acLuma, ...asChroma])).toBe('standard');
  });

  it('is optimized when one symbol of one table lies elsewhere', () => {
    STANDARD.forEach((table, i) => {
      const changed = STANDARD.map((other, j) => (i === j ? withSwappedSymbols(table) : other));
      expect(codingWith(changed), `table ${i}`).toBe('optimized');
    });
  });

  it('minds the definitions that are in force, and no others', () => {
    const odd = withSwappedSymbols(STANDARD[0]);
    expect(codingWith([odd, ...STANDARD])).toBe('standard');
    expect(codingWith([...STANDARD, odd])).toBe('optimized');
    expect(codingWith([...STANDARD, [odd[0] | 2, ...odd.slice(1)]])).toBe('standard');
  });
});
