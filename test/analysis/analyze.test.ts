import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/analysis/index.ts';
import { decodeJpeg, encodeJpeg } from '../../src/codec/jpeg/index.ts';
import { encodePng } from '../../src/codec/png/index.ts';
import { ela, jpegQuality, STANDARD_DETECTORS } from '../../src/detectors/index.ts';
import type { ElaDetails } from '../../src/detectors/index.ts';
import { exhibitFromRaster, openExhibit } from '../../src/exhibit/index.ts';
import { toJson, VERSION } from '../../src/report/index.ts';
import type { Report, ReportedMeasurement } from '../../src/report/index.ts';
import { rejection } from '../support/caught.ts';
import { readFixture } from '../support/fixture.ts';
import { noise, syntheticPhoto } from '../support/scene.ts';
import { sha256Hex } from '../support/sha256.ts';
import { spyOn } from '../support/spy-exhibit.ts';
import { stubDetector } from '../support/stub-detector.ts';

const PHOTO = syntheticPhoto(160, 128, 3);
const FILE = encodeJpeg(PHOTO, { quality: 85 });
const STANDARD_IDS = STANDARD_DETECTORS.map(({ id }) => id);
const WEBP = Uint8Array.from('RIFF\x1a\0\0\0WEBPVP8L', (character) => character.charCodeAt(0));

function measurement(report: Report, id: string): ReportedMeasurement {
  const finding = report.findings[id];
  if (finding?.status !== 'measured') throw new Error(JSON.stringify(finding));
  return finding;
}

