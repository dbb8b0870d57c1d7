import { describe, expect, it } from 'vitest';
import { encodeJpeg, readCoefficients } from '../../../src/codec/jpeg/index.ts';
import { joinJpeg, jpegPart, MARKER, replaced, splitJpeg } from '../../support/jpeg-parts.ts';
import { fileOf } from './decode-cases.ts';
import { coefficientDifference } from './differences.ts';

/** A gray picture of 8×8 blocks, each of one level. */
function flatBlocks(levels: readonly number[]) {
  const width = 8 * levels.length;
  return { data: Uint8Array.from({ length: width * 8 }, (_, i) => levels[(i % width) >> 3]), width, height: 8 };
}

/** A gray file of `blocks` blocks whose entropy-coded bits are those of `bits` (spaces allowed), with the tables of Annex K. */
function handCoded(blocks: number, bits: string): Uint8Array {
  const parts = splitJpeg(encodeJpeg(flatBlocks(new Array<number>(blocks).fill(128)), { quality: 50 }));
  const scan = parts.findIndex(({ marker }) => marker === MARKER.SOS);
  return joinJpeg(replaced(parts, scan, jpegPart(MARKER.SOS, parts[scan].payload, packed(bits))));
}

/** Bits as stuffed bytes, the last one filled up with ones. */
function packed(bits: string): Uint8Array {
  const digits = bits.replaceAll(' ', '');
  const bytes = digits.padEnd(Math.ceil(digits.length / 8) * 8, '1').match(/.{8}/g) ?? [];
  return Uint8Array.from(bytes.flatMap((byte) => (byte === '11111111' ? [255, 0] : [Number.parseInt(byte, 2)])));
}

/** A progressive gray file of one block, of scans `[Ss, Se, Ah·16 + Al, bits]` with the tables of Annex K. */
function progressiveBlock(...scans: [from: number, to: number, approximation: number, bits: string][]): Uint8Array {
  const parts = splitJpeg(encodeJpeg(flatBlocks([128]), { quality: 50 })).filter(({ marker }) => marker !== MARKER.SOS);
  const frame = parts.findIndex(({ marker }) => marker === MARKER.SOF0);
  const coded = scans.map(([from, to, approximation, bits]) =>
    jpegPart(MARKER.SOS, [1, 1, 0, from, to, approximation], packed(bits)),
  );
  return joinJpeg([...replaced(parts, frame, { ...parts[frame], marker: MARKER.SOF2 }), ...coded]);
}

/** The coefficients that are not zero, as `[block, index in natural order, value]`. */
function nonZero(bytes: Uint8Array, component = 0): [block: number, index: number, value: number][] {
  const { data } = readCoefficients(bytes).planes[component];
  return [...data].flatMap((value, at) => (value === 0 ? [] : [[at >> 6, at & 63, value] as [number, number, number]]));
}

