import { describe, expect, it } from 'vitest';
import { encodeJpeg } from '../../src/codec/jpeg/index.ts';
import { readMetadata, saysAnything } from '../../src/metadata/index.ts';
import { readStructure } from '../../src/codec/jpeg/index.ts';
import { caught } from '../support/caught.ts';
import { cameraFile, PICTURE } from '../support/camera-file.ts';
import { latin1, withSegments } from '../support/exif-builder.ts';
import { readFixture } from '../support/fixture.ts';
import { concatBytes, jpegSegment } from '../support/jpeg-parts.ts';

const [APP0, APP1, APP2, APP11, APP12, APP13, APP14, COM] = [0xe0, 0xe1, 0xe2, 0xeb, 0xec, 0xed, 0xee, 0xfe];
const JPEG = encodeJpeg(PICTURE);

const segment = (marker: number, text: string, ...rest: number[]): Uint8Array => jpegSegment(marker, [...latin1(text), ...rest]);

/** A JUMBF box of a content type, split into segments: `JP`, box instance, sequence, then the box (ISO/IEC 19566-5). */
function jumbf(contentType: string, instance: number, sequence: number): Uint8Array {
  const box = '\0\0\0\x40jumb\0\0\0\x20jumd' + contentType;
  return segment(
    APP11,
    `JP\0${String.fromCharCode(instance)}\0\0\0${String.fromCharCode(sequence)}${sequence === 1 ? box : 'more of it'}`,
  );
}

