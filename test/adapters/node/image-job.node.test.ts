import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reasonToPassOver } from '../../../src/adapters/node/accept.ts';
import type { Accept } from '../../../src/adapters/node/accept.ts';
import { collectGarbage } from '../../../src/adapters/node/collect-garbage.ts';
import { checkJob, doImageTask } from '../../../src/adapters/node/image-job.ts';
import type { AnalysisOf, ImageJob } from '../../../src/adapters/node/image-job.ts';
import type { ElaJob } from '../../../src/adapters/node/index.ts';
import { threadEntry } from '../../../src/adapters/node/worker-location.ts';
import { analyze } from '../../../src/analysis/index.ts';
import { decodeJpeg, encodeJpeg } from '../../../src/codec/jpeg/index.ts';
import { decodePng, encodePng } from '../../../src/codec/png/index.ts';
import { analyzeEla, renderElaPicture } from '../../../src/detectors/ela/index.ts';
import { renderHeatMap } from '../../../src/report/index.ts';
import { rejection } from '../../support/caught.ts';
import { readFixture } from '../../support/fixture.ts';
import { noise, syntheticPhoto } from '../../support/scene.ts';
import { temporaryFolder } from '../../support/temporary-folder.node.ts';

const PHOTO = syntheticPhoto(160, 130, 3);
const JPEG = encodeJpeg(PHOTO, { quality: 85 });

/** Does a job on bytes, as a worker would, and hears how far it is. */
async function doJob<Job extends ImageJob>(
  job: Job,
  bytes: Uint8Array,
): Promise<{ analysis: AnalysisOf<Job>; shares: number[]; transfer: readonly ArrayBuffer[] }> {
  const shares: number[] = [];
  const task = { job, limits: {}, path: 'folder/photo.jpg', accept: 'any', bytes } as const;
  const { answer, transfer } = await doImageTask(task, (share) => shares.push(share));
  if (answer.status !== 'analyzed') throw new Error(answer.reason);
  return { analysis: answer.analysis as AnalysisOf<Job>, shares, transfer };
}

describe('the job "ela"', () => {
  it('gives what analyzeEla gives, with the picture as a file', async () => {
    const { analysis, shares, transfer } = await doJob<ElaJob>({ kind: 'ela', quality: 80, scale: 10 }, JPEG);
    const { raster } = decodeJpeg(JPEG);
    const { errorMap: _, ...expected } = analyzeEla(raster, { quality: 80, scale: 10 });
    const { picture, ...measured } = analysis;
    expect(measured).toEqual({ ...expected, width: 160, height: 130 });
    expect(picture).toEqual(
      encodeJpeg(renderElaPicture(raster, { quality: 80, scale: 10 }), { quality: 95, subsampling: '4:4:4' }),
    );
    expect(transfer).toEqual([picture.buffer]);
    expect(shares).toEqual([...shares].sort());
  });

  it('leaves pixels with alpha where they are', async () => {
    const { analysis } = await doJob<ElaJob>({ kind: 'ela' }, encodePng(noise(40, 30, 4, 2)));
    const { width, height, channels } = decodeJpeg(analysis.picture).raster;
    expect([width, height, channels]).toEqual([40, 30, 3]);
  });

  it('refuses a file without a row of pixels', async () => {
    const bytes = await readFixture('formats/jpeg/scans-missing-component.jpg');
    expect(await rejection(doJob({ kind: 'ela' }, bytes))).toMatchObject({
      code: 'malformed',
      message: 'Not one row of pixels could be read.',
    });
  });
});

