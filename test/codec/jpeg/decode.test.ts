import { describe, expect, it } from 'vitest';
import { decodeJpeg, readCoefficients, readStructure, reconstruct } from '../../../src/codec/jpeg/index.ts';
import type { DecodedJpeg, JpegReadOptions, ReconstructOptions } from '../../../src/codec/jpeg/index.ts';
import { refusalOf } from '../../support/refusal.ts';
import { sha256Hex } from '../../support/sha256.ts';
import { casesThat, DECODE_CASES, fileOf } from './decode-cases.ts';
import { pixelDifference, topRows } from './differences.ts';

const DECODABLE = casesThat('pixels', 'tolerated', 'any-pixels', 'partial').filter(({ name }) => name !== 'no-huffman-tables');

/** What is left of a picture to compare with a vector. */
function summaryOf({ raster, complete, decodedRows }: DecodedJpeg): object {
  const { width, height, channels, data } = raster;
  return { width, height, channels, complete, decodedRows, sha256: sha256Hex(data) };
}

describe('decodeJpeg', () => {
  it('has every kind of expectation to meet', () => {
    const kinds = new Set(DECODE_CASES.map((entry) => entry.expect));
    expect([...kinds].sort()).toEqual(['any-pixels', 'malformed', 'partial', 'pixels', 'tolerated', 'unsupported']);
  });

  it.each(casesThat('pixels'))(
    'makes the pixels of libjpeg-turbo from $name: $about',
    ({ name, width, height, channels, sha256 }) => {
      const expected = { width, height, channels, complete: true, decodedRows: height, sha256 };
      expect(summaryOf(decodeJpeg(fileOf(name)))).toEqual(expected);
    },
  );

  // Only the missing end marker costs completeness: the other oddities leave every coefficient in place.
  it.each([
    ['ycc-adobe-unknown', true],
    ['stray-bytes-between-segments', true],
    ['quantization-zero', true],
    ['no-eoi', false],
  ])('tolerates %s, complete: %s', (name, complete) => {
    const entry = casesThat('tolerated').find((other) => other.name === name)!;
    const { width, height, channels, sha256 } = entry;
    expect(summaryOf(decodeJpeg(fileOf(name)))).toEqual({ width, height, channels, complete, decodedRows: height, sha256 });
  });

  it('refuses the one tolerable file left, whose Huffman tables are not in it', () => {
    const error = refusalOf(() => decodeJpeg(fileOf('no-huffman-tables')));
    expect([error.code, error.message]).toEqual([
      'malformed',
      expect.stringMatching(/^DC Huffman table 0 is used but not defined \(at byte \d+\)$/),
    ]);
    expect(casesThat('tolerated').map((entry) => entry.name)).toHaveLength(5);
  });

  it.each(casesThat('any-pixels'))('decodes $name, whose pixels are anybody’s: $about', ({ name, width, height, channels }) => {
    const { raster, complete } = decodeJpeg(fileOf(name));
    expect([raster.width, raster.height, raster.channels, complete]).toEqual([width, height, channels, true]);
  });

  it.each(casesThat('unsupported', 'malformed'))('refuses $name as $expect: $about', ({ name, codes }) => {
    const bytes = fileOf(name);
    const error = refusalOf(() => decodeJpeg(bytes));
    expect(codes).toContain(error.code);
    expect(error.stage).toBe('jpeg');
    expect(error.offset).toBeGreaterThanOrEqual(0);
    expect(error.offset).toBeLessThanOrEqual(bytes.length);
  });

  it.each(casesThat('partial').filter((entry) => entry.process !== 'progressive'))(
    'keeps the rows above the gap of $name, and no more: $about',
    ({ name, intact, intactRows }) => {
      const { raster, complete, decodedRows, notes } = decodeJpeg(fileOf(name));
      expect([complete, decodedRows]).toEqual([false, intactRows]);
      expect(notes).not.toEqual([]);
      const whole = decodeJpeg(fileOf(intact!)).raster;
      expect(pixelDifference(topRows(raster, decodedRows), topRows(whole, decodedRows))).toBeUndefined();
    },
  );

  it.each(casesThat('partial').filter((entry) => entry.process === 'progressive'))(
    'makes the coarse picture of $name, without libjpeg’s smoothing: $about',
    ({ name, height, unsmoothedSha256 }) => {
      const decoded = decodeJpeg(fileOf(name));
      expect(summaryOf(decoded)).toMatchObject({ complete: false, decodedRows: height, sha256: unsmoothedSha256 });
      expect(decoded.notes.map((each) => each.code)).toContain('jpeg-incomplete-progression');
    },
  );

  it('reads a file inside a larger buffer', () => {
    const file = fileOf('restart-2-units');
    const buffer = new Uint8Array(file.length + 20).fill(0xd9);
    buffer.set(file, 7);
    const inside = new Uint8Array(buffer.buffer, 7, file.length);
    expect(pixelDifference(decodeJpeg(inside).raster, decodeJpeg(file).raster)).toBeUndefined();
  });

  it('leaves the bytes as they were', () => {
    const file = fileOf('ycc-2x2').slice();
    decodeJpeg(file);
    expect(file).toEqual(fileOf('ycc-2x2'));
  });

  it.each(['ycc-2x2', 'progressive-2x2', 'scans-three'])('takes the structure that was read before: %s', (name) => {
    const file = fileOf(name);
    const structure = readStructure(file);
    const decoded = decodeJpeg(file, { structure });
    expect(decoded.structure).toBe(structure);
    expect(pixelDifference(decoded.raster, decodeJpeg(file).raster)).toBeUndefined();
  });
});

