import { describe, expect, it } from 'vitest';
import { encodeJpeg, readStructure } from '../../../src/codec/jpeg/index.ts';
import type { JpegStructure } from '../../../src/codec/jpeg/index.ts';
import type { ForensicsError, Limits } from '../../../src/errors/index.ts';
import { concatBytes, joinJpeg, jpegPart, jpegSegment, MARKER, patched, spliced, splitJpeg } from '../../support/jpeg-parts.ts';
import type { JpegPart } from '../../support/jpeg-parts.ts';
import { refusalOf } from '../../support/refusal.ts';
import { casesThat, fileOf } from './decode-cases.ts';

/** Far above the time that a walk over a few megabytes takes on a loaded machine, far below a hang. */
const NO_HANG_MS = 2000;

const gray = encodeJpeg({ data: new Uint8Array(64).fill(90), width: 8, height: 8 });

/** How `readStructure` refuses a file. */
function refused(bytes: Uint8Array, limits?: Partial<Limits>): ForensicsError {
  return refusalOf(() => readStructure(bytes, limits));
}

/** `name@offset+fill bytes(payload)` of each segment. */
function outline({ segments }: JpegStructure): string[] {
  return segments.map(({ name, offset, fillBytes, dataOffset, dataLength }) => {
    const fill = fillBytes === 0 ? '' : `+${fillBytes}`;
    return `${name}@${offset}${fill}(${dataLength === 0 ? '' : `${dataOffset}..${dataOffset + dataLength}`})`;
  });
}