describe('analyze', () => {
  it('tells what it examined and with what', async () => {
    const { report } = await analyze(FILE, { name: 'photo.jpg' });
    expect(report.file).toEqual({
      name: 'photo.jpg',
      format: 'jpeg',
      byteLength: FILE.length,
      width: 160,
      height: 128,
      sha256: sha256Hex(FILE),
      complete: true,
      decodedRows: 128,
      notes: [],
    });
    expect(report.tool).toMatchObject({
      name: 'tamperlens',
      version: VERSION,
      detectors: { ela: ela.revision, 'jpeg-quality': jpegQuality.revision },
      calibration: 'none',
    });
    expect(report.tool.decoder).toBe(report.tool.jpegCodec);
  });

  it('answers with a report, heat maps by detector, and how it ran', async () => {
    const { report, heatmaps, run } = await analyze(FILE);
    expect(report.schemaVersion).toBe(1);
    expect(Object.keys(report.findings)).toEqual(STANDARD_IDS);
    expect(measurement(report, 'jpeg-quality').statistic).toBe(85);
    expect(Object.keys(heatmaps)).toEqual(['ela', 'noise']);
    expect([heatmaps['ela'].width, heatmaps['ela'].height]).toEqual([20, 16]);
    expect(run).toEqual({ durationsMs: {}, kernels: 'typescript', runtime: 'unknown' });
    expect(JSON.stringify(report)).not.toContain('heatmap');
  });

  it.each([
    ['authentic/seeding.jpg', 'no-evidence', 'low'],
    ['authentic/high-detail.jpg', 'no-evidence', 'low'],
    ['tampered/scene-splice.jpg', 'inconclusive', 'medium'],
    ['tampered/seeding-splice.jpg', 'inconclusive', 'medium'],
    ['formats/jpeg/truncated.jpg', 'inconclusive', 'medium'],
  ])('calls %s %s', async (name, outcome, riskLevel) => {
    const { verdict } = (await analyze(await readFixture(name))).report;
    expect(verdict).toMatchObject({ outcome, riskLevel, probability: null, isPotentiallyEdited: false });
  });

  it('says the same of a file as of the exhibit that was opened from it', async () => {
    const fromBytes = await analyze(FILE);
    expect(await analyze(await openExhibit(FILE))).toEqual(fromBytes);
  });

  it('says the same of pixels, of ImageData and of an exhibit of them', async () => {
    const rgba = new Uint8ClampedArray(160 * 128 * 4).fill(255);
    for (let i = 0; i < 160 * 128; i++) rgba.set(PHOTO.data.subarray(3 * i, 3 * i + 3), 4 * i);
    const imageData = { data: rgba, width: 160, height: 128, colorSpace: 'srgb' as const };
    const { report, heatmaps } = await analyze(PHOTO);
    expect(report.file).toMatchObject({ format: 'pixels', byteLength: null, sha256: null, complete: true });
    expect(report.findings['jpeg-quality']).toMatchObject({ status: 'not-applicable', reason: { code: 'exhibit-needs-file' } });
    expect(await analyze(imageData)).toEqual({ ...(await analyze(PHOTO)), report });
    expect((await analyze(exhibitFromRaster(PHOTO))).heatmaps).toEqual(heatmaps);
  });

  it('measures the same error levels in a file as in its pixels', async () => {
    const [file, pixels] = [await analyze(FILE), await analyze(decodeJpeg(FILE).raster)];
    const [inFile, inPixels] = [measurement(file.report, 'ela'), measurement(pixels.report, 'ela')];
    expect(inFile.statistic).toBe(inPixels.statistic);
    expect([inFile.details, inFile.regions]).toEqual([inPixels.details, inPixels.regions]);
    expect(file.heatmaps).toEqual(pixels.heatmaps);
  });

  it('gives the same report twice, byte for byte, and leaves the bytes alone', async () => {
    const bytes = await readFixture('tampered/scene-splice.jpg');
    const before = sha256Hex(bytes);
    const [first, second] = [await analyze(bytes), await analyze(bytes.slice())];
    expect(toJson(second.report)).toBe(toJson(first.report));
    expect(second.heatmaps).toEqual(first.heatmaps);
    expect(sha256Hex(bytes)).toBe(before);
  });

  it('takes frozen input and options, and changes neither', async () => {
    const before = PHOTO.data.slice();
    const options = Object.freeze({
      detectorOptions: Object.freeze({ ela: Object.freeze({ quality: 80 }) }),
      limits: Object.freeze({ maximumPixels: 50_000 }),
      detectors: Object.freeze([ela]),
    });
    const image = Object.freeze({ ...PHOTO });
    const { report } = await analyze(image, options);
    expect((measurement(report, 'ela').details as ElaDetails).quality).toBe(80);
    expect(PHOTO.data).toEqual(before);
  });

  it('repeats the runtime that the host names, outside of the report', async () => {
    const { report, run } = await analyze(FILE, { runtime: 'engine 1.2' });
    expect(run.runtime).toBe('engine 1.2');
    expect(report).toEqual((await analyze(FILE)).report);
  });

  it.each([50, 127])('examines %d pixels a side, says that they are few, and takes silence for no answer', async (side) => {
    const { report, heatmaps } = await analyze(syntheticPhoto(side, side, 3), { detectors: [ela] });
    expect(heatmaps['ela'].width).toBe(Math.ceil(side / 8));
    expect(measurement(report, 'ela').notes).toContainEqual(expect.objectContaining({ code: 'ela-small-image' }));
    expect(report.verdict.outcome).toBe('inconclusive');
    expect(report.verdict.reasons.map(({ code }) => code)).toEqual(['verdict-too-small-to-tell']);
  });

  it.each([
    [254, 0, 'verdict-stands-out'],
    [0, 0, 'verdict-nothing-measured'],
    // The paste begins at row 283.
    [0, 230, 'verdict-mostly-transparent'],
  ])('is not silenced by an alpha of %d from row %d of a forgery on', async (alpha, firstRow, reason) => {
    const { data: rgb, width, height } = decodeJpeg(await readFixture('tampered/scene-splice.jpg')).raster;
    const data = new Uint8Array(width * height * 4);
    for (let i = 0; i < width * height; i++) {
      data.set([rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2], i < firstRow * width ? 255 : alpha], 4 * i);
    }
    const { verdict } = (await analyze(encodePng({ data, width, height }), { detectors: [ela] })).report;
    expect([verdict.outcome, verdict.reasons.map(({ code }) => code)]).toEqual(['inconclusive', [reason]]);
  });

  it('gives a report that JSON holds without loss', async () => {
    const { report } = await analyze(FILE);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('lists the remarks of guard and decoder once each', async () => {
    const { report } = await analyze(await readFixture('formats/jpeg/truncated-2x2.jpg'));
    expect(report.file.notes.map(({ code }) => code)).toEqual(['jpeg-missing-eoi', 'jpeg-damaged-scan']);
    expect(report.file).toMatchObject({ complete: false, decodedRows: 47, height: 97 });
  });
});

describe('analyze, with chosen detectors,', () => {
  it('runs them in order', async () => {
    const { report } = await analyze(FILE, { detectors: [jpegQuality, ela] });
    expect(Object.keys(report.findings)).toEqual(['jpeg-quality', 'ela']);
    expect(Object.keys(report.tool.detectors)).toEqual(['jpeg-quality', 'ela']);
  });

  it('decodes nothing when none wants pixels', async () => {
    const { report } = await analyze(FILE, { detectors: [jpegQuality] });
    expect(report.file).toMatchObject({ decodedRows: null, complete: true });
    const cut = await analyze(FILE.subarray(0, FILE.length - 100), { detectors: [jpegQuality] });
    expect(cut.report.file).toMatchObject({ decodedRows: null, complete: false });
  });

  it('has measured nothing when there are none', async () => {
    const { report } = await analyze(FILE, { detectors: [] });
    expect(report.verdict.outcome).toBe('inconclusive');
    expect(report.findings).toEqual({});
  });

  it.each(['standard', 'thorough'] as const)('runs error levels in the set %s', async (set) => {
    expect(Object.keys((await analyze(FILE, { set })).report.findings)).toContain('ela');
  });

  it('decodes nothing in the set fast, and so does not say that nothing was found', async () => {
    const { report } = await analyze(FILE, { set: 'fast' });
    expect(Object.keys(report.findings)).toContain('jpeg-quality');
    expect(report.file.decodedRows).toBeNull();
    expect(report.verdict.outcome).toBe('inconclusive');
  });

  it('gives each its options', async () => {
    const { report, heatmaps } = await analyze(FILE, { detectorOptions: { ela: { quality: 70, smoothing: 1 } } });
    expect(measurement(report, 'ela').details).toMatchObject({ quality: 70 });
    expect(heatmaps['ela'].data).not.toEqual((await analyze(FILE)).heatmaps['ela'].data);
  });

  it('keeps the heat map of each that has one', async () => {
    const map = { data: Float32Array.of(5), width: 1, height: 1, cell: { width: 200, height: 200, offsetX: 0, offsetY: 0 } };
    const finding = { ...stubDetector('x').detect(exhibitFromRaster(PHOTO)), heatmap: map };
    const { heatmaps } = await analyze(PHOTO, { detectors: [stubDetector('a', { detect: () => finding }), stubDetector('b')] });
    expect(heatmaps).toEqual({ a: map });
  });
});

describe('analyze, called wrongly,', () => {
  const zero = (): number => 0;

  it.each([
    [{ detectors: [ela, jpegQuality, ela] }, new RangeError('"detectors" names "ela" twice')],
    [
      { detectorOptions: { sound: {} } },
      new TypeError(`"detectorOptions" names "sound", which does not run; running: ${STANDARD_IDS.join(', ')}`),
    ],
    [
      { detectors: [jpegQuality], detectorOptions: { ela: {} } },
      new TypeError('"detectorOptions" names "ela", which does not run; running: jpeg-quality'),
    ],
    [{ set: 'all' }, new RangeError('"set" must be one of fast, standard, thorough, received "all"')],
    [{ timeoutMs: 0, now: zero }, new RangeError('"timeoutMs" must be in 1..2147483648, received 0')],
    [{ timeoutMs: '5', now: zero }, new TypeError('"timeoutMs" must be a number, received "5"')],
    [{ timeoutMs: 5 }, new TypeError('"timeoutMs" needs a clock: pass "now", for example () => performance.now()')],
    [{ detectorOptions: { ela: { quality: 0 } } }, new RangeError('"quality" must be in 1..100, received 0')],
    [
      { detectorOptions: { 'jpeg-quality': { table: 1 } } },
      new TypeError('unknown option "table"; known options: make, knownTables'),
    ],
  ])('names the option: %o', async (options, error) => {
    expect(await rejection(analyze(FILE, options as never))).toEqual(error);
  });

  it('names an option that it does not know', async () => {
    await expect(analyze(FILE, { detector: ela } as never)).rejects.toThrow('unknown option "detector"; known options: limits');
    await expect(analyze(FILE, { limits: { maxBytes: 1 } as never })).rejects.toThrow('unknown option "maxBytes"');
  });

  it.each([
    [{ limits: { foo: 10 } }, 'unknown option "foo"'],
    [{ limits: { maximumScans: 0 } }, '"maximumScans" must be in 1..'],
    [{ decoders: { wepb: { name: 'x', decode: () => PHOTO } } }, '"decoders" names "wepb", which is not one of jpeg, png, '],
    [{ decoders: { pdf: { name: 'x', decode: () => PHOTO } } }, '"decoders" names "pdf", which is not one of '],
    [{ decoders: { webp: () => PHOTO } }, '"decoders.webp" must be an object with a string "name" and a function "decode"'],
    [{ decoders: { webp: { decode: () => PHOTO } } }, '"decoders.webp" must be an object'],
    [{ decoders: { webp: null } }, '"decoders.webp" must be an object'],
    [{ decoders: null }, '"decoders" must be an object'],
  ])('names what is wrong with %o for a file, for pixels and for an exhibit', async (options, message) => {
    for (const input of [FILE, PHOTO, await openExhibit(FILE)]) {
      const error = await rejection(analyze(input, options as never));
      expect(String(error)).toMatch(/^(Type|Range)Error: /);
      expect(String(error)).toContain(message);
    }
  });

  it.each([null, undefined, 'photo.jpg', 5, {}, new ArrayBuffer(4)])('refuses the input %o', async (input) => {
    expect(await rejection(analyze(input as never))).toBeInstanceOf(TypeError);
  });

  it('refuses pixels that do not fit their size', async () => {
    await expect(analyze({ data: new Uint8Array(10), width: 3, height: 3 })).rejects.toThrow('"channels" must be 1, 3 or 4');
  });
});

describe('analyze, on files that it cannot read,', () => {
  it.each([
    ['an empty file', new Uint8Array(0), 'malformed'],
    ['one byte', Uint8Array.of(0xff), 'unsupported'],
    ['text', Uint8Array.from('hello there', (c) => c.charCodeAt(0)), 'unsupported'],
    ['WebP without a decoder', WEBP, 'unsupported'],
    ['only SOI', Uint8Array.of(0xff, 0xd8, 0xff), 'malformed'],
  ])('refuses %s', async (_, bytes, code) => {
    expect(await rejection(analyze(bytes))).toMatchObject({ name: 'ForensicsError', code });
  });

  it('holds a file to the limits', async () => {
    const error = await rejection(analyze(FILE, { limits: { maximumPixels: 20_479 } }));
    expect(error).toMatchObject({
      code: 'limit-exceeded',
      limit: { name: 'maximumPixels', maximum: 20_479, actual: 20_480 },
    });
    expect((await analyze(FILE, { limits: { maximumPixels: 20_480 } })).report.file.width).toBe(160);
  });

  it('holds pixels to the limit as well', async () => {
    const limit = { name: 'maximumPixels', maximum: 20_479, actual: 20_480 };
    const error = await rejection(analyze(PHOTO, { limits: { maximumPixels: 20_479 } }));
    expect(error).toMatchObject({ code: 'limit-exceeded', stage: 'analyze', limit });
    expect((await analyze(PHOTO, { limits: { maximumPixels: 20_480 } })).report.file.width).toBe(160);
  });

  it('holds an open exhibit to a limit that is named, and else to those that it was opened with', async () => {
    const error = await rejection(analyze(await openExhibit(FILE), { limits: { maximumPixels: 20_479 } }));
    expect(error).toMatchObject({ code: 'limit-exceeded', limit: { name: 'maximumPixels', maximum: 20_479, actual: 20_480 } });
    // One pixel above the default limit, in an exhibit that somebody opened with a higher one.
    const large = { ...spyOn(await openExhibit(FILE), []), width: 100_000_001, height: 1 };
    expect((await analyze(large, { detectors: [] })).report.file.width).toBe(100_000_001);
  });

  it('names the decoder that the caller brings', async () => {
    const decoder = { name: 'fake 1.0', decode: () => Promise.resolve(noise(40, 30, 3, 1)) };
    const { report } = await analyze(WEBP, { decoders: { webp: decoder } });
    expect(report.tool.decoder).toBe('fake 1.0');
    expect(report.file).toMatchObject({ format: 'webp', width: 40, height: 30, byteLength: WEBP.length });
    expect(report.file.notes.map(({ code }) => code)).toEqual(['guard-not-decoded-here']);
    expect(report.findings['ela'].status).toBe('measured');
  });
});
