import { describe, expect, it } from 'vitest';
import { tableConsistency } from '../../../src/detectors/index.ts';
import type { ProcessingSign, SaveTraits, TableClass } from '../../../src/detectors/index.ts';

const NO_MARKERS = { jfif: false, adobe: false, photoshop: false };
const CAMERA: SaveTraits = { process: 'SOF0', tableClass: { kind: 'custom' }, markers: NO_MARKERS };

const IJG: TableClass = { kind: 'ijg', quality: 90 };
const MIXED: TableClass = { kind: 'ijg-mixed', qualities: [90, 70, 70] };
const MOZJPEG: TableClass = { kind: 'mozjpeg', preset: 3, presetName: 'x', quality: 75, chromaQuality: 75 };
const PHOTOSHOP: TableClass = { kind: 'photoshop', settings: [{ product: 'photoshop', quality: 8 }] };

describe('tableConsistency', () => {
  it.each([undefined, '', '  ', '\0', ' --- '])('says nothing where the maker is %j', (make) => {
    const traits: SaveTraits = { process: 'SOF2', tableClass: MOZJPEG, markers: { jfif: true, adobe: true, photoshop: true } };
    expect(tableConsistency(traits, make)).toEqual({ assessment: 'maker-unknown', signs: [] });
  });

  it('finds no sign in what a camera writes', () => {
    expect(tableConsistency(CAMERA, 'Canon')).toEqual({ assessment: 'no-sign', signs: [] });
    expect(tableConsistency({ ...CAMERA, tableClass: IJG }, 'NIKON').signs).toEqual([]);
    expect(tableConsistency({ ...CAMERA, tableClass: { kind: 'same-table' } }, 'NIKON').signs).toEqual([]);
    expect(tableConsistency({ ...CAMERA, markers: { ...NO_MARKERS, jfif: true } }, 'samsung').signs).toEqual([]);
    expect(tableConsistency({ ...CAMERA, markers: { ...NO_MARKERS, photoshop: true } }, 'Canon').signs).toEqual([]);
  });

  it.each<[Partial<SaveTraits>, ProcessingSign[]]>([
    [{ tableClass: MOZJPEG }, ['mozjpeg-tables']],
    [{ tableClass: PHOTOSHOP }, ['photoshop-tables']],
    [{ tableClass: IJG, markers: { ...NO_MARKERS, jfif: true } }, ['ijg-tables-with-jfif']],
    [{ tableClass: MIXED, markers: { ...NO_MARKERS, jfif: true } }, ['ijg-tables-with-jfif']],
    [{ markers: { ...NO_MARKERS, adobe: true } }, ['adobe-marker']],
    [{ tableClass: { kind: 'photoshop-like' }, markers: { ...NO_MARKERS, adobe: true, photoshop: true } }, ['adobe-marker']],
    [{ process: 'SOF2' }, ['progressive']],
    [
      { process: 'SOF2', tableClass: PHOTOSHOP, markers: { jfif: false, adobe: true, photoshop: true } },
      ['photoshop-tables', 'adobe-marker', 'progressive'],
    ],
  ])('finds the signs of processing in %j', (traits, signs) => {
    expect(tableConsistency({ ...CAMERA, ...traits }, 'Canon')).toEqual({ assessment: 'processed', signs });
  });
});
