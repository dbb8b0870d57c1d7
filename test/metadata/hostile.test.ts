import { describe, expect, it } from 'vitest';
import { isForensicsError } from '../../src/errors/index.ts';
import { checkConsistency, readMetadata } from '../../src/metadata/index.ts';
import { IEND, idat, ihdr, pngOf } from '../codec/png/build-png.ts';
import { bareJpeg, cameraFile, cameraTiff, PICTURE, reduced } from '../support/camera-file.ts';
import { buildTiff, exifSegment, latin1, withSegments } from '../support/exif-builder.ts';
import { patched } from '../support/jpeg-parts.ts';
import { xorshiftBytes } from '../support/scene.ts';

const SMALL = bareJpeg(reduced(PICTURE, 4), 30);
const TIFF = cameraTiff({ thumbnail: bareJpeg(reduced(PICTURE, 5), 20) });
const BARE_TIFF = cameraTiff({ thumbnail: 'none', byteOrder: 'II' });

/** Reads and checks a file as a caller would; says what is wrong with the answer. */
function problemsOf(bytes: Uint8Array): string[] {
  try {
    const metadata = readMetadata(bytes);
    const report = checkConsistency(metadata, { width: 40, height: 30, bytes, raster: reduced(PICTURE, 4) }, { examinedAt: 0 });
    const problems = [...lossy(metadata, 'metadata'), ...lossy(report, 'report')];
    if (!metadata.complete && metadata.notes.length === 0) problems.push('incomplete without a note');
    for (const { axis, weight } of report.hits) if (!(weight >= 0)) problems.push(`${axis} weighs ${weight}`);
    const { contradiction, processing, declaration } = report.weights;
    if (!(contradiction <= 4 && processing <= 1 && declaration <= 6)) problems.push('weights beyond their maximum');
    return problems;
  } catch (error) {
    return isForensicsError(error) ? [] : [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  }
}

/** What JSON would lose: it turns what is not finite into null, drops what is undefined and forgets the sign of zero. */
function lossy(value: unknown, path: string): string[] {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0) ? [] : [`${path} is ${value}`];
  if (value === undefined || typeof value === 'function') return [`${path} is ${typeof value}`];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => lossy(part, `${path}.${key}`));
}

/** The problems of many files: those of the first few that have any. */
function problemsOfAll(files: Iterable<readonly [name: string | number, bytes: Uint8Array]>): string[] {
  const found: string[] = [];
  for (const [name, bytes] of files) {
    for (const problem of problemsOf(bytes)) found.push(`${name}: ${problem}`);
    if (found.length > 5) break;
  }
  return found;
}

const withBlock = (tiff: Uint8Array): Uint8Array => withSegments(SMALL, exifSegment(tiff));

