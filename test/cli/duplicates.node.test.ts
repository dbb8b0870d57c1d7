import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findDuplicates } from '../../src/adapters/node/index.ts';
import { decodeJpeg } from '../../src/codec/jpeg/index.ts';
import type { DuplicateReport } from '../../src/report/index.ts';
import { ALIKE_FILES } from '../support/alike-pictures.ts';
import { rejection } from '../support/caught.ts';
import { filesBelow, temporaryFolder } from '../support/temporary-folder.node.ts';
import { run, spawnCli } from './run.node.ts';

describe('tamperlens duplicates', () => {
  it('prints the groups, and what became of the rest', async () => {
    const folder = temporaryFolder(ALIKE_FILES);
    const { status, output, remarks } = await run('duplicates', folder);
    expect(status).toBe(1);
    const lines = output.split('\n');
    expect(lines[0]).toBe('group 1');
    expect(lines[1]).toMatch(/^ {2}largest +320×240 {2} *\d+ bytes {2}\S+lossless\.png$/);
    expect(lines[2]).toMatch(/^ {2}same pixels {2}320×240 {2} *\d+ bytes {2}\S+a\.jpg$/);
    expect(lines[4]).toMatch(/^ {2}distance \d+ +160×120 {2} *\d+ bytes {2}\S+small\.jpg$/);
    expect(lines[6]).toBe('group 2');
    expect(lines[8]).toMatch(/^ {2}same bytes {2}unread {2}300 bytes {2}\S+h-damaged\.jpg$/);
    expect(output).toContain('Compared 8 pictures: 6 files in 2 groups; too flat to compare 2, could not be read 2, skipped 1\n');
    expect(output).toContain('pdq hashes that differ in at most 62 of 256 bits');
    expect(output).not.toContain('Written');
    expect(remarks).toContain(`cannot examine ${join(folder, 'g-damaged.jpg')} (malformed)`);
  });

  it('writes the report and a contact sheet that shows every file of the groups', async () => {
    const folder = temporaryFolder(ALIKE_FILES);
    const out = join(folder, 'out');
    const { output } = await run('duplicates', folder, '--output', out);
    expect(filesBelow(out)).toEqual(['duplicates.html', 'duplicates.json']);
    expect(output).toContain(`Written: ${join(out, 'duplicates.html')}\nWritten: ${join(out, 'duplicates.json')}\n`);
    const report = JSON.parse(readFileSync(join(out, 'duplicates.json'), 'utf8')) as DuplicateReport;
    expect(report).toEqual((await findDuplicates(folder, { exclude: out })).report);
    const page = readFileSync(join(out, 'duplicates.html'), 'utf8');
    const pictures = [...page.matchAll(/href="([^"]+)"><img src="data:image\/jpeg;base64,([^"]+)"/g)];
    expect(pictures.map(([, link]) => link)).toEqual(['../b/lossless.png', '../a.jpg', '../b/copy.jpg', '../b/small.jpg']);
    const { width, height } = decodeJpeg(new Uint8Array(Buffer.from(pictures[0][2], 'base64'))).raster;
    expect([width, height]).toEqual([256, 192]);
    // The results of the run before are none of its business.
    const again = await run('duplicates', folder, '--output', out);
    expect(again.output).toBe(output);
  });

  it('prints what it found before a file cannot be written', async () => {
    const folder = temporaryFolder({ 'a.jpg': ALIKE_FILES['a.jpg'], 'out/duplicates.html/in-the-way': '' });
    const { status, output, remarks } = await spawnCli(['duplicates', folder, '--output', join(folder, 'out')]);
    expect(status).toBe(2);
    expect(output).toContain('Compared 1 picture: 0 files in 0 groups');
    expect(remarks).toContain('duplicates.html');
  });

  it('keeps a name that holds an end of line on its line', async () => {
    const photo = ALIKE_FILES['a.jpg'];
    const { output } = await run('duplicates', temporaryFolder({ 'a\nb.jpg': photo, 'c.jpg': photo }));
    expect(output.split('\n')[1]).toMatch(/^ {2}largest .*a\ufffdb\.jpg$/);
  });

  it('writes the same page whatever the number of threads', async () => {
    const folder = temporaryFolder(ALIKE_FILES);
    const pages = [];
    for (const concurrency of ['1', '4']) {
      const out = join(folder, 'out');
      await run('duplicates', folder, '--output', out, '--concurrency', concurrency);
      pages.push(readFileSync(join(out, 'duplicates.html'), 'utf8'));
    }
    expect(pages[1]).toBe(pages[0]);
  });

  it('makes harmless links and texts of hostile file names', async () => {
    const photo = ALIKE_FILES['a.jpg'];
    const names = ['javascript:alert(1).jpg', '"><img src=x onerror=alert(1)>.jpg', 'a#b?c%20d&amp;.jpg', '\u001b[31mred.jpg'];
    const folder = temporaryFolder(Object.fromEntries(names.map((name) => [name, photo])));
    const { status } = await run('duplicates', folder, '--output', folder);
    expect(status).toBe(0);
    const page = readFileSync(join(folder, 'duplicates.html'), 'utf8');
    expect([...page.matchAll(/href="([^"]+)"/g)].map(([, link]) => link)).toEqual([...names].sort().map(encodeURIComponent));
    expect(page.match(/<img /g)).toHaveLength(4);
    expect(page).not.toContain('\u001b');
  });

  it('prints the report as one line of JSON on request', async () => {
    const folder = temporaryFolder(ALIKE_FILES);
    const { output } = await run('duplicates', folder, '--json', '--kind', 'difference', '--distance', '3');
    expect(output.trimEnd().split('\n')).toHaveLength(1);
    const { parameters, groups } = JSON.parse(output) as DuplicateReport;
    expect(parameters).toMatchObject({ kind: 'difference', bits: 64, distance: 3 });
    expect(groups.length).toBeGreaterThan(0);
  });

  it('finds mirrored pictures on request, and says that they are', async () => {
    const folder = temporaryFolder({ 'a.jpg': ALIKE_FILES['a.jpg'], 'z.jpg': ALIKE_FILES['c-mirrored.jpg'] });
    const { status, output } = await run('duplicates', folder, '--turned');
    expect(status).toBe(0);
    expect(output).toMatch(/distance \d+, mirrored {2}/);
  });

  it.each([
    [['--distance', '300'], 'It must be a number from 0 to 256.'],
    [['--distance', '1.5'], 'It must be a whole number from 0 to 256.'],
    [['--kind', 'phash'], 'Allowed choices are average'],
    [['--turned', '--kind', 'average'], '--turned needs --kind pdq'],
  ])('refuses %j', async (words, message) => {
    const { status, remarks } = await run('duplicates', temporaryFolder(), ...words);
    expect(status).toBeUndefined();
    expect(remarks).toContain(message);
  });

  it('refuses a distance that the hash cannot have, as a mistake of the caller', async () => {
    const error = await rejection(run('duplicates', temporaryFolder(), '--kind', 'average', '--distance', '65'));
    expect(error).toMatchObject({ name: 'UsageError', message: '"distance" must be in 0..64, received 65' });
  });

  it('says so when there is nothing to compare', async () => {
    const { status, output, remarks } = await run('duplicates', temporaryFolder());
    expect([status, remarks]).toEqual([0, 'no files found\n']);
    expect(output).toContain('Compared 0 pictures: 0 files in 0 groups');
  });

  it('takes standard input as one of the files', async () => {
    const folder = temporaryFolder(ALIKE_FILES);
    const input = ALIKE_FILES['a.jpg'] as Uint8Array;
    const { status, output } = await spawnCli(['duplicates', '-', join(folder, 'b/copy.jpg')], { input });
    expect([status, output.match(/^ {2}(same bytes|largest) /gm)?.length]).toEqual([0, 2]);
  });
});
