import { describe, expect, it } from 'vitest';
import { readStructure, standardQuantizationTable } from '../../../src/codec/jpeg/index.ts';
import { componentQualities, estimateIjgQuality, exactIjgQualities } from '../../../src/detectors/index.ts';
import { readFixture } from '../../support/fixture.ts';

const QUALITIES = Array.from({ length: 100 }, (_, i) => i + 1);

/** The IJG table of a quality below 50 that is not held to baseline, after `jcparam.c`. */
function extendedTable(kind: 'luma' | 'chroma', quality: number): Uint16Array {
  const scale = Math.floor(5000 / quality);
  return standardQuantizationTable(kind, 50).map((base) => Math.min(32767, Math.floor((base * scale + 50) / 100)));
}

describe('exactIjgQualities', () => {
  it('names every quality of luma alone', () => {
    const found = QUALITIES.map((quality) => exactIjgQualities(standardQuantizationTable('luma', quality), 'luma'));
    expect(found).toEqual(QUALITIES.map((quality) => [quality]));
  });

  it('names the three lowest qualities of 8-bit chroma together', () => {
    const found = QUALITIES.map((quality) => exactIjgQualities(standardQuantizationTable('chroma', quality), 'chroma'));
    expect(found).toEqual(QUALITIES.map((quality) => (quality <= 3 ? [1, 2, 3] : [quality])));
  });

  it.each(['luma', 'chroma'] as const)('names every quality of a %s table that is not held to baseline', (kind) => {
    const low = QUALITIES.filter((quality) => quality < 50);
    expect(low.map((quality) => exactIjgQualities(extendedTable(kind, quality), kind))).toEqual(low.map((quality) => [quality]));
    expect(Math.max(...extendedTable(kind, 1))).toBe(kind === 'luma' ? 6050 : 4950);
  });

  it('is empty for other tables', () => {
    const luma = standardQuantizationTable('luma', 75);
    expect(exactIjgQualities(luma, 'chroma')).toEqual([]);
    luma[63]--;
    expect(exactIjgQualities(luma, 'luma')).toEqual([]);
    expect(exactIjgQualities(new Uint16Array(64), 'luma')).toEqual([]);
  });
});

describe('estimateIjgQuality', () => {
  it('inverts the scale that is not held to baseline', () => {
    for (const quality of [1, 5, 10, 19, 23]) {
      expect(estimateIjgQuality(extendedTable('luma', quality), 'luma')).toEqual({ quality, exact: true, deviation: 0 });
    }
  });

  it('is near where one 16-bit step is off', () => {
    const table = extendedTable('luma', 10);
    const step = table[63]++;
    const found = estimateIjgQuality(table, 'luma');
    expect([found.quality, found.exact]).toEqual([10, false]);
    expect(found.deviation).toBeCloseTo(1 / step / 64, 12);
  });
});

describe('componentQualities', () => {
  it('gives the precision of each table and every quality that fits', async () => {
    const structure = readStructure(await readFixture('formats/jpeg/quality-1-16bit.jpg'));
    expect(
      componentQualities(structure).map(({ precision, quality, equalQualities }) => [precision, quality, equalQualities]),
    ).toEqual([
      [16, 1, [1]],
      [16, 1, [1]],
      [16, 1, [1]],
    ]);
    const baseline = readStructure(await readFixture('formats/jpeg/quality-1-baseline.jpg'));
    expect(
      componentQualities(baseline).map(({ precision, quality, equalQualities }) => [precision, quality, equalQualities]),
    ).toEqual([
      [8, 1, [1]],
      [8, 1, [1, 2, 3]],
      [8, 1, [1, 2, 3]],
    ]);
  });
});
