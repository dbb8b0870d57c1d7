import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findFiles } from '../../../src/adapters/node/index.ts';
import { rejection } from '../../support/caught.ts';
import { temporaryFolder } from '../../support/temporary-folder.node.ts';

const FILES = {
  'b.jpg': 'b',
  'a.png': 'a',
  'sub/c.jpg': 'c',
  'sub/deep/d e 🙂.jpg': 'd',
  '.hidden/e.jpg': 'e',
  'notes.txt': 'n',
};

/** Places of the files that are found, below their folder. */
async function placesOf(paths: readonly string[], exclude?: string): Promise<string[]> {
  return (await findFiles(paths, { exclude })).files.map(({ relativePath }) => relativePath);
}

describe('findFiles', () => {
  it('finds everything below a folder, sorted by path, hidden files and all', async () => {
    const folder = temporaryFolder(FILES);
    const { files, skipped } = await findFiles([folder]);
    expect(files).toEqual(
      ['.hidden/e.jpg', 'a.png', 'b.jpg', 'notes.txt', 'sub/c.jpg', 'sub/deep/d e 🙂.jpg'].map((relativePath) => ({
        path: join(folder, relativePath),
        relativePath,
        isNamed: false,
      })),
    );
    expect(skipped).toEqual([]);
  });

  it('takes a file that is named, by its bare name', async () => {
    const path = join(temporaryFolder(FILES), 'sub', 'c.jpg');
    expect(await findFiles([path])).toEqual({ files: [{ path, relativePath: 'c.jpg', isNamed: true }], skipped: [] });
  });

  it('lists each file once, where it came first', async () => {
    const folder = temporaryFolder(FILES);
    expect(await placesOf([join(folder, 'sub/c.jpg'), folder, folder])).toEqual([
      'c.jpg',
      '.hidden/e.jpg',
      'a.png',
      'b.jpg',
      'notes.txt',
      'sub/deep/d e 🙂.jpg',
    ]);
  });

  it('resolves patterns, and keeps the folders below their fixed part', async () => {
    const folder = temporaryFolder(FILES);
    expect(await placesOf([`${folder}/*.jpg`])).toEqual(['b.jpg']);
    expect(await placesOf([`${folder}/**/*.jpg`])).toEqual(['.hidden/e.jpg', 'b.jpg', 'sub/c.jpg', 'sub/deep/d e 🙂.jpg']);
    expect(await placesOf([`${folder}/{sub,none}/*.jpg`])).toEqual(['sub/c.jpg']);
    const { files } = await findFiles([`${folder}/sub/*/*.jpg`]);
    expect(files).toEqual([{ path: join(folder, 'sub/deep/d e 🙂.jpg'), relativePath: 'deep/d e 🙂.jpg', isNamed: false }]);
  });

  it('takes a name with wildcards in it for what it is, when there is such a file', async () => {
    const folder = temporaryFolder({ 'photo[1].jpg': '1', 'photo1.jpg': '2', 'a*b.jpg': '3' });
    expect(await placesOf([join(folder, 'photo[1].jpg')])).toEqual(['photo[1].jpg']);
    expect(await placesOf([join(folder, 'a*b.jpg')])).toEqual(['a*b.jpg']);
    expect(await placesOf([folder])).toEqual(['a*b.jpg', 'photo1.jpg', 'photo[1].jpg']);
  });

  it('finds the files of a folder with wildcards in its name', async () => {
    const folder = temporaryFolder({ 'album [2020] (best)/a.jpg': 'a' });
    expect(await placesOf([join(folder, 'album [2020] (best)')])).toEqual(['a.jpg']);
  });

  it('says which path does not exist, and which pattern matches nothing', async () => {
    const folder = temporaryFolder(FILES);
    expect(await rejection(findFiles([join(folder, 'none.jpg')]))).toMatchObject({ code: 'ENOENT' });
    await expect(findFiles([`${folder}/*.gif`])).rejects.toThrow(`no file matches ${folder}/*.gif`);
  });

  it('has nothing to list in an empty folder', async () => {
    expect(await findFiles([temporaryFolder()])).toEqual({ files: [], skipped: [] });
  });

  it('skips links in folders, loops among them, and says so; one that is named is followed', async () => {
    const folder = temporaryFolder({ 'a.jpg': 'a', 'sub/b.jpg': 'b' });
    symlinkSync(folder, join(folder, 'sub/loop'));
    symlinkSync(join(folder, 'a.jpg'), join(folder, 'link.jpg'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'broken.jpg'));
    const { files, skipped } = await findFiles([folder]);
    expect(files.map(({ relativePath }) => relativePath)).toEqual(['a.jpg', 'sub/b.jpg']);
    expect(skipped.map(({ path, reason }) => [path.split('/').at(-1), reason])).toEqual([
      ['broken.jpg', 'symbolic link'],
      ['link.jpg', 'symbolic link'],
      ['loop', 'symbolic link'],
    ]);
    expect(await placesOf([join(folder, 'link.jpg')])).toEqual(['link.jpg']);
    expect(await placesOf([join(folder, 'sub/loop')])).toEqual(['a.jpg', 'sub/b.jpg']);
  });

  it('skips pipes', async () => {
    const folder = temporaryFolder({ 'a.jpg': 'a' });
    execFileSync('mkfifo', [join(folder, 'pipe.jpg')]);
    const { files, skipped } = await findFiles([folder]);
    expect(files.map(({ relativePath }) => relativePath)).toEqual(['a.jpg']);
    expect(skipped.map(({ reason }) => reason)).toEqual(['not a regular file']);
  });

  it('does not look into a folder below that is excluded', async () => {
    const folder = temporaryFolder({ 'a.jpg': 'a', 'out/b.jpg': 'b', 'out/deep/c.jpg': 'c', 'outside/d.jpg': 'd' });
    const exclude = join(folder, 'out');
    expect(await placesOf([folder], exclude)).toEqual(['a.jpg', 'outside/d.jpg']);
    expect(await placesOf([`${folder}/**/*.jpg`], exclude)).toEqual(['a.jpg', 'outside/d.jpg']);
    expect(await placesOf([join(folder, 'out/b.jpg')], exclude)).toEqual(['b.jpg']);
    expect(await placesOf([folder], join(folder, 'not-there-yet'))).toHaveLength(4);
  });

  it('does not exclude the inputs together with the folder that holds them', async () => {
    const folder = temporaryFolder({ 'photos/a.jpg': 'a', 'photos/sub/b.jpg': 'b' });
    const photos = join(folder, 'photos');
    expect(await placesOf([photos], folder)).toEqual(['a.jpg', 'sub/b.jpg']);
    expect(await placesOf([photos], photos)).toEqual(['a.jpg', 'sub/b.jpg']);
    expect(await placesOf([`${photos}/*.jpg`], photos)).toEqual(['a.jpg']);
  });
});
