import { describe, expect, it } from 'vitest';
import { encodeJpeg, readStructure, standardQuantizationTable } from '../../../src/codec/jpeg/index.ts';
import { describeSave } from '../../../src/detectors/index.ts';
import type { TableClass } from '../../../src/detectors/index.ts';
import { readFixture } from '../../support/fixture.ts';
import { joinJpeg, jpegPart, splitJpeg } from '../../support/jpeg-parts.ts';
import { noise } from '../../support/scene.ts';
import quality from '../../vectors/jpeg-quality.json' with { type: 'json' };
import mozjpeg from '../../vectors/mozjpeg.json' with { type: 'json' };
import { withTables } from './with-tables.ts';

const COLOR = encodeJpeg(noise(16, 16, 3, 1), { quality: 75 });
const GRAY = encodeJpeg(noise(8, 8, 1, 1), { quality: 75 });
const LUMA = standardQuantizationTable('luma', 90);

const ADOBE = jpegPart(0xee, [...'Adobe'].map((letter) => letter.charCodeAt(0)).concat(0, 100, 0, 0, 0, 0, 1));
const PHOTOSHOP = jpegPart(
  0xed,
  [...'Photoshop 3.0\0', ...'8BIM'].map((letter) => letter.charCodeAt(0)),
);

function classOf(bytes: Uint8Array): TableClass {
  return describeSave(readStructure(bytes), bytes).tableClass;
}

function classWith(luma: ArrayLike<number>, chroma: ArrayLike<number>): TableClass {
  return classOf(withTables(COLOR, [[[0, luma]], [[1, chroma]]]));
}

function grayClassWith(luma: ArrayLike<number>): TableClass {
  return classOf(withTables(GRAY, [[[0, luma]]]));
}

/** The file with more segments after its JFIF one, and perhaps without that. */
function withMarkers(bytes: Uint8Array, markers: readonly ReturnType<typeof jpegPart>[]): Uint8Array {
  const [first, ...rest] = splitJpeg(bytes);
  return joinJpeg([first, ...markers, ...rest]);
}

/** Chroma's 8-bit tables of 1, 2 and 3 are the same, so luma decides; gray has luma alone. */
const QUALITIES = Array.from({ length: 100 }, (_, i) => i + 1);

