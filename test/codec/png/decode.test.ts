import { describe, expect, it } from 'vitest';
import { inflateExactly } from '../../../src/bytes/index.ts';
import { decodePng, encodePng } from '../../../src/codec/png/index.ts';
import type { Inflate } from '../../../src/codec/png/index.ts';
import { readFixture } from '../../support/fixture.ts';
import { noise } from '../../support/scene.ts';
import { sha256Hex } from '../../support/sha256.ts';
import vectors from '../../vectors/png.json' with { type: 'json' };
import { IEND, idat, ihdr, joined, pngOf, ROWS } from './build-png.ts';
import type { ChunkParts } from './build-png.ts';

const codesOf = (notes: readonly { readonly code: string }[]): string[] => notes.map(({ code }) => code);

describe('decodePng on the matrix of formats', () => {
  it('has vectors on which libpng agrees', () => {
    expect(vectors.files.filter((file) => !file.agrees.sharp)).toEqual([]);
    expect(vectors.files.length).toBeGreaterThan(90);
  });

  it.each(vectors.files)('reads $file', async (file) => {
    const { raster, header, complete, decodedRows, alpha, notes } = decodePng(await readFixture(`formats/png/${file.file}`));
    const { width, height, bitDepth, colorType, interlaced, channels } = file;
    expect(header).toEqual({ width, height, bitDepth, colorType, interlaced });
    expect({ width: raster.width, height: raster.height, channels: raster.channels }).toEqual({ width, height, channels });
    expect({ complete, decodedRows, alpha }).toEqual({ complete: true, decodedRows: height, alpha: file.alpha });
    expect(raster.data.length).toBe(width * height * channels);
    expect(sha256Hex(raster.data)).toBe(file.sha256);
    const beyond = file.file === 'palette-4-beyond.png';
    expect(codesOf(notes)).toEqual(beyond ? ['png-palette-index-out-of-range'] : bitDepth === 16 ? ['png-depth-reduced'] : []);
  });
});

describe('decodePng by hand', () => {
  const decode = (...chunks: ChunkParts[]): number[] => Array.from(decodePng(pngOf(...chunks, IEND)).raster.data);

  it('gives two rows of gray', () => {
    expect(decode(ihdr(), idat())).toEqual([1, 2, 3, 4]);
  });

  // Above the second row: 10 20. Its bytes: 5 6.
  it.each([
    ['None', 0, [5, 6]],
    ['Sub', 1, [5, 11]],
    ['Up', 2, [15, 26]],
    ['Average', 3, [10, 21]],
    // Left 0, up 10, upper left 0: up is nearest. Then left 15, up 20, upper left 10: 25 − 10, 25 − 20, 25 − 15: up.
    ['Paeth', 4, [15, 26]],
  ])('undoes %s', (_, filter, row) => {
    expect(decode(ihdr(), idat([0, 10, 20, filter, 5, 6]))).toEqual([10, 20, ...row]);
  });

  it.each([
    ['None', 0, [5, 6]],
    ['Sub', 1, [5, 11]],
    ['Up', 2, [5, 6]],
    ['Average', 3, [5, 8]],
    ['Paeth', 4, [5, 11]],
  ])('undoes %s on the first row, above which all is 0', (_, filter, row) => {
    expect(decode(ihdr({ height: 1 }), idat([filter, 5, 6]))).toEqual(row);
  });

  it('prefers left, then up, then upper left where Paeth is undecided', () => {
    // Left 7, up 3, upper left 5: the estimate is 5, as near to left as to up, but upper left is nearest.
    expect(decode(ihdr(), idat([0, 5, 3, 4, 2, 0]))).toEqual([5, 3, 7, 5]);
    // Left 8, up 0, upper left 0: the estimate is 8, which is left.
    expect(decode(ihdr(), idat([0, 0, 0, 4, 8, 0]))).toEqual([0, 0, 8, 8]);
    // Left 4, up 4, upper left 0: the estimate is 8, left and up equally near.
    expect(decode(ihdr(), idat([0, 0, 4, 4, 4, 1]))).toEqual([0, 4, 4, 5]);
  });

  it('takes the transparent color by its low bits and compares all of 16', () => {
    const gray = pngOf(ihdr({ width: 2, height: 1 }), { type: 'tRNS', data: [0xab, 2] }, idat([0, 1, 2]), IEND);
    expect([...decodePng(gray).raster.data]).toEqual([1, 1, 1, 255, 2, 2, 2, 0]);
    const deep = pngOf(ihdr({ width: 2, height: 1, bitDepth: 16 }), { type: 'tRNS', data: [7, 2] }, idat([0, 7, 1, 7, 2]), IEND);
    expect([...decodePng(deep).raster.data]).toEqual([7, 7, 7, 255, 7, 7, 7, 0]);
  });

  it('draws indices beyond the palette in opaque black, and says so', () => {
    const palette: ChunkParts = { type: 'PLTE', data: [9, 8, 7] };
    const { raster, notes, complete } = decodePng(pngOf(ihdr({ colorType: 3 }), palette, idat([0, 0, 1, 0, 0, 200]), IEND));
    expect([...raster.data]).toEqual([9, 8, 7, 0, 0, 0, 9, 8, 7, 0, 0, 0]);
    expect(notes).toEqual([{ code: 'png-palette-index-out-of-range', params: { highestIndex: 200, entries: 1 } }]);
    expect(complete).toBe(true);
  });

  it('ignores palette entries that no index can reach', () => {
    const palette: ChunkParts = { type: 'PLTE', data: Uint8Array.from({ length: 60 }, (_, i) => i) };
    const bytes = pngOf(ihdr({ colorType: 3, bitDepth: 1, width: 4, height: 1 }), palette, idat([0, 0b01010000]), IEND);
    expect([...decodePng(bytes).raster.data]).toEqual([0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5]);
  });
});

