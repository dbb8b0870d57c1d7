import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeJpeg, encodeJpeg } from '../../src/codec/jpeg/index.ts';
import { decodePng, encodePng } from '../../src/codec/png/index.ts';
import { compareImages, differenceMap } from '../../src/compare/index.ts';
import { applyOrientation } from '../../src/image/index.ts';
import type { Raster } from '../../src/image/index.ts';
import { renderDifference } from '../../src/report/index.ts';
import { cameraFile } from '../support/camera-file.ts';
import { short } from '../support/exif-builder.ts';
import { syntheticPhoto } from '../support/scene.ts';
import { filesBelow, temporaryFolder } from '../support/temporary-folder.node.ts';
import { run, spawnCli } from './run.node.ts';

const PHOTO: Raster = syntheticPhoto(160, 120, 31);
const PNG = encodePng(PHOTO);
const JPEG = encodeJpeg(PHOTO, { quality: 85 });
const PAINTED = encodePng({
  ...PHOTO,
  data: PHOTO.data.map((level, i) => (i % 480 >= 96 && i % 480 < 144 && i >= 480 * 40 && i < 480 * 56 ? 255 : level)),
});
const SMALL = encodePng(syntheticPhoto(80, 60, 31));

interface Result {
  readonly orient: string;
  readonly files: readonly {
    readonly path: string;
    readonly sha256: string;
    readonly width: number;
    readonly complete: boolean;
  }[];
  readonly identicalBytes: boolean;
  readonly comparison: {
    readonly identical: boolean;
    readonly difference: { readonly status: string; readonly reason?: { readonly text: string } };
  };
  readonly notes: readonly { readonly code: string; readonly text: string }[];
  readonly written: readonly string[];
}

async function compared(...words: readonly string[]): Promise<Result> {
  const { status, output, remarks } = await run('compare', ...words, '--json');
  expect([status, remarks]).toEqual([0, '']);
  expect(output.trimEnd()).not.toContain('\n');
  return JSON.parse(output) as Result;
}

function codesOf({ notes }: Result): string[] {
  return notes.map(({ code }) => code);
}

