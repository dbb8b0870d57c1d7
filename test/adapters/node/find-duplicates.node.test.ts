import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findDuplicates } from '../../../src/adapters/node/index.ts';
import type { DuplicateFindings, FindDuplicatesOptions } from '../../../src/adapters/node/index.ts';
import { decodeJpeg, encodeJpeg } from '../../../src/codec/jpeg/index.ts';
import { encodePng } from '../../../src/codec/png/index.ts';
import { applyOrientation } from '../../../src/image/index.ts';
import { ALIKE_FILES } from '../../support/alike-pictures.ts';
import { bundleWorker } from '../../support/bundled-worker.node.ts';
import { cameraFile } from '../../support/camera-file.ts';
import { rejection } from '../../support/caught.ts';
import { short } from '../../support/exif-builder.ts';
import { syntheticPhoto } from '../../support/scene.ts';
import { describeWithShared } from '../../support/shared-data.node.ts';
import { temporaryFolder } from '../../support/temporary-folder.node.ts';

const WORKER = await bundleWorker('src/adapters/node/image-worker.ts');
const UNRULY = await bundleWorker('test/adapters/node/unruly-image-worker.ts');

async function search(folder: string, options: Partial<FindDuplicatesOptions> = {}): Promise<DuplicateFindings> {
  return findDuplicates(folder, { workerUrl: WORKER, ...options });
}

/** Groups as names of files below the folder, with how each stands to the first. */
function groupsOf({ report }: DuplicateFindings, folder: string): string[][] {
  return report.groups.map(({ files }) =>
    files.map(({ path, sameBytes, samePixels, turn }) => {
      const relation = sameBytes ? 'bytes' : samePixels ? 'pixels' : (turn ?? 'alike');
      return `${path.slice(folder.length + 1)}: ${relation}`;
    }),
  );
}

