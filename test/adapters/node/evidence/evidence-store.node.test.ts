import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeSha256 } from '../../../../src/adapters/node/evidence/index.ts';
import type { StoreMode } from '../../../../src/adapters/node/evidence/index.ts';
import { EvidenceLog, recordHash } from '../../../../src/evidence/index.ts';
import { countingClock } from '../../../evidence/row-store.ts';
import { temporaryFolder } from '../../../support/temporary-folder.node.ts';
import { appendTo, codesOf, inputOf, presentStores, rowsOf } from './stores.node.ts';

describe.each(presentStores())('the $name store', (kind) => {
  const { extension } = kind;
  const open = (path: string, mode?: StoreMode) => kind.open(path, mode);
  const newPath = () => join(temporaryFolder(), `log${extension}`);

  it('gives back what was appended, byte for byte, after it was closed and opened again', async () => {
    const path = newPath();
    const first = await open(path);
    const { entries } = await appendTo(first, 40);
    await first.close();
    const second = await open(path, 'open');
    const more = (await appendTo(second, 300)).entries;
    const expected = [...entries, ...more].map(({ index, leafHash, text }) => ({ index, leafHash, text }));
    expect(await rowsOf(second)).toEqual(expected);
    expect(await second.head()).toEqual(expected.at(-1));
    expect(await second.count()).toBe(340);
    expect(expected.every(({ text, leafHash }) => recordHash(text) === leafHash)).toBe(true);
    expect(await codesOf(second)).toEqual([]);
    await second.close();
  });

  it.each([
    [0, 1, [0]],
    [15, 18, [15, 16, 17]],
    [297, 1000, [297, 298, 299]],
    [-5, 2, [0, 1]],
    [300, 310, []],
    [7, 7, []],
    [9, 3, []],
  ])('reads the rows from %d to %d', async (start, end, expected) => {
    const store = await open(newPath());
    await appendTo(store, 300);
    expect((await rowsOf(store, start, end)).map(({ index }) => index)).toEqual(expected);
    await store.close();
  });

  it('is empty at first', async () => {
    const store = await open(newPath());
    expect(await store.count()).toBe(0);
    expect(await store.head()).toBeUndefined();
    expect(await rowsOf(store)).toEqual([]);
    expect(await store.check?.()).toEqual([]);
    await store.close();
  });

  it('refuses a row that is not the next one, and keeps none of its batch', async () => {
    const store = await open(newPath());
    const { entries } = await appendTo(store, 3);
    await expect(store.append([entries[2]])).rejects.toMatchObject({ code: 'conflict' });
    const next = { ...entries[2], index: 3, record: { ...entries[2].record, recordId: 'another' } };
    await expect(store.append([next, { ...next, index: 5 }])).rejects.toMatchObject({ code: 'conflict' });
    expect(await store.count()).toBe(3);
    await store.append([next]);
    expect(await store.count()).toBe(4);
    await store.close();
  });

  it('lets one writer in at a time, by whatever name', async () => {
    const path = newPath();
    const writer = await open(path, 'create');
    await appendTo(writer, 2);
    const alias = `${path}-alias${extension}`;
    symlinkSync(path, alias);
    await expect(open(path)).rejects.toMatchObject({
      code: 'locked',
      message: expect.stringContaining(`${process.pid}`) as string,
    });
    await expect(open(alias, 'open')).rejects.toMatchObject({ code: 'locked' });
    await writer.close();
    const next = await open(alias);
    expect(await next.count()).toBe(2);
    await next.close();
  });

  it('does what its mode says', async () => {
    const path = newPath();
    await expect(open(path, 'open')).rejects.toMatchObject({ code: 'missing' });
    await expect(open(path, 'read')).rejects.toMatchObject({ code: 'missing' });
    await expect(open(join(path, 'below'), 'create')).rejects.toMatchObject({ name: 'EvidenceStoreError' });
    expect(existsSync(path)).toBe(false);
    const store = await open(path, 'create');
    const { entries } = await appendTo(store, 1);
    await store.close();
    await expect(open(path, 'create')).rejects.toMatchObject({ code: 'conflict' });
    const reader = await open(path, 'read');
    expect(await rowsOf(reader)).toHaveLength(1);
    await expect(reader.append([{ ...entries[0], index: 1 }])).rejects.toMatchObject({ code: 'failed' });
    await reader.close();
    // @ts-expect-error: callers in JavaScript can pass anything
    await expect(open(path, 'append')).rejects.toBeInstanceOf(RangeError);
    expect(existsSync(`${path}.writer`)).toBe(false);
  });

  it('is of no use once it was closed', async () => {
    const store = await open(newPath());
    const { entries } = await appendTo(store, 1);
    await store.close();
    await store.close();
    await expect(store.append(entries)).rejects.toMatchObject({ code: 'closed' });
    await expect(store.count()).rejects.toMatchObject({ code: 'closed' });
    await expect(rowsOf(store)).rejects.toMatchObject({ code: 'closed' });
  });

  it('proves places and holds a checkpoint like any other store', async () => {
    const store = await open(newPath());
    const { log } = await appendTo(store, 130);
    const proof = await log.inclusionProof(77);
    const again = await EvidenceLog.open(store, { now: countingClock(), sha256: nodeSha256, check: 'last' });
    expect(await again.rootHash()).toBe(await log.rootHash());
    expect(await again.inclusionProof(77)).toEqual(proof);
    await again.append(inputOf(130), { recordId: 'upload-130' });
    await expect(log.append(inputOf(131), { recordId: 'upload-131' })).rejects.toMatchObject({ code: 'conflict' });
    await log.refresh();
    await log.append(inputOf(131), { recordId: 'upload-131' });
    expect(log.size).toBe(132);
    await store.close();
  });
});