describe('tamperlens compare', () => {
  it('prints every hash, the pixels and what they say', async () => {
    const folder = temporaryFolder({ 'a.png': PNG, 'b.png': PAINTED });
    const [a, b] = [join(folder, 'a.png'), join(folder, 'b.png')];
    const { status, output, remarks } = await run('compare', a, b);
    expect([status, remarks]).toEqual([0, '']);
    const lines = output.split('\n');
    expect(lines[0]).toBe(`${a}  (png, 160×120, ${PNG.length} bytes)`);
    expect(lines[1]).toBe(`${b}  (png, 160×120, ${PAINTED.length} bytes)`);
    const { hashes } = compareImages(PHOTO, decodePng(PAINTED).raster);
    for (const hash of hashes) {
      if (hash.status !== 'measured') throw new Error(hash.reason.code);
      const { kind, distance, bits } = hash;
      expect(output).toMatch(new RegExp(`^  ${kind} +${distance} of ${bits} `, 'm'));
    }
    expect(output).toContain('  differing pixels     in 16×16 pixels at (32, 40)\n');
    expect(output).toContain('Outside 16×16 pixels at (32, 40) both pictures are the same');
    expect(filesBelow(folder)).toEqual(['a.png', 'b.png']);
  });

  it('tells the same bytes from the same pixels', async () => {
    const folder = temporaryFolder({ 'a.jpg': JPEG, 'b.jpg': JPEG, 'c.png': encodePng(decodeJpeg(JPEG).raster) });
    const copy = await compared(join(folder, 'a.jpg'), join(folder, 'b.jpg'));
    expect(copy.identicalBytes).toBe(true);
    expect(codesOf(copy)).toEqual(['compare-identical-bytes', 'compare-identical-pixels']);
    expect(copy.files[0].sha256).toBe(copy.files[1].sha256);
    const converted = await compared(join(folder, 'a.jpg'), join(folder, 'c.png'));
    expect([converted.identicalBytes, converted.comparison.identical]).toEqual([false, true]);
    expect(codesOf(converted)).toEqual(['compare-identical-pixels']);
  });

  it('takes one file twice', async () => {
    const folder = temporaryFolder({ 'a.jpg': JPEG });
    const { identicalBytes } = await compared(join(folder, 'a.jpg'), join(folder, 'a.jpg'));
    expect(identicalBytes).toBe(true);
  });

  it('writes the difference, an overlay and the measures, and says how the difference was stretched', async () => {
    const folder = temporaryFolder({ 'a.png': PNG, 'b.jpg': JPEG });
    const output = join(folder, 'out');
    const { status, output: text } = await run('compare', join(folder, 'a.png'), join(folder, 'b.jpg'), '--output', output);
    expect(status).toBe(0);
    const stem = 'a.png-vs-b.jpg';
    expect(filesBelow(output)).toEqual([`${stem}.comparison.json`, `${stem}.difference.png`, `${stem}.overlay.jpg`]);
    const { picture, factor } = renderDifference(differenceMap(PHOTO, decodeJpeg(JPEG).raster));
    expect(decodePng(new Uint8Array(readFileSync(join(output, `${stem}.difference.png`)))).raster).toEqual(picture);
    expect(factor).toBeGreaterThan(1);
    expect(text).toContain(`${stem}.difference.png (differences times ${factor})`);
    const overlay = decodeJpeg(new Uint8Array(readFileSync(join(output, `${stem}.overlay.jpg`)))).raster;
    expect([overlay.width, overlay.height, overlay.channels]).toEqual([160, 120, 3]);
    const json = JSON.parse(readFileSync(join(output, `${stem}.comparison.json`), 'utf8')) as Result & {
      differenceFactor: number;
    };
    expect(json.differenceFactor).toBe(factor);
    const { written: _written, ...printed } = await compared(join(folder, 'a.png'), join(folder, 'b.jpg'));
    expect(json).toMatchObject(printed);
  });

  it('cuts long names in those of its files', async () => {
    const [a, b] = [`${'é'.repeat(120)}.png`, `${'b'.repeat(111)}.png`];
    const folder = temporaryFolder({ [a]: SMALL, [b]: SMALL });
    const output = join(folder, 'out');
    const { written } = await compared(join(folder, a), join(folder, b), '--output', output);
    const stem = join(output, `${'é'.repeat(57)}~-vs-${b}`);
    expect(written).toEqual(['difference.png', 'overlay.jpg', 'comparison.json'].map((suffix) => `${stem}.${suffix}`));
  });

  it('compares the hashes alone of pictures of two sizes', async () => {
    const folder = temporaryFolder({ 'a.png': PNG, 'b.png': SMALL });
    const output = join(folder, 'out');
    const result = await compared(join(folder, 'a.png'), join(folder, 'b.png'), '--output', output);
    expect(result.comparison.difference.reason?.text).toContain('160×120 and 80×60 pixels');
    expect(result.written).toEqual([join(output, 'a.png-vs-b.png.comparison.json')]);
  });

  it('compares as stored, and upright with --orient', async () => {
    const stored = cameraFile({ picture: PHOTO, ifd0: [short(0x0112, 6)] });
    const upright = encodePng(applyOrientation(decodeJpeg(stored).raster, 6));
    const folder = temporaryFolder({ 'a.jpg': stored, 'b.png': upright });
    const paths = [join(folder, 'a.jpg'), join(folder, 'b.png')];
    const asStored = await compared(...paths);
    expect([asStored.orient, asStored.files[0].width]).toEqual(['stored', 160]);
    expect(codesOf(asStored)).toContain('compare-orientations');
    expect(codesOf(asStored)).toContain('compare-turned');
    const turned = await compared(...paths, '--orient');
    expect([turned.orient, turned.files[0].width, turned.comparison.identical]).toEqual(['exif', 120, true]);
    expect(codesOf(turned)).toEqual(['compare-identical-pixels']);
  });

  it('compares what could be read of a damaged file, and says so', async () => {
    const cut = JPEG.subarray(0, Math.floor(JPEG.length / 2));
    const folder = temporaryFolder({ 'a.jpg': JPEG, 'b.jpg': cut });
    const { files, comparison } = await compared(join(folder, 'a.jpg'), join(folder, 'b.jpg'));
    expect(files.map(({ complete }) => complete)).toEqual([true, false]);
    expect(comparison.difference.status).toBe('not-applicable');
    const { output } = await run('compare', join(folder, 'a.jpg'), join(folder, 'b.jpg'));
    expect(output).toMatch(/b\.jpg {2}\(jpeg, 160×\d+, \d+ bytes\)\n {4}\S/);
  });

  it('says what it cannot read, and exits with 1', async () => {
    const folder = temporaryFolder({ 'a.jpg': JPEG, 'b.jpg': 'no picture', 'c.jpg': JPEG.subarray(0, 200) });
    const output = join(folder, 'out');
    for (const name of ['b.jpg', 'c.jpg']) {
      const {
        status,
        output: text,
        remarks,
      } = await run('compare', join(folder, 'a.jpg'), join(folder, name), '--output', output);
      expect([status, text]).toEqual([1, '']);
      expect(remarks).toMatch(new RegExp(`^cannot examine .*${name} \\((malformed|unsupported)\\): `));
    }
    expect(existsSync(output)).toBe(false);
  });

  it('takes two files, one for each path', async () => {
    const folder = temporaryFolder({ 'both/a.jpg': JPEG, 'both/b.png': PNG, 'one/c.png': SMALL });
    await expect(run('compare', join(folder, 'both'), join(folder, 'one'))).rejects.toMatchObject({
      name: 'UsageError',
      message: `${join(folder, 'both')} stands for 2 files: compare takes two, one for each path`,
    });
    await expect(run('compare', '-', '-')).rejects.toMatchObject({ name: 'UsageError' });
    const { status } = await run('compare', join(folder, 'both/a.jpg'), join(folder, 'one'));
    expect(status).toBe(0);
  });

  it('is called with two paths, or ends with 2', async () => {
    const folder = temporaryFolder({ 'a.jpg': JPEG });
    const path = join(folder, 'a.jpg');
    const runs = [[path], [path, path, path], [path, join(folder, 'absent.jpg')]].map((paths) => spawnCli(['compare', ...paths]));
    for (const { status, output, remarks } of await Promise.all(runs)) {
      expect([status, output]).toEqual([2, '']);
      expect(remarks).not.toBe('');
    }
  });

  it('reads one of the two from standard input', async () => {
    const folder = temporaryFolder({ 'a.jpg': JPEG });
    const { status, output } = await spawnCli(['compare', join(folder, 'a.jpg'), '-'], { input: JPEG });
    expect(status).toBe(0);
    expect(output).toContain('The two files are the same, byte for byte.');
  });
});