describe('the class of the tables', () => {
  it('is ijg at every quality', () => {
    const found = QUALITIES.map((q) => classWith(standardQuantizationTable('luma', q), standardQuantizationTable('chroma', q)));
    expect(found).toEqual(QUALITIES.map((q) => ({ kind: 'ijg', quality: q })));
  });

  it.each([
    ['quality-1-16bit', 1],
    ['progressive-16bit', 1],
    ['baseline-16bit-tables', 1],
    ['rgb-adobe', 80],
    ['cmyk-adobe', 80],
  ])('is ijg in %s', async (name, ijg) => {
    expect(classOf(await readFixture(`formats/jpeg/${name}.jpg`))).toEqual({ kind: 'ijg', quality: ijg });
  });

  it.each([
    ['separate-tables', 'custom'],
    ['ycck-adobe', 'same-table'],
    ['ycck-adobe-2x2', 'same-table'],
  ])('of %s is %s', async (name, kind) => {
    expect(classOf(await readFixture(`formats/jpeg/${name}.jpg`))).toEqual({ kind });
  });

  it('is ijg-mixed for two qualities, listed by component', () => {
    expect(classWith(LUMA, standardQuantizationTable('chroma', 70))).toEqual({ kind: 'ijg-mixed', qualities: [90, 70, 70] });
  });

  it.each(mozjpeg.tables)('knows mozjpeg preset $preset at quality $quality, held to baseline: $baseline', (row) => {
    const { preset, quality: q, luma, chroma = luma } = row;
    const expected =
      preset === 0
        ? { kind: 'ijg', quality: q }
        : { kind: 'mozjpeg', preset, quality: lowestOfFlat(preset, q), chromaQuality: lowestOfFlat(preset, q) };
    expect(classWith(luma, chroma)).toMatchObject(expected);
    expect(grayClassWith(luma)).toMatchObject(expected);
  });

  it('names who made a preset of mozjpeg', () => {
    const { luma } = mozjpeg.tables.find(({ preset, quality: q }) => preset === 3 && q === 75)!;
    expect(classWith(luma, luma)).toEqual({
      kind: 'mozjpeg',
      preset: 3,
      presetName: 'N. Robidoux, from ImageMagick',
      quality: 75,
      chromaQuality: 75,
    });
  });

  it('gives both qualities of a preset of mozjpeg', () => {
    const of = (q: number) => mozjpeg.tables.find(({ preset, quality: other }) => preset === 3 && other === q)!.luma;
    expect(classWith(of(90), of(30))).toMatchObject({ kind: 'mozjpeg', preset: 3, quality: 90, chromaQuality: 30 });
  });

  it('takes the two tables of one preset only', () => {
    const of = (preset: number) => mozjpeg.tables.find((row) => row.preset === preset && row.quality === 75)!.luma;
    expect(classWith(of(3), of(5))).toEqual({ kind: 'custom' });
  });

  it.each(quality.photoshop)(
    'knows $product $quality, which ExifTool calls $exifToolSays',
    ({ product, quality: q, luma, chroma }) => {
      const settings = [
        { product, quality: q },
        ...(product === 'photoshop' && q < 3 ? [{ product: 'lightroom', quality: q }] : []),
      ];
      expect(classWith(luma, chroma)).toEqual({ kind: 'photoshop', settings });
      // Luma alone can be that of several settings.
      expect(grayClassWith(luma)).toMatchObject({ kind: 'photoshop', settings: expect.arrayContaining(settings) as unknown });
    },
  );

  it('lists every setting of Photoshop that a gray file fits', () => {
    const { luma } = quality.photoshop.find(({ product, quality: q }) => product === 'photoshop' && q === 12)!;
    expect(grayClassWith(luma)).toEqual({
      kind: 'photoshop',
      settings: [
        { product: 'photoshop', quality: 12 },
        { product: 'save-for-web', quality: 100 },
      ],
    });
  });

  it('takes a pair of Photoshop only as a pair', () => {
    const [a, b] = quality.photoshop.filter(({ product }) => product === 'photoshop');
    expect(classWith(a.luma, b.chroma)).toEqual({ kind: 'custom' });
  });

  it('is photoshop-like for unknown tables between both of its markers', () => {
    const unknown = withTables(COLOR, [[[0, LUMA.map((step, k) => step + (k % 3))]], [[1, LUMA]]]);
    expect(classOf(withMarkers(unknown, [ADOBE, PHOTOSHOP]))).toEqual({ kind: 'photoshop-like' });
    expect(classOf(withMarkers(unknown, [ADOBE]))).toEqual({ kind: 'custom' });
    expect(classOf(withMarkers(unknown, [PHOTOSHOP]))).toEqual({ kind: 'custom' });
    expect(classOf(withMarkers(COLOR, [ADOBE, PHOTOSHOP]))).toEqual({ kind: 'ijg', quality: 75 });
  });

  it('is same-table when luma and chroma share steps that are no preset', () => {
    const steps = LUMA.map((step, k) => step + (k % 3));
    expect([classWith(LUMA, LUMA), classWith(steps, steps)]).toEqual([{ kind: 'same-table' }, { kind: 'same-table' }]);
  });

  it('is custom when one step of 64 differs', () => {
    const steps = LUMA.slice();
    steps[9]++;
    expect(classWith(steps, standardQuantizationTable('chroma', 90))).toEqual({ kind: 'custom' });
    expect(grayClassWith(steps)).toEqual({ kind: 'custom' });
  });

  it('knows a segment of Photoshop only by its whole name', () => {
    const short = jpegPart(
      0xed,
      [...'Photoshop 3'].map((letter) => letter.charCodeAt(0)),
    );
    const other = jpegPart(
      0xed,
      [...'Adobe_CM\0\0\0\0\0\0\0'].map((letter) => letter.charCodeAt(0)),
    );
    const markersOf = (bytes: Uint8Array) => describeSave(readStructure(bytes), bytes).markers;
    expect(markersOf(withMarkers(COLOR, [short, other]))).toEqual({ jfif: true, adobe: false, photoshop: false });
    expect(markersOf(withMarkers(COLOR, [other, PHOTOSHOP]))).toEqual({ jfif: true, adobe: false, photoshop: true });
  });

  it('is told of a file that lacks its first component', async () => {
    const bytes = await readFixture('formats/jpeg/scans-missing-component.jpg');
    expect(['ijg', 'ijg-mixed']).toContain(classOf(bytes).kind);
  });
});

/** A flat table is that of several qualities, of which the lowest is given. */
function lowestOfFlat(preset: number, q: number): number {
  if (preset !== 1) return q;
  const flat = (at: number) => Math.max(1, Math.floor((16 * (at < 50 ? Math.floor(5000 / at) : 200 - 2 * at) + 50) / 100));
  return QUALITIES.find((at) => Math.min(255, flat(at)) === Math.min(255, flat(q))) ?? q;
}
