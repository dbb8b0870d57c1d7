import fc from 'fast-check';
import { zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { decodePng, encodePng, readChunks } from '../../../src/codec/png/index.ts';
import type { DecodedPng } from '../../../src/codec/png/index.ts';
import { isForensicsError } from '../../../src/errors/index.ts';
import { longCodesBomb } from '../../bytes/deflate-writer.ts';
import { readFixture } from '../../support/fixture.ts';
import { noise } from '../../support/scene.ts';
import { chunkBytes, IEND, idat, ihdr, joined, pngOf, SIGNATURE } from './build-png.ts';
import type { ChunkParts } from './build-png.ts';

/** Far above any work that is done here on a loaded machine, far below a hang. */
const NO_HANG_MS = 1500;

/** Seeds of a few hundred bytes that use all parts of the decoder. */
const SEEDS = [
  'rgb-8-filter4',
  'palette-4-adam7-trns',
  'gray-16-trns',
  'gray-1-adam7-9x2',
  'rgb-8-fixed-codes',
  'rgba-16-filter3',
];

/** The decoded file, or the error; anything but a {@link ForensicsError} goes through. */
function attempt(bytes: Uint8Array): DecodedPng | Error {
  try {
    return decodePng(bytes);
  } catch (error) {
    if (isForensicsError(error) && error.stage === 'png' && error.offset !== undefined) {
      expect(error.offset).toBeGreaterThanOrEqual(0);
      expect(error.offset).toBeLessThanOrEqual(bytes.length);
      return error;
    }
    throw error;
  }
}

/** What must hold of every result. */
function checkResult({ raster, header, decodedRows, complete, notes }: DecodedPng): void {
  expect(raster.data.length).toBe(header.width * header.height * raster.channels);
  expect(decodedRows).toBeGreaterThanOrEqual(1);
  expect(decodedRows).toBeLessThanOrEqual(header.height);
  if (decodedRows < header.height) expect(complete).toBe(false);
  if (!complete) expect(notes.length).toBeGreaterThan(0);
}

describe.each(SEEDS)('decodePng of a damaged %s', (seed) => {
  it('never calls a cut file complete, and keeps the rows that are there', async () => {
    const bytes = await readFixture(`formats/png/${seed}.png`);
    const whole = decodePng(bytes);
    const rowSamples = whole.raster.width * whole.raster.channels;
    let partial = 0;
    for (let length = 0; length < bytes.length; length++) {
      const result = attempt(bytes.subarray(0, length));
      if (result instanceof Error) {
        expect(result).toMatchObject({ code: 'malformed' });
        continue;
      }
      partial++;
      checkResult(result);
      expect(result.complete).toBe(false);
      const kept = result.decodedRows * rowSamples;
      expect(result.raster.data.subarray(0, kept)).toEqual(whole.raster.data.subarray(0, kept));
    }
    expect(partial).toBeGreaterThan(0);
  });

  it('survives every byte set to 0, 0x7f, 0x80 and 0xff', async () => {
    const bytes = (await readFixture(`formats/png/${seed}.png`)).slice();
    for (let at = 0; at < bytes.length; at++) {
      const original = bytes[at];
      for (const value of [0, 0x7f, 0x80, 0xff]) {
        bytes[at] = value;
        const result = attempt(bytes);
        if (!(result instanceof Error)) checkResult(result);
      }
      bytes[at] = original;
    }
  });

  it('survives damage whose CRCs are right', async () => {
    const bytes = await readFixture(`formats/png/${seed}.png`);
    const chunks: ChunkParts[] = readChunks(bytes).chunks.map(({ type, dataOffset, length }) => ({
      type,
      data: bytes.slice(dataOffset, dataOffset + length),
    }));
    for (const chunk of chunks) {
      const data = chunk.data as Uint8Array;
      for (let at = 0; at < data.length; at++) {
        const original = data[at];
        for (const value of [0, 1, 0x7f, 0xff, original ^ 1, original ^ 16]) {
          // Sides of many millions would only be refused.
          if (chunk.type === 'IHDR' && at % 4 < 2 && at < 8 && value > 1) continue;
          data[at] = value;
          const result = attempt(pngOf(...chunks));
          if (!(result instanceof Error)) checkResult(result);
        }
        data[at] = original;
      }
    }
  });
});

describe('decodePng of anything', () => {
  it('gives a result or a ForensicsError with a place', () => {
    const chunk = fc.record({
      type: fc.constantFrom('IDAT', 'IDAT', 'PLTE', 'tRNS', 'tEXt', 'IEND', 'IHDR', 'acTL', 'ABCD'),
      data: fc.uint8Array({ maxLength: 40 }),
    });
    const header = fc.record({
      width: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constantFrom(70000, 0x7fffffff, 0xffffffff)),
      height: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constantFrom(70000, 0x7fffffff, 0xffffffff)),
      bitDepth: fc.constantFrom(1, 2, 4, 8, 16, 3),
      colorType: fc.constantFrom(0, 2, 3, 4, 6, 1),
      interlace: fc.integer({ min: 0, max: 2 }),
    });
    const rows = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 400 });
    fc.assert(
      fc.property(header, fc.array(chunk, { maxLength: 4 }), rows, fc.nat(30), (parts, chunks, data, cut) => {
        const bytes = pngOf(ihdr(parts), ...chunks, idat(data), IEND);
        const result = attempt(bytes.subarray(0, bytes.length - Math.max(0, cut - 20)));
        if (!(result instanceof Error)) checkResult(result);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives a ForensicsError for bytes behind the signature', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 100 }),
        (tail) => void expect(attempt(joined(SIGNATURE, tail))).toBeInstanceOf(Error),
      ),
    );
  });
});

