import { describe, expect, it } from 'vitest';
import { readMetadata } from '../../src/metadata/index.ts';
import type { IfdEntry, IfdValue, ImageMetadata } from '../../src/metadata/index.ts';
import {
  ascii,
  buildTiff,
  exifSegment,
  latin1,
  long,
  rational,
  short,
  srational,
  TYPE,
  undefinedBytes,
  withSegments,
} from '../support/exif-builder.ts';
import type { EntryParts, ExifParts } from '../support/exif-builder.ts';
import { bareJpeg, PICTURE, reduced } from '../support/camera-file.ts';
import { concatBytes } from '../support/jpeg-parts.ts';

const JPEG = bareJpeg(PICTURE, 50);

/** Where the TIFF header of the first segment lies: behind SOI, marker, length and `Exif`. */
const TIFF_AT = 12;

const ORDERS = ['II', 'MM'] as const;

function read(parts: ExifParts): ImageMetadata {
  return readMetadata(withSegments(JPEG, exifSegment(buildTiff(parts))));
}

function entriesOf(...entries: EntryParts[]): Record<(typeof ORDERS)[number], readonly IfdEntry[]> {
  const of = (byteOrder: 'II' | 'MM') => read({ byteOrder, chain: [{ entries }] }).exif!.ifds[0].entries;
  return { II: of('II'), MM: of('MM') };
}

function valueOf(entry: EntryParts): IfdValue | undefined {
  const { II, MM } = entriesOf(entry);
  expect(II[0].value).toEqual(MM[0].value);
  return II[0].value;
}

describe('an EXIF block', () => {
  it('is read entry by entry, with the place of each: a block worked by hand', () => {
    // Header 8 bytes, count 2, three entries of 12, next 4: the first value lies at 8 + 2 + 36 + 4 = 50.
    const tiff = buildTiff({ chain: [{ entries: [ascii(0x010f, 'Canon'), short(0x0112, 6), rational(0x011a, 72, 1)] }] });
    expect(Array.from(tiff.subarray(0, 22))).toEqual([
      ...[0x49, 0x49, 42, 0, 8, 0, 0, 0],
      ...[3, 0],
      ...[0x0f, 0x01, 2, 0, 6, 0, 0, 0, 50, 0, 0, 0],
    ]);
    const { exif, notes, complete } = readMetadata(withSegments(JPEG, exifSegment(tiff)));
    expect({ exif, notes, complete }).toEqual({
      exif: {
        offset: TIFF_AT,
        length: tiff.length,
        byteOrder: 'II',
        ifds: [
          {
            name: 'IFD0',
            offset: TIFF_AT + 8,
            isSorted: true,
            entries: [
              entry(0x010f, 'Make', 2, 6, TIFF_AT + 10, TIFF_AT + 50, 6, { value: 'Canon' }),
              entry(0x0112, 'Orientation', 3, 1, TIFF_AT + 22, TIFF_AT + 30, 2, { value: 6 }),
              entry(0x011a, 'XResolution', 5, 1, TIFF_AT + 34, TIFF_AT + 56, 8, { value: 72, fractions: [[72, 1]] }),
            ],
          },
        ],
      },
      notes: [],
      complete: true,
    });
  });

  it.each(ORDERS)('has its directories in order, %s: each before those that it points at', (byteOrder) => {
    const { exif } = read({
      byteOrder,
      chain: [
        {
          entries: [ascii(0x010f, 'X')],
          children: {
            0x8769: { entries: [short(0x8827, 100)], children: { 0xa005: { entries: [ascii(1, 'R98')] } } },
            0x8825: { entries: [ascii(1, 'N')] },
          },
        },
        { entries: [short(0x0103, 6)] },
        { entries: [short(0x0100, 9)] },
      ],
    });
    expect(exif!.byteOrder).toBe(byteOrder);
    expect(exif!.ifds.map(({ name }) => name)).toEqual(['IFD0', 'ExifIFD', 'InteropIFD', 'GPS', 'IFD1', 'IFD2']);
    expect(exif!.ifds.map(({ entries }) => entries[0].value)).toEqual(['X', 100, 'R98', 'N', 6, 9]);
    expect(exif!.ifds.map(({ entries }) => entries[0].name)).toEqual([
      ...['Make', 'PhotographicSensitivity', 'InteroperabilityIndex', 'GPSLatitudeRef', 'Compression', 'ImageWidth'],
    ]);
  });

  it('says whether tags are in order, and keeps the order they are in', () => {
    const { exif } = read({ chain: [{ entries: [short(0x0112, 1), short(0x0103, 6), short(0x0112, 1)] }] });
    expect(exif!.ifds[0].isSorted).toBe(false);
    expect(exif!.ifds[0].entries.map(({ tag }) => tag)).toEqual([0x0112, 0x0103, 0x0112]);
    expect(read({ chain: [{ entries: [short(0x0112, 1), short(0x0112, 1)] }] }).exif!.ifds[0].isSorted).toBe(true);
  });

  it('locates its thumbnail', () => {
    const thumbnail = bareJpeg(reduced(PICTURE, 2));
    const file = withSegments(JPEG, exifSegment(buildTiff({ chain: [{}, {}], thumbnail })));
    const { offset, length, width, height } = readMetadata(file).exif!.thumbnail!;
    expect([length, width, height]).toEqual([thumbnail.length, 80, 60]);
    expect(file.slice(offset, offset + length)).toEqual(thumbnail);
  });

  it('has no thumbnail where there is none, or nothing that can be one', () => {
    expect(read({ chain: [{}, {}] }).exif!.thumbnail).toBeUndefined();
    expect(read({ chain: [{}, { entries: [long(0x0201, 8), long(0x0202, 0)] }] }).exif!.thumbnail).toBeUndefined();
    // The place is that of IFD0, where it means nothing.
    expect(read({ chain: [{}], thumbnail: JPEG.slice(0, 64) }).exif!.thumbnail).toBeUndefined();
  });

  it('keeps a thumbnail that is no picture, and says so', () => {
    const { exif, notes, complete } = read({ chain: [{}, {}], thumbnail: latin1('no JPEG') });
    expect([exif!.thumbnail!.length, exif!.thumbnail!.width, complete]).toEqual([7, undefined, false]);
    expect(notes.map(({ code }) => code)).toEqual(['exif-thumbnail-unreadable']);
  });
});