describe('reconstruct', () => {
  it.each(DECODABLE)('makes of readCoefficients what decodeJpeg makes: $name', ({ name }) => {
    const coefficients = readCoefficients(fileOf(name));
    const { raster, complete, decodedRows, notes } = decodeJpeg(fileOf(name));
    expect(pixelDifference(reconstruct(coefficients), raster)).toBeUndefined();
    expect({ ...coefficients, structure: 0, planes: 0 }).toEqual({ complete, decodedRows, notes, structure: 0, planes: 0 });
  });

  // Where chroma rows are shared, the last row lacks the row below it; all others cannot tell.
  it.each([
    ['ycc-2x1', 0],
    ['ycc-2x2', 1],
    ['ycc-1x2', 1],
    ['gray', 0],
  ])('makes the first rows of %s alone, the last %d not yet blended with what follows', (name, blended) => {
    const coefficients = readCoefficients(fileOf(name));
    const whole = reconstruct(coefficients);
    for (let rows = 1; rows <= whole.height; rows++) {
      const top = reconstruct(coefficients, { rows });
      expect([top.width, top.height, top.channels]).toEqual([whole.width, rows, whole.channels]);
      const sure = rows === whole.height ? rows : rows - blended;
      expect(pixelDifference(topRows(top, sure), topRows(whole, sure)), `${rows} rows`).toBeUndefined();
    }
  });
});

describe('the options of reading', () => {
  const file = fileOf('ycc-2x2');
  const coefficients = readCoefficients(file);

  it.each([
    ['decodeJpeg', (checkpoint: () => void) => decodeJpeg(file, { checkpoint })],
    ['decodeJpeg of progressive', (checkpoint: () => void) => decodeJpeg(fileOf('progressive-2x2'), { checkpoint })],
    ['readCoefficients', (checkpoint: () => void) => readCoefficients(file, { checkpoint })],
    ['reconstruct', (checkpoint: () => void) => reconstruct(coefficients, { checkpoint })],
  ])('%s stops when its checkpoint throws, and calls it for every row of MCUs', (_, run) => {
    let calls = 0;
    run(() => calls++);
    // 45 rows are three rows of 16×16 MCUs.
    expect(calls).toBeGreaterThanOrEqual(3);
    const stop = new Error('stop');
    const stopAtThird = (): void => {
      if (--left === 0) throw stop;
    };
    let left = 3;
    expect(() => run(stopAtThird)).toThrow(stop);
    expect(left).toBe(0);
  });

  it.each([
    ['decodeJpeg', (options: object) => decodeJpeg(file, options as JpegReadOptions)],
    ['readCoefficients', (options: object) => readCoefficients(file, options as JpegReadOptions)],
  ])('%s refuses options it does not know, and wrong limits', (_, run) => {
    const known = 'known options: limits, structure, checkpoint';
    expect(() => run({ maximumPixels: 5 })).toThrow(new TypeError(`unknown option "maximumPixels"; ${known}`));
    expect(() => run({ limits: { maximumPixel: 5 } })).toThrow(TypeError);
    const range = '"maximumPixels" must be in 1..1099511627776, received 0';
    expect(() => run({ limits: { maximumPixels: 0 } })).toThrow(new RangeError(range));
  });

  it.each([
    [{ row: 5 }, new TypeError('unknown option "row"; known options: rows, checkpoint')],
    [{ rows: 0 }, new RangeError('"rows" must be in 1..45, received 0')],
    [{ rows: 46 }, new RangeError('"rows" must be in 1..45, received 46')],
    [{ rows: 1.5 }, new RangeError('"rows" must be a whole number, received 1.5')],
  ])('reconstruct refuses %o', (options, error) => {
    expect(() => reconstruct(coefficients, options as ReconstructOptions)).toThrow(error);
  });

  it.each<[unknown]>([['text'], [[0xff, 0xd8]], [new Uint8ClampedArray(4)], [new ArrayBuffer(4)], [undefined], [null]])(
    'refuses %o as bytes',
    (value) => {
      for (const read of [decodeJpeg, readCoefficients, readStructure]) {
        expect(() => read(value as Uint8Array)).toThrow(/^"bytes" must be a Uint8Array, received /);
      }
    },
  );
});
