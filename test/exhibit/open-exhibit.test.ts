import { describe, expect, it } from 'vitest';
import { ForensicsError } from '../../src/errors/index.ts';
import { openExhibit } from '../../src/exhibit/index.ts';
import type { ForeignDecoder } from '../../src/exhibit/index.ts';
import { rejection } from '../support/caught.ts';
import { readFixture } from '../support/fixture.ts';
import { noise } from '../support/scene.ts';

const JPEG = await readFixture('formats/jpeg/ycc-2x2.jpg');

/** The first bytes of a WebP file are enough: what follows is the foreign decoder's to judge. */
const WEBP = Uint8Array.from('RIFF\x1a\0\0\0WEBPVP8L', (character) => character.charCodeAt(0));

const SCENE = noise(12, 10, 4, 3);

/** A decoder that gives `SCENE` and remembers what it was given. */
function fakeDecoder(asked: Uint8Array[] = []): ForeignDecoder {
  return {
    name: 'fake 1.0',
    decode: (bytes) => {
      asked.push(bytes);
      return Promise.resolve(SCENE);
    },
  };
}

describe('openExhibit', () => {
  it('refuses what is no Uint8Array', async () => {
    const wrong = [...JPEG] as unknown as Uint8Array;
    expect(await rejection(openExhibit(wrong))).toEqual(new TypeError('"bytes" must be a Uint8Array, received Array'));
  });

  it('names an option and a limit that it does not know', async () => {
    await expect(openExhibit(JPEG, { limit: {} } as never)).rejects.toThrow('unknown option "limit"');
    await expect(openExhibit(JPEG, { limits: { maxPixels: 1 } as never })).rejects.toThrow('unknown option "maxPixels"');
  });

  it.each([
    [{ tif: fakeDecoder() }, '"decoders" names "tif", which is not one of jpeg, png, gif, webp, tiff, '],
    [{ constructor: fakeDecoder() }, '"decoders" names "constructor", which is not one of '],
    [{ webp: { name: 'x' } }, '"decoders.webp" must be an object with a string "name" and a function "decode"'],
    [{ webp: 'sharp' }, '"decoders.webp" must be an object with a string "name" and a function "decode"'],
    ['sharp', '"decoders" must be an object of decoders by format'],
  ])('names what is wrong with the decoders %o, even where none is needed', async (decoders, message) => {
    const error = await rejection(openExhibit(JPEG, { decoders } as never));
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toContain(message);
  });

  it.each([
    ['nothing', new Uint8Array(0), { code: 'malformed', offset: 0, message: 'the file is empty (at byte 0)' }],
    ['one byte', new Uint8Array(1), { code: 'unsupported', offset: 0 }],
    ['a PDF', Uint8Array.from('%PDF-1.7', (character) => character.charCodeAt(0)), { code: 'unsupported', offset: 0 }],
    ['WebP without a decoder', WEBP, { code: 'unsupported', offset: 0, stage: 'guard' }],
  ])('refuses %s', async (_, bytes, expected) => {
    const error = await rejection(openExhibit(bytes));
    expect(error).toBeInstanceOf(ForensicsError);
    expect(error).toMatchObject(expected);
  });

  it('says where to put the decoder that is missing', async () => {
    await expect(openExhibit(WEBP)).rejects.toThrow('webp files need a decoder of yours in "decoders"');
  });

  it('holds a file to the limits that are named', async () => {
    expect(await rejection(openExhibit(JPEG, { limits: { maximumBytes: 100 } }))).toMatchObject({
      code: 'limit-exceeded',
      limit: { name: 'maximumBytes', maximum: 100, actual: JPEG.length },
    });
    expect(await rejection(openExhibit(JPEG, { limits: { maximumPixels: 100 } }))).toMatchObject({
      code: 'limit-exceeded',
      limit: { name: 'maximumPixels', maximum: 100 },
    });
  });
});

describe('a foreign decoder', () => {
  it('makes the pixels of its format, and is named', async () => {
    const asked: Uint8Array[] = [];
    const exhibit = await openExhibit(WEBP, { decoders: { webp: fakeDecoder(asked) } });
    expect(asked).toEqual([WEBP]);
    expect(exhibit).toMatchObject({ source: 'file', format: 'webp', width: 12, height: 10, decoder: 'fake 1.0', bytes: WEBP });
    expect(exhibit.plane('raster').data).toBe(SCENE.data);
    expect(exhibit.decodingState()).toEqual({ complete: true, decodedRows: 10, notes: [] });
    expect(exhibit.unavailable('jpeg-structure')).toEqual({ code: 'exhibit-needs-jpeg', params: { format: 'webp' } });
    expect(exhibit.guard?.notes).toEqual([{ code: 'guard-not-decoded-here', params: { format: 'webp' } }]);
  });

  it('may be synchronous', async () => {
    const decoder = { name: 'fake', decode: () => SCENE };
    expect((await openExhibit(WEBP, { decoders: { webp: decoder } })).width).toBe(12);
  });

  it('is never asked for a JPEG', async () => {
    const asked: Uint8Array[] = [];
    const exhibit = await openExhibit(JPEG, { decoders: { jpeg: fakeDecoder(asked), webp: fakeDecoder(asked) } });
    exhibit.plane('raster');
    expect(asked).toEqual([]);
    expect(exhibit.decoder).toContain('tamperlens-jpeg');
  });

  it('is held to the limit of pixels', async () => {
    const options = { decoders: { webp: fakeDecoder() }, limits: { maximumPixels: 119 } };
    expect(await rejection(openExhibit(WEBP, options))).toMatchObject({
      code: 'limit-exceeded',
      stage: 'decoder',
      limit: { name: 'maximumPixels', maximum: 119, actual: 120 },
    });
    expect((await openExhibit(WEBP, { ...options, limits: { maximumPixels: 120 } })).width).toBe(12);
  });

  it('that gives no pixels of 8 bits is told so', async () => {
    const decoder = { name: 'fake', decode: () => ({ data: new Uint16Array(9), width: 3, height: 3 }) as never };
    await expect(openExhibit(WEBP, { decoders: { webp: decoder } })).rejects.toThrow(
      new TypeError('"data" of a raster must be a Uint8Array or Uint8ClampedArray, received Uint16Array'),
    );
  });

  it('may fail in its own words', async () => {
    const decoder = { name: 'fake', decode: () => Promise.reject(new Error('corrupt VP8L')) };
    await expect(openExhibit(WEBP, { decoders: { webp: decoder } })).rejects.toThrow('corrupt VP8L');
  });
});