describe('values', () => {
  it.each<[string, EntryParts, IfdValue]>([
    ['a byte', { tag: 1, type: TYPE.BYTE, values: [200] }, 200],
    ['bytes', { tag: 1, type: TYPE.BYTE, values: [2, 3, 0, 0] }, [2, 3, 0, 0]],
    ['signed bytes', { tag: 1, type: TYPE.SBYTE, values: [-1, 127] }, [-1, 127]],
    ['a text', ascii(0x010e, 'a b'), 'a b'],
    ['a text that ends at its first NUL', { tag: 0x010e, type: TYPE.ASCII, values: latin1('ab\0cd') }, 'ab'],
    ['a text without a NUL', { tag: 0x010e, type: TYPE.ASCII, values: latin1('abcde') }, 'abcde'],
    ['a text in UTF-8', ascii(0x010e, 'Grüße'), 'Grüße'],
    ['a text in Latin-1', { tag: 0x010e, type: TYPE.ASCII, values: Uint8Array.of(0x57, 0xf6, 0) }, 'Wö'],
    ['a text of the type that Exif 3 has for UTF-8', { tag: 0x010e, type: 129, values: latin1('ab') }, 'ab'],
    ['no text', { tag: 0x010e, type: TYPE.ASCII, values: [] }, ''],
    ['a short', short(0x0112, 65_535), 65_535],
    ['shorts', short(0x0102, 8, 8, 8), [8, 8, 8]],
    ['signed shorts', { tag: 1, type: TYPE.SSHORT, values: [-2, 32_767] }, [-2, 32_767]],
    ['a long', long(0xa002, 4_294_967_295), 4_294_967_295],
    ['signed longs', { tag: 1, type: TYPE.SLONG, values: [-2_147_483_648, 7] }, [-2_147_483_648, 7]],
    ['the type of a directory', { tag: 1, type: 13, values: [70_000] }, 70_000],
    ['a fraction', rational(0x829a, 1, 250), 1 / 250],
    ['signed fractions', srational(0x9204, -2, 3, 0, -5), [-2 / 3, 0]],
    ['a float', { tag: 1, type: TYPE.FLOAT, values: [1.5] }, 1.5],
    ['doubles', { tag: 1, type: TYPE.DOUBLE, values: [Math.PI, -0] }, [Math.PI, 0]],
    ['no numbers', { tag: 1, type: TYPE.SHORT, values: [] }, []],
    ['a version', undefinedBytes(0x9000, [0x30, 0x32, 0x33, 0x31]), '0231'],
    ['bytes of a meaning of their own', undefinedBytes(0x9101, [1, 2, 3, 0]), [1, 2, 3, 0]],
    ['a Windows title', { tag: 0x9c9b, type: TYPE.BYTE, values: [0x41, 0, 0x6d, 0x4e, 0, 0] }, 'A东'.replace('东', '\u4e6d')],
    ['a marked text', undefinedBytes(0x9286, latin1('ASCII\0\0\0hello \0\0')), 'hello'],
    ['a text that is not marked', undefinedBytes(0x9286, latin1('\0\0\0\0\0\0\0\0hello')), 'hello'],
    ['a marked text in UTF-8', undefinedBytes(0x9286, latin1('UNICODE\0plain')), 'plain'],
    ['a mark and no text', undefinedBytes(0x9286, latin1('ASCII\0\0\0')), ''],
  ])('of %s are read in both byte orders', (_, parts, value) => {
    expect(valueOf(parts)).toEqual(value);
  });

  it('of fractions keep numerator and denominator', () => {
    const { II } = entriesOf(srational(0x9204, -2, 6, 3, 0));
    expect(II[0].fractions).toEqual([
      [-2, 6],
      [3, 0],
    ]);
  });

  it.each(ORDERS)('in UTF-16 follow the byte order of the block, %s, unless a mark says otherwise', (byteOrder) => {
    const units = (text: string, little: boolean) =>
      Array.from(text).flatMap((letter) => (little ? [letter.charCodeAt(0), 0] : [0, letter.charCodeAt(0)]));
    const own = byteOrder === 'II';
    const comments = [
      [...latin1('UNICODE\0'), ...units('hello', own)],
      [...latin1('UNICODE\0'), ...(own ? [0xfe, 0xff] : [0xff, 0xfe]), ...units('hello', !own)],
    ];
    for (const comment of comments) {
      const { exif } = read({ byteOrder, chain: [{ entries: [undefinedBytes(0x9286, comment)] }] });
      expect(exif!.ifds[0].entries[0].value).toBe('hello');
    }
  });

  it.each<[string, EntryParts, IfdValue]>([
    ['1/0', rational(0x829a, 1, 0), null],
    ['0/0', rational(0x829a, 0, 0), null],
    ['1/2 and 1/0', rational(0xa432, 1, 2, 1, 0), [0.5, null]],
    ['NaN', { tag: 1, type: TYPE.FLOAT, values: [NaN] }, null],
    ['infinities', { tag: 1, type: TYPE.DOUBLE, values: [Infinity, -Infinity, 1] }, [null, null, 1]],
  ])('that do not exist are null, with a note, and everything else counts as read: %s', (_, parts, value) => {
    const { exif, notes, complete } = read({ chain: [{ entries: [parts] }] });
    expect(exif!.ifds[0].entries[0].value).toEqual(value);
    expect(notes.map(({ code, params }) => [code, params['offset'], params['count']])).toEqual([
      ['exif-undefined-number', TIFF_AT + 10, 1],
    ]);
    expect(complete).toBe(true);
    expect(JSON.parse(JSON.stringify(exif))).toEqual(exif);
  });

  it('of private notes and of long blocks are located, not read', () => {
    const note = undefinedBytes(0x927c, latin1('Apple iOS\0'));
    const block = undefinedBytes(0xa20c, new Uint8Array(65));
    const { exif, notes, complete } = read({ chain: [{ children: { 0x8769: { entries: [note, block] } } }] });
    const [first, second] = exif!.ifds[1].entries;
    expect([first.valueBytes, second.value, second.valueBytes]).toEqual([10, undefined, 65]);
    expect([notes, complete]).toEqual([[], true]);
  });
});

