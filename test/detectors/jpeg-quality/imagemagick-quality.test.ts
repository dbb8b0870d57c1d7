import { describe, expect, it } from 'vitest';
import { readStructure, standardQuantizationTable } from '../../../src/codec/jpeg/index.ts';
import { headerTables, imageMagickQuality } from '../../../src/detectors/index.ts';
import { readFixture } from '../../support/fixture.ts';
import vectors from '../../vectors/jpeg-quality.json' with { type: 'json' };
import type { Definition } from './with-tables.ts';
import { withTables } from './with-tables.ts';

/** What ImageMagick prints where it has no estimate. */
const UNDEFINED = 92;

/** Fixtures that print a true 92; every other 92 must be an absent estimate. */
const TRUE_92 = ['tampered/seeding-splice.jpg'];

async function qualityOf(name: string): Promise<number | undefined> {
  return imageMagickQuality(headerTables(readStructure(await readFixture(name))));
}

describe('imageMagickQuality', () => {
  const printed = vectors.files.filter(({ imageMagickQuality: quality }) => quality !== null);

  it('is what identify prints of each fixture', async () => {
    expect(printed.length).toBeGreaterThan(140);
    const found = await Promise.all(printed.map(async ({ name }) => [name, (await qualityOf(name)) ?? UNDEFINED]));
    expect(found).toEqual(printed.map(({ name, imageMagickQuality: quality }) => [name, quality]));
  });

  it('tells an absent estimate from a true 92', async () => {
    const names = printed.filter(({ imageMagickQuality: quality }) => quality === UNDEFINED).map(({ name }) => name);
    const found = await Promise.all(names.map(async (name) => [name, await qualityOf(name)]));
    expect(found).toEqual(names.map((name) => [name, TRUE_92.includes(name) ? 92 : undefined]));
    expect(names.length).toBeGreaterThan(TRUE_92.length);
  });

  it.each(vectors.tables)('is what identify prints of tables: $name', async ({ base, segments, imageMagickQuality: quality }) => {
    const bytes = withTables(await readFixture(base), segments as unknown as Definition[][]);
    expect(imageMagickQuality(headerTables(readStructure(bytes))) ?? UNDEFINED).toBe(quality);
  });

  it('needs the table of destination 0', () => {
    expect(imageMagickQuality([])).toBeUndefined();
    expect(imageMagickQuality([undefined, standardQuantizationTable('chroma', 75)])).toBeUndefined();
    expect(imageMagickQuality([standardQuantizationTable('luma', 75)])).toBe(75);
  });

  it('has no estimate for steps below those of quality 100', () => {
    expect(imageMagickQuality([new Uint16Array(64)])).toBeUndefined();
  });
});

describe('headerTables', () => {
  it('gives the last definition before the first scan, by destination', async () => {
    const luma = standardQuantizationTable('luma', 40);
    const other = standardQuantizationTable('luma', 60);
    const bytes = withTables(await readFixture('formats/jpeg/gray.jpg'), [[[0, other]], [[2, other]], [[0, luma]]]);
    expect(headerTables(readStructure(bytes))).toEqual([luma, undefined, other, undefined]);
  });

  it('leaves out what is defined after the first scan', async () => {
    const structure = readStructure(await readFixture('formats/jpeg/scans-requantized.jpg'));
    const later = structure.quantizationTables.filter(({ offset }) => offset > structure.scans[0].offset);
    expect(later.length).toBeGreaterThan(0);
    const tables = headerTables(structure);
    expect(later.filter(({ values }) => tables.includes(values))).toEqual([]);
  });
});