describe('readStructure', () => {
  it('names every segment and its place in a file of known lengths', () => {
    expect(outline(readStructure(gray))).toEqual([
      'SOI@0()',
      'APP0@2(6..20)',
      'DQT@20(24..89)',
      'SOF0@89(93..102)',
      // Lengths of the luma tables of Annex K: 1 + 16 + 12 and 1 + 16 + 162.
      'DHT@102(106..135)',
      'DHT@135(139..318)',
      'SOS@318(322..328)',
      `EOI@${gray.length - 2}()`,
    ]);
  });

  it.each(casesThat('pixels').map(({ name }) => name))(
    'finds in %s a marker at each offset, one segment behind the other',
    (name) => {
      const bytes = fileOf(name);
      const { segments, scans, imageEnd, trailingBytes, frame, quantizationTables, huffmanTables } = readStructure(bytes);
      const scanEnds = new Map(scans.map(({ offset, dataEnd }) => [offset, dataEnd]));
      let at = 0;
      for (const { offset, fillBytes, marker, dataOffset, dataLength } of segments) {
        expect(offset - fillBytes).toBe(at);
        expect([bytes[offset], bytes[offset + 1]]).toEqual([0xff, marker]);
        at = scanEnds.get(offset) ?? dataOffset + dataLength;
      }
      expect([at, imageEnd + trailingBytes]).toEqual([imageEnd, bytes.length]);
      expect(bytes[frame.offset + 1] - MARKER.SOF0).toBe(Number(frame.process.slice(3)));
      for (const { id, precision, offset } of quantizationTables) expect(bytes[offset]).toBe(id | (precision === 16 ? 16 : 0));
      for (const { id, kind, offset } of huffmanTables) expect(bytes[offset]).toBe(id | (kind === 'ac' ? 16 : 0));
    },
  );

  it('counts the fill bytes before each marker', () => {
    const fills = readStructure(fileOf('fill-bytes')).segments.map(({ fillBytes }) => fillBytes);
    // One to five before each marker, but none before SOI.
    expect(fills[0]).toBe(0);
    expect(fills.slice(1).every((count) => count >= 1 && count <= 5)).toBe(true);
  });

  it('ends the image at its own EOI, whatever follows', () => {
    const one = readStructure(fileOf('trailing-bytes'));
    // Four times "hidden ÿØÿÚ payload\0".
    expect(one.trailingBytes).toBe(4 * 20);
    expect(one.notes).toEqual([{ code: 'jpeg-trailing-data', params: { offset: one.imageEnd, bytes: 80 } }]);
    const two = readStructure(fileOf('two-images'));
    expect([two.frame.width, two.frame.height]).toEqual([45, 37]);
    const second = readStructure(fileOf('two-images').subarray(two.imageEnd));
    expect([second.frame.width, second.frame.height, second.trailingBytes]).toEqual([29, 31, 0]);
  });

  it('does not look into payloads: a thumbnail’s markers are not the image’s', () => {
    for (const name of ['jfxx-thumbnail', 'app1-nested', 'comments']) {
      const { segments, frame, notes } = readStructure(fileOf(name));
      expect(segments.filter(({ name: each }) => each === 'SOI' || each === 'SOF0' || each === 'EOI')).toHaveLength(3);
      expect([frame.width, frame.height, notes]).toEqual([45, 37, []]);
    }
    expect(readStructure(fileOf('jfif-thumbnail')).jfif).toEqual({ version: '1.01', densityUnit: 0, densityX: 1, densityY: 1 });
  });

  it('believes the last JFIF and the last Adobe segment, if they are long enough to say anything', () => {
    expect(readStructure(fileOf('jfxx-thumbnail')).jfif?.version).toBe('1.01');
    const jfif = (minor: number): number[] => [0x4a, 0x46, 0x49, 0x46, 0, 1, minor, 1, 0, 72, 1, 44, 0, 0];
    const adobe = (transform: number): number[] => [0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, transform];
    const start = (...segments: Uint8Array[]): Uint8Array => concatBytes([gray.slice(0, 2), ...segments, gray.slice(20)]);
    const app0 = (payload: number[]): Uint8Array => jpegSegment(MARKER.APP0, payload);
    const app14 = (payload: number[]): Uint8Array => jpegSegment(0xee, payload);
    const both = readStructure(start(app0(jfif(2)), app14(adobe(1)), app0(jfif(1)), app14(adobe(2))));
    expect(both.jfif).toEqual({ version: '1.01', densityUnit: 1, densityX: 72, densityY: 300 });
    expect(both.adobe).toEqual({ transform: 2 });
    expect(both.notes.map(({ code, params }) => [code, params['segment']])).toEqual([
      ['jpeg-repeated-segment', 'APP0'],
      ['jpeg-repeated-segment', 'APP14'],
    ]);
    const short = readStructure(start(app0(jfif(2).slice(0, 13)), app14(adobe(2).slice(0, 11))));
    expect([short.jfif, short.adobe]).toEqual([undefined, undefined]);
    // Behind the scan it is too late to say how the samples are to be read.
    const late = concatBytes([start().slice(0, -2), app0(jfif(2)), app14(adobe(1)), gray.slice(-2)]);
    expect([readStructure(late).jfif, readStructure(late).adobe]).toEqual([undefined, undefined]);
  });

  it('keeps for a component the quantization table of its first scan, when later scans find another', () => {
    const parts = splitJpeg(fileOf('progressive-2x2'));
    const second = parts.findIndex(({ marker }) => marker === MARKER.SOS) + 1;
    const table = jpegPart(MARKER.DQT, [0, ...new Array<number>(64).fill(77)]);
    const { componentTables, quantizationTables } = readStructure(joinJpeg(spliced(parts, second, 0, table)));
    expect(quantizationTables.map(({ id }) => id)).toEqual([0, 1, 0]);
    expect(componentTables.map((each) => quantizationTables.indexOf(each!))).toEqual([0, 1, 1]);
  });

  it('refuses a second SOI, and says where it is', () => {
    const doubled = concatBytes([gray.slice(0, 20), gray.slice(0, 2), gray.slice(20)]);
    expect(refused(doubled)).toMatchObject({
      code: 'malformed',
      offset: 20,
      message: 'a second SOI lies inside the image (at byte 20)',
    });
  });

  it('counts the bytes between segments that belong to none, stuffed zeros included', () => {
    const { notes, segments } = readStructure(fileOf('stray-bytes-between-segments'));
    const table = segments.find(({ name }) => name === 'DQT')!;
    expect(notes).toEqual([{ code: 'jpeg-extraneous-bytes', params: { offset: table.offset - 2, bytes: 2 } }]);
    const zeros = concatBytes([
      gray.slice(0, 20),
      Uint8Array.of(7, 0xff, 0, 9),
      gray.slice(20, 89),
      Uint8Array.of(1),
      gray.slice(89),
    ]);
    expect(readStructure(zeros).notes).toEqual([{ code: 'jpeg-extraneous-bytes', params: { offset: 20, bytes: 5 } }]);
  });

  it('reads every APPn and COM, and restart markers outside a scan, as segments', () => {
    const { segments } = readStructure(fileOf('every-app'));
    const names = new Set(segments.map(({ name }) => name));
    for (let n = 0; n < 16; n++) expect(names).toContain(`APP${n}`);
    expect(readStructure(fileOf('comments')).segments.filter(({ name }) => name === 'COM')).toHaveLength(3);
    const restart = concatBytes([gray.slice(0, 20), Uint8Array.of(0xff, 0xd5), gray.slice(20)]);
    expect(outline(readStructure(restart)).slice(2, 4)).toEqual(['RST5@20()', 'DQT@22(26..91)']);
  });

  it('notes a DNL and keeps the height of the frame', () => {
    const { frame, notes, segments } = readStructure(fileOf('dnl-late'));
    const lines = segments.find(({ name }) => name === 'DNL')!;
    expect([frame.height, notes]).toEqual([37, [{ code: 'jpeg-dnl-ignored', params: { offset: lines.offset } }]]);
  });

  it('keeps what came before a cut, once there is a scan', () => {
    const whole = fileOf('no-eoi');
    expect(readStructure(whole)).toMatchObject({ complete: false, imageEnd: whole.length, trailingBytes: 0 });
    expect(readStructure(whole).notes).toEqual([{ code: 'jpeg-missing-eoi', params: { offset: whole.length } }]);
    const cut = concatBytes([gray.slice(0, -2), jpegSegment(MARKER.COM, [1, 2, 3], 50)]);
    const params = { offset: gray.length - 2, segment: 'COM' };
    expect(readStructure(cut).notes).toEqual([{ code: 'jpeg-cut-segment', params }]);
    expect(readStructure(cut).complete).toBe(false);
  });

  it.each<[string, Uint8Array, string, number]>([
    ['nothing', new Uint8Array(0), 'the file does not begin with SOI', 0],
    ['one byte', gray.slice(0, 1), 'the file does not begin with SOI', 0],
    ['SOI alone', gray.slice(0, 2), 'the file ends before its first scan', 2],
    ['a cut inside DQT', gray.slice(0, 50), 'DQT runs past the end of the file', 20],
    ['no frame', concatBytes([gray.slice(0, 20), gray.slice(-2)]), 'the file has no frame header (SOF)', 22],
    ['no scan', concatBytes([gray.slice(0, 102), gray.slice(-2)]), 'the file has no scan (SOS)', 104],
    ['a length of 1', patched(gray, 22, 0, 1), 'DQT says it is 1 bytes long', 20],
    ['SOS before SOF', concatBytes([gray.slice(0, 89), gray.slice(318)]), 'SOS comes before the frame header', 89],
    ['a second frame', concatBytes([gray.slice(0, 102), gray.slice(89)]), 'SOF0 is a second frame header', 102],
  ])('refuses %s', (_, bytes, message, offset) => {
    const error = refused(bytes);
    expect([error.code, error.message, error.offset, error.stage]).toEqual([
      'malformed',
      `${message} (at byte ${offset})`,
      offset,
      'jpeg',
    ]);
  });
});

