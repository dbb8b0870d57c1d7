import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyzeDirectory, analyzeFiles } from '../../../src/adapters/node/index.ts';
import type { AnalyzeDirectoryOptions, FileResult, ImageFile, ImageJob } from '../../../src/adapters/node/index.ts';
import { analyze } from '../../../src/analysis/index.ts';
import { decodeJpeg, encodeJpeg } from '../../../src/codec/jpeg/index.ts';
import { encodePng } from '../../../src/codec/png/index.ts';
import { analyzeEla } from '../../../src/detectors/ela/index.ts';
import { bundleWorker } from '../../support/bundled-worker.node.ts';
import { rejection } from '../../support/caught.ts';
import { asOtherUser } from '../../support/other-user.node.ts';
import { noise, syntheticPhoto } from '../../support/scene.ts';
import { temporaryFolder } from '../../support/temporary-folder.node.ts';

const JPEG = encodeJpeg(syntheticPhoto(96, 80, 3), { quality: 85 });
const TINY = encodeJpeg(noise(16, 16, 1, 1), { quality: 85 });
const PNG = encodePng(noise(20, 20, 3, 1));

const WORKER = await bundleWorker('src/adapters/node/image-worker.ts');
const UNRULY = await bundleWorker('test/adapters/node/unruly-image-worker.ts');

const ELA = { kind: 'ela' } as const;

/** All results for a folder, in the order of paths. */
async function resultsOf<Job extends ImageJob>(folder: string, options: Partial<AnalyzeDirectoryOptions<Job>>) {
  const results = [];
  for await (const result of analyzeDirectory<Job>(folder, { workerUrl: WORKER, ...options })) results.push(result);
  return results.sort((a, b) => a.index - b.index);
}

/** A result in few words. */
function told(result: FileResult<unknown>): string {
  if (result.status === 'analyzed') return `${result.relativePath}: analyzed`;
  return `${result.relativePath}: ${result.status}, ${result.status === 'failed' ? result.code : result.reason}`;
}