describe('broken blocks', () => {
  const codes = (metadata: ImageMetadata): unknown[] => metadata.notes.map(({ code, params }) => [code, params['offset']]);

  it('without a TIFF header are noted', () => {
    for (const tiff of [latin1('XX\x2a\0\x08\0\0\0'), latin1('II\x2b\0\x08\0\0\0'), latin1('II\x2a\0')]) {
      const metadata = readMetadata(withSegments(JPEG, exifSegment(tiff)));
      expect([metadata.exif, codes(metadata), metadata.complete]).toEqual([undefined, [['exif-not-tiff', TIFF_AT]], false]);
    }
  });

  it('whose first directory lies outside give no directory', () => {
    for (const offset of [0, 4, 7, 200, 0xffffffff]) {
      const tiff = buildTiff({ chain: [{ entries: [short(0x0112, 1)] }] });
      new DataView(tiff.buffer).setUint32(4, offset, true);
      const metadata = readMetadata(withSegments(JPEG, exifSegment(tiff)));
      expect(metadata.exif!.ifds).toEqual([]);
      expect(metadata.notes.map(({ code }) => code)).toEqual(offset === 0 ? [] : ['exif-ifd-outside']);
    }
  });

  it('cut inside a directory give the entries that are whole', () => {
    const tiff = buildTiff({ chain: [{ entries: [short(0x0100, 1), short(0x0101, 2), short(0x0103, 6)] }] });
    const metadata = readMetadata(withSegments(JPEG, exifSegment(tiff.subarray(0, 8 + 2 + 12 + 12 + 5))));
    expect(metadata.exif!.ifds[0].entries.map(({ value }) => value)).toEqual([1, 2]);
    expect([codes(metadata), metadata.complete]).toEqual([[['exif-ifd-cut', TIFF_AT + 8]], false]);
  });

  it('with values outside keep the entry and its claim', () => {
    const beyond = { ...ascii(0x010f, 'longer than four'), valueOffset: 1_000_000 };
    const metadata = read({ chain: [{ entries: [beyond, { ...short(0x0112, 1), count: 0xffffffff, valueOffset: 8 }] }] });
    const [make, orientation] = metadata.exif!.ifds[0].entries;
    expect([make.value, make.valueOffset]).toEqual([undefined, TIFF_AT + 1_000_000]);
    expect([orientation.value, orientation.valueBytes]).toEqual([undefined, 2 * 0xffffffff]);
    expect(metadata.notes).toEqual([
      { code: 'exif-value-outside', params: { ifd: 'IFD0', tag: 'Make', offset: TIFF_AT + 10, count: 2 } },
    ]);
  });

  it.each([0, 14, 128, 255, 65_535])('with the type %d keep the entry without a value', (type) => {
    const metadata = read({ chain: [{ entries: [{ tag: 0x0112, type, values: [1] }] }] });
    expect(metadata.exif!.ifds[0].entries[0]).toMatchObject({ tag: 0x0112, type, valueBytes: 0 });
    expect('value' in metadata.exif!.ifds[0].entries[0]).toBe(false);
    expect(codes(metadata)).toEqual([['exif-unknown-type', TIFF_AT + 10]]);
  });

  it('whose directories form a loop are left at the first place met again', () => {
    const chained = read({ chain: [{ entries: [short(0x0112, 1)], next: 8 }] });
    expect(chained.exif!.ifds.map(({ name }) => name)).toEqual(['IFD0']);
    expect(chained.notes).toEqual([{ code: 'exif-ifd-loop', params: { ifd: 'IFD1', offset: TIFF_AT + 8, count: 1 } }]);
    const nested = read({ chain: [{ entries: [long(0x8769, 8), long(0x8825, 8)] }] });
    expect(nested.exif!.ifds).toHaveLength(1);
    expect(nested.notes).toEqual([{ code: 'exif-ifd-loop', params: { ifd: 'ExifIFD', offset: TIFF_AT + 8, count: 2 } }]);
  });

  it('whose pointer is no offset are noted', () => {
    const metadata = read({ chain: [{ entries: [rational(0x8769, 1, 3)] }] });
    expect(codes(metadata)).toEqual([['exif-ifd-outside', TIFF_AT + 10]]);
  });

  it('whose thumbnail runs past the end say so', () => {
    const metadata = read({ chain: [{}, { entries: [long(0x0201, 8), long(0x0202, 5000)] }] });
    expect(metadata.exif!.thumbnail).toBeUndefined();
    expect(metadata.notes).toEqual([{ code: 'exif-thumbnail-outside', params: { offset: TIFF_AT + 8, bytes: 5000, count: 1 } }]);
  });

  it('leave the rest of the file alone', () => {
    const comment = concatBytes([Uint8Array.of(0xff, 0xfe, 0, 7), latin1('hello')]);
    const metadata = readMetadata(withSegments(JPEG, exifSegment(latin1('garbage!')), comment));
    expect(metadata.comments.map(({ text }) => text)).toEqual(['hello']);
    expect(metadata.blocks.map(({ kind }) => kind)).toEqual(['exif', 'comment']);
  });
});

function entry(
  tag: number,
  name: string,
  type: number,
  count: number,
  offset: number,
  valueOffset: number,
  valueBytes: number,
  value: object,
): object {
  return { tag, name, type, count, offset, valueOffset, valueBytes, ...value };
}