describe('the job "analyze"', () => {
  it('gives the report of analyze, and nothing beside it unless asked', async () => {
    const { analysis, transfer, shares } = await doJob({ kind: 'analyze' }, JPEG);
    expect(analysis.report).toEqual((await analyze(JPEG, { name: 'photo.jpg' })).report);
    expect([analysis.heatmaps, analysis.pictures, transfer]).toEqual([{}, [], []]);
    expect(Object.keys(analysis.run.durationsMs)).toContain('ela');
    expect(shares.at(-1)).toBe(1);
  });

  it('gives heat maps and pictures when asked', async () => {
    const { analysis, transfer } = await doJob({ kind: 'analyze', detectors: ['ela'], deliver: ['heatmaps', 'pictures'] }, JPEG);
    const { heatmaps } = await analyze(JPEG, { name: 'photo.jpg' });
    expect(analysis.heatmaps).toEqual({ ela: heatmaps['ela'] });
    expect(analysis.pictures.map(({ suffix }) => suffix)).toEqual(['ela.png', 'ela.overlay.jpg']);
    const [map, overlay] = analysis.pictures.map(({ bytes }) => bytes);
    expect(decodePng(map).raster).toEqual(renderHeatMap(heatmaps['ela'], 160, 130));
    expect(decodeJpeg(overlay).raster).toMatchObject({ width: 160, height: 130, channels: 3 });
    expect(new Set(transfer).size).toBe(transfer.length);
    expect(transfer).toContain(analysis.heatmaps['ela'].data.buffer);
  });

  it('runs the detectors that are named, with their options', async () => {
    const { analysis } = await doJob({ kind: 'analyze', detectors: ['jpeg-quality'], detectorOptions: {} }, JPEG);
    expect(Object.keys(analysis.report.findings)).toEqual(['jpeg-quality']);
  });
});

describe('doImageTask', () => {
  it('reads the file, unless its first bytes say that it is not wanted', async () => {
    const folder = temporaryFolder({ 'a.jpg': JPEG, 'b.jpg': encodePng(noise(8, 8, 1, 1)) });
    const task = { job: { kind: 'ela' }, limits: {}, accept: 'jpeg', bytes: undefined } as const;
    const first = await doImageTask({ ...task, path: join(folder, 'a.jpg') }, () => undefined);
    expect(first.answer).toMatchObject({ status: 'analyzed', analysis: { width: 160 } });
    const second = await doImageTask({ ...task, path: join(folder, 'b.jpg') }, () => undefined);
    expect(second.answer).toEqual({ status: 'skipped', reason: 'not a JPEG file (png)' });
  });

  it('keeps to the limits of the caller', async () => {
    const path = join(temporaryFolder({ 'a.jpg': JPEG }), 'a.jpg');
    for (const [limits, name] of [
      [{ maximumBytes: 100 }, 'maximumBytes'],
      [{ maximumPixels: 100 }, 'maximumPixels'],
    ] as const) {
      const task = { job: { kind: 'ela' }, limits, accept: 'jpeg', bytes: undefined, path } as const;
      expect(await rejection(doImageTask(task, () => undefined))).toMatchObject({ code: 'limit-exceeded', limit: { name } });
    }
  });

  it('does not read a film to the end to find that it is none of its business', async () => {
    const path = join(temporaryFolder(), 'film.mp4');
    // Above the limit on bytes, which would be a failure.
    writeFileSync(path, new Uint8Array(70 * 1024 * 1024));
    const task = { job: { kind: 'analyze' }, limits: {}, accept: 'image', bytes: undefined, path } as const;
    expect((await doImageTask(task, () => undefined)).answer).toEqual({ status: 'skipped', reason: 'not an image' });
  });
});

