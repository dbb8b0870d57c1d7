import { describe, expect, it } from 'vitest';
import { encodeJpeg } from '../../src/codec/jpeg/index.ts';
import { readMetadata } from '../../src/metadata/index.ts';
import { PICTURE } from '../support/camera-file.ts';
import { latin1 } from '../support/exif-builder.ts';
import { concatBytes } from '../support/jpeg-parts.ts';

const JPEG = encodeJpeg(PICTURE);

const trailingOf = (bytes: Uint8Array) => readMetadata(concatBytes([JPEG, bytes])).trailing;

describe('bytes behind the image', () => {
  it('are not there as a rule', () => {
    expect(readMetadata(JPEG).trailing).toBeUndefined();
  });

  it.each([
    ['jpeg', latin1('\xff\xd8\xff\xe0')],
    ['png', latin1('\x89PNG\r\n\x1a\n')],
    ['mp4', latin1('\0\0\0\x18ftypmp42')],
    ['mp4', latin1('\0\0\0\0\0\0\0\0\0\0\0\x18ftypmp42')],
    ['zip', latin1('PK\x03\x04')],
    ['zip', latin1('\0\0\0PK\x05\x06')],
    ['pdf', latin1('%PDF-1.7')],
    ['rar', latin1('Rar!\x1a\x07\x01\0')],
    ['7z', latin1("7z\xbc\xaf'\x1c")],
    ['gzip', latin1('\x1f\x8b\x08\0')],
    ['samsung', latin1('\0\0Image_UTC_Data SEFH SEFT')],
    ['padding', new Uint8Array(5000)],
    ['padding', new Uint8Array(7).fill(255)],
    ['unknown', latin1('hello')],
    ['unknown', latin1('\xff\xff\xffhello')],
  ])('are told by how they begin or end: %s', (kind, bytes) => {
    expect(trailingOf(bytes)).toMatchObject({ kind, offset: JPEG.length, length: bytes.length });
  });

  it('say where their content begins, and whether it is any', () => {
    expect(trailingOf(concatBytes([new Uint8Array(9), latin1('PK\x03\x04')]))).toEqual({
      kind: 'zip',
      offset: JPEG.length,
      length: 13,
      contentOffset: JPEG.length + 9,
      nonZeroBytes: 4,
    });
    expect(trailingOf(new Uint8Array(9))).toMatchObject({ contentOffset: JPEG.length + 9, nonZeroBytes: 0 });
    expect(trailingOf(new Uint8Array(9000).fill(7))!.nonZeroBytes).toBe(65);
  });
});
