import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeFileSync,
  copyFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FileEvidenceStore } from '../../../../src/adapters/node/evidence/index.ts';
import { recordHash } from '../../../../src/evidence/index.ts';
import { temporaryFolder } from '../../../support/temporary-folder.node.ts';
import { appendTo, codesOf, rowsOf } from './stores.node.ts';

/** A closed store of so many records, the last `batch` of them appended at once. */
async function storeFile(count: number, batch = 1): Promise<{ path: string; lines: string[] }> {
  const path = join(temporaryFolder(), 'log.jsonl');
  const store = await FileEvidenceStore.open(path);
  for (let i = 0; i < count - batch; i++) await appendTo(store, 1);
  await appendTo(store, batch);
  await store.close();
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  return { path, lines };
}

/** What stands around the record in a line of an append of one. */
const HEAD_AND_BRACE = '{"leafHash":"'.length + 64 + '","part":[1,1],"record":}'.length;

function aside(path: string): string[] {
  return readdirSync(dirname(path)).filter((name) => name.startsWith(`${basename(path)}.torn`));
}

describe('the file of FileEvidenceStore', () => {
  it('is JSON lines in which each record stands byte for byte as it is hashed', async () => {
    const { lines } = await storeFile(5, 3);
    const parsed = lines.map((line) => JSON.parse(line) as { leafHash: string; part: number[]; record: { index: number } });
    expect(parsed.map(({ part }) => part.join(' of '))).toEqual(['1 of 1', '1 of 1', '1 of 3', '2 of 3', '3 of 3']);
    expect(parsed.map(({ record }) => record.index)).toEqual([0, 1, 2, 3, 4]);
    for (const [i, line] of lines.entries()) {
      const text = line.slice(line.indexOf('"record":') + 9, -1);
      expect(recordHash(text)).toBe(parsed[i].leafHash);
    }
  });

  it('is read on by who only reads, while a writer appends', async () => {
    const { path } = await storeFile(2);
    const writer = await FileEvidenceStore.open(path);
    const reader = await FileEvidenceStore.open(path, { mode: 'read' });
    await appendTo(writer, 20);
    expect(await reader.count()).toBe(22);
    expect((await rowsOf(reader, 15)).map(({ index }) => index)).toEqual([15, 16, 17, 18, 19, 20, 21]);
    expect(await codesOf(reader)).toEqual([]);
    await Promise.all([reader.close(), writer.close()]);
  });

  it('refuses what is no regular file', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'log.jsonl'));
    await expect(FileEvidenceStore.open(join(folder, 'log.jsonl'), { mode: 'read' })).rejects.toMatchObject({ code: 'failed' });
    await expect(FileEvidenceStore.open(join(folder, 'log.jsonl'))).rejects.toMatchObject({ code: 'failed' });
  });
});

describe('a torn end', () => {
  it('is named and not read wherever the last append is cut, and set aside by the next one', async () => {
    const { path, lines } = await storeFile(6, 3);
    const whole = readFileSync(path);
    const kept = Buffer.byteLength(lines.slice(0, 3).join('\n')) + 1;
    // Behind the append before, within each of its three lines, before and behind each line feed.
    const third = Math.floor((whole.length - kept) / 3);
    for (const length of [1, third - 3, third, third + 1, third + 2, 2 * third, whole.length - kept - 1]) {
      writeFileSync(path, whole);
      truncateSync(path, kept + length);
      const store = await FileEvidenceStore.open(path);
      expect(await store.check()).toEqual([{ code: 'evidence-file-torn', params: { bytes: length, row: 3 } }]);
      expect((await rowsOf(store)).map(({ index }) => index)).toEqual([0, 1, 2]);
      const { entries } = await appendTo(store, 2);
      expect(entries.map(({ index }) => index)).toEqual([3, 4]);
      expect(await codesOf(store)).toEqual([]);
      await store.close();
    }
    const pieces = aside(path).map((name) => readFileSync(join(dirname(path), name)));
    expect(pieces.map(({ length }) => length).sort((a, b) => a - b)).toEqual(
      [1, third - 3, third, third + 1, third + 2, 2 * third, whole.length - kept - 1].sort((a, b) => a - b),
    );
    for (const piece of pieces) expect(whole.subarray(kept, kept + piece.length).equals(piece)).toBe(true);
  });

  it('of the only append leaves an empty store', async () => {
    const { path } = await storeFile(4, 4);
    truncateSync(path, readFileSync(path).length - 1);
    const store = await FileEvidenceStore.open(path);
    expect(await store.count()).toBe(0);
    expect(await codesOf(store)).toEqual(['evidence-file-torn']);
    await store.close();
  });

  it('stays where it is for who only reads', async () => {
    const { path } = await storeFile(3);
    appendFileSync(path, '{"leafHash":"');
    const before = readFileSync(path);
    const reader = await FileEvidenceStore.open(path, { mode: 'read' });
    expect(await codesOf(reader)).toEqual(['evidence-file-torn']);
    await reader.close();
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(aside(path)).toEqual([]);
  });
});

