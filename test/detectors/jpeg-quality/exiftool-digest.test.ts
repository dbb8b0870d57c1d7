import { describe, expect, it } from 'vitest';
import { encodeJpeg, readStructure, standardQuantizationTable } from '../../../src/codec/jpeg/index.ts';
import { exifToolDigest } from '../../../src/detectors/index.ts';
import { readFixture } from '../../support/fixture.ts';
import { noise } from '../../support/scene.ts';
import vectors from '../../vectors/jpeg-quality.json' with { type: 'json' };
import type { Definition } from './with-tables.ts';
import { withTables } from './with-tables.ts';

/** ExifTool leaves the sampling out for digests that its list has without. */
function asExifTool(digest: string | undefined, example: string | null): string | null {
  if (digest === undefined) return null;
  return example?.includes(':') === false ? digest.slice(0, digest.indexOf(':')) : digest;
}

describe('exifToolDigest', () => {
  it('is what ExifTool gives for each fixture', async () => {
    const found = await Promise.all(
      vectors.files.map(async ({ name, exifToolDigest: example }) => {
        const digest = exifToolDigest(readStructure(await readFixture(name)));
        return [name, asExifTool(digest, example)];
      }),
    );
    expect(found).toEqual(vectors.files.map(({ name, exifToolDigest: example }) => [name, example]));
    expect(vectors.files.filter(({ exifToolDigest: example }) => example?.includes(':')).length).toBeGreaterThan(5);
  });

  it.each(vectors.tables)('is what ExifTool gives for tables: $name', async ({ base, segments, exifToolDigest: example }) => {
    const structure = readStructure(withTables(await readFixture(base), segments as unknown as Definition[][]));
    expect(asExifTool(exifToolDigest(structure), example)).toBe(example);
  });

  it('ends in the sampling of each component', () => {
    const sampled = (['4:2:0', '4:2:2', '4:4:4'] as const).map((subsampling) => {
      const file = encodeJpeg(noise(16, 16, 3, 1), { quality: 75, subsampling });
      return exifToolDigest(readStructure(file))?.slice(32);
    });
    expect(sampled).toEqual([':221111', ':211111', ':111111']);
  });

  it('tells tables in one segment from the same in two', () => {
    const [luma, chroma] = [standardQuantizationTable('luma', 75), standardQuantizationTable('chroma', 75)];
    const file = encodeJpeg(noise(16, 16, 3, 1), { quality: 75 });
    const inOne: Definition[] = [
      [0, luma],
      [1, chroma],
    ];
    const [one, two] = [[inOne], inOne.map((definition) => [definition])].map((segments) =>
      exifToolDigest(readStructure(withTables(file, segments))),
    );
    expect([one === two, two === exifToolDigest(readStructure(file))]).toEqual([false, true]);
  });

  it.each(['gray', 'cmyk-adobe', 'ycck-adobe'])('is absent for %s, which has not three components', async (name) => {
    expect(exifToolDigest(readStructure(await readFixture(`formats/jpeg/${name}.jpg`)))).toBeUndefined();
  });
});