describe('the limits of readStructure', () => {
  it('stop at one segment too many, and say which', () => {
    const comments = concatBytes(new Array<Uint8Array>(20_001).fill(jpegSegment(MARKER.COM, [])));
    const flood = concatBytes([gray.slice(0, 2), comments, gray.slice(2)]);
    const start = performance.now();
    const error = refused(flood);
    expect(performance.now() - start).toBeLessThan(NO_HANG_MS);
    const limit = { name: 'maximumSegments', maximum: 20_000, actual: 20_001 };
    // SOI is the first segment, so the 20,000th comment is the one too many.
    const offset = 2 + 19_999 * 4;
    const message = `marker segments: 20001 exceeds the limit "maximumSegments" of 20000 (at byte ${offset})`;
    expect({ ...error, message: error.message }).toMatchObject({ code: 'limit-exceeded', limit, offset, message });
    expect(readStructure(flood, { maximumSegments: 30_000 }).segments).toHaveLength(20_001 + 8);
  });

  it.each([
    ['quantization tables', MARKER.DQT, 65],
    // A Huffman table without a code is 17 bytes.
    ['Huffman tables', MARKER.DHT, 17],
  ])('count %s, many of which fit one segment', (what, marker, size) => {
    const perSegment = Math.floor(65_533 / size);
    const segment = jpegSegment(marker, new Uint8Array(perSegment * size));
    const count = Math.ceil(20_001 / perSegment);
    const flood = concatBytes([gray.slice(0, 2), ...new Array<Uint8Array>(count).fill(segment), gray.slice(2)]);
    const start = performance.now();
    const error = refused(flood);
    expect(performance.now() - start).toBeLessThan(NO_HANG_MS);
    const limit = { name: 'maximumSegments', maximum: 20_000, actual: perSegment * count };
    expect([error.code, error.limit]).toEqual(['limit-exceeded', limit]);
    expect(error.message).toContain(`${what}: ${limit.actual} exceeds the limit "maximumSegments" of 20000`);
  });

  it('stop at one scan too many', () => {
    const parts = splitJpeg(fileOf('progressive-tiny'));
    const last = parts.length - 1;
    const { scans } = readStructure(fileOf('progressive-tiny'));
    const file = joinJpeg(spliced(parts, last, 0, ...new Array<JpegPart>(101 - scans.length).fill(parts[last])));
    const error = refused(file);
    expect([error.code, error.limit]).toEqual(['limit-exceeded', { name: 'maximumScans', maximum: 100, actual: 101 }]);
    expect(readStructure(file, { maximumScans: 101 }).scans).toHaveLength(101);
    expect(refused(fileOf('progressive-tiny'), { maximumScans: 1 }).limit).toEqual({
      name: 'maximumScans',
      maximum: 1,
      actual: 2,
    });
  });

  it.each([
    [{ maximumSegment: 5 }, /^unknown option "maximumSegment"; known options: maximumBytes, maximumPixels, /],
    [{ maximumScans: 0 }, /^"maximumScans" must be in 1\.\.1099511627776, received 0$/],
    [{ maximumScans: 2.5 }, /^"maximumScans" must be a whole number, received 2\.5$/],
    [{ maximumScans: '7' }, /^"maximumScans" must be a number, received "7"$/],
    [{ maximumScans: Number.NaN }, /^"maximumScans" must be in 1\.\.1099511627776, received NaN$/],
  ])('refuse to be %o', (limits, message) => {
    expect(() => readStructure(gray, limits as Partial<Limits>)).toThrow(message);
  });
});

