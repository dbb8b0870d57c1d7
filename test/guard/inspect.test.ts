import { describe, expect, it } from 'vitest';
import { decodeJpeg, encodeJpeg, readStructure } from '../../src/codec/jpeg/index.ts';
import { encodePng, readChunks } from '../../src/codec/png/index.ts';
import { isForensicsError } from '../../src/errors/index.ts';
import type { ForensicsError } from '../../src/errors/index.ts';
import { DEFAULT_LIMITS, identifyFormat, inspect } from '../../src/guard/index.ts';
import type { GuardReport } from '../../src/guard/index.ts';
import { readFixture } from '../support/fixture.ts';
import { everySubstitution, everyTruncation, HOSTILE_JPEG_SEED, hostileJpegs } from '../support/hostile-jpeg.ts';
import { concatBytes, patched } from '../support/jpeg-parts.ts';
import { refusalOf } from '../support/refusal.ts';
import pngVectors from '../vectors/png.json' with { type: 'json' };
import jpegVectors from '../vectors/jpeg-decode.json' with { type: 'json' };

/** Far above the milliseconds that headers take on a loaded machine, far below a hang. */
const NO_HANG_MS = 2000;

const seed = await readFixture(HOSTILE_JPEG_SEED);

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** The report without the structures, which have their own tests. */
function facts({ jpeg: _jpeg, png: _png, ...rest }: GuardReport): Omit<GuardReport, 'jpeg' | 'png'> {
  return rest;
}

describe('inspect', () => {
  const jpegs = jpegVectors.files.filter(({ expect: kind }) => kind !== 'unsupported' && kind !== 'malformed');

  it.each(jpegs)('reports the JPEG file $name without decoding it', async ({ name, width, height }) => {
    const bytes = await readFixture(`formats/jpeg/${name}.jpg`);
    const report = inspect(bytes);
    const { imageEnd, trailingBytes } = readStructure(bytes);
    const base = { format: 'jpeg', mediaType: 'image/jpeg', byteLength: bytes.length, decodable: true };
    expect(facts(report)).toMatchObject({ ...base, width, height, imageEnd });
    expect([report.png, imageEnd + trailingBytes]).toEqual([undefined, bytes.length]);
    // What was read on the way is enough for the decoder, so it need not be read again.
    expect(report.jpeg).toEqual(readStructure(bytes));
  });

  const foreign = jpegVectors.files.filter(({ expect: kind }) => kind === 'unsupported' || kind === 'malformed');

  it.each(foreign.filter(({ why }) => why !== 'fractional sampling ratio'))(
    'refuses $name as $expect: $why',
    async ({ name, codes }) => {
      const bytes = await readFixture(`formats/jpeg/${name}.jpg`);
      const error = refusalOf(() => inspect(bytes));
      expect(codes).toContain(error.code);
      expect(error.offset).toBeGreaterThanOrEqual(0);
    },
  );

  it.each(pngVectors.files)('reports the PNG file $file without unpacking it', async ({ file, width, height }) => {
    const bytes = await readFixture(`formats/png/${file}`);
    const report = inspect(bytes);
    const base = { format: 'png', mediaType: 'image/png', byteLength: bytes.length, decodable: true };
    expect(facts(report)).toMatchObject({ ...base, width, height, imageEnd: bytes.length });
    expect(report.jpeg).toBeUndefined();
    expect(report.png).toEqual(readChunks(bytes));
  });

  it.each(['authentic/clean-scene.jpg', 'authentic/high-detail.jpg', 'authentic/screenshot.png', 'tampered/scene-splice.jpg'])(
    'has nothing to note about %s',
    async (path) => {
      expect(inspect(await readFixture(path)).notes).toEqual([]);
    },
  );

  it.each<[string, Uint8Array, 'malformed' | 'unsupported', string]>([
    ['nothing', new Uint8Array(0), 'malformed', 'the file is empty (at byte 0)'],
    ['one byte', Uint8Array.of(0xff), 'unsupported', 'the first bytes are those of no image format known here (at byte 0)'],
    ['text', latin1('hello, world'), 'unsupported', 'the first bytes are those of no image format known here (at byte 0)'],
    ['a PDF', latin1('%PDF-1.4\n%\xe2\xe3'), 'unsupported', 'the file is pdf, not an image (at byte 0)'],
    ['a ZIP', latin1('PK\x03\x04\x14\0\0\0'), 'unsupported', 'the file is zip, not an image (at byte 0)'],
    ['a web page', latin1('<!DOCTYPE html><title>404</title>'), 'unsupported', 'the file is html, not an image (at byte 0)'],
    ['a program', latin1('MZ\x90\0\x03\0\0\0'), 'unsupported', 'the file is exe, not an image (at byte 0)'],
    ['the start of a JPEG', seed.slice(0, 3), 'malformed', 'the file ends before its first scan (at byte 3)'],
  ])('refuses %s', (_, bytes, code, message) => {
    const error = refusalOf(() => inspect(bytes));
    expect([error.code, error.message]).toEqual([code, message]);
    expect(error.stage).toBe(code === 'malformed' && bytes.length > 0 ? 'jpeg' : 'guard');
  });

  it.each<[string, string, string, string]>([
    ['a GIF', 'GIF89a\x01\0\x01\0\0\0\0;', 'gif', 'image/gif'],
    ['a WebP', 'RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0', 'webp', 'image/webp'],
    ['a HEIC', '\0\0\0\x18ftypheic\0\0\0\0heicmif1', 'heic', 'image/heic'],
    ['a TIFF', 'II*\0\x08\0\0\0\0\0', 'tiff', 'image/tiff'],
  ])('passes %s on to a decoder of the caller’s', (_, head, format, mediaType) => {
    const bytes = latin1(head);
    const unknown = { width: undefined, height: undefined, imageEnd: undefined, jpeg: undefined, png: undefined };
    const notes = [{ code: 'guard-not-decoded-here', params: { format } }];
    expect(inspect(bytes)).toEqual({ format, mediaType, byteLength: bytes.length, decodable: false, notes, ...unknown });
  });

  it('goes by the bytes alone: a PNG is a PNG under any name', () => {
    const png = encodePng({ data: new Uint8Array(12), width: 4, height: 3 });
    expect(inspect(png)).toMatchObject({ format: 'png', width: 4, height: 3, imageEnd: png.length });
  });

  it.each([['photo.jpg'], [[0xff, 0xd8, 0xff]], [new ArrayBuffer(3)], [undefined]])('takes bytes only, not %o', (value) => {
    expect(() => inspect(value as unknown as Uint8Array)).toThrow(/^"bytes" must be a Uint8Array, received /);
  });
});

