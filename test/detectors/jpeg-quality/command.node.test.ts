import { describe, expect, it } from 'vitest';
import { encodeJpeg, readStructure, standardQuantizationTable } from '../../../src/codec/jpeg/index.ts';
import { describeSave } from '../../../src/detectors/index.ts';
import { run } from '../../cli/run.node.ts';
import { readFixture } from '../../support/fixture.ts';
import { noise } from '../../support/scene.ts';
import { temporaryFolder } from '../../support/temporary-folder.node.ts';
import quality from '../../vectors/jpeg-quality.json' with { type: 'json' };
import mozjpeg from '../../vectors/mozjpeg.json' with { type: 'json' };
import { withTables } from './with-tables.ts';

const JPEG = encodeJpeg(noise(16, 16, 3, 1), { quality: 90 });

async function linesFor(bytes: Uint8Array): Promise<string> {
  return (await run('jpeg', temporaryFolder({ 'a.jpg': bytes }))).output;
}

describe('tamperlens jpeg, on how a file was saved,', () => {
  it('prints class, %Q, Huffman tables, scans and digests', async () => {
    const { exifTool, jpegSnoop, jpegSnoopRotated } = describeSave(readStructure(JPEG), JPEG).digests;
    const output = await linesFor(JPEG);
    expect(output).toContain(
      '  tables: ijg, quality 90; ImageMagick %Q: 90\n' +
        '  Huffman tables: standard; order of scans: sequential (0,1,2)\n' +
        `  ExifTool JPEGDigest: ${exifTool}\n` +
        `  JPEGsnoop signature: ${jpegSnoop}, rotated: ${jpegSnoopRotated}\n`,
    );
  });

  it('leaves out the digest that ExifTool has not, and says where ImageMagick has no estimate', async () => {
    const output = await linesFor(await readFixture('formats/jpeg/quality-0-gray-16bit.jpg'));
    expect(output).toContain('ImageMagick %Q: undefined');
    expect(output).not.toContain('ExifTool');
  });

  const preset = mozjpeg.tables.find((row) => row.preset === 3 && row.quality === 75)!.luma;
  const other = mozjpeg.tables.find((row) => row.preset === 3 && row.quality === 30)!.luma;
  const adobe = quality.photoshop.find(({ product }) => product === 'save-for-web')!;
  const luma = standardQuantizationTable('luma', 90);

  it.each([
    ['ijg-mixed, qualities 90, 70, 70', luma, standardQuantizationTable('chroma', 70)],
    ['mozjpeg, preset 3 (N. Robidoux, from ImageMagick), quality 75', preset, preset],
    ['mozjpeg, preset 3 (N. Robidoux, from ImageMagick), quality 75, chroma 30', preset, other],
    ['photoshop, Save for Web 10', adobe.luma, adobe.chroma],
    ['same-table', luma, luma],
    ['custom', luma, preset],
  ])('prints the class: %s', async (text, first, second) => {
    expect(await linesFor(withTables(JPEG, [[[0, first]], [[1, second]]]))).toContain(`  tables: ${text}; `);
  });

  it('has all of it in the JSON', async () => {
    const { output } = await run('jpeg', temporaryFolder({ 'a.jpg': JPEG }), '--json');
    expect((JSON.parse(output) as { save: unknown }).save).toEqual(describeSave(readStructure(JPEG), JPEG));
  });
});