describe('analyzeDirectory', () => {
  it('examines every image below a folder, as analyze does', async () => {
    const folder = temporaryFolder({ 'a.jpg': JPEG, 'sub/deep/b.png': PNG, 'sub/notes.txt': 'text' });
    const results = await resultsOf(folder, { job: { kind: 'analyze', deliver: ['heatmaps'] } });
    const { report, heatmaps } = await analyze(JPEG, { name: 'a.jpg' });
    expect(results.map(told)).toEqual(['a.jpg: analyzed', 'sub/deep/b.png: analyzed', 'sub/notes.txt: skipped, not an image']);
    const [first] = results;
    expect(first).toMatchObject({ path: join(folder, 'a.jpg'), relativePath: 'a.jpg', index: 0 });
    expect(first.status === 'analyzed' && first.analysis.report).toEqual(report);
    expect(first.status === 'analyzed' && first.analysis.heatmaps).toEqual(heatmaps);
  });

  it('runs from the TypeScript sources with nothing said', async () => {
    const folder = temporaryFolder({ 'a.jpg': JPEG });
    const results = [];
    for await (const result of analyzeDirectory(folder)) results.push(result);
    expect(results).toEqual([expect.objectContaining({ status: 'analyzed', relativePath: 'a.jpg' })]);
  });

  it('does error levels of JPEG files alone, and passes over the rest', async () => {
    const folder = temporaryFolder({
      'a.jpg': JPEG,
      'b.png': PNG,
      'c.gif': 'GIF89a',
      'd.txt': 'text',
      'e.jpg': PNG,
      'f.dat': JPEG,
    });
    const results = await resultsOf(folder, { job: { kind: 'ela', quality: 75 } });
    expect(results.map(told)).toEqual([
      'a.jpg: analyzed',
      'b.png: skipped, not a JPEG file (png)',
      'c.gif: skipped, not a JPEG file (gif)',
      'd.txt: skipped, not a JPEG file',
      'e.jpg: skipped, not a JPEG file (png)',
      'f.dat: analyzed',
    ]);
    const [first] = results;
    const expected = analyzeEla(decodeJpeg(JPEG).raster, { quality: 75 });
    expect(first.status === 'analyzed' && first.analysis.likelihoodScore).toBe(expected.likelihoodScore);
  });

  it('goes on after damaged files', async () => {
    const files = { 'a.jpg': JPEG, 'b.jpg': JPEG.subarray(0, 200), 'c.jpg': '', 'd.jpg': 'no image at all', 'e.jpg': JPEG };
    const results = await resultsOf(temporaryFolder(files), { job: ELA });
    expect(results.map(told)).toEqual([
      'a.jpg: analyzed',
      'b.jpg: failed, malformed',
      'c.jpg: failed, malformed',
      'd.jpg: failed, unsupported',
      'e.jpg: analyzed',
    ]);
  });

  it('passes over links, loops among them, and pipes', async () => {
    const folder = temporaryFolder({ 'b.jpg': TINY, 'sub/c.jpg': TINY });
    symlinkSync(folder, join(folder, 'sub/loop'));
    symlinkSync(join(folder, 'b.jpg'), join(folder, 'a.jpg'));
    execFileSync('mkfifo', [join(folder, 'pipe.jpg')]);
    expect((await resultsOf(folder, { job: ELA })).map(told)).toEqual([
      'a.jpg: skipped, symbolic link',
      'b.jpg: analyzed',
      'pipe.jpg: skipped, not a regular file',
      'sub/c.jpg: analyzed',
      'sub/loop: skipped, symbolic link',
    ]);
  });

  it('tells of files and folders that it may not read', async () => {
    const folder = temporaryFolder({ 'a.jpg': TINY, 'b.jpg': TINY, 'closed/c.jpg': TINY, 'd.jpg': TINY });
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'b.jpg'), 0);
    chmodSync(join(folder, 'closed'), 0);
    const results = await asOtherUser(() => resultsOf(folder, { job: ELA }));
    chmodSync(join(folder, 'closed'), 0o755);
    expect(results.map(told)).toEqual([
      'a.jpg: analyzed',
      'b.jpg: failed, EACCES',
      expect.stringMatching(/^closed: skipped, EACCES: permission denied/),
      'd.jpg: analyzed',
    ]);
  });

  it('takes names with spaces, signs and emoji', async () => {
    const names = ["it's (1) [x] #5 50%.jpg", 'a b.jpg', 'ünï 🙂.jpg', '-dash.jpg', 'new\nline.jpg'];
    const results = await resultsOf(temporaryFolder(Object.fromEntries(names.map((name) => [name, TINY]))), { job: ELA });
    expect(results.map(told)).toEqual(names.sort().map((name) => `${name}: analyzed`));
  });

  it('goes through 2,000 files', async () => {
    const folder = temporaryFolder();
    const names = Array.from(
      { length: 2000 },
      (_, i) => `${String(i % 20).padStart(2, '0')}/${String(i).padStart(4, '0')}.jpg`,
    ).sort();
    for (let i = 0; i < 20; i++) mkdirSync(join(folder, String(i).padStart(2, '0')));
    for (const name of names) writeFileSync(join(folder, name), TINY);
    const results = await resultsOf(folder, { job: ELA });
    expect(results.map(told)).toEqual(names.map((name) => `${name}: analyzed`));
    expect(results.map(({ index }) => index)).toEqual(names.map((_, i) => i));
  });

  it('kills what hangs at its time, and only that', async () => {
    const folder = temporaryFolder(
      Object.fromEntries(['a.jpg', 'hang1.jpg', 'hang2.jpg', 'm.jpg', 'slow.jpg', 'z.jpg'].map((name) => [name, TINY])),
    );
    const started = performance.now();
    const results = await resultsOf(folder, { job: ELA, workerUrl: UNRULY, concurrency: 2, timeoutMs: 1000 });
    const took = performance.now() - started;
    expect(results.map(told)).toEqual([
      'a.jpg: analyzed',
      'hang1.jpg: failed, timeout',
      'hang2.jpg: failed, timeout',
      'm.jpg: analyzed',
      'slow.jpg: analyzed',
      'z.jpg: analyzed',
    ]);
    expect(results[1]).toMatchObject({ reason: 'took longer than 1 s and was stopped' });
    // Both hang for their second, side by side or one after the other; the rest is quick.
    expect(took).toBeLessThan(8000);
  });

  it('lets what breaks its thread fail alone', async () => {
    const names = ['a.jpg', 'exit.jpg', 'm.jpg', 'memory.jpg', 'n.jpg', 'text.jpg', 'z.jpg'];
    const folder = temporaryFolder(Object.fromEntries(names.map((name) => [name, TINY])));
    const results = await resultsOf(folder, { job: ELA, workerUrl: UNRULY, concurrency: 1 });
    expect(results.map(told)).toEqual([
      'a.jpg: analyzed',
      'exit.jpg: failed, crashed',
      'm.jpg: analyzed',
      'memory.jpg: failed, out-of-memory',
      'n.jpg: analyzed',
      'text.jpg: failed, internal',
      'z.jpg: analyzed',
    ]);
  });

  it('keeps to the limits of the caller, file by file', async () => {
    const folder = temporaryFolder({ 'a.jpg': JPEG, 'b.jpg': TINY });
    const results = await resultsOf(folder, { job: ELA, limits: { maximumPixels: 1000 } });
    expect(results.map(told)).toEqual(['a.jpg: failed, limit-exceeded', 'b.jpg: analyzed']);
  });

  it('does not look into a folder that is excluded', async () => {
    const folder = temporaryFolder({ 'a.jpg': TINY, 'out/b.jpg': TINY });
    expect((await resultsOf(folder, { job: ELA, exclude: join(folder, 'out') })).map(told)).toEqual(['a.jpg: analyzed']);
  });

  it('stops at once when it is aborted, whatever hangs', async () => {
    const folder = temporaryFolder({ 'a.jpg': TINY, 'hang.jpg': TINY, 'z.jpg': TINY });
    const controller = new AbortController();
    const seen: string[] = [];
    let aborted = 0;
    const loop = async () => {
      const options = { job: ELA, workerUrl: UNRULY, concurrency: 2, signal: controller.signal };
      for await (const result of analyzeDirectory(folder, options)) {
        seen.push(result.relativePath);
        if (seen.length < 2) continue;
        setTimeout(() => {
          aborted = performance.now();
          controller.abort('enough');
        }, 100);
      }
    };
    expect(await rejection(loop())).toMatchObject({ code: 'aborted', cause: 'enough' });
    expect(performance.now() - aborted).toBeLessThan(1500);
    expect(seen).toEqual(['a.jpg', 'z.jpg']);
  });

  it('does not begin when it is aborted already', async () => {
    const results = resultsOf(temporaryFolder({ 'a.jpg': TINY }), { signal: AbortSignal.abort() });
    expect(await rejection(results)).toMatchObject({ code: 'aborted' });
  });

  it('says how far each image is', async () => {
    const folder = temporaryFolder({ 'a.jpg': JPEG, 'b.jpg': JPEG });
    const shares = new Map<string, number[]>();
    const onProgress = ({ path, progress }: { path: string; progress: number }) => {
      shares.set(path, [...(shares.get(path) ?? []), progress]);
    };
    await resultsOf(folder, { job: ELA, onProgress });
    expect([...shares.keys()].sort()).toEqual([join(folder, 'a.jpg'), join(folder, 'b.jpg')]);
    for (const told of shares.values()) {
      expect(told.length).toBeGreaterThanOrEqual(3);
      expect(told).toEqual([...told].sort());
    }
  });

  it.each<[object, string]>([
    [{ concurrency: 0 }, '"concurrency" must be in 1..64, received 0'],
    [{ concurrency: 1.5 }, '"concurrency" must be a whole number'],
    [{ timeoutMs: 0 }, '"timeoutMs" must be in 1..2147483647, received 0'],
    [{ limits: { maximumPixels: 0 } }, '"maximumPixels"'],
    [{ job: { kind: 'ela', quality: 101 } as const }, '"quality" must be in 1..100, received 101'],
    [{ timeout: 3 }, 'unknown option "timeout"'],
  ])('refuses %j before it looks at a file', async (options, message) => {
    const error = (await rejection(resultsOf(temporaryFolder(), options as Partial<AnalyzeDirectoryOptions>))) as Error;
    expect(error.message).toContain(message);
  });

  it('says which folder does not exist', async () => {
    expect(await rejection(resultsOf('/no/such/folder', {}))).toMatchObject({ code: 'ENOENT' });
  });

  it('ends quietly for an empty folder', async () => {
    expect(await resultsOf(temporaryFolder(), {})).toEqual([]);
  });
});

