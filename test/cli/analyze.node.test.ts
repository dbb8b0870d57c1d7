import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/analysis/index.ts';
import { decodeJpeg, encodeJpeg } from '../../src/codec/jpeg/index.ts';
import { decodePng, encodePng } from '../../src/codec/png/index.ts';
import { renderHeatMap, toJson } from '../../src/report/index.ts';
import type { Report } from '../../src/report/index.ts';
import { bundleWorker } from '../support/bundled-worker.node.ts';
import { readFixture } from '../support/fixture.ts';
import { noise, syntheticPhoto } from '../support/scene.ts';
import { filesBelow, temporaryFolder } from '../support/temporary-folder.node.ts';
import { run, runWith } from './run.node.ts';

const JPEG = encodeJpeg(syntheticPhoto(96, 80, 3), { quality: 85 });
const OTHER = encodeJpeg(syntheticPhoto(64, 48, 4), { quality: 70 });
const PNG = encodePng(syntheticPhoto(50, 41, 5));
const CUT = JPEG.subarray(0, 300);

const UNRULY = await bundleWorker('test/adapters/node/unruly-image-worker.ts');

interface Summary {
  readonly images: readonly {
    readonly path: string;
    readonly report: string;
    readonly outcome: string;
    readonly maps: readonly string[];
  }[];
  readonly skippedFiles: readonly { readonly path: string; readonly reason: string }[];
  readonly failedFiles: readonly { readonly path: string; readonly code: string; readonly reason: string }[];
}

function readJson<T>(...path: string[]): T {
  return JSON.parse(readFileSync(join(...path), 'utf8')) as T;
}

