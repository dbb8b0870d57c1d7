import { describe, expect, it } from 'vitest';
import { encodeJpeg } from '../../src/codec/jpeg/index.ts';
import { encodePng } from '../../src/codec/png/index.ts';
import { inspect } from '../../src/guard/index.ts';
import { readFixture } from '../support/fixture.ts';
import { concatBytes, jpegSegment, MARKER } from '../support/jpeg-parts.ts';

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

const jpeg = encodeJpeg({ data: new Uint8Array(24 * 16 * 3).fill(120), width: 24, height: 16 });
const png = encodePng({ data: new Uint8Array(24 * 16), width: 24, height: 16 });

/** An archive without a file in it: its end-of-directory record alone (APPNOTE 4.3.16), with a comment. */
const emptyZip = (comment = ''): Uint8Array =>
  concatBytes([
    latin1('PK\x05\x06'),
    new Uint8Array(16),
    Uint8Array.of(comment.length & 255, comment.length >> 8),
    latin1(comment),
  ]);

const guardNotes = (bytes: Uint8Array) => inspect(bytes).notes.filter(({ code }) => code.startsWith('guard-'));
const appended = (format: string, offset: number) => ({ code: 'guard-appended-file', params: { format, offset } });
const second = (format: string, offset: number) => ({ code: 'guard-second-format', params: { format, offset } });

describe('a file appended to an image', () => {
  it.each([
    ['a JPEG', 'jpeg', jpeg],
    ['a PNG', 'png', png],
    ['a PDF', 'pdf', latin1('%PDF-1.4\n')],
    ['a program', 'elf', latin1('\x7fELF\x02\x01\x01')],
    ['a page', 'html', latin1('<html>')],
  ])('is noted: %s', (_, format, tail) => {
    for (const [image, code] of [
      [jpeg, 'jpeg-trailing-data'],
      [png, 'png-trailing-data'],
    ] as const) {
      const report = inspect(concatBytes([image, tail]));
      expect(report.notes.map((each) => each.code)).toEqual([code, 'guard-appended-file']);
      expect(report.notes[1]).toEqual(appended(format, image.length));
      expect([report.width, report.height, report.imageEnd]).toEqual([24, 16, image.length]);
    }
  });

  it('is noted with its directory when it is an archive, which readers find from the end', () => {
    for (const image of [jpeg, png]) {
      const whole = concatBytes([image, latin1('PK\x03\x04'), new Uint8Array(26), emptyZip()]);
      expect(guardNotes(whole)).toEqual([appended('zip', image.length), second('zip', image.length + 30)]);
      const alone = concatBytes([image, emptyZip('note')]);
      expect(guardNotes(alone)).toEqual([appended('zip', image.length), second('zip', image.length)]);
    }
  });

  it('is found behind a little padding, and not in the middle of unknown data', () => {
    const behind = (padding: number): Uint8Array => concatBytes([jpeg, new Uint8Array(padding), latin1('Rar!\x1a\x07')]);
    expect(guardNotes(behind(1))).toEqual([appended('rar', jpeg.length + 1)]);
    expect(guardNotes(behind(63))).toEqual([appended('rar', jpeg.length + 63)]);
    expect(guardNotes(behind(64))).toEqual([]);
  });

  it('is only trailing data when its first bytes say nothing', () => {
    const report = inspect(concatBytes([jpeg, latin1('padding of some camera')]));
    expect(report.notes).toEqual([{ code: 'jpeg-trailing-data', params: { offset: jpeg.length, bytes: 22 } }]);
  });

  it('is noted in the fixtures that have one', async () => {
    const two = await readFixture('formats/jpeg/two-images.jpg');
    const report = inspect(two);
    expect(guardNotes(two)).toEqual([appended('jpeg', report.imageEnd!)]);
    expect(guardNotes(await readFixture('formats/jpeg/trailing-bytes.jpg'))).toEqual([
      appended('jpeg', inspect(await readFixture('formats/jpeg/trailing-bytes.jpg')).imageEnd! + 7),
    ]);
  });
});

describe('a file that shares the image’s bytes', () => {
  const withComment = (comment: Uint8Array): Uint8Array =>
    concatBytes([jpeg.slice(0, 20), jpegSegment(MARKER.COM, comment), jpeg.slice(20)]);

  it('is noted when it is a PDF, whose header may lie in the first kilobyte', () => {
    expect(guardNotes(withComment(latin1('\n%PDF-1.5\n')))).toEqual([second('pdf', 25)]);
    // The header must end within 1,024 bytes.
    const at = (offset: number): Uint8Array => withComment(concatBytes([new Uint8Array(offset - 24), latin1('%PDF-')]));
    expect(guardNotes(at(1019))).toEqual([second('pdf', 1019)]);
    expect(guardNotes(at(1020))).toEqual([]);
  });

  it('is noted in a PNG too', () => {
    // A text chunk that is not checked: its CRC is wrong, which is noted beside.
    const text = latin1('tEXtNote\0%PDF-1.7');
    const chunk = concatBytes([Uint8Array.of(0, 0, 0, text.length - 4), text, new Uint8Array(4)]);
    const whole = concatBytes([png.slice(0, 33), chunk, png.slice(33)]);
    expect(guardNotes(whole)).toEqual([second('pdf', 33 + 4 + 9)]);
  });

  it('is noted when an archive’s directory ends within a comment’s length of the end', () => {
    const long = 'c'.repeat(65_535);
    const start = jpeg.length + 100;
    expect(guardNotes(concatBytes([jpeg, new Uint8Array(100), emptyZip(long)]))).toEqual([second('zip', start)]);
    // One byte further from the end, no reader would look there.
    expect(guardNotes(concatBytes([jpeg, new Uint8Array(100), emptyZip(long), Uint8Array.of(0)]))).toEqual([]);
  });

  it('is not suspected where four bytes can be chance: an archive’s mark inside the image', () => {
    expect(guardNotes(withComment(emptyZip()))).toEqual([]);
  });
});