describe('a scan header', () => {
  const scanAt = 318;

  it('may name components in any order and tables of any slot', () => {
    const { scans } = readStructure(fileOf('extended-slots-2-3'));
    expect(scans[0].components).toEqual([0, 1, 2].map((index) => ({ index, dcTable: 2, acTable: 3 })));
    expect(
      readStructure(fileOf('scans-chroma-first')).scans.map(({ components }) => components.map(({ index }) => index)),
    ).toEqual([[2], [1], [0]]);
  });

  it('carries the restart interval in force', () => {
    expect(readStructure(fileOf('scans-restart-changes')).scans.map(({ restartInterval }) => restartInterval)).toEqual([2, 0, 0]);
    expect(readStructure(fileOf('restart-defined-twice')).scans[0].restartInterval).toBe(0);
  });

  it('tells where its entropy-coded bytes begin and end', () => {
    const [{ offset, dataOffset, dataEnd }] = readStructure(gray).scans;
    expect([offset, dataOffset, dataEnd]).toEqual([scanAt, 328, gray.length - 2]);
  });

  it.each<[string, number, number[], string, number]>([
    ['an unknown component', 5, [9], 'SOS names component 9, which the frame does not have', 323],
    ['a Huffman slot above 3', 6, [0x40], 'SOS names Huffman tables 4 and 0', 323],
    ['more components than it has room for', 4, [3], 'SOS of 3 components is 6 bytes long', 318],
  ])('is refused with %s', (_, at, values, message, offset) => {
    const error = refused(patched(gray, scanAt + at, ...values));
    expect([error.code, error.message]).toEqual(['malformed', `${message} (at byte ${offset})`]);
  });

  it('is refused when its quantization table is not there yet', () => {
    const parts = splitJpeg(gray);
    const table = parts.findIndex(({ marker }) => marker === MARKER.DQT);
    const late = joinJpeg([...spliced(parts, table, 1), jpegPart(MARKER.DQT, parts[table].payload)]);
    expect(refused(late).message).toBe(`quantization table 0 is used but not defined (at byte ${scanAt - 69})`);
  });
});
