import { open } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { OpenFile } from '../../../../src/adapters/node/evidence/open-file.ts';
import { RecordFile } from '../../../../src/adapters/node/evidence/record-file.ts';
import { EvidenceLog } from '../../../../src/evidence/index.ts';
import type { EvidenceEntry } from '../../../../src/evidence/index.ts';
import { filledLog, countingClock } from '../../../evidence/row-store.ts';
import { temporaryFolder } from '../../../support/temporary-folder.node.ts';

/** What goes wrong with an open file. */
interface Trouble {
  /** Bytes that a call of `write` takes at most. */
  mostAtOnce?: number;
  /** Bytes that fit on the disk. */
  room?: number;
  /** The error of the next calls of `datasync`, `truncate`. */
  datasync?: NodeJS.ErrnoException;
  truncate?: NodeJS.ErrnoException;
  syncs?: number;
}

function errorOf(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: made for a test`), { code });
}

/** An empty file that misbehaves as `trouble` says, also when it is changed later. */
async function troubledFile(trouble: Trouble): Promise<{ file: RecordFile; path: string }> {
  const path = join(temporaryFolder(), 'log.jsonl');
  const handle = await open(path, 'wx+');
  const shim: OpenFile = {
    read: (...parameters) => handle.read(...parameters),
    stat: () => handle.stat(),
    close: () => handle.close(),
    async write(buffer, offset, length, position) {
      const room = Math.max((trouble.room ?? Infinity) - position, 0);
      const taken = Math.min(length, trouble.mostAtOnce ?? Infinity, room);
      if (taken === 0) throw errorOf('ENOSPC');
      return handle.write(buffer, offset, taken, position);
    },
    async datasync() {
      trouble.syncs = (trouble.syncs ?? 0) + 1;
      if (trouble.datasync !== undefined) throw trouble.datasync;
      await handle.datasync();
    },
    async truncate(length) {
      if (trouble.truncate !== undefined) throw trouble.truncate;
      await handle.truncate(length);
    },
  };
  return { file: new RecordFile(shim, path, 'write'), path };
}

const ENTRIES: readonly EvidenceEntry[] = (await filledLog(30)).entries;

async function textsOf(file: RecordFile): Promise<string[]> {
  const texts: string[] = [];
  for await (const { text } of file.read(0, 1000)) texts.push(text);
  return texts;
}

describe('RecordFile', () => {
  it('writes everything where the system takes a few bytes at a time', async () => {
    const { file, path } = await troubledFile({ mostAtOnce: 7 });
    await file.append(ENTRIES.slice(0, 3));
    await file.append(ENTRIES.slice(3, 4));
    expect(await textsOf(file)).toEqual(ENTRIES.slice(0, 4).map(({ text }) => text));
    const reopened = new RecordFile(await open(path, 'r'), path, 'read');
    await reopened.follow();
    expect(await textsOf(reopened)).toEqual(ENTRIES.slice(0, 4).map(({ text }) => text));
    await Promise.all([file.close(), reopened.close()]);
  });

  it('waits for the disk once for each append', async () => {
    const trouble: Trouble = {};
    const { file } = await troubledFile(trouble);
    await file.append(ENTRIES.slice(0, 20));
    await file.append(ENTRIES.slice(20, 30));
    expect(trouble.syncs).toBe(2);
    await file.close();
  });

  it('keeps what was acknowledged and takes back the rest when the disk is full', async () => {
    const trouble: Trouble = {};
    const { file, path } = await troubledFile(trouble);
    await file.append(ENTRIES.slice(0, 2));
    const acknowledged = readFileSync(path);
    for (const more of [0, 1, 500, 1500]) {
      trouble.room = acknowledged.length + more;
      await expect(file.append(ENTRIES.slice(2, 5))).rejects.toMatchObject({ code: 'full' });
      expect(readFileSync(path).equals(acknowledged)).toBe(true);
      expect(file.count).toBe(2);
    }
    trouble.room = Infinity;
    await file.append(ENTRIES.slice(2, 5));
    expect(await textsOf(file)).toEqual(ENTRIES.slice(0, 5).map(({ text }) => text));
    expect(file.check()).toEqual([]);
    await file.close();
  });

  it('leaves a named end where the full disk cannot even be shortened', async () => {
    const trouble: Trouble = {};
    const { file, path } = await troubledFile(trouble);
    await file.append(ENTRIES.slice(0, 2));
    trouble.room = readFileSync(path).length + 100;
    trouble.truncate = errorOf('EIO');
    await expect(file.append(ENTRIES.slice(2, 5))).rejects.toMatchObject({ code: 'full' });
    await expect(file.append(ENTRIES.slice(2, 5))).rejects.toMatchObject({ code: 'failed' });
    const reopened = new RecordFile(await open(path, 'r+'), path, 'write');
    await reopened.follow();
    expect(reopened.check()).toEqual([{ code: 'evidence-file-torn', params: { bytes: 100, row: 2 } }]);
    expect(await textsOf(reopened)).toEqual(ENTRIES.slice(0, 2).map(({ text }) => text));
    await Promise.all([file.close(), reopened.close()]);
  });

  it('acknowledges nothing, then or later, when the disk did not confirm', async () => {
    const trouble: Trouble = {};
    const { file } = await troubledFile(trouble);
    await file.append(ENTRIES.slice(0, 1));
    trouble.datasync = errorOf('EIO');
    await expect(file.append(ENTRIES.slice(1, 2))).rejects.toMatchObject({ code: 'failed' });
    trouble.datasync = undefined as never;
    await expect(file.append(ENTRIES.slice(1, 2))).rejects.toMatchObject({
      code: 'failed',
      message: expect.stringContaining('open the store again') as string,
    });
    expect(await textsOf(file)).toEqual([ENTRIES[0].text]);
    await file.close();
  });

  it('lets a log go on after the disk was full, once it was read again', async () => {
    const trouble: Trouble = {};
    const { file, path } = await troubledFile(trouble);
    const store = {
      append: (entries: readonly EvidenceEntry[]) => file.append(entries),
      read: (start: number, end: number) => file.read(start, end),
      count: () => Promise.resolve(file.count),
      head: () => Promise.resolve(undefined),
    };
    const log = await EvidenceLog.open(store, { now: countingClock() });
    const input = { imageBytes: Uint8Array.of(1), latitude: null, longitude: null };
    await log.append(input, { recordId: 'a' });
    trouble.room = readFileSync(path).length + 10;
    await expect(log.append(input, { recordId: 'b' })).rejects.toMatchObject({ code: 'full' });
    await expect(log.append(input, { recordId: 'c' })).rejects.toMatchObject({ code: 'full' });
    trouble.room = Infinity;
    await log.refresh();
    expect((await log.append(input, { recordId: 'd' })).index).toBe(1);
    expect(log.problems).toEqual([]);
    await file.close();
  });

  it('refuses a record of two lines', async () => {
    const { file } = await troubledFile({});
    await expect(file.append([{ ...ENTRIES[0], text: '{\n}' }])).rejects.toBeInstanceOf(RangeError);
    expect(file.count).toBe(0);
    await file.close();
  });
});
