import { describe, expect, it } from 'vitest';
import type { Limits } from '../../src/errors/index.ts';
import { readMetadata } from '../../src/metadata/index.ts';
import type { ImageMetadata } from '../../src/metadata/index.ts';
import { bareJpeg, cameraTiff, PICTURE } from '../support/camera-file.ts';
import { ascii, buildTiff, exifSegment, long, short, TYPE, withSegments } from '../support/exif-builder.ts';
import type { DirectoryParts, EntryParts, ExifParts } from '../support/exif-builder.ts';
import { chunkBytes, IEND, idat, ihdr, joined, pngOf, SIGNATURE } from '../codec/png/build-png.ts';

const JPEG = bareJpeg(PICTURE, 50);

function read(parts: ExifParts, limits?: Partial<Limits>): ImageMetadata {
  return readMetadata(withSegments(JPEG, exifSegment(buildTiff(parts))), limits);
}

function limitsMet({ notes }: ImageMetadata): unknown[] {
  return notes.filter(({ code }) => code === 'metadata-limit').map(({ params }) => [params['limit'], params['maximum']]);
}

/** A directory with one in it, and so on. */
function nest(depth: number): DirectoryParts {
  return depth === 0 ? { entries: [short(0x0112, 1)] } : { children: { 0x8769: nest(depth - 1) } };
}

/** A long text as JSON would hold it: what a hostile file could make of a small one. */
function sizeOf(metadata: ImageMetadata): number {
  return JSON.stringify(metadata).length;
}

describe('reading metadata stops at', () => {
  it('64 directories', () => {
    const chain = Array.from({ length: 80 }, () => ({ entries: [short(0x0112, 1)] }));
    const metadata = read({ chain });
    expect([metadata.exif!.ifds.length, limitsMet(metadata), metadata.complete]).toEqual([64, [['maximumIfds', 64]], false]);
    expect(limitsMet(read({ chain: chain.slice(0, 64) }))).toEqual([]);
    expect(read({ chain }, { maximumIfds: 3 }).exif!.ifds).toHaveLength(3);
  });

  it('8 directories in each other', () => {
    const metadata = read({ chain: [nest(9)] });
    expect([metadata.exif!.ifds.length, limitsMet(metadata)]).toEqual([9, [['maximumIfdDepth', 8]]]);
    expect(limitsMet(read({ chain: [nest(8)] }))).toEqual([]);
    expect(limitsMet(read({ chain: [nest(2)] }, { maximumIfdDepth: 1 }))).toEqual([['maximumIfdDepth', 1]]);
  });

  it('4,096 entries of a directory', () => {
    const entries = Array.from({ length: 4097 }, () => short(0x0112, 1));
    const metadata = read({ chain: [{ entries }] });
    expect([metadata.exif!.ifds[0].entries.length, limitsMet(metadata)]).toEqual([4096, [['maximumIfdEntries', 4096]]]);
    expect(limitsMet(read({ chain: [{ entries: entries.slice(1) }] }))).toEqual([]);
  });

  it('one value of the length that is allowed', () => {
    const metadata = read(
      { chain: [{ entries: [ascii(0x010e, 'a'.repeat(99)), ascii(0x010f, 'b'.repeat(100))] }] },
      { maximumValueBytes: 100 },
    );
    expect(metadata.exif!.ifds[0].entries.map(({ value }) => value?.toString().length)).toEqual([99, undefined]);
    expect(limitsMet(metadata)).toEqual([['maximumValueBytes', 100]]);
  });

  it('the bytes that may be read out of one file', () => {
    const parts = { chain: [{ entries: [ascii(0x010e, 'a'.repeat(99)), ascii(0x010f, 'b'.repeat(99))] }] };
    // Two entries of 12 bytes, then one value of 100; the second does not fit any more.
    const metadata = read(parts, { maximumMetadataBytes: 150 });
    expect(metadata.exif!.ifds[0].entries.map(({ value }) => value?.toString().length)).toEqual([99, undefined]);
    expect(limitsMet(metadata)).toEqual([['maximumMetadataBytes', 150]]);
    expect(limitsMet(read(parts, { maximumMetadataBytes: 224 }))).toEqual([]);
  });

  it('a wrong limit, with the words of the caller', () => {
    expect(() => readMetadata(JPEG, { maximumIfds: 0 })).toThrow('"maximumIfds" must be in 1..1099511627776, received 0');
    expect(() => readMetadata(JPEG, { maximumIfd: 1 } as never)).toThrow('unknown option "maximumIfd"');
  });
});

