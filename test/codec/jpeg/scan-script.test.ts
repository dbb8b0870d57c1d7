import { describe, expect, it } from 'vitest';
import { decodeJpeg, readCoefficients, readStructure } from '../../../src/codec/jpeg/index.ts';
import { readFixture } from '../../support/fixture.ts';
import { joinJpeg, MARKER, spliced, splitJpeg } from '../../support/jpeg-parts.ts';
import type { JpegPart } from '../../support/jpeg-parts.ts';

const progressive = splitJpeg(await readFixture('formats/jpeg/progressive-2x2.jpg'));
const baseline = splitJpeg(await readFixture('formats/jpeg/ycc-2x2.jpg'));

const scansOf = (parts: readonly JpegPart[]): number[] => parts.flatMap(({ marker }, i) => (marker === MARKER.SOS ? [i] : []));
const codesOf = (notes: readonly { readonly code: string }[]): string[] => notes.map(({ code }) => code);

describe('the scans of a progressive file', () => {
  const scans = scansOf(progressive);

  it('are complete as the encoder wrote them', () => {
    const { scanScript } = readStructure(joinJpeg(progressive));
    expect(scanScript).toMatchObject({ missingComponents: 0, incompleteCoefficients: 0, isConsistent: true, notes: [] });
    expect(scanScript.used).toHaveLength(scans.length);
  });

  it.each(scans.map((_, i) => i))('never pass for complete without scan %d', (missing) => {
    const file = joinJpeg(spliced(progressive, scans[missing], 1));
    const { complete, notes } = decodeJpeg(file);
    expect(complete, codesOf(notes).join()).toBe(false);
    const known = ['jpeg-inconsistent-progression', 'jpeg-incomplete-progression', 'jpeg-missing-component'];
    expect(codesOf(notes).filter((code) => known.includes(code)).length).toBeGreaterThan(0);
  });

  it('give no rows without the first DC scan', () => {
    expect(decodeJpeg(joinJpeg(spliced(progressive, scans[0], 1))).decodedRows).toBe(0);
  });

  it('are left out when they come a second time', () => {
    const twice = joinJpeg(spliced(progressive, scans[0], 0, progressive[scans[0]]));
    const { scanScript, notes } = readStructure(twice);
    expect(scanScript.isConsistent).toBe(false);
    expect(codesOf(notes)).toEqual(['jpeg-inconsistent-progression']);
    const plain = readCoefficients(joinJpeg(progressive)).planes.map(({ data }) => data);
    expect(readCoefficients(twice).planes.map(({ data }) => data)).toEqual(plain);
  });
});

describe('the scans of a sequential file', () => {
  it('do not overlay a picture that viewers show with another one', () => {
    const [scan] = scansOf(baseline);
    const decoy = { ...baseline[scan], data: baseline[scan].data.map((byte) => byte & 0x7f) };
    const file = joinJpeg(spliced(baseline, scan + 1, 0, decoy));
    const { raster, notes, complete } = decodeJpeg(file);
    expect(raster.data).toEqual(decodeJpeg(joinJpeg(baseline)).raster.data);
    expect(codesOf(notes)).toEqual(['jpeg-surplus-scan']);
    expect(complete).toBe(true);
  });
});

describe('damage behind the first scan', () => {
  it.each([0xd8, 0xc0, 0xc4, 0xda, 0xdb, 0xdd, 0xc9, 0xf7, 0xde])('leaves the rows before the marker %d', (marker) => {
    const [scan] = scansOf(baseline);
    const { data } = baseline[scan];
    const at = data.findIndex((byte, i) => i > data.length >> 1 && byte !== 0xff && data[i - 1] !== 0xff);
    const broken = data.slice();
    broken.set([0xff, marker, 0, 3, 9], at);
    const { complete, decodedRows, structure, notes } = decodeJpeg(
      joinJpeg(spliced(baseline, scan, 1, { ...baseline[scan], data: broken })),
    );
    expect(complete, codesOf(notes).join()).toBe(false);
    expect(decodedRows).toBeGreaterThan(0);
    expect(decodedRows).toBeLessThan(structure.frame.height);
  });
});

describe('a structure of other bytes', () => {
  it('is refused by whoever decodes with it', () => {
    const file = joinJpeg(baseline);
    const structure = readStructure(file);
    const message = `"structure" must be of the same ${file.length - 9} bytes, it is of ${file.length}`;
    for (const read of [decodeJpeg, readCoefficients]) {
      expect(() => read(file.slice(0, -9), { structure })).toThrow(new RangeError(message));
    }
  });
});