describe('findDuplicates', () => {
  it('searches with a hash that has fewer bits for small pictures', async () => {
    const icon = encodePng(syntheticPhoto(40, 40, 9));
    const folder = temporaryFolder({ '0.png': icon, ...ALIKE_FILES });
    const found = await search(folder, { kind: 'wavelet-db4' });
    expect(found.report.parameters).toMatchObject({ bits: 196, distance: 5 });
    expect(groupsOf(found, folder)[0]).toEqual(['b/lossless.png: bytes', 'a.jpg: pixels', 'b/copy.jpg: pixels']);
    expect(found.report.tooFlat.map(({ path }) => path)).toContain(join(folder, '0.png'));
  });

  it('groups what looks alike, and tells of everything else', async () => {
    const folder = temporaryFolder(ALIKE_FILES);
    const found = await search(folder);
    expect(groupsOf(found, folder)).toEqual([
      ['b/lossless.png: bytes', 'a.jpg: pixels', 'b/copy.jpg: pixels', 'b/small.jpg: alike'],
      ['g-damaged.jpg: bytes', 'h-damaged.jpg: bytes'],
    ]);
    const { report, thumbnails } = found;
    expect(report.parameters).toEqual({
      kind: 'pdq',
      bits: 256,
      distance: 62,
      minimumQuality: 50,
      turns: 'none',
      orient: 'exif',
    });
    expect(report.summary).toEqual({ compared: 8, groups: 2, grouped: 6, tooFlat: 2, skipped: 1, failed: 2 });
    expect(report.tooFlat.map(({ path }) => path)).toEqual([join(folder, 'e-flat.png'), join(folder, 'f-flat.png')]);
    expect(report.skippedFiles).toEqual([{ path: join(folder, 'notes.txt'), reason: 'not an image' }]);
    expect(report.failedFiles.map(({ path, code }) => [path, code])).toEqual([
      [join(folder, 'g-damaged.jpg'), 'malformed'],
      [join(folder, 'h-damaged.jpg'), 'malformed'],
    ]);
    expect(thumbnails.size).toBe(0);
  });

  it('gives the same report whatever the number of threads', async () => {
    const folder = temporaryFolder(ALIKE_FILES);
    const reports = [];
    for (const concurrency of [1, 2, 5]) reports.push((await search(folder, { concurrency })).report);
    expect(reports[1]).toEqual(reports[0]);
    expect(reports[2]).toEqual(reports[0]);
  });

  it('finds mirrored pictures on request', async () => {
    const folder = temporaryFolder({ 'a.jpg': ALIKE_FILES['a.jpg'], 'mirrored.jpg': ALIKE_FILES['c-mirrored.jpg'] });
    expect(groupsOf(await search(folder), folder)).toEqual([]);
    const groups = groupsOf(await search(folder, { turns: 'all' }), folder);
    expect(groups.flat().map((name) => name.split(': ')[1])).toEqual(['bytes', 'flipY']);
  });

  it('compares pictures as people see them, unless asked to take them as stored', async () => {
    const picture = syntheticPhoto(160, 120, 11);
    const folder = temporaryFolder({
      'camera.jpg': cameraFile({ picture, ifd0: [short(0x0112, 6)] }),
      'upright.jpg': encodeJpeg(applyOrientation(picture, 6), { quality: 90 }),
    });
    expect((await search(folder)).report.summary.groups).toBe(1);
    expect((await search(folder, { orient: 'stored' })).report.summary.groups).toBe(0);
  });

  it('sees what is drawn in transparency', async () => {
    const photo = syntheticPhoto(160, 120, 12);
    const data = Uint8Array.from({ length: 160 * 120 * 4 }, (_, i) => (i % 4 === 3 ? 255 - photo.data[3 * (i >> 2)] : 0));
    const onWhite = Uint8Array.from({ length: 160 * 120 * 3 }, (_, i) => photo.data[3 * Math.floor(i / 3)]);
    const folder = temporaryFolder({
      'drawing.png': encodePng({ data, width: 160, height: 120 }),
      'on-white.jpg': encodeJpeg({ data: onWhite, width: 160, height: 120 }, { quality: 90 }),
    });
    const { report } = await search(folder);
    expect([report.summary.groups, report.tooFlat]).toEqual([1, []]);
  });

  it('compares other hashes, by the distance that is asked for', async () => {
    const folder = temporaryFolder(ALIKE_FILES);
    const { report } = await search(folder, { kind: 'difference', distance: 64, minimumQuality: 0 });
    expect(report.parameters).toMatchObject({ kind: 'difference', bits: 64, distance: 64, minimumQuality: 0 });
    expect(report.groups.map(({ files }) => files.length)).toEqual([8, 2]);
    expect(report.groups[0].files[1].hash).toMatch(/^difference:[0-9a-f]{16}$/);
  });

  it('draws thumbnails of the pictures in groups alone', async () => {
    const folder = temporaryFolder(ALIKE_FILES);
    const { thumbnails } = await search(folder, { thumbnailSide: 80 });
    expect([...thumbnails.keys()].sort()).toEqual(
      ['a.jpg', 'b/copy.jpg', 'b/lossless.png', 'b/small.jpg'].map((name) => join(folder, name)),
    );
    const { width, height } = decodeJpeg(thumbnails.get(join(folder, 'a.jpg'))!).raster;
    expect([width, height]).toEqual([80, 60]);
  });

  it('goes on after images that hang or break their thread, and compares them by their bytes', async () => {
    const photo = ALIKE_FILES['a.jpg'];
    const folder = temporaryFolder({ 'hang.jpg': photo, 'exit.jpg': photo, 'photo.jpg': photo, 'quiet.jpg': photo });
    const { report } = await search(folder, { workerUrl: UNRULY, timeoutMs: 4000, concurrency: 2 });
    expect(report.failedFiles.map(({ path, code }) => [path.slice(folder.length + 1), code])).toEqual([
      ['exit.jpg', 'crashed'],
      ['hang.jpg', 'timeout'],
    ]);
    expect(report.summary).toMatchObject({ compared: 2, groups: 1, grouped: 4 });
    expect(report.groups[0].representative).toBe(join(folder, 'photo.jpg'));
  });

  it('does not read again what was too large to be read', async () => {
    const folder = temporaryFolder({ 'a.jpg': ALIKE_FILES['a.jpg'], 'b.jpg': ALIKE_FILES['a.jpg'] });
    const { report } = await search(folder, { limits: { maximumBytes: 1000 } });
    expect(report.failedFiles.map(({ code }) => code)).toEqual(['limit-exceeded', 'limit-exceeded']);
    expect(report.groups).toEqual([]);
  });

  it('takes several folders and files, each file once', async () => {
    const folder = temporaryFolder(ALIKE_FILES);
    const paths = [join(folder, 'b'), join(folder, 'a.jpg'), join(folder, 'b/copy.jpg')];
    const { report } = await findDuplicates(paths, { workerUrl: WORKER });
    expect(report.summary).toMatchObject({ compared: 4, grouped: 4 });
  });

  it('leaves out a folder on request', async () => {
    const folder = temporaryFolder(ALIKE_FILES);
    const { report } = await search(folder, { exclude: join(folder, 'b') });
    expect(report.groups.map(({ files }) => files.length)).toEqual([2]);
  });

  it('ends when the signal fires', async () => {
    const folder = temporaryFolder(ALIKE_FILES);
    expect(await rejection(search(folder, { signal: AbortSignal.abort() }))).toMatchObject({ code: 'aborted' });
  });

  it.each([
    [{ kind: 'phash' }, '"kind" must be one of average'],
    [{ distance: 257 }, '"distance" must be in 0..256, received 257'],
    [{ kind: 'color', distance: 43 }, '"distance" must be in 0..42, received 43'],
    [{ minimumQuality: -1 }, '"minimumQuality" must be in 0..100, received -1'],
    [{ turns: 'some' }, '"turns" must be one of none, all, received "some"'],
    [{ turns: 'all', kind: 'average' }, '"turns" of \'all\' needs "kind" pdq, received "average"'],
    [{ orient: 'up' }, '"orient" must be one of stored, exif, received "up"'],
    [{ thumbnailSide: 8 }, '"thumbnailSide" must be in 16..1024, received 8'],
    [{ concurrency: 0 }, '"concurrency" must be in 1..64, received 0'],
    [{ radius: 3 }, 'unknown option "radius"'],
  ])('refuses %j before any file is read', async (options, message) => {
    const folder = temporaryFolder({ 'a.jpg': 'no picture' });
    const error = (await rejection(search(folder, options as object))) as Error;
    expect(error.message).toContain(message);
    expect(['TypeError', 'RangeError']).toContain(error.name);
  });
});

describeWithShared('findDuplicates among labelled pictures', ({ data }) => {
  it('puts only pictures of one scene together, and two in five of all pairs or more', async () => {
    const [, ...rows] = readFileSync(join(data, 'labels.csv'), 'utf8').trimEnd().split('\n');
    const scenes = new Map<string, string>();
    for (const [, set, scene, image] of rows.map((row) => row.split(','))) {
      if (set === 'comofod' || set === 'casia1') scenes.set(join(data, image), scene);
    }
    const { report } = await findDuplicates([...scenes.keys()], { workerUrl: WORKER });
    const mixed = report.groups.filter(({ files }) => new Set(files.map(({ path }) => scenes.get(path))).size > 1);
    expect(mixed).toEqual([]);
    const pairs = (counts: readonly number[]) => counts.reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
    const sizes = new Map<string, number>();
    for (const scene of scenes.values()) sizes.set(scene, (sizes.get(scene) ?? 0) + 1);
    const found = pairs(report.groups.map(({ files }) => files.length)) / pairs([...sizes.values()]);
    // The rest are splices that change too much of a small picture.
    expect(found).toBeGreaterThan(0.4);
  });
});
