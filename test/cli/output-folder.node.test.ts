import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OutputFolder } from '../../src/cli/output-folder.ts';
import { caught } from '../support/caught.ts';
import { filesBelow, temporaryFolder } from '../support/temporary-folder.node.ts';

describe('OutputFolder', () => {
  it('writes below its folder, making folders on the way', () => {
    const root = temporaryFolder();
    const folder = new OutputFolder(join(root, 'new/out'));
    folder.prepare();
    expect(folder.write('a b/ü 🙂.json', '{}')).toBe(join(root, 'new/out/a b/ü 🙂.json'));
    folder.write('c.bin', Uint8Array.of(1, 2));
    folder.write('c.bin', Uint8Array.of(3));
    expect(filesBelow(root)).toEqual(['new/out/a b/ü 🙂.json', 'new/out/c.bin']);
    expect([...readFileSync(join(root, 'new/out/c.bin'))]).toEqual([3]);
  });

  it('replaces a link instead of writing where it leads', () => {
    const root = temporaryFolder({ 'precious.txt': 'precious', 'out/other': '' });
    symlinkSync(join(root, 'precious.txt'), join(root, 'out/a.txt'));
    symlinkSync(join(root, 'precious.txt'), join(root, `out/.tamperlens-${process.pid}.partial`));
    new OutputFolder(join(root, 'out')).write('a.txt', 'new');
    expect(readFileSync(join(root, 'precious.txt'), 'utf8')).toBe('precious');
    expect(readFileSync(join(root, 'out/a.txt'), 'utf8')).toBe('new');
  });

  it('refuses to follow a link out of its folder', () => {
    const root = temporaryFolder({ 'elsewhere/x': '', 'out/y': '' });
    symlinkSync(join(root, 'elsewhere'), join(root, 'out/sub'));
    const error = caught(() => new OutputFolder(join(root, 'out')).write('sub/a.txt', 'new'));
    expect(error).toMatchObject({ code: 'ELOOP', message: expect.stringContaining('leads out of') as string });
    expect(filesBelow(join(root, 'elsewhere'))).toEqual(['x']);
  });

  it('leaves nothing of a write that fails', () => {
    const root = temporaryFolder({ 'out/in-the-way/x': '' });
    expect(caught(() => new OutputFolder(join(root, 'out')).write('in-the-way', 'new'))).toMatchObject({ code: 'EISDIR' });
    expect(readdirSync(join(root, 'out'))).toEqual(['in-the-way']);
  });

  it('takes away what a killed run left, and only that', () => {
    const root = temporaryFolder();
    const place = (name: string): string => join(root, name);
    const dead = spawnSync(process.execPath, ['--version']).pid;
    const [living, old] = [process.ppid, 1];
    const kept = [`.tamperlens-${living}.partial`, '.tamperlens-x.partial', '.other.partial', 'a.partial'];
    const removed = [`.tamperlens-${dead}.partial`, `.tamperlens-${process.pid}.partial`, `.tamperlens-${old}.partial`];
    for (const name of [...kept, ...removed]) writeFileSync(place(name), 'part');
    // Whatever process has that number now, it does not write for two hours.
    const before = Date.now() / 1000 - 7200;
    utimesSync(place(removed[2]), before, before);
    new OutputFolder(root).prepare();
    expect(removed.filter((name) => existsSync(place(name)))).toEqual([]);
    expect(kept.filter((name) => !existsSync(place(name)))).toEqual([]);
  });

  it('says when its place is taken by a file', () => {
    const root = temporaryFolder({ out: 'a file' });
    expect(caught(() => new OutputFolder(join(root, 'out')).prepare())).toMatchObject({ code: 'EEXIST' });
  });
});