describe('decodePng of bombs', () => {
  const huge = (width: number, height: number, parts = {}): Uint8Array => pngOf(ihdr({ width, height, ...parts }), idat(), IEND);

  it.each([
    [0x7fffffff, 0x7fffffff],
    [10001, 10000],
    [1, 100_000_001],
  ])('refuses %d×%d pixels before it takes memory', (width, height) => {
    const decode = (): unknown => decodePng(huge(width, height));
    expect(decode).toThrow(`pixels of ${width}×${height}: ${width * height} exceeds the limit "maximumPixels" of 100000000`);
    expect(decode).toThrow(expect.objectContaining({ code: 'limit-exceeded', offset: 16 }));
  });

  it.each([
    [10_000, 10_000, {}],
    [10_000, 10_000, { bitDepth: 16, colorType: 6 }],
    [1_000_000, 100, { interlace: 1 }],
  ])('refuses %d×%d pixels %j for which there are too few bytes', (width, height, parts) => {
    const decode = (): unknown => decodePng(huge(width, height, parts));
    expect(decode).toThrow('bytes of IDAT are too few');
    expect(decode).toThrow(expect.objectContaining({ code: 'malformed', offset: 33 }));
  });

  it('does not support a side that no raster has', () => {
    expect(() => decodePng(huge((1 << 20) + 1, 1))).toThrow(expect.objectContaining({ code: 'unsupported', offset: 16 }));
  });

  it('takes the limit from the caller', () => {
    expect(() => decodePng(huge(2, 2), { limits: { maximumPixels: 3 } })).toThrow(
      expect.objectContaining({ code: 'limit-exceeded' }),
    );
    expect(decodePng(huge(2, 2), { limits: { maximumPixels: 4 } }).complete).toBe(true);
    expect(() => decodePng(huge(2, 2), { limits: { maximumPixels: 0 } })).toThrow(RangeError);
    expect(() => decodePng(huge(2, 2), { maxPixels: 4 } as object)).toThrow('unknown option "maxPixels"');
  });

  it('stops half a million empty IDAT chunks at the limit of chunks', () => {
    const head = pngOf(ihdr());
    const empty = chunkBytes({ type: 'IDAT' });
    const bytes = new Uint8Array(head.length + 500_000 * empty.length);
    bytes.set(head);
    for (let at = head.length; at < bytes.length; at += empty.length) bytes.set(empty, at);
    const start = performance.now();
    expect(() => decodePng(bytes)).toThrow(expect.objectContaining({ code: 'limit-exceeded', offset: 8 + 25 + 12 * 19_999 }));
    expect(performance.now() - start).toBeLessThan(NO_HANG_MS);
  });

  it('unpacks no more of a bomb than the image is large', () => {
    const bomb = zlibSync(new Uint8Array(64 << 20), { level: 9 });
    const bytes = pngOf(ihdr({ width: 1, height: 1 }), { type: 'IDAT', data: bomb }, IEND);
    const start = performance.now();
    const { complete, notes } = decodePng(bytes);
    expect(performance.now() - start).toBeLessThan(200);
    expect({ complete, codes: notes.map(({ code }) => code) }).toEqual({ complete: true, codes: ['png-extra-image-data'] });
  });

  it('does not hang on image data that never say anything', () => {
    const bytes = pngOf(ihdr({ width: 1, height: 1 }), { type: 'IDAT', data: longCodesBomb(20_000) }, IEND);
    const start = performance.now();
    expect(() => decodePng(bytes)).toThrow(expect.objectContaining({ code: 'malformed' }));
    expect(performance.now() - start).toBeLessThan(NO_HANG_MS);
  });

  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array(0)],
    ['one byte', Uint8Array.of(0x89)],
    ['a signature', SIGNATURE],
    ['no image data', pngOf(ihdr(), IEND)],
    ['empty image data', pngOf(ihdr(), { type: 'IDAT' }, IEND)],
    ['one byte of image data', pngOf(ihdr(), { type: 'IDAT', data: [0x78] }, IEND)],
    ['half of the first row', pngOf(ihdr(), idat([0, 1]), IEND)],
    ['a first row with an unknown filter', pngOf(ihdr(), idat([5, 1, 2, 0, 3, 4]), IEND)],
    ['image data with a wrong CRC', pngOf(ihdr(), { ...idat(), crc: 0 }, IEND)],
    ['a palette with a wrong CRC', pngOf(ihdr({ colorType: 3 }), { type: 'PLTE', data: [1, 2, 3], crc: 0 }, idat(), IEND)],
  ])('calls %s malformed', (_, bytes) => {
    expect(attempt(bytes)).toMatchObject({ code: 'malformed' });
  });

  it('answers the same after a failure', () => {
    const bytes = encodePng(noise(16, 16, 4, 2));
    const before = decodePng(bytes);
    for (let i = 0; i < 50; i++) attempt(bytes.subarray(0, 40 + i));
    expect(decodePng(bytes)).toEqual(before);
  });
});
