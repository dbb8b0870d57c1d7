import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { encodeJpeg, readStructure, ZIGZAG } from '../../../src/codec/jpeg/index.ts';
import {
  describeSave,
  exifToolDigest,
  headerTables,
  imageMagickQuality,
  jpegSnoopSignatures,
} from '../../../src/detectors/index.ts';
import { noise } from '../../support/scene.ts';
import { describeWithShared } from '../../support/shared-data.node.ts';
import { withTables } from './with-tables.ts';

/** Tables of files that libjpeg wrote at every quality, in color and in gray, and what other tools say of them. */
interface TableVector {
  readonly file: string;
  readonly dqtZigzag: Readonly<Record<string, readonly number[]>>;
  readonly sampling: string | null;
  readonly imagemagick_Q: number;
  readonly exiftool_digest: string | null;
  readonly jpegsnoop_sig: string;
  readonly jpegsnoop_sig_rot: string;
}

const COLOR = encodeJpeg(noise(16, 16, 3, 1), { quality: 75 });
const GRAY = encodeJpeg(noise(8, 8, 1, 1), { quality: 75 });

function fileWith({ dqtZigzag }: TableVector): Uint8Array {
  const tables = Object.entries(dqtZigzag).map(([id, steps]) => {
    const natural = new Array<number>(64);
    steps.forEach((step, k) => (natural[ZIGZAG[k]] = step));
    return [[Number(id), natural] as const];
  });
  return withTables(tables.length > 1 ? COLOR : GRAY, tables);
}

describeWithShared('the fingerprints of quantization tables, beside other tools,', ({ vectors }) => {
  const cases = (JSON.parse(readFileSync(join(vectors, 'jpeg_tables.json'), 'utf8')) as TableVector[]).map((vector) => {
    const bytes = fileWith(vector);
    return { vector, bytes, structure: readStructure(bytes) };
  });

  it('are of 200 files', () => {
    expect(cases).toHaveLength(200);
    expect(cases.filter(({ vector }) => vector.exiftool_digest !== null)).toHaveLength(100);
  });

  it("equal ImageMagick's %Q", () => {
    const found = cases.map(({ vector, structure }) => [vector.file, imageMagickQuality(headerTables(structure))]);
    expect(found).toEqual(cases.map(({ vector }) => [vector.file, vector.imagemagick_Q]));
  });

  it("equal ExifTool's digest, where ExifTool has one", () => {
    const found = cases.map(({ vector, structure }) => [vector.file, exifToolDigest(structure) ?? null]);
    const expected = cases.map(({ vector: { file, exiftool_digest: digest, sampling } }) => [
      file,
      digest === null ? null : `${digest}:${sampling}`,
    ]);
    expect(found).toEqual(expected);
  });

  it("equal JPEGsnoop's signatures", () => {
    const found = cases.map(({ vector, structure }) => ({ file: vector.file, ...jpegSnoopSignatures(structure) }));
    const expected = cases.map(({ vector }) => ({
      file: vector.file,
      upright: vector.jpegsnoop_sig,
      rotated: vector.jpegsnoop_sig_rot,
    }));
    expect(found).toEqual(expected);
  });

  it('go with the IJG quality that they were written at', () => {
    const found = cases.map(({ vector, structure, bytes }) => [vector.file, describeSave(structure, bytes).tableClass]);
    expect(found).toEqual(cases.map(({ vector }) => [vector.file, { kind: 'ijg', quality: vector.imagemagick_Q }]));
  });
});
