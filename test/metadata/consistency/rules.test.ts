import { describe, expect, it } from 'vitest';
import { checkConsistency, readMetadata } from '../../../src/metadata/index.ts';
import type { ConsistencyReport, RuleHit } from '../../../src/metadata/index.ts';
import { WORDED_CODES } from '../../../src/report/index.ts';
import { IEND, idat, ihdr, pngOf } from '../../codec/png/build-png.ts';
import { cameraFile, cameraTiff, PICTURE } from '../../support/camera-file.ts';
import type { CameraFileParts } from '../../support/camera-file.ts';
import {
  ascii,
  exifSegment,
  latin1,
  long,
  rational,
  short,
  srational,
  TYPE,
  undefinedBytes,
} from '../../support/exif-builder.ts';
import type { EntryParts } from '../../support/exif-builder.ts';
import { concatBytes, jpegSegment } from '../../support/jpeg-parts.ts';

/** 2026-11-20 00:00 UTC. */
const TODAY = Date.UTC(2026, 10, 20);

interface FileParts extends CameraFileParts {
  readonly before?: readonly Uint8Array[];
  readonly behind?: readonly Uint8Array[];
  readonly trailing?: Uint8Array;
}

function check({ before = [], behind = [], trailing = new Uint8Array(0), ...parts }: FileParts = {}): ConsistencyReport {
  const bytes = concatBytes([cameraFile(parts, before, behind), trailing]);
  const { width, height } = PICTURE;
  return checkConsistency(readMetadata(bytes), { width, height, bytes, raster: PICTURE }, { examinedAt: TODAY });
}

