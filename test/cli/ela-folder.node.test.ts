import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ELA_REPORT_SCHEMA } from '../../src/adapters/node/index.ts';
import type { ElaReport } from '../../src/adapters/node/index.ts';
import { decodeJpeg, encodeJpeg } from '../../src/codec/jpeg/index.ts';
import { encodePng } from '../../src/codec/png/index.ts';
import { bundleWorker } from '../support/bundled-worker.node.ts';
import { schemaProblems } from '../support/json-schema.ts';
import { noise, syntheticPhoto } from '../support/scene.ts';
import { filesBelow, temporaryFolder } from '../support/temporary-folder.node.ts';
import { run, runWith, spawnCli } from './run.node.ts';

const JPEG = encodeJpeg(syntheticPhoto(140, 132, 3), { quality: 85 });
const TINY = encodeJpeg(noise(16, 16, 1, 1));
const PNG = encodePng(noise(20, 20, 3, 1));

const UNRULY = await bundleWorker('test/adapters/node/unruly-image-worker.ts');

/** The report in a folder; it must keep to its schema. */
function reportIn(folder: string): ElaReport {
  const report = JSON.parse(readFileSync(join(folder, 'ela_report.json'), 'utf8')) as ElaReport;
  expect(schemaProblems(ELA_REPORT_SCHEMA, report)).toEqual([]);
  return report;
}

/** Every file below a folder with its bytes, for comparing before and after. */
function contentOf(folder: string): Record<string, string> {
  return Object.fromEntries(filesBelow(folder).map((name) => [name, readFileSync(join(folder, name)).toString('base64')]));
}