describe('decodePng', () => {
  const packed = idat().data as Uint8Array;

  it('keeps the rows before a filter that does not exist', () => {
    const { raster, complete, decodedRows, notes } = decodePng(pngOf(ihdr(), idat([0, 1, 2, 9, 3, 4]), IEND));
    expect([...raster.data]).toEqual([1, 2, 0, 0]);
    expect({ complete, decodedRows }).toEqual({ complete: false, decodedRows: 1 });
    expect(notes).toMatchObject([{ code: 'png-rows-missing', params: { decodedRows: 1, height: 2, problem: 'unknown-filter' } }]);
  });

  it('keeps the rows before a filter that does not exist in an interlaced image, where the gaps of all passes are zeros', async () => {
    const whole = decodePng(await readFixture('formats/png/gray-8-adam7.png'));
    const { width, height } = whole.raster;
    const rows = [];
    // Pass 6 ends; pass 7, every second row from the second on, has one good row.
    for (const [x, y, dx, dy] of [
      [0, 0, 8, 8],
      [4, 0, 8, 8],
      [0, 4, 4, 8],
      [2, 0, 4, 4],
      [0, 2, 2, 4],
      [1, 0, 2, 2],
      [0, 1, 1, 2],
    ]) {
      for (let r = y; r < height; r += dy) {
        rows.push(dy === 2 && dx === 1 && r > 1 ? 5 : 0);
        for (let c = x; c < width; c += dx) rows.push(whole.raster.data[r * width + c]);
      }
    }
    const cut = decodePng(pngOf(ihdr({ width, height, interlace: 1 }), idat(rows), IEND));
    expect({ complete: cut.complete, decodedRows: cut.decodedRows }).toEqual({ complete: false, decodedRows: 3 });
    const expected = whole.raster.data.map((value, i) =>
      Math.floor(i / width) > 1 && Math.floor(i / width) % 2 === 1 ? 0 : value,
    );
    expect(cut.raster.data).toEqual(expected);
  });

  it.each([
    ['a wrong Adler-32', { type: 'IDAT', data: [...packed.subarray(0, -1), 0] }, 'png-checksum-mismatch', packed.length - 4],
    ['a missing Adler-32', { type: 'IDAT', data: packed.subarray(0, -4) }, 'png-unfinished-image-data', packed.length - 4],
    ['bytes behind the stream', { type: 'IDAT', data: [...packed, 1, 2] }, 'png-extra-compressed-data', packed.length],
  ])('notes %s behind image data that are whole', (_, chunk, code, at) => {
    const { raster, complete, notes } = decodePng(pngOf(ihdr(), chunk, IEND));
    expect([...raster.data]).toEqual([1, 2, 3, 4]);
    expect(complete).toBe(true);
    expect(notes).toMatchObject([{ code, params: { offset: 41 + at } }]);
  });

  it('notes image data that go on after the last row', () => {
    const { raster, complete, notes } = decodePng(pngOf(ihdr(), idat([...ROWS, 0, 5, 6]), IEND));
    expect([...raster.data]).toEqual([1, 2, 3, 4]);
    expect(complete).toBe(true);
    expect(codesOf(notes)).toEqual(['png-extra-image-data']);
  });

  it('reads image data in any number of chunks, also empty ones', () => {
    const parts = Array.from(packed, (byte) => ({ type: 'IDAT', data: [byte] }));
    expect([...decodePng(pngOf(ihdr(), { type: 'IDAT' }, ...parts, { type: 'IDAT' }, IEND)).raster.data]).toEqual([1, 2, 3, 4]);
  });

  it('refuses image data that another chunk splits, but only notes a second set', () => {
    const text: ChunkParts = { type: 'tEXt', data: [65, 0] };
    const [head, tail] = [packed.subarray(0, 5), packed.subarray(5)];
    const split = [ihdr(), { type: 'IDAT', data: head }, text, { type: 'IDAT', data: tail }, IEND];
    expect(() => decodePng(pngOf(...split))).toThrow(expect.objectContaining({ code: 'malformed', offset: 33 + 17 + 14 }));
    const second = decodePng(pngOf(ihdr(), idat(), text, idat([0, 9, 9, 0, 9, 9]), IEND));
    expect([...second.raster.data]).toEqual([1, 2, 3, 4]);
    expect(second.notes).toMatchObject([{ code: 'png-chunk-invalid', params: { type: 'IDAT', reason: 'place' } }]);
  });

  it('tells opaque alpha from alpha that shows', () => {
    const rgba = (alpha: number): Uint8Array =>
      pngOf(ihdr({ width: 1, height: 1, colorType: 6 }), idat([0, 1, 2, 3, alpha]), IEND);
    expect(decodePng(rgba(255)).alpha).toBe('opaque');
    expect(decodePng(rgba(254)).alpha).toBe('translucent');
    expect(decodePng(pngOf(ihdr(), idat(), IEND)).alpha).toBe('none');
  });

  it('leaves the file as it was and shares no memory with it', () => {
    const bytes = encodePng(noise(9, 9, 3, 1));
    const before = bytes.slice();
    const { raster } = decodePng(bytes);
    raster.data.fill(0);
    expect(bytes).toEqual(before);
  });

  it('reads a view into a larger buffer', () => {
    const scene = noise(9, 9, 3, 1);
    const bytes = encodePng(scene);
    const view = joined(new Uint8Array(13), bytes, new Uint8Array(7)).subarray(13, 13 + bytes.length);
    expect(decodePng(view).raster.data).toEqual(scene.data);
  });
});

describe('decodePng with an injected inflate', () => {
  const scene = noise(20, 10, 3, 5);
  const bytes = encodePng(scene);

  it('uses what it gives', () => {
    let calls = 0;
    const inflate: Inflate = (parts, size) => {
      calls++;
      expect(size).toBe(10 * (1 + 60));
      return inflateExactly(parts, size);
    };
    expect(decodePng(bytes, { inflate })).toEqual(decodePng(bytes));
    expect(calls).toBe(1);
  });

  it.each<[string, Inflate]>([
    [
      'throws',
      () => {
        throw new Error('no');
      },
    ],
    ['gives too few bytes', () => new Uint8Array(3)],
  ])('gives the same result where it %s', (_, inflate) => {
    expect(decodePng(bytes, { inflate })).toEqual(decodePng(bytes));
    const cut = bytes.subarray(0, -200);
    expect(decodePng(cut, { inflate })).toEqual(decodePng(cut));
  });
});