const JFIF = jpegSegment(0xe0, [...latin1('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]);
const XMP = jpegSegment(0xe1, latin1('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>'));
const MPF = jpegSegment(0xe2, latin1('MPF\0'));
const TIME = 0x9003;

const taken = (text: string): FileParts => ({ exif: [ascii(TIME, text)] });
const apple = (text: string): EntryParts => undefinedBytes(0x927c, latin1(text));
const content = (text: string): Uint8Array => concatBytes([latin1(text), new Uint8Array(100).fill(7)]);

describe('a file whose metadata agree', () => {
  it('gives no finding, and says what was compared', () => {
    const { hits, checked, unchecked, weights } = check();
    expect(hits).toEqual([]);
    expect(unchecked).toEqual([]);
    expect(checked).toEqual([
      ...['SW-EDITOR', 'TS-ORDER', 'TS-FUTURE', 'DIM-EXIF', 'THUMB-ASPECT', 'THUMB-CONTENT', 'MN-MISMATCH', 'CAM-COHERENT'],
      ...['APP-ORDER', 'EXIF-TAGS', 'DUP', 'EOI-TRAIL', 'GPS-PLAUS'],
    ]);
    expect(weights).toEqual({ processing: 0, contradiction: 0, declaration: 0 });
  });

  it('gives none in the other byte order, or as the EXIF chunk of a PNG file', () => {
    expect(check({ byteOrder: 'II' }).hits).toEqual([]);
    const bytes = pngOf(ihdr({ width: 160, height: 120 }), { type: 'eXIf', data: cameraTiff() }, idat(), IEND);
    expect(checkConsistency(readMetadata(bytes), { width: 160, height: 120, bytes, raster: PICTURE }).hits).toEqual([]);
  });
});

interface Case {
  readonly name: string;
  readonly rule: string;
  readonly parts: FileParts;
  readonly expected: Partial<RuleHit> & { readonly code: string };
}

const CASES: readonly Case[] = [
  {
    name: 'an editor names itself',
    rule: 'SW-EDITOR',
    parts: { ifd0: [ascii(0x0131, 'Adobe Photoshop 22.0 (Windows)')] },
    expected: { axis: 'processing', weight: 0.5, code: 'metadata-software' },
  },
  {
    name: 'an editor names itself as processing software',
    rule: 'SW-EDITOR',
    parts: { ifd0: [ascii(0x000b, 'GIMP 2.10.30')] },
    expected: { axis: 'processing', weight: 0.5, code: 'metadata-software' },
  },
  {
    name: 'a raw developer names itself, which weighs nothing',
    rule: 'SW-EDITOR',
    parts: { ifd0: [ascii(0x0131, 'Adobe Photoshop Lightroom Classic 9.2')] },
    expected: { axis: 'processing', weight: 0, code: 'metadata-software' },
  },
  {
    name: 'it was digitized before it was taken',
    rule: 'TS-ORDER1',
    parts: { exif: [ascii(0x9004, '2016:04:09 12:30:12')] },
    expected: { axis: 'contradiction', weight: 1, code: 'metadata-digitized-before-taken' },
  },
  {
    name: 'it was changed after it was taken',
    rule: 'TS-ORDER2',
    parts: { ifd0: [ascii(0x0132, '2016:04:09 12:30:18')] },
    expected: { axis: 'processing', weight: 0.4, code: 'metadata-modified-after-taken' },
  },
  {
    name: 'it was changed before it was taken',
    rule: 'TS-ORDER3',
    parts: { ifd0: [ascii(0x0132, '2016:04:09 12:30:12')] },
    expected: { axis: 'contradiction', weight: 1, code: 'metadata-modified-before-taken' },
  },
  {
    name: 'a time is still to come',
    rule: 'TS-FUTURE',
    parts: {
      exif: [ascii(TIME, '2026:11:21 00:00:01'), ascii(0x9004, '2026:11:21 00:00:01')],
      ifd0: [ascii(0x0132, '2026:11:21 00:00:01')],
      without: [7, 29],
    },
    expected: { axis: 'contradiction', weight: 1, code: 'metadata-time-in-future' },
  },
  {
    name: 'EXIF states another size',
    rule: 'DIM-EXIF',
    parts: { exif: [long(0xa003, 160)] },
    expected: { axis: 'contradiction', weight: 1.2, code: 'metadata-dimensions' },
  },
  {
    name: 'EXIF states the size turned',
    rule: 'DIM-TURNED',
    parts: { exif: [long(0xa002, 120), long(0xa003, 160)] },
    expected: { axis: 'processing', weight: 0.1, code: 'metadata-dimensions-turned' },
  },
  {
    name: 'the notes are of another maker than the camera',
    rule: 'MN-MISMATCH',
    parts: { ifd0: [ascii(0x010f, 'NIKON CORPORATION')] },
    expected: { axis: 'contradiction', weight: 1.5, code: 'metadata-maker-note' },
  },
  {
    name: 'the aperture is stated twice, differently',
    rule: 'CAM-COHERENT',
    parts: { exif: [rational(0x9202, 40, 10)] },
    expected: { axis: 'contradiction', weight: 0.3, code: 'metadata-exposure' },
  },
  {
    name: 'the exposure time is stated twice, differently',
    rule: 'CAM-COHERENT',
    parts: { exif: [srational(0x9201, 6, 1)] },
    expected: { axis: 'contradiction', weight: 0.3, code: 'metadata-exposure' },
  },
  {
    name: 'JFIF comes before EXIF',
    rule: 'APP-ORDER',
    parts: { before: [JFIF] },
    expected: { axis: 'processing', weight: 0.2, code: 'metadata-jfif-first' },
  },
  {
    name: 'there are two EXIF blocks',
    rule: 'DUP-EXIF',
    parts: { behind: [exifSegment(cameraTiff({ thumbnail: 'none' }))] },
    expected: { axis: 'contradiction', weight: 0.8, code: 'metadata-duplicate-blocks' },
  },
  {
    name: 'there are two XMP packets',
    rule: 'DUP-XMP',
    parts: { behind: [XMP, XMP] },
    expected: { axis: 'contradiction', weight: 0.8, code: 'metadata-duplicate-blocks' },
  },
  {
    name: 'a tag is there twice with different values',
    rule: 'DUP-TAG',
    parts: { ifd0: [ascii(0x010e, 'one'), ascii(0x010e, 'two')] },
    expected: { axis: 'contradiction', weight: 0.8, code: 'metadata-duplicate-tag' },
  },
  ...(['PK\x03\x04', '%PDF-1.4', 'Rar!\x1a\x07'] as const).map((text): Case => ({
    name: `a document or an archive follows: ${text.slice(0, 4)}`,
    rule: 'EOI-TRAIL',
    parts: { trailing: content(text) },
    expected: { axis: 'contradiction', weight: 1.5, code: 'metadata-trailing-data' },
  })),
  ...(['\xff\xd8\xff', '\0\0\0\x18ftypmp42', 'anything'] as const).map((text): Case => ({
    name: `something follows that cameras append as well: ${text.slice(-4)}`,
    rule: 'EOI-TRAIL',
    parts: { trailing: content(text) },
    expected: { axis: 'processing', weight: 0, code: 'metadata-trailing-data' },
  })),
  ...(
    [
      ['latitude', rational(2, 91, 1, 0, 1, 0, 1)],
      ['longitude', rational(4, 181, 1, 0, 1, 0, 1)],
      ['altitude', rational(6, 900_000, 1)],
    ] as const
  ).map(([name, entry]): Case => ({
    name: `the ${name} is none on Earth`,
    rule: 'GPS-PLAUS',
    parts: { gps: [entry] },
    expected: { axis: 'contradiction', weight: 0.6, code: 'metadata-position-out-of-range' },
  })),
  {
    name: 'the satellites have another date',
    rule: 'GPS-DATE',
    parts: { gps: [ascii(29, '2016:04:11')] },
    expected: { axis: 'contradiction', weight: 0.3, code: 'metadata-position-date' },
  },
];

describe('a finding', () => {
  it.each(CASES)('is made when $name', ({ rule, parts, expected }) => {
    const { code, ...rest } = expected;
    const { hits, weights } = check(parts);
    expect(hits).toHaveLength(1);
    expect(hits[0]).toMatchObject({ id: rule, ...rest });
    expect(hits[0].note.code).toBe(code);
    expect(WORDED_CODES).toContain(code);
    expect(hits[0].evidence.length).toBeGreaterThan(0);
    for (const { path, offset } of hits[0].evidence) expect([typeof path, offset > 0]).toEqual(['string', true]);
    expect(weights[rest.axis!]).toBe(rest.weight);
  });

  it('of an unsorted directory is listed as the hand of its writer', () => {
    // The builder of camera files sorts, so this block is put together here.
    const tiff = cameraTiff({ thumbnail: 'none', byteOrder: 'II' });
    const view = new DataView(tiff.buffer);
    const swapped = [view.getUint16(10, true), view.getUint16(22, true)];
    for (let i = 0; i < 12; i++) [tiff[10 + i], tiff[22 + i]] = [tiff[22 + i], tiff[10 + i]];
    expect(swapped).toEqual([0x010f, 0x0110]);
    const bytes = cameraFile({ thumbnail: 'none' });
    const { dataOffset } = readMetadata(bytes).blocks[0];
    const file = concatBytes([
      bytes.subarray(0, dataOffset - 4),
      exifSegment(tiff),
      bytes.subarray(dataOffset + readMetadata(bytes).blocks[0].dataLength),
    ]);
    const { hits } = checkConsistency(readMetadata(file), { width: 160, height: 120, bytes: file });
    expect(hits.map(({ id, axis, weight, note }) => [id, axis, weight, note.params])).toEqual([
      ['EXIF-TAGS', 'processing', 0.1, { ifd: 'IFD0' }],
    ]);
  });

  it('says where its facts stand', () => {
    const { hits } = check({ exif: [ascii(0x9004, '2016:04:09 12:30:12')] });
    expect(hits[0].evidence.map(({ path }) => path)).toEqual(['ExifIFD.DateTimeOriginal', 'ExifIFD.DateTimeDigitized']);
  });

  it('never says where the picture was taken', () => {
    const { hits } = check({ gps: [rational(2, 91, 1, 0, 1, 0, 1), ascii(29, '2016:04:11')] });
    expect(hits.map(({ id }) => id)).toEqual(['GPS-PLAUS', 'GPS-DATE']);
    expect(hits.map(({ note }) => note.params)).toEqual([{}, {}]);
  });
});

describe('no finding is made', () => {
  it.each<[string, FileParts]>([
    ['of firmware in the software tag', { ifd0: [ascii(0x0131, 'HDR+ 1.0.199571065z')] }],
    ['of a word that holds the name of a program', { ifd0: [ascii(0x0131, 'Agimpress canvas 1.0')] }],
    ['of times two seconds apart', { exif: [ascii(0x9004, '2016:04:09 12:30:13')] }],
    ['of a modification two seconds later', { ifd0: [ascii(0x0132, '2016:04:09 12:30:17')] }],
    [
      'of times that zones explain',
      { ifd0: [ascii(0x0132, '2016:04:09 10:30:15')], exif: [ascii(0x9010, '+00:00'), ascii(0x9011, '+02:00')] },
    ],
    ['of times of which one has a zone', { ifd0: [ascii(0x0132, '2016:04:09 10:30:15')], exif: [ascii(0x9011, '+02:00')] }],
    ['of a clock that was not set', { exif: [ascii(0x9004, '0000:00:00 00:00:00')] }],
    ['of the time that many Android phones write for one they do not know', { exif: [ascii(0x9004, '2002:12:08 12:00:00')] }],
    ['of a width padded for the encoder', { exif: [long(0xa002, 97)] }],
    ['of dimensions that were left at zero', { exif: [long(0xa002, 0), long(0xa003, 0)] }],
    ['of notes without a header', { ifd0: [ascii(0x010f, 'Canon')], exif: [apple('\x1a\0\x01\0')] }],
    ['of notes that another brand buys', { ifd0: [ascii(0x010f, 'LEICA')], exif: [apple('Panasonic\0\0\0')] }],
    ['of notes under a name that has none of its own', { ifd0: [ascii(0x010f, 'Hasselblad X')] }],
    ['of settings rounded differently', { exif: [rational(0x9202, 3, 1), srational(0x9201, 8, 1)] }],
    ['of APEX values that are zero', { exif: [rational(0x9202, 0, 1), srational(0x9201, 0, 1)] }],
    ['of APEX values that are no exposure', { exif: [rational(0x9202, 297, 10), srational(0x9201, 2000, 1)] }],
    ['of JFIF behind EXIF', { behind: [JFIF] }],
    ['of an EXIF block that goes on in a second segment', { behind: [jpegSegment(0xe1, latin1('Exif\0\0and more of it'))] }],
    ['of one tag twice with one value', { ifd0: [ascii(0x010e, 'one'), ascii(0x010e, 'one')] }],
    ['of one list twice with one value', { ifd0: [short(0x0102, 8, 8, 8), short(0x0102, 8, 8, 8)] }],
    [
      'of long blocks twice, which were not read',
      { exif: [undefinedBytes(0xa20c, new Uint8Array(99)), undefinedBytes(0xa20c, new Uint8Array(80))] },
    ],
    ['of padding', { trailing: new Uint8Array(5000) }],
    ['of a few bytes of content', { trailing: latin1('PK\x03\x04 and no more') }],
    ['of an index of pictures, and a picture', { behind: [MPF], trailing: content('\xff\xd8\xff') }],
    ['of a motion photo that a packet may announce', { behind: [XMP], trailing: content('\0\0\0\x18ftypmp42') }],
    ['of what Samsung phones append', { trailing: concatBytes([content('SEFH'), latin1('SEFT')]) }],
    ['of a position on the Earth’s edge', { gps: [rational(2, 90, 1, 0, 1, 0, 1), rational(4, 180, 1, 0, 1, 0, 1)] }],
    ['of satellites that are a day ahead', { gps: [ascii(29, '2016:04:10')] }],
    ['of a position below the sea', { gps: [{ tag: 5, type: TYPE.BYTE, values: [1] }, rational(6, 400, 1)] }],
  ])('%s', (_, parts) => {
    expect(check(parts).hits).toEqual([]);
  });

  it('of a time in the future when nobody says what time it is', () => {
    const bytes = cameraFile(taken('2099:01:01 00:00:00'));
    const { hits, unchecked } = checkConsistency(readMetadata(bytes), { width: 160, height: 120, bytes, raster: PICTURE });
    expect(hits.map(({ id }) => id)).not.toContain('TS-FUTURE');
    expect(unchecked).toEqual([{ id: 'TS-FUTURE', reason: { code: 'metadata-unchecked-no-examination-time', params: {} } }]);
  });

  it('of a time up to a day ahead, which a zone may explain', () => {
    const time = '2026:11:20 23:59:59';
    expect(check({ exif: [ascii(TIME, time), ascii(0x9004, time)], ifd0: [ascii(0x0132, time)], without: [7, 29] }).hits).toEqual(
      [],
    );
  });
});

describe('what is missing', () => {
  const ALL_TAGS = [
    0x010f, 0x0131, 0x0132, 0x829a, 0x829d, 0x9003, 0x9004, 0x9201, 0x9202, 0x927c, 0xa002, 0xa003, 1, 2, 3, 4, 6, 7, 29,
  ];

  it('is neutral, and each rule says what it lacks', () => {
    const { hits, unchecked, weights } = check({ without: ALL_TAGS, thumbnail: 'none' });
    expect([hits, weights]).toEqual([[], { processing: 0, contradiction: 0, declaration: 0 }]);
    expect(unchecked.map(({ id, reason }) => [id, reason.code.replace('metadata-unchecked-', '')])).toEqual([
      ['SW-EDITOR', 'no-software'],
      ['TS-ORDER', 'no-time'],
      ['TS-FUTURE', 'no-time'],
      ['DIM-EXIF', 'no-dimensions'],
      ['THUMB-ASPECT', 'no-thumbnail'],
      ['THUMB-CONTENT', 'no-thumbnail'],
      ['MN-MISMATCH', 'no-maker-note'],
      ['CAM-COHERENT', 'no-exposure'],
      ['APP-ORDER', 'no-camera'],
      ['GPS-PLAUS', 'no-position'],
    ]);
    for (const { reason } of unchecked) expect(WORDED_CODES).toContain(reason.code);
  });

  it('altogether is neutral as well, and one reason stands for all', () => {
    const bytes = pngOf(ihdr(), idat(), IEND);
    const { hits, unchecked, checked } = checkConsistency(readMetadata(bytes), { width: 2, height: 2, bytes });
    expect([hits, checked]).toEqual([[], ['EOI-TRAIL']]);
    expect(new Set(unchecked.map(({ reason }) => reason.code))).toEqual(new Set(['metadata-unchecked-none']));
  });
});

describe('the sums', () => {
  it('stay within their maximum on each axis, and are never mixed', () => {
    const { hits, weights } = check({
      ifd0: [
        ascii(0x010f, 'NIKON'),
        ascii(0x0131, 'Photoshop'),
        ascii(0x000b, 'GIMP'),
        ascii(0x0132, '2015:01:01 00:00:00'),
        ascii(0x010e, 'a'),
        ascii(0x010e, 'b'),
      ],
      exif: [long(0xa003, 99), ascii(0x9004, '2015:01:01 00:00:00')],
      before: [JFIF],
      trailing: content('PK\x03\x04'),
    });
    const sum = (axis: RuleHit['axis']) =>
      hits.filter((hit) => hit.axis === axis).reduce((total, { weight }) => total + weight, 0);
    expect([sum('contradiction') > 4, sum('processing') > 1]).toEqual([true, true]);
    expect(weights).toEqual({ processing: 1, contradiction: 4, declaration: 0 });
  });
});

describe('checkConsistency', () => {
  const bytes = cameraFile();
  const metadata = readMetadata(bytes);
  const image = { width: 160, height: 120, bytes };

  it.each<[object, string]>([
    [{ examinedAt: -1 }, '"examinedAt" must be in 0..8640000000000000, received -1'],
    [{ examinedAt: 1.5 }, '"examinedAt" must be a whole number, received 1.5'],
    [{ examinedAt: '2020' }, '"examinedAt" must be a number, received "2020"'],
    [{ now: 1 }, 'unknown option "now"; known options: examinedAt'],
  ])('refuses %o', (options, message) => {
    expect(() => checkConsistency(metadata, image, options as never)).toThrow(message);
  });

  it('says the same twice and changes nothing', () => {
    const before = JSON.stringify(metadata);
    expect(checkConsistency(metadata, image)).toEqual(checkConsistency(metadata, image));
    expect(JSON.stringify(metadata)).toBe(before);
  });
});