describe('tamperlens ela on a folder', () => {
  it('tells what happens, skips what is no JPEG, goes on after what is damaged, and reports all of it', async () => {
    const folder = temporaryFolder({
      'in/a b 🙂.jpg': JPEG,
      'in/broken.jpg': JPEG.subarray(0, 150),
      'in/notes.txt': 'text',
      'in/shot.png': PNG,
      'in/sub/deep/ünï.JPG': JPEG,
      'in/zero.jpg': '',
    });
    symlinkSync(join(folder, 'in'), join(folder, 'in/sub/loop'));
    symlinkSync(join(folder, 'in/a b 🙂.jpg'), join(folder, 'in/link.jpg'));
    execFileSync('mkfifo', [join(folder, 'in/pipe.jpg')]);
    const output = join(folder, 'out');
    const { status, remarks } = await run('ela', join(folder, 'in'), '--output', output);
    expect(status).toBe(1);
    expect(filesBelow(output)).toEqual(['a b 🙂_ela.jpg', 'ela_report.json', 'sub/deep/ünï_ela.jpg']);
    const report = reportIn(output);
    expect(report.results.map(({ imagePath }) => imagePath)).toEqual([
      join(folder, 'in/a b 🙂.jpg'),
      join(folder, 'in/sub/deep/ünï.JPG'),
    ]);
    const skipped = Object.fromEntries(
      report.skippedFiles.map(({ path, reason }) => [path.replace(`${folder}/in/`, ''), reason]),
    );
    expect(skipped).toEqual({
      'link.jpg': 'symbolic link',
      'pipe.jpg': 'not a regular file',
      'sub/loop': 'symbolic link',
      'notes.txt': 'not a JPEG file',
      'shot.png': 'not a JPEG file (png)',
      'broken.jpg': expect.stringContaining('malformed: ') as string,
      'zero.jpg': 'malformed: the file is empty (at byte 0)',
    });
    expect(report.summary).toMatchObject({ totalImages: 2, flaggedCount: 0, skippedCount: 7 });
    for (const path of Object.keys(skipped)) expect(remarks).toContain(path);
    for (const { elaOverlayPath } of report.results) {
      expect(decodeJpeg(new Uint8Array(readFileSync(elaOverlayPath))).raster).toMatchObject({ width: 140, height: 132 });
    }
  });

  it('writes nothing next to the inputs and leaves them as they are', async () => {
    const folder = temporaryFolder({ 'in/a.jpg': JPEG, 'in/sub/b.jpg': JPEG, 'in/bad.jpg': 'bad' });
    const before = contentOf(join(folder, 'in'));
    await run('ela', join(folder, 'in'), '--output', join(folder, 'out'));
    expect(contentOf(join(folder, 'in'))).toEqual(before);
  });

  it('does not scan its output inside the input folder, the second time neither', async () => {
    const folder = temporaryFolder({ 'a.jpg': JPEG, 'sub/b.jpg': JPEG });
    const output = join(folder, 'sub/ela_output');
    for (let i = 0; i < 2; i++) {
      const { status } = await run('ela', folder, '--output', output);
      expect([status, reportIn(output).summary.totalImages]).toEqual([0, 2]);
      expect(filesBelow(output)).toEqual(['a_ela.jpg', 'ela_report.json', 'sub/b_ela.jpg']);
    }
  });

  it.each([
    ['the input folder itself', 'in', 'in'],
    ['a folder above, whose sub-folder of one name it would be', 'in', '.'],
    ['the folder of a named file', 'in/a.jpg', 'in'],
    ['a link to the input folder', 'in', 'link'],
    ['a folder with a link to a sub-folder of the input', 'in', 'linked'],
  ])('refuses %s for its output, before it writes anything', async (_, input, output) => {
    const folder = temporaryFolder({ 'in/a.jpg': JPEG, 'in/in/a.jpg': JPEG, 'in/sub/b.jpg': JPEG });
    symlinkSync(join(folder, 'in'), join(folder, 'link'));
    mkdirSync(join(folder, 'linked'));
    symlinkSync(join(folder, 'in/sub'), join(folder, 'linked/sub'));
    const before = contentOf(folder);
    await expect(run('ela', join(folder, input), '--output', join(folder, output))).rejects.toThrow(
      'results would be written next to ',
    );
    expect(contentOf(folder)).toEqual(before);
    const { status, remarks } = await spawnCli(['ela', join(folder, input), '--output', join(folder, output)]);
    expect(status).toBe(2);
    expect(remarks).toMatch(/^tamperlens: results would be written next to .*\n$/);
  });

  it('writes over no input that its output is linked to', async () => {
    const folder = temporaryFolder({ 'in/a.jpg': JPEG, 'other/precious.jpg': TINY });
    const output = join(folder, 'out');
    mkdirSync(output);
    symlinkSync(join(folder, 'in/a.jpg'), join(output, 'a_ela.jpg'));
    linkSync(join(folder, 'other/precious.jpg'), join(output, 'ela_report.json'));
    const before = [contentOf(join(folder, 'in')), contentOf(join(folder, 'other'))];
    const { status } = await run('ela', join(folder, 'in'), '--output', output);
    expect(status).toBe(0);
    expect([contentOf(join(folder, 'in')), contentOf(join(folder, 'other'))]).toEqual(before);
    expect(reportIn(output).results).toHaveLength(1);
  });

  it.each([
    ['an empty folder', {}, 0],
    ['a folder without JPEG files', { 'a.png': PNG, 'b.txt': 'text' }, 2],
  ])('says of %s that it found no JPEG images, and exits with 0', async (_, files, skippedCount) => {
    const folder = temporaryFolder(files);
    const output = join(folder, 'out');
    const { status, output: printed } = await run('ela', folder, '--output', output);
    expect([status, printed]).toEqual([0, `No JPEG images found in ${folder}\n`]);
    expect(reportIn(output).summary).toMatchObject({ totalImages: 0, flaggedCount: 0, skippedCount });
    const json = await run('ela', folder, '--output', output, '--json');
    expect([json.output, json.remarks]).toEqual(['', expect.stringContaining('No JPEG images found')]);
  });

  it('does not call a folder empty whose only image is damaged', async () => {
    const folder = temporaryFolder({ 'a.jpg': 'bad' });
    const { status, output } = await run('ela', folder, '--output', join(folder, 'out'));
    expect([status, output]).toEqual([1, expect.stringContaining('Analyzed 0, flagged 0 (score 0.5 or more), skipped 1')]);
  });

  it('kills what takes too long, reports it as skipped, and does the rest', async () => {
    const folder = temporaryFolder({ 'in/a.jpg': JPEG, 'in/hang.jpg': JPEG, 'in/z.jpg': JPEG });
    const output = join(folder, 'out');
    const { status, remarks } = await runWith(
      { workerUrl: UNRULY },
      'ela',
      join(folder, 'in'),
      '--output',
      output,
      '--timeout',
      '1',
    );
    const report = reportIn(output);
    expect(status).toBe(1);
    expect(report.skippedFiles).toEqual([{ path: join(folder, 'in/hang.jpg'), reason: 'took longer than 1 s and was stopped' }]);
    expect(report.results.map(({ imagePath }) => imagePath)).toEqual([join(folder, 'in/a.jpg'), join(folder, 'in/z.jpg')]);
    expect(remarks).toBe(`skipped ${join(folder, 'in/hang.jpg')}: took longer than 1 s and was stopped\n`);
    expect(report.summary.processingTimeSeconds).toBeGreaterThanOrEqual(1);
  });

  it('lets an image that breaks its thread fail alone', async () => {
    const folder = temporaryFolder({ 'in/a.jpg': JPEG, 'in/exit.jpg': JPEG, 'in/text.jpg': JPEG, 'in/z.jpg': JPEG });
    const output = join(folder, 'out');
    const { status } = await runWith({ workerUrl: UNRULY }, 'ela', join(folder, 'in'), '--output', output);
    const { results, skippedFiles } = reportIn(output);
    expect([status, results.length]).toEqual([1, 2]);
    expect(skippedFiles.map(({ reason }) => reason)).toEqual([
      'crashed: the worker ended with exit code 7',
      'internal: just text',
    ]);
  });

  it('reports a picture that cannot be written, and goes on', async () => {
    const long = `${'x'.repeat(250)}.jpg`;
    const folder = temporaryFolder({ [`in/${long}`]: TINY, 'in/a.jpg': TINY, 'out/b_ela.jpg/in-the-way': '', 'in/b.jpg': TINY });
    const output = join(folder, 'out');
    const { status } = await run('ela', join(folder, 'in'), '--output', output);
    const { results, skippedFiles } = reportIn(output);
    expect([status, results.length]).toEqual([1, 1]);
    expect(skippedFiles.map(({ reason }) => reason.split(':')[0])).toEqual(['EISDIR', 'ENAMETOOLONG']);
    expect(readdirSync(output).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('tells of each image as it is ready, not at the end', async () => {
    const folder = temporaryFolder({ 'in/a.jpg': TINY, 'in/b.jpg': 'bad', 'in/hang.jpg': TINY, 'in/z.jpg': TINY });
    const lines: string[] = [];
    const { output, remarks } = await runWith(
      { workerUrl: UNRULY },
      ...['ela', join(folder, 'in'), '--output', join(folder, 'out'), '--timeout', '1', '--concurrency', '2'],
    );
    lines.push(...output.split('\n').filter((line) => line.startsWith('score')));
    // The one that hangs is told last of all; those behind it in the folder came first.
    expect(lines.map((line) => /\w+\.jpg/.exec(line)?.[0])).toEqual(['a.jpg', 'z.jpg']);
    expect(remarks.trimEnd().split('\n').at(-1)).toContain('hang.jpg');
  });

  it('goes through 2,000 files', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'in'));
    for (let i = 0; i < 2000; i++) writeFileSync(join(folder, `in/${i}.jpg`), TINY);
    const output = join(folder, 'out');
    const { status } = await run('ela', join(folder, 'in'), '--output', output);
    const { summary, results } = reportIn(output);
    expect([status, summary.totalImages, readdirSync(output).length]).toEqual([0, 2000, 2001]);
    expect(results.map(({ imagePath }) => imagePath)).toEqual(results.map(({ imagePath }) => imagePath).sort());
  });

  it('has the same words for standard input', async () => {
    const folder = temporaryFolder();
    const output = join(folder, 'out');
    const { status } = await spawnCli(['ela', '-', '--output', output], { input: JPEG });
    expect([status, filesBelow(output)]).toEqual([0, ['ela_report.json', 'stdin_ela.jpg']]);
    expect(reportIn(output).results[0].imagePath).toBe('standard input');
  });
});

