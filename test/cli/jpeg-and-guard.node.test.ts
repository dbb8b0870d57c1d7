import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeJpeg, readStructure } from '../../src/codec/jpeg/index.ts';
import type { JpegStructure } from '../../src/codec/jpeg/index.ts';
import { encodePng } from '../../src/codec/png/index.ts';
import { readFixture } from '../support/fixture.ts';
import { concatBytes } from '../support/jpeg-parts.ts';
import { noise } from '../support/scene.ts';
import { filesBelow, temporaryFolder } from '../support/temporary-folder.node.ts';
import { run } from './run.node.ts';

const JPEG = encodeJpeg(noise(40, 30, 3, 1), { quality: 90 });
const PNG = encodePng(noise(40, 30, 3, 1));

describe('tamperlens jpeg', () => {
  it('lists segments with offsets, and the quality of each table', async () => {
    const folder = temporaryFolder({ 'a.jpg': JPEG });
    const { status, output } = await run('jpeg', join(folder, 'a.jpg'));
    expect(status).toBe(0);
    expect(output).toContain('SOF0 40×30 ycbcr 4:2:0, scans: 1');
    expect(output.match(/component \d: quantization table \d, IJG quality 90$/gm)).toHaveLength(3);
    expect(output).toMatch(/^ {2}0 +0 +SOI$/m);
    expect(output).toMatch(new RegExp(`^ {2}${JPEG.length - 2} +0 +EOI$`, 'm'));
    expect(output).not.toContain('(at byte 24)');
    expect(filesBelow(folder)).toEqual(['a.jpg']);
  });

  it('prints the tables on request', async () => {
    const folder = temporaryFolder({ 'a.jpg': JPEG });
    const { output } = await run('jpeg', join(folder, 'a.jpg'), '--tables');
    expect(output).toContain('quantization table 0 (at byte 24)\n       3   2   2   3   5   8  10  12\n');
  });

  it('gives the whole structure as one line of JSON', async () => {
    const folder = temporaryFolder({ 'a.jpg': JPEG, 'b.jpg': await readFixture('formats/jpeg/progressive-2x2.jpg') });
    const { output } = await run('jpeg', folder, '--json');
    const lines = output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as JpegStructure & { path: string });
    const { segments, frame } = readStructure(JPEG);
    expect(lines.map(({ path }) => path)).toEqual([join(folder, 'a.jpg'), join(folder, 'b.jpg')]);
    expect(lines[0].segments).toEqual(segments);
    expect(lines[0].frame.components).toEqual(frame.components);
    expect(lines[0].quantizationTables[0].values).toHaveLength(64);
    expect(lines[1].frame.process).toBe('SOF2');
  });

  it.each(['rgb-adobe', 'cmyk-adobe'])('finds one quality for all components of %s, which has no chroma', async (name) => {
    const folder = temporaryFolder({ 'a.jpg': await readFixture(`formats/jpeg/${name}.jpg`) });
    const { output } = await run('jpeg', folder);
    const lines = output.match(/IJG quality .*$/gm) ?? [];
    expect(lines.length).toBeGreaterThanOrEqual(3);
    expect(new Set(lines).size).toBe(1);
  });

  it('words what is odd about a file', async () => {
    const folder = temporaryFolder({ 'a.jpg': concatBytes([JPEG, Uint8Array.of(1, 2, 3)]) });
    const { output } = await run('jpeg', folder);
    expect(output).toContain(`3 bytes follow the end of the image (from byte ${JPEG.length}).`);
  });

  it('refuses a PNG that is named, and exits with 1', async () => {
    const folder = temporaryFolder({ 'a.jpg': PNG });
    const { status, remarks } = await run('jpeg', join(folder, 'a.jpg'));
    expect(status).toBe(1);
    expect(remarks).toContain('(malformed): the file does not begin with SOI (at byte 0)');
  });
});

describe('tamperlens guard', () => {
  it('passes what is safe to decode', async () => {
    const folder = temporaryFolder({ 'a.jpg': JPEG, 'b.png': PNG });
    const { status, output } = await run('guard', folder);
    expect(status).toBe(0);
    expect(output).toBe(
      `ok       ${join(folder, 'a.jpg')}  jpeg 40×30, ${JPEG.length} bytes\n` +
        `ok       ${join(folder, 'b.png')}  png 40×30, ${PNG.length} bytes\n`,
    );
  });

  it('refuses what is not, with the reason, and exits with 1', async () => {
    const folder = temporaryFolder({ 'a.jpg': JPEG, 'b.jpg': JPEG.subarray(0, 100), 'c.txt': 'text', 'd.jpg': '' });
    const { status, output, remarks } = await run('guard', folder, '--json');
    const lines = output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect([status, remarks]).toEqual([1, '']);
    expect(lines.map(({ refused }) => (refused as { code?: string } | undefined)?.code)).toEqual([
      undefined,
      'malformed',
      'unsupported',
      'malformed',
    ]);
    expect(lines[0]).toMatchObject({ format: 'jpeg', mediaType: 'image/jpeg', width: 40, height: 30, decodable: true });
  });

  it('tells of a second file behind the image', async () => {
    const folder = temporaryFolder({ 'a.jpg': concatBytes([JPEG, PNG]) });
    const { status, output } = await run('guard', folder);
    expect(status).toBe(0);
    expect(output).toContain(`A png file follows the image at byte ${JPEG.length}.`);
  });

  it('knows an image that it does not decode', async () => {
    const folder = temporaryFolder({ 'a.webp': 'RIFF\x1a\0\0\0WEBPVP8L' });
    const { status, output } = await run('guard', folder);
    expect(status).toBe(0);
    expect(output).toContain('This library does not decode webp itself.');
  });
});