describe('inspect before the decoder', () => {
  it.each(hostileJpegs(seed))('has a right answer to $name', ({ bytes, expect: allowed }) => {
    const start = performance.now();
    const refusal = answerTo(() => inspect(bytes));
    expect(performance.now() - start).toBeLessThan(NO_HANG_MS);
    if (refusal === undefined) return;
    expect(refusal.offset).toBeGreaterThanOrEqual(0);
    // What does not begin like an image is none, whatever a lenient decoder would make of the rest.
    const isImage = identifyFormat(bytes) !== undefined;
    expect(isImage || bytes.length === 0 ? allowed.codes : ['unsupported']).toContain(refusal.code);
  });

  it('refuses no JPEG that the decoder takes, and leaves no limit for the decoder to find', () => {
    const files = [...hostileJpegs(seed), ...everyTruncation(seed), ...everySubstitution(seed.slice(0, 700))];
    let [taken, refused] = [0, 0];
    for (const { name, bytes } of files.filter((each) => identifyFormat(each.bytes) === 'jpeg')) {
      const guarded = answerTo(() => inspect(bytes))?.code;
      const decoded = answerTo(() => decodeJpeg(bytes))?.code;
      if (guarded === undefined) taken++;
      else refused++;
      // The decoder may still find a table or a code missing, which headers alone do not tell.
      expect(guarded === undefined ? ['malformed', 'unsupported', undefined] : [guarded], name).toContain(decoded);
    }
    expect(Math.min(taken, refused)).toBeGreaterThan(500);
  });

  /** The typed refusal, `undefined` when there is none. */
  function answerTo(read: () => unknown): ForensicsError | undefined {
    try {
      read();
    } catch (error) {
      if (isForensicsError(error)) return error;
      throw error;
    }
    return undefined;
  }
});