describe('analyzeFiles', () => {
  it('takes no more files than threads and one more, however slow the caller is', async () => {
    const path = join(temporaryFolder({ 'a.jpg': TINY }), 'a.jpg');
    let taken = 0;
    function* files(): Generator<ImageFile> {
      for (let i = 0; i < 30; i++) {
        taken++;
        yield { path, relativePath: `${i}.jpg`, isNamed: false };
      }
    }
    const results: number[] = [];
    for await (const { index } of analyzeFiles(files(), { job: ELA, workerUrl: WORKER, concurrency: 2 })) {
      results.push(index);
      expect(taken - results.length).toBeLessThanOrEqual(2);
      if (results.length === 5) await new Promise((resolve) => setTimeout(resolve, 200));
      expect(taken - results.length).toBeLessThanOrEqual(2);
    }
    expect([taken, results.length]).toEqual([30, 30]);
  });

  it('ends its threads when the caller leaves the loop', async () => {
    const path = join(temporaryFolder({ 'hang.jpg': TINY, 'a.jpg': TINY }), 'hang.jpg');
    const files = [path.replace('hang', 'a'), path, path].map((file) => ({ path: file, relativePath: 'x', isNamed: true }));
    const before = process.cpuUsage();
    for await (const result of analyzeFiles(files, { job: ELA, workerUrl: UNRULY, concurrency: 2 })) {
      expect(result.status).toBe('analyzed');
      break;
    }
    const after = process.cpuUsage(before);
    await new Promise((resolve) => setTimeout(resolve, 300));
    // A thread that still spins would take all of the 300 ms.
    const { user } = process.cpuUsage(before);
    expect(user - after.user).toBeLessThan(200_000);
  });

  it('takes bytes in the place of a file, and leaves them with the caller', async () => {
    const files = [{ path: 'from memory', relativePath: 'x', isNamed: false, bytes: PNG }];
    const results = [];
    for await (const result of analyzeFiles(files, { workerUrl: WORKER })) results.push(result);
    const report = (await analyze(PNG, { name: 'from memory' })).report;
    expect(results).toEqual([
      expect.objectContaining({ path: 'from memory', index: 0, analysis: expect.objectContaining({ report }) as object }),
    ]);
    expect(PNG.length).toBeGreaterThan(0);
  });

  it('throws when no thread can be started', async () => {
    const workerUrl = new URL('file:///no/such/worker.js');
    const files = [{ path: 'x', relativePath: 'x', isNamed: true, bytes: PNG }];
    await expect(analyzeFiles(files, { workerUrl }).next()).rejects.toThrow(
      'no worker could be started from file:///no/such/worker.js',
    );
  });
});
