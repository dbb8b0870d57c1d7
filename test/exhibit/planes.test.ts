import { describe, expect, it } from 'vitest';
import { decodeJpeg, readCoefficients, readStructure } from '../../src/codec/jpeg/index.ts';
import { decodePng } from '../../src/codec/png/index.ts';
import { exhibitFromRaster, openExhibit } from '../../src/exhibit/index.ts';
import type { ExhibitPlane } from '../../src/exhibit/index.ts';
import { toLuma } from '../../src/image/index.ts';
import { caught } from '../support/caught.ts';
import { readFixture } from '../support/fixture.ts';
import { noise } from '../support/scene.ts';

const JPEG = await readFixture('formats/jpeg/ycc-2x2-large.jpg');
const PNG = await readFixture('formats/png/rgba-8.png');
const TRUNCATED = await readFixture('formats/jpeg/truncated-2x2.jpg');
const NO_ROWS = await readFixture('formats/jpeg/scans-missing-component.jpg');
const SCENE = noise(9, 5, 3, 1);

const PLANES: readonly ExhibitPlane[] = ['jpeg-structure', 'jpeg-coefficients', 'raster', 'luma'];

function stopAtOnce(): never {
  throw new Error('stopped');
}

describe('an exhibit of a JPEG file', () => {
  it.each(PLANES)('gives the same %s however often it is asked', async (plane) => {
    const exhibit = await openExhibit(JPEG);
    expect(exhibit.unavailable(plane)).toBeUndefined();
    expect(exhibit.plane(plane)).toBe(exhibit.plane(plane));
  });

  it('gives what the decoder gives', async () => {
    const exhibit = await openExhibit(JPEG);
    const { raster } = decodeJpeg(JPEG);
    expect(exhibit.plane('raster')).toEqual(raster);
    expect(exhibit.plane('luma')).toEqual(toLuma(raster));
    expect(exhibit.plane('jpeg-structure')).toEqual(readStructure(JPEG));
    expect(exhibit.plane('jpeg-coefficients')).toEqual(readCoefficients(JPEG));
  });

  it.each(['jpeg-coefficients', 'raster', 'luma'] as const)('computes a released %s again, to the same values', async (plane) => {
    const exhibit = await openExhibit(JPEG);
    const first = exhibit.plane(plane);
    exhibit.release(plane);
    const second = exhibit.plane(plane);
    expect(second).not.toBe(first);
    expect(second).toEqual(first);
  });

  it('makes the same pixels from coefficients that are there already', async () => {
    const exhibit = await openExhibit(JPEG);
    exhibit.plane('jpeg-coefficients');
    expect(exhibit.plane('raster')).toEqual(decodeJpeg(JPEG).raster);
  });

  it('keeps nothing but the state once the coefficients are released', async () => {
    const exhibit = await openExhibit(JPEG);
    exhibit.plane('jpeg-coefficients');
    exhibit.release('jpeg-coefficients');
    expect(Object.keys(exhibit.decodingState()).sort()).toEqual(['complete', 'decodedRows', 'notes']);
  });

  it.each(PLANES.slice(1))('computes %s after a first try that the caller stopped', async (plane) => {
    const exhibit = await openExhibit(JPEG);
    expect(() => exhibit.plane(plane, stopAtOnce)).toThrow('stopped');
    expect(exhibit.plane(plane)).toEqual((await openExhibit(JPEG)).plane(plane));
  });

  it('tells its format, size and decoder', async () => {
    const exhibit = await openExhibit(JPEG);
    const { width, height } = decodeJpeg(JPEG).raster;
    expect(exhibit).toMatchObject({ source: 'file', format: 'jpeg', width, height, bytes: JPEG });
    expect(exhibit.decoder).toContain('exact to libjpeg-turbo');
    expect(exhibit.decodingState()).toEqual({ complete: true, decodedRows: height, notes: [] });
  });
});

describe('any exhibit', () => {
  it.each(['foo', 'toString', '__proto__', '', undefined])('names the planes there are when asked for %o', async (name) => {
    for (const exhibit of [await openExhibit(JPEG), await openExhibit(PNG), exhibitFromRaster(SCENE)]) {
      for (const ask of [() => exhibit.plane(name as never), () => exhibit.unavailable(name as never)]) {
        const error = caught(ask);
        expect(error).toBeInstanceOf(TypeError);
        expect((error as Error).message).toContain(`unknown plane "${name}"; known planes: ${PLANES.join(', ')}`);
      }
    }
  });
});