describe('the limits of inspect', () => {
  const gray = encodeJpeg({ data: new Uint8Array(30 * 20).fill(90), width: 30, height: 20 });
  const png = encodePng({ data: new Uint8Array(30 * 20), width: 30, height: 20 });

  it('stop at one byte too many', () => {
    expect(() => inspect(gray, { maximumBytes: gray.length })).not.toThrow();
    const error = refusalOf(() => inspect(gray, { maximumBytes: gray.length - 1 }));
    const limit = { name: 'maximumBytes', maximum: gray.length - 1, actual: gray.length };
    const message = `bytes of input: ${gray.length} exceeds the limit "maximumBytes" of ${gray.length - 1}`;
    expect({ ...error, message: error.message }).toMatchObject({ code: 'limit-exceeded', stage: 'guard', limit, message });
  });

  it('stop at 64 MiB where nothing is said, before the format matters', () => {
    const error = refusalOf(() => inspect(new Uint8Array(64 * 1024 * 1024 + 1)));
    expect(error.limit).toEqual({ name: 'maximumBytes', maximum: 67_108_864, actual: 67_108_865 });
  });

  it.each([
    ['JPEG', gray, 'jpeg'],
    ['PNG', png, 'png'],
  ])('stop at one pixel too many of a %s', (_, bytes, stage) => {
    expect(() => inspect(bytes, { maximumPixels: 600 })).not.toThrow();
    const error = refusalOf(() => inspect(bytes, { maximumPixels: 599 }));
    expect([error.stage, error.limit]).toEqual([stage, { name: 'maximumPixels', maximum: 599, actual: 600 }]);
    expect(error.message).toContain('pixels of 30×20: 600 exceeds the limit "maximumPixels" of 599');
  });

  it('stop at one segment, scan or chunk too many', async () => {
    const { segments, scans } = readStructure(seed);
    const one = refusalOf(() => inspect(seed, { maximumSegments: segments.length - 1 }));
    expect(one.limit).toEqual({ name: 'maximumSegments', maximum: segments.length - 1, actual: segments.length });
    expect([scans.length, inspect(seed, { maximumSegments: segments.length, maximumScans: 1 }).format]).toEqual([1, 'jpeg']);
    const progressive = await readFixture('formats/jpeg/progressive-2x2.jpg');
    const many = refusalOf(() => inspect(progressive, { maximumScans: 3 }));
    expect(many.limit).toEqual({ name: 'maximumScans', maximum: 3, actual: 4 });
    // IHDR, IDAT, IEND.
    expect(refusalOf(() => inspect(png, { maximumChunks: 2 })).limit).toEqual({ name: 'maximumChunks', maximum: 2, actual: 3 });
  });

  it('refuse a JPEG of 65500×65500 pixels, and one that fits the limit but not its own bytes', () => {
    const { offset } = readStructure(gray).frame;
    const resized = (side: number): Uint8Array => patched(gray, offset + 5, side >> 8, side & 255, side >> 8, side & 255);
    const huge = refusalOf(() => inspect(resized(65_500)));
    expect(huge.limit).toEqual({ name: 'maximumPixels', maximum: 100_000_000, actual: 4_290_250_000 });
    const hollow = refusalOf(() => inspect(resized(10_000)));
    expect([hollow.code, hollow.message]).toEqual([
      'malformed',
      expect.stringContaining('entropy-coded bytes are too few for 1562500 blocks'),
    ]);
    // Whoever lifts the limit still meets the second check.
    expect(refusalOf(() => inspect(resized(65_500), { maximumPixels: 2 ** 40 })).code).toBe('malformed');
  });

  it('are the documented ones', () => {
    expect(DEFAULT_LIMITS).toMatchObject({
      maximumBytes: 64 * 1024 * 1024,
      maximumPixels: 100_000_000,
      maximumSegments: 20_000,
      maximumScans: 100,
      maximumBlockVisits: 24,
      maximumChunks: 20_000,
      maximumIfds: 64,
      maximumIfdDepth: 8,
      maximumIfdEntries: 4096,
      maximumValueBytes: 65_536,
      maximumMetadataBytes: 1024 * 1024,
    });
  });

  it.each<[object, Error]>([
    [{ maximumBytes: 0 }, new RangeError('"maximumBytes" must be in 1..1099511627776, received 0')],
    [{ maximumPixels: -5 }, new RangeError('"maximumPixels" must be in 1..1099511627776, received -5')],
    [
      { maximumPixels: Number.POSITIVE_INFINITY },
      new RangeError('"maximumPixels" must be in 1..1099511627776, received Infinity'),
    ],
    [{ maximumScans: 1.5 }, new RangeError('"maximumScans" must be a whole number, received 1.5')],
    [{ maximumChunks: '10' }, new TypeError('"maximumChunks" must be a number, received "10"')],
    [{ maximumSegments: null }, new TypeError('"maximumSegments" must be a number, received null')],
  ])('refuse to be %o', (limits, error) => {
    const run = (): unknown => inspect(gray, limits);
    expect(run).toThrow(error);
    expect(run).toThrow(error.constructor);
  });

  it('have names, and no others', () => {
    const message = /^unknown option "maxPixels"; known options: maximumBytes, maximumPixels, maximumSegments, /;
    expect(() => inspect(gray, { maxPixels: 1 } as object)).toThrow(message);
    expect(() => inspect(gray, { maxPixels: 1 } as object)).toThrow(TypeError);
  });

  it('keep their defaults where they are undefined', () => {
    expect(inspect(gray, { maximumPixels: undefined } as object)).toEqual(inspect(gray));
  });

  it('do not touch what surrounds the file', () => {
    const inside = concatBytes([Uint8Array.of(1, 2, 3), gray, latin1('%PDF-1.4 PK\x05\x06')]).subarray(3, 3 + gray.length);
    expect(facts(inspect(inside))).toEqual(facts(inspect(gray)));
  });
});
