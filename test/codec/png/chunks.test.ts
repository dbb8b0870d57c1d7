import { describe, expect, it } from 'vitest';
import { readChunks } from '../../../src/codec/png/index.ts';
import { IEND, idat, ihdr, joined, offsetsOf, pngOf } from './build-png.ts';
import type { ChunkParts, HeaderParts } from './build-png.ts';

const PALETTE: ChunkParts = { type: 'PLTE', data: [1, 2, 3, 4, 5, 6] };
const TEXT: ChunkParts = { type: 'tEXt', data: [65, 0, 66] };

describe('readChunks', () => {
  it('lists each chunk with its place', () => {
    const bytes = pngOf(ihdr({ width: 3, height: 5 }), TEXT, idat(), IEND);
    const packed = idat().data!.length;
    expect(readChunks(bytes)).toEqual({
      header: { width: 3, height: 5, bitDepth: 8, colorType: 0, interlaced: false },
      chunks: [
        { type: 'IHDR', offset: 8, length: 13, dataOffset: 16, crcOk: true, isTruncated: false },
        { type: 'tEXt', offset: 33, length: 3, dataOffset: 41, crcOk: true, isTruncated: false },
        { type: 'IDAT', offset: 48, length: packed, dataOffset: 56, crcOk: true, isTruncated: false },
        { type: 'IEND', offset: 60 + packed, length: 0, dataOffset: 68 + packed, crcOk: true, isTruncated: false },
      ],
      imageData: [{ type: 'IDAT', offset: 48, length: packed, dataOffset: 56, crcOk: true, isTruncated: false }],
      palette: undefined,
      transparency: undefined,
      trailingBytes: 0,
      complete: true,
      notes: [],
    });
  });

  it.each([
    [0, [1, 2, 4, 8, 16]],
    [2, [8, 16]],
    [3, [1, 2, 4, 8]],
    [4, [8, 16]],
    [6, [8, 16]],
  ])('accepts color type %d with depths %j and no others', (colorType, depths) => {
    for (const bitDepth of [0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 32, 255]) {
      const read = (): unknown => readChunks(pngOf(ihdr({ colorType, bitDepth }), PALETTE, IEND)).header.bitDepth;
      if (depths.includes(bitDepth)) expect(read()).toBe(bitDepth);
      else expect(read, `${bitDepth} bits`).toThrow(expect.objectContaining({ code: 'malformed', offset: 24 }));
    }
  });

  it.each<[string, HeaderParts, number]>([
    ['color type 1', { colorType: 1 }, 25],
    ['color type 5', { colorType: 5 }, 25],
    ['color type 7', { colorType: 7 }, 25],
    ['compression method 1', { compression: 1 }, 26],
    ['filter method 64', { filter: 64 }, 27],
    ['interlace method 2', { interlace: 2 }, 28],
    ['0×2 pixels', { width: 0 }, 16],
    ['2×0 pixels', { height: 0 }, 16],
    ['a side above 2^31 − 1', { width: 0x80000000 }, 16],
    ['a side above 2^31 − 1', { height: 0xffffffff }, 16],
  ])('refuses a header with %s', (message, parts, offset) => {
    const read = (): unknown => readChunks(pngOf(ihdr(parts), idat(), IEND));
    expect(read).toThrow(message);
    expect(read).toThrow(expect.objectContaining({ code: 'malformed', stage: 'png', offset }));
  });

  it('reads the largest size there is', () => {
    const { header } = readChunks(pngOf(ihdr({ width: 0x7fffffff, height: 0x7fffffff }), IEND));
    expect(header).toMatchObject({ width: 2147483647, height: 2147483647 });
  });

  it.each<[string, ChunkParts[], number, string]>([
    ['another chunk before IHDR', [TEXT, ihdr(), idat(), IEND], 0, 'tEXt instead of IHDR'],
    ['an IHDR of 14 bytes', [{ type: 'IHDR', data: [...ihdr().data!, 0] }, idat(), IEND], 0, '14 bytes'],
    ['a wrong CRC of IHDR', [{ ...ihdr(), crc: 1 }, idat(), IEND], 0, 'CRC of IHDR'],
    ['a second IHDR', [ihdr(), ihdr(), idat(), IEND], 1, 'second IHDR'],
    ['a second IHDR behind the image data', [ihdr(), idat(), ihdr(), IEND], 2, 'second IHDR'],
    ['a second PLTE', [ihdr({ colorType: 3 }), PALETTE, PALETTE, idat(), IEND], 2, 'second PLTE'],
    ['no PLTE', [ihdr({ colorType: 3 }), idat(), IEND], 1, 'without PLTE'],
    ['PLTE behind IDAT', [ihdr({ colorType: 3 }), idat(), PALETTE, IEND], 1, 'without PLTE'],
    ['an empty PLTE', [ihdr({ colorType: 3 }), { type: 'PLTE' }, idat(), IEND], 1, '0 bytes'],
    ['a PLTE of 4 bytes', [ihdr({ colorType: 3 }), { type: 'PLTE', data: [1, 2, 3, 4] }, idat(), IEND], 1, '4 bytes'],
    ['a PLTE of 257 colors', [ihdr({ colorType: 3 }), { type: 'PLTE', data: new Uint8Array(771) }, idat(), IEND], 1, '771 bytes'],
    ['a chunk type with a digit', [ihdr(), { type: 'te1t' }, idat(), IEND], 1, 'four letters'],
    ['a length above 2^31 − 1', [ihdr(), { type: 'teXt', length: 0x80000000 }, idat(), IEND], 1, 'teXt declares'],
  ])('refuses %s', (_, chunks, index, message) => {
    const read = (): unknown => readChunks(pngOf(...chunks));
    expect(read).toThrow(message);
    expect(read).toThrow(expect.objectContaining({ code: 'malformed', stage: 'png', offset: offsetsOf(...chunks)[index] }));
  });

  it.each<[string, ChunkParts[], number]>([
    ['an unknown critical chunk', [ihdr(), { type: 'ABCD', data: [1] }, idat(), IEND], 1],
    ['an unknown critical chunk behind the image data', [ihdr(), idat(), { type: 'JDAT' }, IEND], 2],
    ["Apple's CgBI", [{ type: 'CgBI', data: [0x50, 0, 0x20, 2] }, ihdr(), idat(), IEND], 0],
  ])('does not support %s', (_, chunks, index) => {
    const offset = offsetsOf(...chunks)[index];
    expect(() => readChunks(pngOf(...chunks))).toThrow(expect.objectContaining({ code: 'unsupported', offset }));
  });

  it('names the bytes that are no PNG', () => {
    expect(() => readChunks(new Uint8Array(0))).toThrow('the file does not begin with the PNG signature (at byte 0)');
    expect(() => readChunks(Uint8Array.of(0xff, 0xd8, 0xff))).toThrow(expect.objectContaining({ code: 'malformed', offset: 0 }));
  });

  it('takes bytes and nothing else', () => {
    expect(() => readChunks([1, 2] as unknown as Uint8Array)).toThrow(TypeError);
  });

  it.each<[string, ChunkParts[], string, Record<string, unknown>]>([
    [
      'a wrong CRC of an ancillary chunk',
      [ihdr(), { ...TEXT, crc: 1 }, idat(), IEND],
      'png-bad-crc',
      { type: 'tEXt', offset: 33, count: 1 },
    ],
    [
      'an animation',
      [ihdr(), { type: 'acTL', data: new Uint8Array(8) }, idat(), IEND],
      'png-animation',
      { offset: 33, count: 1 },
    ],
    [
      'data in IEND',
      [ihdr(), { type: 'IEND', data: [1, 2] }],
      'png-chunk-invalid',
      { type: 'IEND', offset: 33, reason: 'length', count: 1 },
    ],
    [
      'PLTE in a gray image',
      [ihdr(), PALETTE, idat(), IEND],
      'png-chunk-invalid',
      { type: 'PLTE', offset: 33, reason: 'place', count: 1 },
    ],
  ])('notes %s', (_, chunks, code, params) => {
    const { notes, complete } = readChunks(pngOf(...chunks));
    expect(notes).toEqual([{ code, params }]);
    expect(complete).toBe(true);
  });

  it('tells the palette and the transparency that apply from those that do not', () => {
    const alpha: ChunkParts = { type: 'tRNS', data: [7] };
    const indexed = readChunks(pngOf(ihdr({ colorType: 3 }), PALETTE, alpha, idat(), IEND));
    expect(indexed).toMatchObject({ palette: { type: 'PLTE' }, transparency: { type: 'tRNS' }, notes: [] });
    const suggested = readChunks(pngOf(ihdr({ colorType: 2 }), PALETTE, idat(), IEND));
    expect(suggested).toMatchObject({ palette: undefined, notes: [] });
  });

  const key: ChunkParts = { type: 'tRNS', data: [0, 1] };
  it.each<[string, ChunkParts[], string]>([
    ['place', [ihdr(), idat(), key, IEND], 'behind the image data'],
    ['place', [ihdr({ colorType: 3 }), key, PALETTE, idat(), IEND], 'before the palette'],
    ['place', [ihdr(), key, key, idat(), IEND], 'repeated'],
    ['length', [ihdr(), { type: 'tRNS', data: [1, 2, 3] }, idat(), IEND], 'too long for gray'],
    ['length', [ihdr({ colorType: 2 }), key, idat(), IEND], 'too short for RGB'],
    ['length', [ihdr({ colorType: 3 }), PALETTE, { type: 'tRNS', data: [1, 2, 3] }, idat(), IEND], 'longer than the palette'],
    ['length', [ihdr({ colorType: 3 }), PALETTE, { type: 'tRNS' }, idat(), IEND], 'empty'],
    ['color-type', [ihdr({ colorType: 6 }), key, idat(), IEND], 'beside an alpha channel'],
  ])('ignores a transparency for its %s in %j', (reason, chunks) => {
    const { transparency, notes } = readChunks(pngOf(...chunks));
    expect(notes).toEqual([
      { code: 'png-chunk-invalid', params: expect.objectContaining({ type: 'tRNS', reason, count: 1 }) as unknown },
    ]);
    expect(transparency?.offset).toBe(chunks[2] === key && chunks[1] === key ? 33 : undefined);
  });

  it('ignores a transparency whose CRC is wrong', () => {
    const { transparency, notes } = readChunks(pngOf(ihdr(), { ...key, crc: 5 }, idat(), IEND));
    expect(transparency).toBeUndefined();
    expect(notes.map(({ code }) => code)).toEqual(['png-bad-crc']);
  });

  it('counts troubles of one kind in one note', () => {
    const bad = Array.from({ length: 500 }, () => ({ ...TEXT, crc: 0 }));
    const { notes } = readChunks(pngOf(ihdr(), ...bad, idat(), IEND));
    expect(notes).toEqual([{ code: 'png-bad-crc', params: { type: 'tEXt', offset: 33, count: 500 } }]);
  });

  it('measures what follows IEND', () => {
    const bytes = pngOf(ihdr(), idat(), IEND);
    const { trailingBytes, complete, notes } = readChunks(joined(bytes, Uint8Array.of(1, 2, 3)));
    expect({ trailingBytes, complete }).toEqual({ trailingBytes: 3, complete: true });
    expect(notes).toEqual([{ code: 'png-trailing-data', params: { offset: bytes.length, length: 3 } }]);
  });

  it('reads on from damage behind the image data only as far as it is sound', () => {
    const chunks = [ihdr(), idat(), { type: 'a?cd' }, IEND];
    const { complete, notes, trailingBytes } = readChunks(pngOf(...chunks));
    expect({ complete, trailingBytes }).toEqual({ complete: false, trailingBytes: 0 });
    expect(notes).toEqual([{ code: 'png-damaged-structure', params: { offset: offsetsOf(...chunks)[2] } }]);
  });

  it('says where a cut file ends and how much of the chunk is missing', () => {
    const bytes = pngOf(ihdr(), TEXT, idat(), IEND);
    for (let length = 33; length < bytes.length; length++) {
      const { complete, chunks, notes } = readChunks(bytes.subarray(0, length));
      expect(complete).toBe(false);
      expect(notes[0]).toMatchObject({ code: 'png-truncated', params: { offset: length } });
      const last = chunks[chunks.length - 1];
      expect(last.dataOffset + last.length).toBeLessThanOrEqual(length);
      if (last.isTruncated) expect(last.crcOk).toBe(false);
    }
    const cut = readChunks(bytes.subarray(0, 33 + 8 + 2));
    expect(cut.chunks[1]).toEqual({ type: 'tEXt', offset: 33, length: 2, dataOffset: 41, crcOk: false, isTruncated: true });
    expect(cut.notes).toEqual([{ code: 'png-truncated', params: { type: 'tEXt', offset: 43, missing: 5 } }]);
  });

  it('stops at the limit of chunks', () => {
    const chunks = [ihdr(), TEXT, TEXT, idat(), IEND];
    expect(readChunks(pngOf(...chunks), { maximumChunks: 5 }).chunks.length).toBe(5);
    const read = (): unknown => readChunks(pngOf(...chunks), { maximumChunks: 4 });
    expect(read).toThrow('number of chunks: 5 exceeds the limit "maximumChunks" of 4');
    expect(read).toThrow(expect.objectContaining({ code: 'limit-exceeded', offset: offsetsOf(...chunks)[4] }));
  });

  it('refuses a limit that is none', () => {
    expect(() => readChunks(pngOf(ihdr()), { maximumChunks: 0 })).toThrow(RangeError);
    expect(() => readChunks(pngOf(ihdr()), { maximumChunk: 5 } as object)).toThrow('unknown option "maximumChunk"');
  });
});