describe('an exhibit of a JPEG file that is cut short', () => {
  it.each([['raster first', 'raster'] as const, ['coefficients first', 'jpeg-coefficients'] as const])(
    'has only the rows that were read (%s)',
    async (_, first) => {
      const exhibit = await openExhibit(TRUNCATED);
      exhibit.plane(first);
      const { decodedRows, raster } = decodeJpeg(TRUNCATED);
      const plane = exhibit.plane('raster');
      expect(decodedRows).toBe(47);
      expect([exhibit.height, plane.width, plane.height, exhibit.plane('luma').height]).toEqual([97, 130, 47, 47]);
      expect(plane.data).toEqual(raster.data.subarray(0, 130 * 47 * 3));
    },
  );

  it('says that it is incomplete, and where', async () => {
    const { complete, decodedRows, notes } = (await openExhibit(TRUNCATED)).decodingState();
    expect([complete, decodedRows]).toEqual([false, 47]);
    expect(notes.map(({ code }) => code)).toEqual(['jpeg-missing-eoi', 'jpeg-damaged-scan']);
  });

  it('has no pixels where not one row was read, asked before or after', async () => {
    const exhibit = await openExhibit(NO_ROWS);
    const reason = { code: 'exhibit-no-rows', params: {} };
    expect([exhibit.unavailable('raster'), exhibit.unavailable('luma')]).toEqual([reason, reason]);
    for (const plane of ['raster', 'luma'] as const) {
      const fresh = await openExhibit(NO_ROWS);
      expect(() => fresh.plane(plane)).toThrow(new RangeError(`plane "${plane}" is not available: exhibit-no-rows`));
    }
    expect(exhibit.decodingState()).toMatchObject({ complete: false, decodedRows: 0 });
    expect(exhibit.unavailable('jpeg-coefficients')).toBeUndefined();
  });

  it('can be stopped while it finds out whether there are pixels', async () => {
    const exhibit = await openExhibit(TRUNCATED);
    expect(() => exhibit.unavailable('raster', stopAtOnce)).toThrow('stopped');
  });
});

describe('an exhibit of a PNG file', () => {
  it('has pixels and no JPEG data', async () => {
    const exhibit = await openExhibit(PNG);
    const reason = { code: 'exhibit-needs-jpeg', params: { format: 'png' } };
    expect(exhibit.plane('raster')).toEqual(decodePng(PNG).raster);
    expect(exhibit.plane('raster')).toBe(exhibit.plane('raster'));
    expect(exhibit.unavailable('jpeg-structure')).toEqual(reason);
    expect(exhibit.unavailable('jpeg-coefficients')).toEqual(reason);
    expect(exhibit.decodingState()).toEqual({ complete: true, decodedRows: exhibit.height, notes: [] });
  });

  it.each(['jpeg-structure', 'jpeg-coefficients'] as const)('refuses to give its %s', async (plane) => {
    const exhibit = await openExhibit(PNG);
    expect(() => exhibit.plane(plane)).toThrow(new RangeError(`plane "${plane}" is not available: exhibit-needs-jpeg`));
  });

  it('of 16 bits gives the upper 8 and says so', async () => {
    const exhibit = await openExhibit(await readFixture('formats/png/rgb-16.png'));
    expect(exhibit.plane('raster').data).toBeInstanceOf(Uint8Array);
    expect(exhibit.decodingState().notes).toEqual([{ code: 'png-depth-reduced', params: { bitDepth: 16 } }]);
  });
});

describe('an exhibit of pixels alone', () => {
  it('has pixels, and not what needs the file', () => {
    const exhibit = exhibitFromRaster(SCENE);
    expect(exhibit).toMatchObject({ source: 'pixels', format: 'pixels', width: 9, height: 5, decoder: 'none' });
    expect([exhibit.bytes, exhibit.guard]).toEqual([undefined, undefined]);
    for (const plane of ['jpeg-structure', 'jpeg-coefficients'] as const) {
      expect(exhibit.unavailable(plane), plane).toEqual({ code: 'exhibit-needs-file', params: {} });
      expect(caught(() => exhibit.plane(plane))).toBeInstanceOf(RangeError);
    }
    expect(exhibit.decodingState()).toEqual({ complete: true, decodedRows: 5, notes: [] });
  });

  it('shares the samples, also after a release', () => {
    const exhibit = exhibitFromRaster(SCENE);
    exhibit.release('raster');
    expect(exhibit.plane('raster').data).toBe(SCENE.data);
    expect(exhibit.plane('luma')).toEqual(toLuma(SCENE));
  });

  it('refuses pixels that do not fit their size', () => {
    expect(() => exhibitFromRaster({ data: new Uint8Array(10), width: 3, height: 3 })).toThrow('"channels" must be 1, 3 or 4');
  });
});