describe('metadata that somebody broke', () => {
  it('at every byte of the EXIF block, cut there', () => {
    expect(problemsOfAll(Array.from(TIFF, (_, length) => [length, withBlock(TIFF.subarray(0, length))]))).toEqual([]);
  });

  it('at every byte of the file, cut there', () => {
    const file = cameraFile({ picture: reduced(PICTURE, 4), thumbnail: 'none' });
    expect(problemsOfAll(Array.from(file, (_, length) => [length, file.subarray(0, length)]))).toEqual([]);
  });

  it.each([0, 0xff, 0x7f, 0x80])('at every byte of a little-endian block, made %d', (value) => {
    expect(problemsOfAll(Array.from(BARE_TIFF, (_, at) => [at, withBlock(patched(BARE_TIFF, at, value))]))).toEqual([]);
  });

  it('at every byte of a big-endian block with a thumbnail, by one bit', () => {
    const files = Array.from(TIFF, (byte, at) => [at, withBlock(patched(TIFF, at, byte ^ (1 << (at % 8))))] as const);
    expect(problemsOfAll(files)).toEqual([]);
  });

  it('at some bytes of both, at random', () => {
    function* files(): Generator<[string, Uint8Array]> {
      for (const byteOrder of ['II', 'MM'] as const) {
        const tiff = cameraTiff({ byteOrder, thumbnail: 'none' });
        for (let seed = 1; seed <= 1500; seed++) {
          const random = xorshiftBytes(24, seed);
          const broken = tiff.slice();
          for (let i = 0; i < 1 + (random[0] & 7); i++)
            broken[((random[3 * i + 1] << 8) | random[3 * i + 2]) % tiff.length] = random[3 * i];
          yield [`${byteOrder} ${seed}`, withBlock(broken)];
        }
      }
    }
    expect(problemsOfAll(files())).toEqual([]);
  });

  it('beyond recognition: noise in place of the block, behind a header that holds', () => {
    const files = Array.from({ length: 800 }, (_, seed) => {
      const noise = xorshiftBytes(2000, seed + 1);
      noise.set(latin1(seed % 2 === 0 ? 'II\x2a\0\x08\0\0\0' : 'MM\0\x2a\0\0\0\x08'));
      return [seed, withBlock(noise)] as const;
    });
    expect(problemsOfAll(files)).toEqual([]);
  });

  it('in the other segments: noise behind each signature', () => {
    const signatures = [
      'JFIF\0',
      'http://ns.adobe.com/xap/1.0/\0',
      'ICC_PROFILE\0',
      'MPF\0',
      'JP',
      'Ducky',
      'Photoshop 3.0\x008BIM',
      'Adobe',
      '',
    ];
    const files = signatures.flatMap((text, i) =>
      [0xe0, 0xe1, 0xe2, 0xeb, 0xec, 0xed, 0xee, 0xfe].flatMap((marker) =>
        [0, 1, 3, 8, 40].map((length) => {
          const payload = [...latin1(text), ...xorshiftBytes(length, i + length + 1)];
          const segment = Uint8Array.from([0xff, marker, 0, payload.length + 2, ...payload]);
          return [`${text} ${marker} ${length}`, withSegments(SMALL, segment)] as const;
        }),
      ),
    );
    expect(problemsOfAll(files)).toEqual([]);
  });

  it('in PNG chunks: noise behind each type', () => {
    const files = ['tEXt', 'zTXt', 'iTXt', 'eXIf', 'iCCP', 'tIME', 'caBX', 'pHYs'].flatMap((type, i) =>
      Array.from({ length: 30 }, (_, length) => {
        const data = xorshiftBytes(length, 31 * i + length + 1);
        return [`${type} ${length}`, pngOf(ihdr(), { type, data }, idat(), IEND)] as const;
      }),
    );
    expect(problemsOfAll(files)).toEqual([]);
  });
});

describe('a thumbnail in a thumbnail in a thumbnail', () => {
  it('is read once: what lies inside is not looked into', () => {
    let inner = bareJpeg(reduced(PICTURE, 5), 20);
    for (let depth = 0; depth < 5; depth++)
      inner = withSegments(SMALL, exifSegment(buildTiff({ chain: [{}, {}], thumbnail: inner })));
    const { exif, complete } = readMetadata(inner);
    expect([exif!.ifds.length, exif!.thumbnail!.width, complete]).toEqual([2, 40, true]);
    expect(problemsOf(inner)).toEqual([]);
  });

  it('that promises a gigantic picture is left alone', () => {
    const thumbnail = bareJpeg(reduced(PICTURE, 5), 20);
    const frame = thumbnail.findIndex((byte, at) => byte === 0xff && thumbnail[at + 1] === 0xc0);
    const huge = patched(thumbnail, frame + 5, 0xff, 0xff, 0xff, 0xff);
    const bytes = cameraFile({ thumbnail: huge });
    const metadata = readMetadata(bytes);
    expect([metadata.exif!.thumbnail!.width, metadata.exif!.thumbnail!.height]).toEqual([65_535, 65_535]);
    const { unchecked } = checkConsistency(metadata, { width: 160, height: 120, bytes, raster: PICTURE });
    expect(unchecked.map(({ reason }) => reason.code)).toContain('metadata-unchecked-thumbnail-unreadable');
  });
});

describe('time', () => {
  it('does not run away on the worst files', () => {
    const started = performance.now();
    const comments = Array.from({ length: 15_000 }, () => Uint8Array.of(0xff, 0xfe, 0, 3, 0x41));
    const texts = Array.from({ length: 15_000 }, () => ({ type: 'tEXt', data: latin1(`k\0${'v'.repeat(90)}`) }));
    expect(problemsOf(withSegments(SMALL, ...comments))).toEqual([]);
    expect(problemsOf(pngOf(ihdr(), ...texts, idat(), IEND))).toEqual([]);
    // A hundred times what it takes, to tell a hang from work.
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