describe('readCoefficients', () => {
  it('reads the DC of a flat block: 8 · (level − 128) / step', () => {
    // The step at quality 50 is 16, so a level of 2 is one unit of DC.
    expect(nonZero(encodeJpeg(flatBlocks([144]), { quality: 50 }))).toEqual([[0, 0, 8]]);
    expect(nonZero(encodeJpeg(flatBlocks([64, 64, 130, 0, 255]), { quality: 50 }))).toEqual([
      [0, 0, -32],
      [1, 0, -32],
      [2, 0, 1],
      [3, 0, -64],
      // 63.5 units: half is rounded away from zero.
      [4, 0, 64],
    ]);
  });

  it.each<[string, string, [number, number, number][]]>([
    ['no difference and no coefficient', '00 1010', []],
    // Category 3 has the code 100, then three bits: 5 as they are, −5 as their complement.
    ['a DC of 5', '100 101 1010', [[0, 0, 5]]],
    ['a DC of −5', '100 010 1010', [[0, 0, -5]]],
    // Run 0 and size 1 have the code 00; zigzag position 1 is the second of the first row.
    ['one AC of 1', '00 00 1 1010', [[0, 1, 1]]],
    ['one AC of −1', '00 00 0 1010', [[0, 1, -1]]],
    // Run 1 and size 2 (11011): position 2 is the first of the second row; 3 is 11, −2 is 01.
    ['an AC of 3 after a zero', '00 11011 11 1010', [[0, 8, 3]]],
    ['an AC of −2 after a zero', '00 11011 01 1010', [[0, 8, -2]]],
    // Three runs of 16 zeros, then 14 zeros and a 1 (code 1111111111101011): the last coefficient, so no end of block.
    ['the last AC alone', '00 11111111001 11111111001 11111111001 1111111111101011 1', [[0, 63, 1]]],
  ])('reads %s from bits written by hand', (_, bits, expected) => {
    expect(nonZero(handCoded(1, bits))).toEqual(expected);
  });

  it('adds up the differences of DC from block to block', () => {
    // +5, 0, −5, −1 in categories 3, 0, 3, 1 (codes 100, 00, 100, 010).
    const bits = '100 101 1010  00 1010  100 010 1010  010 0 1010';
    expect(nonZero(handCoded(4, bits))).toEqual([
      [0, 0, 5],
      [1, 0, 5],
      [3, 0, -1],
    ]);
  });

  it('reads codes of 16 bits and stuffed bytes', () => {
    // Run 1 and size 10 (1111111110001000): 1023 is ten ones, so whole bytes of ones come up.
    expect(nonZero(handCoded(1, '00 1111111110001000 1111111111 1010'))).toEqual([[0, 8, 1023]]);
  });

  it('builds up a progressive block bit by bit, worked by hand', () => {
    // DC 5 without its last bit, as 2 (category 2 is 011), then that bit.
    const dc: Parameters<typeof progressiveBlock> = [
      [0, 0, 0x01, '011 10'],
      [0, 0, 0x10, '1'],
    ];
    expect(nonZero(progressiveBlock(...dc))).toEqual([[0, 0, 5]]);
    // AC from bit 1: a 1 at position 1 (00 1), worth 2; a −1 at position 3 after a zero (1100 0), worth −2; end of block.
    const first = [1, 63, 0x01, '00 1 1100 0 1010'] as const;
    expect(nonZero(progressiveBlock(...dc, [...first]))).toEqual([
      [0, 0, 5],
      [0, 1, 2],
      [0, 16, -2],
    ]);
    // Bit 0: a new 1 at the first zero (00, sign 1), before it position 1 gets its bit (1: 3); then end of block, and position 3
    // gets its bit (1: −3).
    const second = [1, 63, 0x10, '00 1 1 1010 1'] as const;
    expect(nonZero(progressiveBlock(...dc, [...first], [...second]))).toEqual([
      [0, 0, 5],
      [0, 1, 3],
      [0, 8, 1],
      [0, 16, -3],
    ]);
  });

  it('takes a new coefficient of more than one bit for damage where only one is refined', () => {
    const dc: Parameters<typeof progressiveBlock> = [[0, 0, 0, '00']];
    // Run 0 and size 2 have the code 01.
    const { complete, notes } = readCoefficients(progressiveBlock(...dc, [1, 63, 0x01, '1010'], [1, 63, 0x10, '01 11 1010']));
    expect([complete, notes.map(({ code, params }) => [code, params.scan])]).toEqual([false, [['jpeg-damaged-scan', 2]]]);
  });

  it('shapes each plane as padded blocks of its component', () => {
    const { planes, structure } = readCoefficients(fileOf('ycc-4x2'));
    // 67×45 pixels in MCUs of 32×16: 3 × 3 of them.
    expect(
      planes.map(({ id, h, v, width, height, blocksPerRow, blockRows, data }) => [
        id,
        h,
        v,
        width,
        height,
        blocksPerRow,
        blockRows,
        data.length,
      ]),
    ).toEqual([
      [1, 4, 2, 67, 45, 12, 6, 12 * 6 * 64],
      [2, 1, 1, 17, 23, 3, 3, 3 * 3 * 64],
      [3, 1, 1, 17, 23, 3, 3, 3 * 3 * 64],
    ]);
    expect(planes.map(({ quantizationTable }) => quantizationTable)).toEqual(structure.componentTables);
  });

  it.each([
    ['progressive-2x2', 'progressive, default script'],
    ['progressive-deep', 'from bit 3, mixed order'],
    ['progressive-binary-q100', 'large coefficients refined'],
    ['progressive-separate', 'DC scans of single components'],
    ['progressive-restart-3', 'runs of empty blocks that end at markers'],
    ['progressive-flat', 'long runs of empty blocks'],
    ['restart-2-units', 'sequential with restart markers'],
    ['optimized-noise', 'sequential, long codes'],
    ['scans-chroma-first', 'sequential, three scans'],
  ])('reads the same from %s (%s) and from the file that jpegtran makes of it', (name) => {
    const original = readCoefficients(fileOf(name));
    const twin = readCoefficients(fileOf(`twin-${name}`));
    const isProgressive = (process: string): boolean => process === 'SOF2';
    const codings = [original, twin].map(({ structure: { frame, scans } }) => [isProgressive(frame.process), scans.length]);
    expect(codings[0], 'the twins are coded differently').not.toEqual(codings[1]);
    expect(coefficientDifference(twin, original)).toBeUndefined();
  });

  it('keeps for each component the quantization table of its first scan', () => {
    // Slot 0 is redefined before the second and third scans and after the last: the entries begin 5, 6, … and 9, 10, ….
    const { planes, structure } = readCoefficients(fileOf('scans-requantized'));
    expect(structure.quantizationTables).toHaveLength(4);
    expect(planes.map(({ quantizationTable }) => structure.quantizationTables.indexOf(quantizationTable!))).toEqual([0, 1, 2]);
    expect(planes.slice(1).map(({ quantizationTable }) => quantizationTable?.values[0])).toEqual([5, 9]);
  });
});