describe('a damaged line', () => {
  const damages: readonly (readonly [string, (line: string) => string, readonly string[]])[] = [
    ['another key', (line) => line.replace('"leafHash"', '"leafhash"'), ['evidence-line-form']],
    ['a hash in capitals', (line) => line.replace(/[a-f]/, (digit) => digit.toUpperCase()), ['evidence-line-form']],
    ['a lost brace', (line) => line.slice(0, -1), ['evidence-row-altered']],
    ['another record', (line) => line.replace('upload-1', 'upload-9'), ['evidence-row-altered']],
    ['broken UTF-8', (line) => line.replace('в', '\ufffd'), ['evidence-row-altered']],
    ['nothing', () => '', ['evidence-line-form']],
  ];

  it.each(damages)('with %s is named, and the rows around it are read', async (_, damage, expected) => {
    const { path, lines } = await storeFile(3);
    writeFileSync(path, `${[lines[0], damage(lines[1]), lines[2]].join('\n')}\n`);
    const store = await FileEvidenceStore.open(path);
    const rows = await rowsOf(store);
    expect(rows.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(rows[2].text).toBe(lines[2].slice(lines[2].indexOf('"record":') + 9, -1));
    expect(await codesOf(store)).toEqual(expect.arrayContaining([...expected]));
    await store.close();
  });

  it('of a hundred megabytes is not held in memory', { timeout: 60_000 }, async () => {
    const { path, lines } = await storeFile(2);
    const chunk = Buffer.alloc(1 << 20, 'x');
    for (let i = 0; i < 100; i++) appendFileSync(path, chunk);
    appendFileSync(path, '\n');
    const store = await FileEvidenceStore.open(path);
    const before = process.memoryUsage().rss;
    const rows = await rowsOf(store);
    expect(rows.map(({ text }) => text.length)).toEqual([
      lines[0].length - HEAD_AND_BRACE,
      lines[1].length - HEAD_AND_BRACE,
      1 << 20,
    ]);
    expect(await codesOf(store)).toContain('evidence-line-form');
    expect(process.memoryUsage().rss - before).toBeLessThan(80e6);
    await store.close();
  });
});

describe('a file that others change', () => {
  it('is left alone when somebody has written to it', async () => {
    const { path, lines } = await storeFile(2);
    const store = await FileEvidenceStore.open(path);
    appendFileSync(path, `${lines[1].replaceAll('upload-1', 'upload-x')}\n`);
    const [head] = await rowsOf(store, 0, 1);
    await expect(store.append([{ ...head, index: 2, record: JSON.parse(head.text) as never }])).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await store.count()).toBe(3);
    await store.close();
  });

  it('is left alone when another file has taken its name', async () => {
    const { path } = await storeFile(2);
    const store = await FileEvidenceStore.open(path);
    copyFileSync(path, `${path}.copy`);
    renameSync(`${path}.copy`, path);
    const [head] = await rowsOf(store, 0, 1);
    await expect(store.append([{ ...head, index: 2, record: JSON.parse(head.text) as never }])).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('no longer the file') as string,
    });
    await store.close();
  });

  it('is read anew when it became shorter', async () => {
    const { path, lines } = await storeFile(5);
    const store = await FileEvidenceStore.open(path, { mode: 'read' });
    truncateSync(path, Buffer.byteLength(lines.slice(0, 2).join('\n')) + 1);
    expect(await store.count()).toBe(2);
    expect((await rowsOf(store)).map(({ index }) => index)).toEqual([0, 1]);
    await store.close();
  });
});
