import { describe, expect, it } from 'vitest';
import { encodeJpeg } from '../../../src/codec/jpeg/index.ts';
import { jpegQuality } from '../../../src/detectors/index.ts';
import type { JpegQualityOptions } from '../../../src/detectors/index.ts';
import { openExhibit } from '../../../src/exhibit/index.ts';
import { caught } from '../../support/caught.ts';
import { noise } from '../../support/scene.ts';

const EXHIBIT = await openExhibit(encodeJpeg(noise(16, 16, 3, 1), { quality: 75 }));
const GRAY = await openExhibit(encodeJpeg(noise(8, 8, 1, 1), { quality: 75 }));

function measure(options?: Partial<JpegQualityOptions>, exhibit = EXHIBIT) {
  const finding = jpegQuality.detect(exhibit, options);
  if (finding.status !== 'measured') throw new Error(JSON.stringify(finding));
  return finding;
}

describe('the option knownTables', () => {
  const { exifTool, jpegSnoop, jpegSnoopRotated } = measure().details.digests;

  it.each([exifTool!, exifTool!.slice(0, 32), jpegSnoop, jpegSnoopRotated])('finds %s', (digest) => {
    const { details, notes } = measure({
      knownTables: new Map([
        [digest, 'a printer'],
        ['ff', 'a camera'],
      ]),
    });
    expect(details.knownTables).toEqual([{ digest, label: 'a printer' }]);
    expect(notes).toEqual(measure().notes);
  });

  it('finds every form that is listed', () => {
    const knownTables = new Map([
      [jpegSnoop, 'b'],
      [exifTool!, 'a'],
    ]);
    expect(measure({ knownTables }).details.knownTables).toEqual([
      { digest: exifTool, label: 'a' },
      { digest: jpegSnoop, label: 'b' },
    ]);
  });

  it('finds a gray file by its signature, having no digest of ExifTool', () => {
    const { digests } = measure({}, GRAY).details;
    expect(digests.exifTool).toBeNull();
    const knownTables = new Map([[digests.jpegSnoop, 'a scanner']]);
    expect(measure({ knownTables }, GRAY).details.knownTables).toEqual([{ digest: digests.jpegSnoop, label: 'a scanner' }]);
  });

  it('is empty unless given', () => {
    expect(measure().details.knownTables).toEqual([]);
  });

  it.each([
    [{}, 'object'],
    [null, 'null'],
    [[['a', 'b']], 'object'],
    ['list', 'string'],
  ])('refuses %j', (knownTables, received) => {
    const error = caught(() => measure({ knownTables: knownTables as never }));
    expect(error).toEqual(new TypeError(`"knownTables" must be a Map, received ${received}`));
  });
});

describe('the option make', () => {
  it('is neutral unless given', () => {
    expect(measure().details.consistency).toEqual({ assessment: 'maker-unknown', signs: [] });
    expect(measure({ make: undefined }).details.consistency.assessment).toBe('maker-unknown');
  });

  it('adds a note of processing, and changes neither statistic nor polarity', () => {
    const [without, stated] = [measure(), measure({ make: 'Canon' })];
    expect(stated.details.consistency).toEqual({ assessment: 'processed', signs: ['ijg-tables-with-jfif'] });
    expect(stated.notes).toEqual([...without.notes, { code: 'jpeg-quality-processed-ijg-jfif', params: {} }]);
    expect([stated.statistic, stated.polarity, stated.regions]).toEqual([without.statistic, 'two-sided', []]);
  });

  it.each([5, null, {}])('refuses %j', (make) => {
    const error = caught(() => measure({ make: make as never }));
    expect(error).toEqual(new TypeError(`"make" must be a string, received ${typeof make}`));
  });
});