describe('checkJob', () => {
  it.each([
    [{ kind: 'ela', quality: 0 }, '"quality" must be in 1..100, received 0'],
    [{ kind: 'ela', scale: 300 }, '"scale" must be in 1..255, received 300'],
    [{ kind: 'ela', threshold: 1 }, 'unknown option "threshold"'],
    [{ kind: 'analyze', set: 'all' }, '"set" must be one of fast, standard, thorough'],
    [{ kind: 'analyze', detectors: ['elaa'] }, 'received "elaa"'],
    [{ kind: 'analyze', detectorOptions: { ela: { quality: 'high' } } }, 'quality'],
    [{ kind: 'guess' }, '"job.kind" must be one of analyze, ela, hash, received "guess"'],
    [{ kind: 'hash', kinds: ['phash'] }, '"kinds" must be one of average, difference'],
    [{ kind: 'hash', orient: 'upright' }, '"orient" must be one of stored, exif, received "upright"'],
    [{ kind: 'hash', alpha: 'gray' }, '"alpha" must be one of reference, drop, white, black'],
    [{ kind: 'hash', deliver: ['thumbnail'] }, '"deliver" must be one of crop-resistant, turned'],
    [{ kind: 'hash', thumbnail: { maximumSide: 8 } }, '"thumbnail.maximumSide" must be in 16..1024, received 8'],
    [{ kind: 'hash', size: 16 }, 'unknown option "size"'],
  ])('refuses %j', async (job, message) => {
    const error = (await rejection(checkJob(job as ImageJob))) as Error;
    expect(error.message).toContain(message);
    expect(['TypeError', 'RangeError']).toContain(error.name);
  });

  it.each<ImageJob>([
    { kind: 'ela' },
    { kind: 'hash', kinds: ['pdq'], orient: 'exif' },
    { kind: 'analyze', set: 'fast' },
    { kind: 'ela', subsampling: '4:4:4' },
  ])('takes %j', async (job) => {
    await expect(checkJob(job)).resolves.toBeUndefined();
  });
});

describe('reasonToPassOver', () => {
  const text = new TextEncoder().encode('just text');
  const companion = Uint8Array.of(0, 5, 22, 7, 0, 2, 0, 0);
  it.each<[string, Uint8Array, Accept, string | undefined]>([
    ['a.jpg', JPEG, 'jpeg', undefined],
    ['a.png', JPEG, 'jpeg', undefined],
    ['a.jpg', encodePng(noise(8, 8, 1, 1)), 'jpeg', 'not a JPEG file (png)'],
    ['notes.txt', text, 'jpeg', 'not a JPEG file'],
    ['damaged.jpg', text, 'jpeg', undefined],
    ['damaged.JPEG', new Uint8Array(0), 'jpeg', undefined],
    ['folder/._a.jpg', companion, 'jpeg', 'not a JPEG file'],
    ['._a.jpg', text, 'jpeg', undefined],
    ['a.jpg', text, 'image', 'not an image'],
    ['a.pdf', new TextEncoder().encode('%PDF-1.7'), 'image', 'not an image'],
    ['a.gif', new TextEncoder().encode('GIF89a'), 'image', undefined],
    ['notes.txt', text, 'any', undefined],
  ])('says of %s among its kind what it should', (path, bytes, accept, reason) => {
    expect(reasonToPassOver(bytes.subarray(0, 64), path, accept)).toBe(reason);
  });
});

describe('threadEntry', () => {
  it('starts JavaScript as it is, and TypeScript through a loader where Node has none', () => {
    const built = new URL('file:///package/dist/image-worker.js');
    expect(threadEntry(built)).toBe(built);
    const entry = threadEntry(new URL('file:///clone/a%20b/worker.ts'));
    const hasTypes = 'typescript' in process.features && process.features.typescript !== false;
    expect(decodeURIComponent(entry.href)).toContain(hasTypes ? 'worker.ts' : 'await import("file:///clone/a%20b/worker.ts")');
  });
});

describe('collectGarbage', () => {
  it('gives back the memory of pixels that nobody holds', () => {
    const pixels = () => new Uint8Array(200 * 1024 * 1024).fill(1).length;
    pixels();
    collectGarbage();
    const { arrayBuffers } = process.memoryUsage();
    // The test runner's own are a few.
    expect(arrayBuffers).toBeLessThan(100 * 1024 * 1024);
  });
});
