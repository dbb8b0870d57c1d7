import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HashAnalysis } from '../../src/adapters/node/index.ts';
import { decodeJpeg, encodeJpeg } from '../../src/codec/jpeg/index.ts';
import { computeHashes, cropResistantHash, HASH_KINDS } from '../../src/hash/index.ts';
import { applyOrientation } from '../../src/image/index.ts';
import { cameraFile } from '../support/camera-file.ts';
import { short } from '../support/exif-builder.ts';
import { readFixture } from '../support/fixture.ts';
import { syntheticPhoto } from '../support/scene.ts';
import { sha256Hex } from '../support/sha256.ts';
import { filesBelow, temporaryFolder } from '../support/temporary-folder.node.ts';
import { run } from './run.node.ts';

const JPEG = encodeJpeg(syntheticPhoto(160, 130, 3), { quality: 85 });
const { raster: RASTER } = decodeJpeg(JPEG);

describe('tamperlens hash', () => {
  it('prints a line for each hash: kind, digits, quality, file', async () => {
    const folder = temporaryFolder({ 'b.jpg': JPEG, 'a.jpg': JPEG });
    const { status, output, remarks } = await run('hash', folder);
    const hashes = computeHashes(RASTER, { kinds: ['difference', 'perceptual', 'pdq'] });
    const lines = ['a.jpg', 'b.jpg'].flatMap((name) =>
      hashes.map(({ kind, hex, quality }) => {
        const rounded = `q${Math.round(quality ?? 0)}`;
        return `${kind.padEnd(10)}  ${hex}  ${rounded.padEnd(4)}  ${join(folder, name)}\n`;
      }),
    );
    expect([status, output, remarks]).toEqual([0, lines.join(''), '']);
    expect(filesBelow(folder)).toEqual(['a.jpg', 'b.jpg']);
  });

  it('prints the kinds that are asked for, in one order, or all of them', async () => {
    const path = join(temporaryFolder({ 'a.jpg': JPEG }), 'a.jpg');
    const two = await run('hash', '--kind', 'pdq,average', path);
    expect(two.output.split('\n').map((line) => line.split(' ')[0])).toEqual(['average', 'pdq', '']);
    const all = await run('hash', path, '--kind', 'all');
    const kinds = all.output
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' ')[0]);
    expect(kinds).toEqual([...HASH_KINDS, 'crop-resistant']);
    expect(all.output).toContain(`crop-resistant       ${cropResistantHash(RASTER).text}  q-  `);
  });

  it('keeps a name that holds an end of line on its line', async () => {
    const folder = temporaryFolder({ 'a\npdq  00  q100  b.jpg': JPEG });
    const { output } = await run('hash', folder, '--kind', 'average');
    expect(output.trimEnd()).toMatch(/^average .*a\ufffdpdq {2}00 {2}q100 {2}b\.jpg$/);
    const { output: json } = await run('hash', folder, '--json');
    expect(JSON.parse(json)).toMatchObject({ path: join(folder, 'a\npdq  00  q100  b.jpg') });
  });

  it('holds pictures upright on request', async () => {
    const turned = cameraFile({ ifd0: [short(0x0112, 6)] });
    const path = join(temporaryFolder({ 'a.jpg': turned }), 'a.jpg');
    const [stored, upright] = [await run('hash', path), await run('hash', path, '--orient')];
    const { raster } = decodeJpeg(turned);
    for (const [{ output }, picture] of [
      [stored, raster],
      [upright, applyOrientation(raster, 6)],
    ] as const) {
      for (const { hex } of computeHashes(picture, { kinds: ['difference', 'perceptual', 'pdq'] })) expect(output).toContain(hex);
    }
  });

  it('prints all that is known of a file as one line of JSON', async () => {
    const folder = temporaryFolder({ 'a.jpg': JPEG, 'cut.jpg': await readFixture('formats/jpeg/truncated-2x2.jpg') });
    const { output } = await run('hash', folder, '--json', '--kind', 'all');
    const [whole, cut] = output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as HashAnalysis & { path: string });
    expect(whole).toMatchObject({
      path: join(folder, 'a.jpg'),
      format: 'jpeg',
      width: 160,
      height: 130,
      orientation: 1,
      byteLength: JPEG.length,
      sha256: sha256Hex(JPEG),
      hashes: JSON.parse(JSON.stringify(computeHashes(RASTER))) as object,
      notes: [],
    });
    expect(cut.notes.map(({ code }) => code)).toContain('jpeg-missing-eoi');
  });

  it('says below its hashes what is missing of a picture', async () => {
    const folder = temporaryFolder({ 'cut.jpg': await readFixture('formats/jpeg/truncated-2x2.jpg') });
    const { status, output } = await run('hash', folder, '--kind', 'pdq');
    expect(status).toBe(0);
    expect(output).toMatch(/^pdq {2}[0-9a-f]{64} {2}q\d+ +\S+cut\.jpg\n(.*\n)* {4}The file ends without its end marker/);
  });

  it('goes on after files that it cannot read, and exits with 1', async () => {
    const folder = temporaryFolder({ 'a.jpg': 'no picture', 'b.gif': 'GIF89a', 'c.jpg': JPEG, 'd.txt': 'text' });
    const { status, output, remarks } = await run('hash', folder, '--kind', 'average', '--concurrency', '2', '--timeout', '20');
    expect([status, output.trimEnd().split('\n').length]).toEqual([1, 1]);
    expect(remarks).toContain('b.gif (unsupported)');
    expect(remarks).toContain(`skipped ${join(folder, 'd.txt')}: not an image`);
  });

  it('says so when there is nothing to hash', async () => {
    const { status, remarks } = await run('hash', temporaryFolder());
    expect([status, remarks]).toEqual([0, 'no files found\n']);
  });

  it('refuses a kind that does not exist', async () => {
    const { status, remarks } = await run('hash', temporaryFolder(), '--kind', 'phash');
    expect(status).toBeUndefined();
    expect(remarks).toContain('Allowed choices are all, average, difference');
  });
});
