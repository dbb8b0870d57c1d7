import { describe, expect, it } from 'vitest';
import { encodeJpeg, standardQuantizationTable } from '../../../src/codec/jpeg/index.ts';
import { jpegQuality } from '../../../src/detectors/index.ts';
import type { JpegQualityOptions } from '../../../src/detectors/index.ts';
import { openExhibit } from '../../../src/exhibit/index.ts';
import { readFixture } from '../../support/fixture.ts';
import { joinJpeg, jpegPart, splitJpeg } from '../../support/jpeg-parts.ts';
import { noise } from '../../support/scene.ts';
import quality from '../../vectors/jpeg-quality.json' with { type: 'json' };
import mozjpeg from '../../vectors/mozjpeg.json' with { type: 'json' };
import { withTables } from './with-tables.ts';

const COLOR = encodeJpeg(noise(16, 16, 3, 1), { quality: 75 });

async function measure(bytes: Uint8Array, options?: Partial<JpegQualityOptions>) {
  const finding = jpegQuality.detect(await openExhibit(bytes), options);
  if (finding.status !== 'measured') throw new Error(JSON.stringify(finding));
  return finding;
}

async function codesOf(bytes: Uint8Array, options?: Partial<JpegQualityOptions>): Promise<string[]> {
  return (await measure(bytes, options)).notes.map(({ code }) => code);
}

describe('the notes on how a file was saved', () => {
  it('name a preset of mozjpeg in place of a custom table', async () => {
    const { luma } = mozjpeg.tables.find((row) => row.preset === 3 && row.quality === 75)!;
    const { notes } = await measure(withTables(COLOR, [[[0, luma]], [[1, luma]]]));
    const params = { preset: 3, name: 'N. Robidoux, from ImageMagick', quality: 75 };
    expect(notes).toEqual([{ code: 'jpeg-quality-mozjpeg-table', params }]);
  });

  it('name a setting of Adobe software in place of a custom table', async () => {
    const { luma, chroma } = quality.photoshop.find((row) => row.product === 'save-for-web' && row.quality === 60)!;
    const { notes } = await measure(withTables(COLOR, [[[0, luma]], [[1, chroma]]]));
    expect(notes).toEqual([{ code: 'jpeg-quality-photoshop-table', params: { setting: 'Save for Web 60' } }]);
    const shared = quality.photoshop.find((row) => row.product === 'photoshop' && row.quality === 1)!;
    const both = await measure(withTables(COLOR, [[[0, shared.luma]], [[1, shared.chroma]]]));
    expect(both.notes).toEqual([{ code: 'jpeg-quality-photoshop-table', params: { setting: 'Photoshop 1, Lightroom 1' } }]);
  });

  it("name Photoshop's markers where the tables are unknown", async () => {
    const letters = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
    const unknown = withTables(COLOR, [
      [[0, standardQuantizationTable('luma', 90).map((step, k) => step + (k % 9))]],
      [[1, new Uint8Array(64).fill(9)]],
    ]);
    const [first, ...rest] = splitJpeg(unknown);
    const markers = [jpegPart(0xee, letters('Adobe\0d\0\0\0\0\x01')), jpegPart(0xed, letters('Photoshop 3.0\0'))];
    expect(await codesOf(joinJpeg([first, ...markers, ...rest]))).toEqual([
      'jpeg-quality-custom-table',
      'jpeg-quality-photoshop-markers',
    ]);
  });

  it('tell every sign of processing where a maker is stated, and none where not', async () => {
    const adobe = await readFixture('formats/jpeg/ycc-adobe-1.jpg');
    const progressive = await readFixture('formats/jpeg/progressive-2x2.jpg');
    expect(await codesOf(progressive)).toEqual(['jpeg-quality-standard-table']);
    expect((await codesOf(progressive, { make: 'Canon' })).slice(1)).toEqual([
      'jpeg-quality-processed-ijg-jfif',
      'jpeg-quality-processed-progressive',
    ]);
    expect((await codesOf(adobe, { make: 'Canon' })).slice(1)).toEqual(['jpeg-quality-processed-adobe-marker']);
    for (const [row, code] of [
      [quality.photoshop[8], 'jpeg-quality-processed-photoshop'],
      [mozjpeg.tables.find(({ preset }) => preset === 5)!, 'jpeg-quality-processed-mozjpeg'],
    ] as const) {
      const bytes = withTables(COLOR, [[[0, row.luma]], [[1, row.chroma ?? row.luma]]]);
      expect((await codesOf(bytes, { make: 'Canon' })).slice(1)).toEqual([code]);
    }
  });
});

describe('jpegQuality, on authentic pictures,', () => {
  it.each(['clean-scene', 'high-detail', 'seeding'])('says only how %s was saved', async (name) => {
    const { notes, regions, heatmap, polarity, details } = await measure(await readFixture(`authentic/${name}.jpg`));
    expect(notes).toEqual([{ code: 'jpeg-quality-standard-table', params: { quality: name === 'seeding' ? 85 : 90 } }]);
    expect([regions, heatmap, polarity]).toEqual([[], undefined, 'two-sided']);
    expect(details.consistency).toEqual({ assessment: 'maker-unknown', signs: [] });
  });

  it('describes one of them in full, for JSON', async () => {
    const { details } = await measure(await readFixture('authentic/clean-scene.jpg'));
    const ofComponent = (component: number) => ({
      component,
      tableId: Math.min(component, 1),
      precision: 8,
      quality: 90,
      exact: true,
      deviation: 0,
      equalQualities: [90],
    });
    expect(details).toEqual({
      process: 'SOF0',
      colorSpace: 'ycbcr',
      subsampling: '4:2:0',
      scans: 1,
      scanScript: '0,1,2',
      progression: 'sequential',
      restartInterval: 0,
      huffmanCoding: 'standard',
      components: [
        { ...ofComponent(0), minimumStep: 2, maximumStep: 24 },
        { ...ofComponent(1), minimumStep: 3, maximumStep: 20 },
        { ...ofComponent(2), minimumStep: 3, maximumStep: 20 },
      ],
      sameTableForChroma: false,
      tableClass: { kind: 'ijg', quality: 90 },
      imageMagickQuality: 90,
      digests: {
        exifTool: '50325a7b6e0a9b7f9aea8f5a6f7f31aa:221111',
        jpegSnoop: expect.stringMatching(/^01[0-9A-F]{30}$/) as string,
        jpegSnoopRotated: expect.stringMatching(/^01[0-9A-F]{30}$/) as string,
      },
      knownTables: [],
      markers: { jfif: true, adobe: false, photoshop: false },
      consistency: { assessment: 'maker-unknown', signs: [] },
    });
    expect(JSON.parse(JSON.stringify(details))).toEqual(details);
  });

  it('says null where ImageMagick has no estimate', async () => {
    const { details } = await measure(await readFixture('formats/jpeg/quality-1-16bit.jpg'));
    expect(details.imageMagickQuality).toBeNull();
  });
});
