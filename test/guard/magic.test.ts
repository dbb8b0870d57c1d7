import { describe, expect, it } from 'vitest';
import { identifyFormat, mediaTypeOf } from '../../src/guard/index.ts';
import type { FileFormat } from '../../src/guard/index.ts';

/** Bytes of text in which each character is one byte. */
function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

// First bytes as the formats' own specifications and files have them.
const HEADS: [FileFormat, string][] = [
  ['jpeg', '\xff\xd8\xff\xe0\x00\x10JFIF\0'],
  ['jpeg', '\xff\xd8\xff\xe1\x1f\xffExif\0\0'],
  ['jpeg', '\xff\xd8\xff\xdb'],
  ['png', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR'],
  ['gif', 'GIF87a\x01\0\x01\0'],
  ['gif', 'GIF89a\x01\0\x01\0'],
  ['webp', 'RIFF\x24\0\0\0WEBPVP8 '],
  ['tiff', 'II*\0\x08\0\0\0'],
  ['tiff', 'MM\0*\0\0\0\x08'],
  ['tiff', 'II+\0\x08\0\0\0'],
  ['tiff', 'MM\0+\0\x08\0\0'],
  ['heic', '\0\0\0\x18ftypheic\0\0\0\0'],
  ['heic', '\0\0\0\x18ftyphevc\0\0\0\0'],
  ['heic', '\0\0\0\x1cftypmif1\0\0\0\0'],
  ['avif', '\0\0\0\x1cftypavif\0\0\0\0'],
  ['avif', '\0\0\0\x1cftypavis\0\0\0\0'],
  ['bmp', 'BM\x36\0\0\0\0\0\0\0\x36\0\0\0'],
  ['jpeg2000', '\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftypjp2 '],
  ['jpeg2000', '\xff\x4f\xff\x51\0\x2f'],
  ['jpeg-xl', '\xff\x0a\xfa\x1f'],
  ['jpeg-xl', '\0\0\0\x0cJXL \r\n\x87\n'],
  ['pdf', '%PDF-1.7\n'],
  ['zip', 'PK\x03\x04\x14\0'],
  ['zip', 'PK\x05\x06\0\0'],
  ['rar', 'Rar!\x1a\x07\x01\0'],
  ['7z', '7z\xbc\xaf\x27\x1c\0\x04'],
  ['gzip', '\x1f\x8b\x08\0'],
  ['elf', '\x7fELF\x02\x01'],
  ['exe', 'MZ\x90\0\x03\0'],
  ['html', '<!DOCTYPE html><html>'],
  ['html', '<html lang="en">'],
  ['html', '<script>'],
];

describe('identifyFormat', () => {
  it.each(HEADS)('says %s of %j', (format, head) => {
    expect(identifyFormat(latin1(head))).toBe(format);
  });

  it.each(HEADS)('finds %s at an offset too', (format, head) => {
    const bytes = latin1(`some bytes${head}`);
    expect(identifyFormat(bytes, 10)).toBe(format);
    expect(identifyFormat(bytes)).toBeUndefined();
  });

  it.each<[FileFormat, string]>([
    ['html', '<!doctype html><title>404</title>'],
    ['html', '<HTML><BODY>'],
  ])('says %s of %j, in the cases that people write it', (format, head) => {
    expect(identifyFormat(latin1(head))).toBe(format);
  });

  it.each([
    ['nothing', ''],
    ['one byte', '\xff'],
    ['an SOI alone', '\xff\xd8'],
    ['a cut signature', '\x89PNG\r\n\x1a'],
    ['a PNG whose line ends were converted', '\x89PNG\n\x1a\n\0\0\0\rIHDR'],
    ['RIFF that is not WebP', 'RIFF\x24\0\0\0WAVEfmt '],
    ['an ISO container of another kind', '\0\0\0\x18ftypisom\0\0\0\0'],
    ['text', 'BMW and PKZIP'],
    ['zeros', '\0'.repeat(64)],
  ])('knows none of %s', (_, head) => {
    expect(identifyFormat(latin1(head))).toBeUndefined();
  });

  it('reads no byte beyond the end', () => {
    const head = latin1('\xff\xd8\xff');
    expect([
      identifyFormat(head),
      identifyFormat(head.subarray(0, 2)),
      identifyFormat(head, 1),
      identifyFormat(head, 99),
    ]).toEqual(['jpeg', undefined, undefined, undefined]);
  });
});

describe('mediaTypeOf', () => {
  it('names the media type of every image format and of nothing else', () => {
    const types = [...new Set(HEADS.map(([format]) => format))].map((format) => `${format} ${mediaTypeOf(format)}`);
    expect(types).toEqual([
      'jpeg image/jpeg',
      'png image/png',
      'gif image/gif',
      'webp image/webp',
      'tiff image/tiff',
      'heic image/heic',
      'avif image/avif',
      'bmp image/bmp',
      'jpeg2000 image/jp2',
      'jpeg-xl image/jxl',
      'pdf undefined',
      'zip undefined',
      'rar undefined',
      '7z undefined',
      'gzip undefined',
      'elf undefined',
      'exe undefined',
      'html undefined',
    ]);
  });
});