describe('the schema of ela_report.json', () => {
  it('refuses what a report must not be', async () => {
    const folder = temporaryFolder({ 'in/a.jpg': JPEG, 'in/b.txt': '' });
    await run('ela', join(folder, 'in'), '--output', join(folder, 'out'));
    const report = reportIn(join(folder, 'out'));
    const [row] = report.results;
    const broken: [object, string][] = [
      [{ ...report, failedFiles: [] }, '/: has failedFiles, which it must not'],
      [{ ...report, summary: undefined }, '/summary: is undefined, not object'],
      [{ ...report, analysisTimestamp: 'yesterday' }, '/analysisTimestamp: is no time'],
      [{ ...report, parameters: { ...report.parameters, quality: 90.5 } }, '/parameters/quality: is number, not integer'],
      [{ ...report, parameters: { ...report.parameters, threshold: 2 } }, '/parameters/threshold: 2 is above 1'],
      [{ ...report, results: [{ ...row, likelihoodScore: NaN }] }, '/results/0/likelihoodScore: is not finite'],
      [{ ...report, results: [{ ...row, flagged: 'yes' }] }, '/results/0/flagged: is string, not boolean'],
      [{ ...report, results: [{ ...row, anomalousRegions: [{ x: 1 }] }] }, '/results/0/anomalousRegions/0: lacks y'],
      [{ ...report, skippedFiles: [{ path: 'x', reason: '' }] }, '/skippedFiles/0/reason: is too short'],
    ];
    for (const [value, problem] of broken) expect(schemaProblems(ELA_REPORT_SCHEMA, value)).toContain(problem);
  });
});