describe('tamperlens analyze', () => {
  it('prints what it found, for a person', async () => {
    const folder = temporaryFolder({ 'photo.jpg': JPEG });
    const { status, output, remarks } = await run('analyze', join(folder, 'photo.jpg'));
    expect([status, remarks]).toEqual([0, '']);
    expect(output).toMatch(/^photo\.jpg {2}\(jpeg, 96×80, \d+ bytes\)\n\n[A-Z-]+: /);
    expect(output).toContain('Error level analysis');
    expect(filesBelow(folder)).toEqual(['photo.jpg']);
  });

  it('prints one line of JSON for each image with --json', async () => {
    const folder = temporaryFolder({ 'a.jpg': JPEG, 'b.png': PNG, 'c.jpg': OTHER });
    const { status, output } = await run('analyze', folder, '--json');
    const reports = output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Report);
    expect(status).toBe(0);
    expect(reports.map(({ file }) => [file.name, file.width, file.height])).toEqual([
      ['a.jpg', 96, 80],
      ['b.png', 50, 41],
      ['c.jpg', 64, 48],
    ]);
    expect(reports[0]).toEqual((await analyze(JPEG, { name: 'a.jpg' })).report);
  });

  it('writes a report for each image and a summary with --output', async () => {
    const folder = temporaryFolder({ 'in/a.jpg': JPEG, 'in/sub/deep/b.png': PNG, 'in/notes.txt': 'text' });
    const output = join(folder, 'out');
    const { status, remarks, output: printed } = await run('analyze', join(folder, 'in'), '--output', output);
    expect(status).toBe(0);
    expect(filesBelow(output)).toEqual(['a.jpg.report.json', 'sub/deep/b.png.report.json', 'summary.json']);
    const { report } = await analyze(JPEG, { name: 'a.jpg' });
    expect(readFileSync(join(output, 'a.jpg.report.json'), 'utf8')).toBe(toJson(report));
    expect(printed).toBe(`${report.verdict.outcome.padEnd(13)} a.jpg\ninconclusive  sub/deep/b.png\n`);
    expect(remarks).toContain('notes.txt: not an image');
    expect(readJson<Summary>(output, 'summary.json')).toEqual({
      schemaVersion: 1,
      images: [
        {
          path: join(folder, 'in/a.jpg'),
          report: join(output, 'a.jpg.report.json'),
          outcome: report.verdict.outcome,
          riskLevel: report.verdict.riskLevel,
          maps: [],
        },
        {
          path: join(folder, 'in/sub/deep/b.png'),
          report: join(output, 'sub/deep/b.png.report.json'),
          // Too small for any check to tell.
          outcome: 'inconclusive',
          riskLevel: 'medium',
          maps: [],
        },
      ],
      skippedFiles: [{ path: join(folder, 'in/notes.txt'), reason: 'not an image' }],
      failedFiles: [],
    });
  });

  it('writes heat maps and overlays at the size of the image with --maps', async () => {
    const folder = temporaryFolder({ 'in/a.jpg': JPEG, 'in/sub/b.png': PNG });
    const output = join(folder, 'out');
    const { status } = await run('analyze', join(folder, 'in'), '--output', output, '--maps');
    expect(status).toBe(0);
    expect(filesBelow(output).filter((name) => !name.endsWith('.json'))).toEqual([
      'a.jpg.ela.overlay.jpg',
      'a.jpg.ela.png',
      'sub/b.png.ela.overlay.jpg',
      'sub/b.png.ela.png',
    ]);
    const { heatmaps } = await analyze(JPEG);
    const map = decodePng(new Uint8Array(readFileSync(join(output, 'a.jpg.ela.png')))).raster;
    expect(map).toEqual(renderHeatMap(heatmaps['ela'], 96, 80));
    const overlay = decodeJpeg(new Uint8Array(readFileSync(join(output, 'sub/b.png.ela.overlay.jpg')))).raster;
    expect([overlay.width, overlay.height, overlay.channels]).toEqual([50, 41, 3]);
    const { images } = readJson<Summary>(output, 'summary.json');
    expect(images.flatMap(({ maps }) => maps).every((path) => existsSync(path))).toBe(true);
    expect(images.map(({ maps }) => maps.length)).toEqual([2, 2]);
  });

  it('tells where it wrote when there is one image', async () => {
    const folder = temporaryFolder({ 'in/a.jpg': JPEG });
    const { output } = await run('analyze', join(folder, 'in/a.jpg'), '--output', join(folder, 'out'), '--maps');
    expect(output).toContain(`Written\n  - ${join(folder, 'out/a.jpg.report.json')}\n`);
    expect(output).toContain(join(folder, 'out/a.jpg.ela.png'));
  });

  it('draws the missing rows of a cut file black, on a map of the whole frame', async () => {
    const folder = temporaryFolder({ 'cut.jpg': await readFixture('formats/jpeg/truncated-2x2.jpg') });
    const { status } = await run('analyze', folder, '--output', join(folder, 'out'), '--maps');
    const { raster } = decodePng(new Uint8Array(readFileSync(join(folder, 'out/cut.jpg.ela.png'))));
    expect([status, raster.width, raster.height]).toEqual([0, 130, 97]);
    // 47 rows were read: six rows of blocks, and the map may go on for one more.
    expect(raster.data.subarray(0, 130 * 47).some((level) => level > 0)).toBe(true);
    expect(raster.data.subarray(130 * 56).every((level) => level === 0)).toBe(true);
  });

  it('does not scan its own output inside the input folder', async () => {
    const folder = temporaryFolder({ 'a.jpg': JPEG });
    const output = join(folder, 'results');
    await run('analyze', folder, '--output', output, '--maps');
    const first = filesBelow(output);
    const { status } = await run('analyze', folder, '--output', output, '--maps');
    expect([status, filesBelow(output)]).toEqual([0, first]);
    expect(readJson<Summary>(output, 'summary.json').images).toHaveLength(1);
  });

  it('examines the inputs when the output folder is above them', async () => {
    const folder = temporaryFolder({ 'in/a.jpg': JPEG });
    const { status, remarks } = await run('analyze', join(folder, 'in'), '--output', folder);
    expect([status, remarks]).toEqual([0, '']);
    expect(filesBelow(folder)).toEqual(['a.jpg.report.json', 'in/a.jpg', 'summary.json']);
  });

  it('writes nothing next to the inputs and leaves them as they are', async () => {
    const folder = temporaryFolder({ 'in/a.jpg': JPEG, 'in/sub/b.png': PNG, 'in/bad.jpg': CUT });
    await run('analyze', join(folder, 'in'), '--output', join(folder, 'out'), '--maps');
    expect(filesBelow(join(folder, 'in'))).toEqual(['a.jpg', 'bad.jpg', 'sub/b.png']);
    expect(new Uint8Array(readFileSync(join(folder, 'in/a.jpg')))).toEqual(JPEG);
  });

  it('goes on after a corrupt file, and exits with 1', async () => {
    const folder = temporaryFolder({ 'in/a.jpg': JPEG, 'in/b.jpg': CUT, 'in/c.png': PNG, 'in/d.gif': 'GIF89a' });
    const output = join(folder, 'out');
    const { status, remarks } = await run('analyze', join(folder, 'in'), '--output', output);
    expect(status).toBe(1);
    expect(remarks).toMatch(/^cannot examine .*b\.jpg \(malformed\): .* \(at byte \d+\)$/m);
    expect(remarks).toMatch(/^cannot examine .*d\.gif \(unsupported\): /m);
    const { images, failedFiles } = readJson<Summary>(output, 'summary.json');
    expect(images.map(({ path }) => path)).toEqual([join(folder, 'in/a.jpg'), join(folder, 'in/c.png')]);
    expect(failedFiles.map(({ path, code }) => [path, code])).toEqual([
      [join(folder, 'in/b.jpg'), 'malformed'],
      [join(folder, 'in/d.gif'), 'unsupported'],
    ]);
  });

  it('skips what is no image in a folder, and exits with 0', async () => {
    const folder = temporaryFolder({ 'notes.txt': 'text', 'a.pdf': '%PDF-1.7', 'empty.jpg': '', 'page.html': '<!DOCTYPE html>' });
    const { status, remarks, output } = await run('analyze', folder);
    expect([status, output]).toEqual([0, '']);
    expect(remarks.match(/^skipped .*: not an image$/gm)).toHaveLength(4);
  });

  it('tries a file that is named outright, whatever it is', async () => {
    const folder = temporaryFolder({ 'notes.txt': 'text', 'empty.jpg': '' });
    const { status, remarks } = await run('analyze', join(folder, 'notes.txt'), join(folder, 'empty.jpg'));
    expect(status).toBe(1);
    expect(remarks).toMatch(/notes\.txt \(unsupported\)[^]*empty\.jpg \(malformed\): the file is empty/);
  });

  it('says that an empty folder is empty, and exits with 0', async () => {
    const folder = temporaryFolder();
    const { status, remarks } = await run('analyze', folder);
    expect([status, remarks]).toEqual([0, 'no files found\n']);
  });

  it('takes names with spaces, signs and emoji', async () => {
    const names = ['a b.jpg', 'ünï 🙂.jpg', "it's (1) [x] #5 50%.jpg", '-dash.jpg', 'no extension'];
    const folder = temporaryFolder(Object.fromEntries(names.map((name) => [`in/${name}`, OTHER])));
    const output = join(folder, 'out');
    const { status } = await run('analyze', join(folder, 'in'), '--output', output, '--maps');
    expect(status).toBe(0);
    const suffixes = ['.ela.overlay.jpg', '.ela.png', '.report.json'];
    const expected = names.flatMap((name) => suffixes.map((suffix) => name + suffix));
    expect(filesBelow(output)).toEqual([...expected, 'summary.json'].sort());
  });

  it('keeps the results of files with one name in different folders apart', async () => {
    const folder = temporaryFolder({ 'a/photo.jpg': JPEG, 'b/photo.jpg': OTHER });
    const output = join(folder, 'out');
    const named = ['a', 'b'].map((name) => join(folder, name, 'photo.jpg'));
    await run('analyze', ...named, '--output', output);
    const { images } = readJson<Summary>(output, 'summary.json');
    expect(images.map(({ path }) => path)).toEqual(named);
    expect(images.map(({ report }) => readJson<Report>(report).file.width)).toEqual([96, 64]);
    await run('analyze', join(folder, 'a'), join(folder, 'b'), '--output', join(folder, 'out2'));
    expect(filesBelow(join(folder, 'out2'))).toEqual(['photo.jpg.report.json', 'photo~2.jpg.report.json', 'summary.json']);
    await run('analyze', `${folder}/?/*.jpg`, '--output', join(folder, 'out3'));
    expect(filesBelow(join(folder, 'out3'))).toEqual(['a/photo.jpg.report.json', 'b/photo.jpg.report.json', 'summary.json']);
  });

  it('examines a file once that is named twice', async () => {
    const folder = temporaryFolder({ 'a.jpg': JPEG });
    const { output } = await run('analyze', join(folder, 'a.jpg'), folder, `${folder}/*.jpg`, '--json');
    expect(output.trimEnd().split('\n')).toHaveLength(1);
  });

  it('passes over links and pipes in a folder with a remark, in good time', async () => {
    const folder = temporaryFolder({ 'a.jpg': OTHER });
    symlinkSync(folder, join(folder, 'loop'));
    symlinkSync(join(folder, 'a.jpg'), join(folder, 'b.jpg'));
    execFileSync('mkfifo', [join(folder, 'pipe.jpg')]);
    const { status, output, remarks } = await run('analyze', folder, '--json');
    expect([status, output.trimEnd().split('\n').length]).toEqual([0, 1]);
    expect(remarks.match(/^skipped .*$/gm)?.map((line) => line.replace(folder, ''))).toEqual([
      'skipped /b.jpg: symbolic link',
      'skipped /loop: symbolic link',
      'skipped /pipe.jpg: not a regular file',
    ]);
  });

  it('refuses a pipe that is named, and does not wait for it', async () => {
    const folder = temporaryFolder();
    execFileSync('mkfifo', [join(folder, 'pipe.jpg')]);
    const { status, remarks } = await run('analyze', join(folder, 'pipe.jpg'));
    expect(status).toBe(1);
    expect(remarks).toContain('is not a regular file');
  });

  it('needs a folder for its maps', async () => {
    const { status, remarks } = await run('analyze', 'x.jpg', '--maps');
    expect([status, remarks]).toEqual([undefined, expect.stringContaining('--maps needs --output <folder>')]);
  });

  it('prints in the order of paths, however long each takes', async () => {
    const folder = temporaryFolder({ 'a.jpg': OTHER, 'b.txt': 'text', 'slow.jpg': OTHER, 'y.jpg': CUT, 'z.jpg': OTHER });
    const words = ['analyze', folder, '--json', '--concurrency', '3'];
    const { output } = await runWith({ workerUrl: UNRULY }, ...words);
    const names = output
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as Report).file.name);
    expect(names).toEqual(['a.jpg', 'slow.jpg', 'z.jpg']);
  });

  it('kills what takes too long, and exits with 1', async () => {
    const folder = temporaryFolder({ 'in/a.jpg': OTHER, 'in/hang.jpg': OTHER, 'in/z.jpg': OTHER });
    const output = join(folder, 'out');
    const words = ['analyze', join(folder, 'in'), '--output', output, '--timeout', '1'];
    const { status, remarks } = await runWith({ workerUrl: UNRULY }, ...words);
    const { images, failedFiles } = readJson<Summary>(output, 'summary.json');
    expect([status, images.length]).toEqual([1, 2]);
    expect(failedFiles).toEqual([
      { path: join(folder, 'in/hang.jpg'), code: 'timeout', reason: 'took longer than 1 s and was stopped' },
    ]);
    expect(remarks).toBe(`skipped ${join(folder, 'in/hang.jpg')}: took longer than 1 s and was stopped\n`);
  });

  it('exits with 3 when an image reaches the level of --fail-on, even beside one that fails', async () => {
    const risky = await readFixture('tampered/seeding-splice.jpg');
    const { report } = await analyze(risky);
    expect(report.verdict.riskLevel).not.toBe('low');
    const folder = temporaryFolder({ 'a.jpg': risky, 'b.jpg': encodeJpeg(noise(40, 30, 1, 2)) });
    const statusOf = async (level: string, ...paths: string[]) =>
      (await run('analyze', ...paths.map((path) => join(folder, path)), '--fail-on', level)).status;
    expect(await statusOf(report.verdict.riskLevel, 'a.jpg')).toBe(3);
    expect(await statusOf('low', 'a.jpg')).toBe(3);
    expect(await statusOf('low', 'b.jpg')).toBe(3);
    if (report.verdict.riskLevel === 'medium') expect(await statusOf('high', 'a.jpg')).toBe(0);
    writeFileSync(join(folder, 'c.jpg'), CUT);
    expect(await statusOf(report.verdict.riskLevel, 'a.jpg', 'c.jpg')).toBe(3);
    expect(await statusOf('high', 'b.jpg', 'c.jpg')).toBe(1);
  });

  it.each([
    ['--fail-on=severe', 'low, medium, high'],
    ['--concurrency=0', 'It must be a number from 1 to 64.'],
    ['--concurrency=2.5', 'It must be a whole number from 1 to 64.'],
  ])('refuses %s and names the range', async (option, message) => {
    const { status, remarks } = await run('analyze', 'x.jpg', option);
    expect([status, remarks]).toEqual([undefined, expect.stringContaining(message)]);
  });

  it.each(['0', '-1', '86401', 'ten', '', 'NaN', '1e9'])('refuses a --timeout of "%s" and names the range', async (value) => {
    const { status, remarks } = await run('analyze', 'x.jpg', `--timeout=${value}`);
    expect(status).toBeUndefined();
    expect(remarks).toContain('It must be a number from 1 to 86400.');
  });
});