describe('the blocks of a JPEG file', () => {
  it('are listed in file order, with their places', () => {
    const file = withSegments(JPEG, segment(COM, 'first'), segment(APP1, 'http://ns.adobe.com/xap/1.0/\0<x/>'));
    const { blocks } = readMetadata(file);
    expect(blocks).toEqual([
      { kind: 'comment', name: 'COM', offset: 2, length: 9, dataOffset: 6, dataLength: 5 },
      { kind: 'xmp', name: 'APP1', offset: 11, length: 37, dataOffset: 15, dataLength: 33 },
      { kind: 'jfif', name: 'APP0', offset: 48, length: 18, dataOffset: 52, dataLength: 14 },
    ]);
  });

  it.each([
    ['jfxx', segment(APP0, 'JFXX\0', 0x10)],
    ['exif', segment(APP1, 'Exif\0\0')],
    ['xmp-extension', segment(APP1, 'http://ns.adobe.com/xmp/extension/\0')],
    ['icc', segment(APP2, 'ICC_PROFILE\0', 1, 1)],
    ['mpf', segment(APP2, 'MPF\0')],
    ['flashpix', segment(APP2, 'FPXR\0')],
    ['c2pa', jumbf('c2pa', 1, 1)],
    ['jumbf', jumbf('json', 1, 1)],
    ['ducky', segment(APP12, 'Ducky')],
    ['photoshop', segment(APP13, 'Photoshop 3.0\0')],
    ['adobe-color', segment(APP13, 'Adobe_CM')],
    ['adobe', segment(APP14, 'Adobe', 0, 100, 0, 0, 0, 0, 1)],
    ['unknown', segment(APP13, 'Photoshop 2.5\0')],
    ['unknown', segment(APP1, 'Exi')],
    ['unknown', segment(APP11, 'XY')],
    ['unknown', segment(APP2, 'JFIF\0')],
  ])('are told by how they begin: %s', (kind, bytes) => {
    expect(readMetadata(withSegments(JPEG, bytes)).blocks[0].kind).toBe(kind);
  });

  it('of one manifest in several segments are all of its kind', () => {
    const file = withSegments(JPEG, jumbf('c2pa', 1, 1), jumbf('json', 2, 1), jumbf('', 1, 2), jumbf('', 2, 2));
    expect(readMetadata(file).blocks.map(({ kind }) => kind)).toEqual(['c2pa', 'jumbf', 'c2pa', 'jumbf', 'jfif']);
  });

  it('are nothing that tells the origin where an encoder alone wrote them', () => {
    expect(saysAnything(readMetadata(JPEG))).toBe(false);
    expect(saysAnything(readMetadata(withSegments(JPEG, segment(COM, 'x'))))).toBe(true);
    expect(saysAnything(readMetadata(cameraFile()))).toBe(true);
  });

  it('say what JFIF and Adobe segments say', () => {
    const { jfif, adobe } = readMetadata(withSegments(JPEG, segment(APP14, 'Adobe', 0, 100, 0, 0, 0, 0, 1)));
    expect(jfif).toEqual({ version: '1.01', densityUnit: 0, densityX: 1, densityY: 1, offset: 18, length: 18 });
    expect(adobe).toEqual({ transform: 1, offset: 2, length: 16 });
  });

  it('locate profile, packet, resources and records', () => {
    const iptc = [...latin1('8BIM'), 4, 4, 0, 0, 0, 0, 0, 3, 7, 8, 9, 0];
    const other = [...latin1('8BIM'), 4, 37, 3, ...latin1('abc'), 0, 0, 0, 2, 1, 2];
    const file = withSegments(
      JPEG,
      segment(APP2, 'ICC_PROFILE\0', 1, 2, 10, 11, 12),
      segment(APP2, 'ICC_PROFILE\0', 2, 2, 13),
      jpegSegment(APP13, [...latin1('Photoshop 3.0\0'), ...other, ...iptc]),
    );
    const { icc, photoshop, iptc: records } = readMetadata(file);
    expect(icc).toEqual({ offset: 20, length: 4 });
    expect(Array.from(file.subarray(icc!.offset, icc!.offset + 3))).toEqual([10, 11, 12]);
    expect(photoshop!.length).toBe(other.length + iptc.length);
    expect(Array.from(file.subarray(records!.offset, records!.offset + records!.length))).toEqual([7, 8, 9]);
  });

  it.each([
    ['nothing', []],
    ['a resource cut short', [...latin1('8BIM'), 4, 4, 0, 0, 0, 0]],
    ['a resource that runs past the end', [...latin1('8BIM'), 4, 4, 0, 0, 0, 0, 0, 200, 7]],
    ['a name that runs past the end', [...latin1('8BIM'), 4, 4, 255, 0, 0, 0, 0, 0]],
    ['another signature', [...latin1('MeSa'), 4, 4, 0, 0, 0, 0, 0, 0]],
  ])('have no records in Photoshop resources that hold %s', (_, content) => {
    const file = withSegments(JPEG, jpegSegment(APP13, [...latin1('Photoshop 3.0\0'), ...content]));
    expect(readMetadata(file).iptc).toBeUndefined();
  });

  it('give comments, long ones cut', () => {
    const long = `${'x'.repeat(2000)}`;
    const { comments } = readMetadata(withSegments(JPEG, segment(COM, 'Grüße'), segment(COM, 'a\0b'), segment(COM, long)));
    expect(comments.map(({ text, textBytes }) => [text.length, textBytes])).toEqual([
      [5, 5],
      [1, 3],
      [1024, 2000],
    ]);
    expect(comments[0]).toEqual({ text: 'Grüße', offset: 2, textBytes: 5 });
  });

  it('are read as well when the structure is known already', async () => {
    const bytes = await readFixture('formats/jpeg/every-app.jpg');
    expect(readMetadata({ bytes, structure: readStructure(bytes) })).toEqual(readMetadata(bytes));
    expect(readMetadata(bytes).blocks.length).toBeGreaterThanOrEqual(16);
  });
});

describe('readMetadata', () => {
  it('refuses what is neither JPEG nor PNG', () => {
    for (const bytes of [new Uint8Array(0), latin1('GIF89a'), latin1('II*\0')]) {
      expect(caught(() => readMetadata(bytes))).toMatchObject({ code: 'unsupported', stage: 'metadata', offset: 0 });
    }
  });

  it('refuses what is no file, naming the parameter', () => {
    expect(() => readMetadata('photo.jpg' as never)).toThrow('"file" must be a Uint8Array, received "photo.jpg"');
    expect(() => readMetadata({ bytes: [1], structure: {} } as never)).toThrow('"bytes" must be a Uint8Array');
  });

  it('passes on why a file cannot be read', () => {
    expect(caught(() => readMetadata(JPEG.subarray(0, 40)))).toMatchObject({ code: 'malformed', stage: 'jpeg' });
    expect(caught(() => readMetadata(JPEG, { maximumSegments: 2 }))).toMatchObject({ code: 'limit-exceeded' });
  });

  it('does not change the file', () => {
    const bytes = concatBytes([cameraFile(), latin1('trailing')]);
    const before = bytes.slice();
    readMetadata(bytes);
    expect(bytes).toEqual(before);
  });
});
