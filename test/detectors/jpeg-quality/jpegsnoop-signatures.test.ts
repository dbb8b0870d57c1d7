import { describe, expect, it } from 'vitest';
import { encodeJpeg, readStructure, standardQuantizationTable } from '../../../src/codec/jpeg/index.ts';
import { jpegSnoopSignatures } from '../../../src/detectors/index.ts';
import { noise } from '../../support/scene.ts';
import type { Definition } from './with-tables.ts';
import { transposed, withTables } from './with-tables.ts';

const FILE = encodeJpeg(noise(16, 16, 3, 1), { quality: 75 });
/** From the reference rows that `reference-tables.node.test.ts` compares all of. */
const AT_75 = { upright: '0182408A81A4ABF04D4A34A8A5E98C58', rotated: '012D821C6AB210E2A753BE053B8F55D0' };

const LUMA = standardQuantizationTable('luma', 75);
const CHROMA = standardQuantizationTable('chroma', 75);

function signaturesWith(segments: readonly (readonly Definition[])[]) {
  return jpegSnoopSignatures(readStructure(withTables(FILE, segments)));
}

describe('jpegSnoopSignatures', () => {
  it('is that of the reference at quality 75', () => {
    expect(jpegSnoopSignatures(readStructure(FILE))).toEqual(AT_75);
  });

  it('exchanges the two when the tables are transposed', () => {
    const { upright, rotated } = signaturesWith([[[0, LUMA]], [[1, CHROMA]]]);
    const turned = signaturesWith([[[0, transposed(LUMA)]], [[1, transposed(CHROMA)]]]);
    expect(turned).toEqual({ upright: rotated, rotated: upright });
    expect(upright).not.toBe(rotated);
  });

  it('is the same for tables in one segment and in two', () => {
    expect(
      signaturesWith([
        [
          [0, LUMA],
          [1, CHROMA],
        ],
      ]),
    ).toEqual(signaturesWith([[[1, CHROMA]], [[0, LUMA]]]));
  });

  it('takes the last definition of each destination, and every destination', () => {
    const plain = signaturesWith([[[0, LUMA]], [[1, CHROMA]]]);
    expect(signaturesWith([[[0, CHROMA]], [[0, LUMA]], [[1, CHROMA]]])).toEqual(plain);
    expect(signaturesWith([[[0, LUMA]], [[1, CHROMA]], [[3, CHROMA]]])).not.toEqual(plain);
  });

  it('takes steps of more than three digits as they are', () => {
    const { upright } = signaturesWith([[[0, new Uint16Array(64).fill(1234)]], [[1, CHROMA]]]);
    expect(upright).toMatch(/^01[0-9A-F]{30}$/);
  });
});