describe('entries that share bytes', () => {
  /** 1,000 or more entries that all point at the same values: `pad` fills the block up. */
  function shared(entries: number, parts: Partial<EntryParts>, bytes: number): ExifParts {
    const first: EntryParts = { tag: 0x010e, type: TYPE.ASCII, values: new Uint8Array(bytes).fill(0x41), ...parts };
    const rest = Array.from({ length: entries - 1 }, () => ({ ...first, valueOffset: 8 + 2 + 12 * entries + 4 }));
    return { chain: [{ entries: [first, ...rest] }] };
  }

  it.each<[string, Partial<EntryParts>]>([
    ['texts', {}],
    ['shorts', { type: TYPE.SHORT, values: new Array<number>(900).fill(7) }],
    ['fractions', { type: TYPE.RATIONAL, values: new Array<number>(450).fill(7) }],
  ])('give no more than four times the block, as %s', (_, parts) => {
    const metadata = read(shared(4000, parts, 1800));
    const blockBytes = metadata.exif!.length;
    const read1 = metadata.exif!.ifds[0].entries.reduce(
      (sum, { value, valueBytes }) => sum + (value === undefined ? 0 : valueBytes),
      0,
    );
    expect(read1).toBeGreaterThan(2 * blockBytes);
    expect(read1).toBeLessThanOrEqual(4 * blockBytes);
    expect(metadata.notes.map(({ code }) => code)).toEqual(['exif-values-multiply']);
    expect(metadata.complete).toBe(false);
  });

  it('do not multiply: 5,200 tags on one region of 60 kB, in a PNG chunk', () => {
    // 2 + 12 × 5,200 bytes of directory and 60,000 bytes of value: 122 kB, which would be 312 MB.
    const tiff = buildTiff(shared(5200, {}, 60_000));
    const file = pngOf(ihdr(), { type: 'eXIf', data: tiff }, idat(), IEND);
    const started = performance.now();
    const metadata = readMetadata(file, { maximumIfdEntries: 10_000 });
    // Milliseconds, where copying it all would take seconds.
    expect(performance.now() - started).toBeLessThan(2000);
    expect(metadata.notes.map(({ code }) => code)).toContain('exif-values-multiply');
    expect(sizeOf(metadata)).toBeLessThan(4 * tiff.length + 5200 * 200);
  });

  it('cannot make millions of entries out of directories that overlap', () => {
    // Every second byte is the beginning of a directory of 4,096 entries; 60 pointers lead into them.
    const entries = Array.from({ length: 60 }, (_, i) => long(0x014a, 800 + 2 * i));
    const tiff = buildTiff({ chain: [{ entries }] });
    const block = new Uint8Array(60_000).fill(0x10);
    block.set(tiff);
    const metadata = readMetadata(withSegments(JPEG, exifSegment(block)));
    const total = metadata.exif!.ifds.reduce((sum, ifd) => sum + ifd.entries.length, 0);
    expect(total).toBeLessThanOrEqual((4 * block.length) / 12);
    expect(metadata.notes.map(({ code }) => code)).toContain('exif-values-multiply');
  });
});

describe('a large block', () => {
  it('in a PNG file of many megabytes stays within the budget of the file', () => {
    const many = Array.from({ length: 300 }, (_, i) => ascii(0x8000 + i, 'x'.repeat(60_000)));
    const file = joined(
      SIGNATURE,
      ...[ihdr(), { type: 'eXIf', data: buildTiff({ chain: [{ entries: many }] }) }, idat(), IEND].map(chunkBytes),
    );
    const metadata = readMetadata(file);
    expect(limitsMet(metadata)).toEqual([['maximumMetadataBytes', 1_048_576]]);
    expect(sizeOf(metadata)).toBeLessThan(1_048_576 + 300 * 300);
  });

  it('of a camera is read in full', () => {
    const { notes, complete } = readMetadata(withSegments(JPEG, exifSegment(cameraTiff())));
    expect([notes, complete]).toEqual([[], true]);
  });
});
