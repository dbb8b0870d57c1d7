import { describe, expect, it } from 'vitest';
import { readMetadata } from '../../src/metadata/index.ts';
import type { ImageMetadata } from '../../src/metadata/index.ts';
import { chunkBytes, IEND, idat, ihdr, offsetsOf, pngOf } from '../codec/png/build-png.ts';
import type { ChunkParts } from '../codec/png/build-png.ts';
import { cameraTiff } from '../support/camera-file.ts';
import { latin1 } from '../support/exif-builder.ts';
import { concatBytes } from '../support/jpeg-parts.ts';

const text = (type: string, content: string): ChunkParts => ({ type, data: latin1(content) });

function read(...chunks: ChunkParts[]): ImageMetadata {
  return readMetadata(pngOf(ihdr(), ...chunks, idat(), IEND));
}

describe('the metadata of a PNG file', () => {
  it('are its textual chunks, with their places', () => {
    const chunks = [text('tEXt', 'Software\0GIMP 2.10'), text('iTXt', 'Title\0\0\0en\0Titel\0Gr\xc3\xbc\xc3\x9fe')];
    const [, first, second] = offsetsOf(ihdr(), ...chunks, idat(), IEND);
    const { texts, normalized, blocks } = read(...chunks);
    expect(texts).toEqual([
      { chunk: 'tEXt', keyword: 'Software', text: 'GIMP 2.10', textBytes: 9, offset: first, textOffset: first + 8 + 9 },
      { chunk: 'iTXt', keyword: 'Title', text: 'Grüße', textBytes: 7, offset: second, textOffset: second + 8 + 17 },
    ]);
    expect(normalized.software).toEqual({ value: 'GIMP 2.10', raw: 'GIMP 2.10', path: 'tEXt.Software', offset: first });
    expect(blocks.map(({ kind, name, offset }) => [kind, name, offset])).toEqual([
      ['text', 'tEXt', first],
      ['text', 'iTXt', second],
    ]);
  });

  it('read tEXt as Latin-1, whatever its bytes', () => {
    expect(read(text('tEXt', 'Author\0Zo\xc3\xab')).texts[0].text).toBe('ZoÃ«');
  });

  it('do not unpack what is compressed', () => {
    const { texts } = read(text('zTXt', 'Comment\0\0xxxx'), text('iTXt', 'Title\0\x01\0\0\0xxxx'));
    expect(texts.map(({ keyword, text: shown, textBytes }) => [keyword, shown, textBytes])).toEqual([
      ['Comment', undefined, 5],
      ['Title', undefined, 4],
    ]);
  });

  it('cut long texts, and tell how long they are', () => {
    const { texts } = read(text('tEXt', `parameters\0${'x'.repeat(5000)}`));
    expect([texts[0].text!.length, texts[0].textBytes]).toEqual([1024, 5000]);
  });

  it('locate an XMP packet', () => {
    const { xmp, texts, blocks } = read(text('iTXt', 'XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta/>'));
    expect([xmp!.length, texts, blocks[0].kind]).toEqual([12, [], 'xmp']);
  });

  it.each([
    ['without a keyword', text('tEXt', '\0text')],
    ['with a keyword of 80 bytes', text('tEXt', `${'k'.repeat(80)}\0text`)],
    ['with nothing but a keyword', text('tEXt', 'keyword')],
    ['that end inside their language', text('iTXt', 'Title\0\0\0en')],
    ['that end inside their translation', text('iTXt', 'Title\0\0\0en\0Tit')],
    ['that are empty', text('zTXt', '')],
  ])('leave out texts %s, with a note', (_, chunk) => {
    const { texts, notes, complete } = read(chunk);
    expect([texts, notes.map(({ code }) => code), complete]).toEqual([[], ['png-text-damaged'], false]);
  });

  it('read the EXIF chunk, with or without the bytes that only JPEG has before it', () => {
    for (const before of ['', 'Exif\0\0']) {
      const { exif, normalized, complete } = read({ type: 'eXIf', data: concatBytes([latin1(before), cameraTiff()]) });
      expect([exif!.ifds.length, normalized.model!.value, complete]).toEqual([4, 'iPhone 5s', true]);
    }
  });

  it('read the time of the last change', () => {
    const { pngTime } = read({ type: 'tIME', data: [0x07, 0xe0, 4, 9, 12, 30, 15] });
    expect(pngTime!.value).toEqual({
      text: '2016:04:09 12:30:15',
      time: { year: 2016, month: 4, day: 9, hour: 12, minute: 30, second: 15 },
      isUnset: false,
      utcOffsetMinutes: 0,
    });
    expect(read({ type: 'tIME', data: [0x07, 0xe0, 13, 9, 12, 30, 15] }).pngTime!.value.time).toBeUndefined();
    expect(read({ type: 'tIME', data: [0, 0, 0] }).pngTime).toBeUndefined();
  });

  it('list profile, manifest and resolution, and not what only says how to show the picture', () => {
    const chunks = ['iCCP', 'gAMA', 'caBX', 'pHYs'].map((type) => ({ type, data: [1, 2, 3] }));
    const { blocks, icc } = read(...chunks);
    expect(blocks.map(({ kind }) => kind)).toEqual(['icc', 'c2pa', 'resolution']);
    expect(icc!.length).toBe(3);
  });

  it('include what follows the image', () => {
    const file = concatBytes([pngOf(ihdr(), idat(), IEND), latin1('%PDF-1.7')]);
    expect(readMetadata(file).trailing).toMatchObject({ kind: 'pdf', offset: file.length - 8 });
  });

  it('of a chunk cut by the end of the file are read as far as they go', () => {
    const file = concatBytes([pngOf(ihdr(), idat()), chunkBytes(text('tEXt', 'Author\0Zoe')).subarray(0, 16)]);
    const { texts, blocks } = readMetadata(file);
    expect(texts[0]).toMatchObject({ keyword: 'Author', text: 'Z' });
    expect(blocks[0].offset + blocks[0].length).toBe(file.length);
  });
});
