import { describe, expect, it } from 'vitest';
import {
  ed25519Signer,
  EvidenceLog,
  EvidenceStoreError,
  isEvidenceStoreError,
  MemoryEvidenceStore,
  NO_PREVIOUS_HASH,
  parseCheckpoint,
  verifyCheckpoint,
  verifyConsistency,
  verifyEvidence,
  verifyInclusion,
} from '../../src/evidence/index.ts';
import type { EvidenceStore } from '../../src/evidence/index.ts';
import { rejection } from '../support/caught.ts';
import { countingClock, filledLog, imageOf, RowStore } from './row-store.ts';

const SIGNER = ed25519Signer(new Uint8Array(32).fill(3), 'evidence.example/log');
const INPUT = { imageBytes: imageOf(0), latitude: 1, longitude: 2 };

describe('EvidenceLog', () => {
  it('chains records in the order of the calls', async () => {
    const { entries, log } = await filledLog(20);
    expect(entries.map(({ index }) => index)).toEqual([...entries.keys()]);
    expect(entries[0].record.previousHash).toBe(NO_PREVIOUS_HASH);
    for (let i = 1; i < 20; i++) expect(entries[i].record.previousHash).toBe(entries[i - 1].leafHash);
    expect(log.size).toBe(20);
    expect(log.problems).toEqual([]);
  });

  it('writes calls that come together in one go, and those that come meanwhile in the next', async () => {
    const store = new RowStore();
    const log = await EvidenceLog.open(store, { now: countingClock(), maximumBatch: 50 });
    const first = Array.from({ length: 3 }, (_, i) => log.append(INPUT, { recordId: `a-${i}` }));
    await Promise.resolve();
    await Promise.resolve();
    const second = Array.from({ length: 120 }, (_, i) => log.append(INPUT, { recordId: `b-${i}` }));
    await Promise.all([...first, ...second]);
    expect(store.batches).toEqual([3, 50, 50, 20]);
  });

  it('resolves no call before the store has written it', async () => {
    const store = new RowStore();
    const log = await EvidenceLog.open(store, { now: countingClock() });
    const written: number[] = [];
    await Promise.all(
      Array.from({ length: 5 }, async (_, i) => {
        const { index } = await log.append(INPUT, { recordId: `r-${i}` });
        expect(store.rows.length).toBeGreaterThan(index);
        written.push(index);
      }),
    );
    expect(written).toEqual([0, 1, 2, 3, 4]);
  });

  it('reads the clock and hashes when it is called, not when it writes', async () => {
    const log = await EvidenceLog.open(new RowStore(), { now: countingClock(0n) });
    const imageBytes = imageOf(1);
    const pending = log.append({ ...INPUT, imageBytes }, { recordId: 'r' });
    imageBytes.fill(0);
    const { record } = await pending;
    expect(record.fileHash).toBe((await log.append({ ...INPUT, imageBytes: imageOf(1) }, { recordId: 's' })).record.fileHash);
    expect(record.capturedAt).toBe('1000000001');
  });

  it('goes on where an earlier one stopped, with and without checking every row', async () => {
    for (const check of ['all', 'last'] as const) {
      const { store, log } = await filledLog(37);
      const again = await EvidenceLog.open(store, { now: countingClock(1_800_000_000_000_000_000n), check });
      expect(await again.rootHash()).toBe(await log.rootHash());
      const entry = await again.append(INPUT, { recordId: 'next' });
      expect(entry.index).toBe(37);
      const checked = await EvidenceLog.open(store, { now: () => 0n });
      expect([checked.problems, checked.isIntact, checked.size]).toEqual([[], true, 38]);
    }
  });

  it('gives proofs for every state that it had', async () => {
    const { log, entries } = await filledLog(50);
    for (const size of [1, 16, 17, 33, 50]) {
      const root = await log.rootHash(size);
      for (const index of [0, size >> 1, size - 1]) {
        const proof = await log.inclusionProof(index, size);
        expect(verifyInclusion(proof, entries[index].leafHash, root)).toBe(true);
      }
      const proof = await log.consistencyProof(size);
      expect(verifyConsistency(proof, root, await log.rootHash())).toBe(true);
    }
    expect(await rejection(log.inclusionProof(50))).toBeInstanceOf(RangeError);
  });

  it('signs its state with the time of its clock', async () => {
    const { log } = await filledLog(4, { signer: SIGNER });
    const signed = await log.checkpoint();
    expect(verifyCheckpoint(signed, SIGNER.verifierKey)).toEqual({
      checkpoint: {
        origin: 'evidence.example/log',
        size: 4,
        rootHash: await log.rootHash(),
        time: '2023-11-14T22:13:25.000000005Z',
      },
      notes: [],
    });
    const { log: unsigned } = await filledLog(1);
    expect(await rejection(unsigned.checkpoint())).toMatchObject({ message: 'a checkpoint needs the option "signer"' });
  });

  it('signs an empty log', async () => {
    const log = await EvidenceLog.open(new MemoryEvidenceStore(), { now: () => 0n, signer: SIGNER });
    expect(parseCheckpoint(await log.checkpoint())).toMatchObject({ size: 0 });
    expect(await rejection(log.inclusionProof(0))).toBeInstanceOf(RangeError);
  });

  it('records a clock that was set back as it was, and names it', async () => {
    const times = [10n, 20n, 20n, 5n, 30n];
    const { log, entries, store } = await filledLog(5, { now: () => times.shift() ?? 0n });
    expect(entries.map(({ record }) => record.capturedAt)).toEqual(['10', '20', '20', '5', '30']);
    const named = [{ code: 'evidence-time-not-increasing', params: { records: 2, first: 2 } }];
    expect(log.problems).toEqual(named);
    const again = await EvidenceLog.open(store, { now: () => 40n });
    expect([again.problems, again.isIntact]).toEqual([named, true]);
    await expect(again.append(INPUT, { recordId: 'still' })).resolves.toMatchObject({ index: 5 });
  });

  it.each([
    [{}, '"now" must be a function'],
    [{ now: (): bigint => 0n, check: 'some' }, '"check" must be all or last'],
    [{ now: (): bigint => 0n, maximumBatch: 0 }, '"maximumBatch" must be in 1..65536'],
    [{ now: (): bigint => 0n, timestamp: 5 }, 'unknown option "timestamp"'],
  ])('refuses the options %o', async (options, message) => {
    const error = await rejection(EvidenceLog.open(new MemoryEvidenceStore(), options as never));
    expect(String(error)).toContain(message);
  });

  it('refuses a wrong input without hurting the others', async () => {
    const log = await EvidenceLog.open(new RowStore(), { now: countingClock() });
    const good = log.append(INPUT, { recordId: 'good' });
    expect(await rejection(log.append({ ...INPUT, latitude: 100 }, { recordId: 'bad' }))).toBeInstanceOf(RangeError);
    expect(await rejection(log.append(INPUT, { recordId: 'not good' }))).toBeInstanceOf(RangeError);
    await expect(good).resolves.toMatchObject({ index: 0 });
  });

  it('refuses a name that a durable or a waiting record has, and takes it when that one was refused', async () => {
    const store = new RowStore();
    const log = await EvidenceLog.open(store, { now: countingClock() });
    await log.append(INPUT, { recordId: 'durable' });
    const waiting = log.append(INPUT, { recordId: 'waiting' });
    for (const recordId of ['durable', 'waiting']) {
      expect(String(await rejection(log.append(INPUT, { recordId })))).toContain(`received "${recordId}" again`);
    }
    await waiting;
    store.refusals.push(new EvidenceStoreError('full', 'no room'));
    await rejection(log.append(INPUT, { recordId: 'refused' }));
    await log.refresh();
    expect((await log.append(INPUT, { recordId: 'refused' })).index).toBe(2);
    const again = await EvidenceLog.open(store, { now: countingClock() });
    expect(await rejection(again.append(INPUT, { recordId: 'waiting' }))).toBeInstanceOf(RangeError);
    expect(again.isIntact).toBe(true);
  });

  it('goes on when a name came twice behind its back, and names it', async () => {
    const store = new RowStore();
    const now = countingClock();
    await (await EvidenceLog.open(store, { now })).append(INPUT, { recordId: 'first' });
    await (await EvidenceLog.open(store, { now })).append(INPUT, { recordId: 'second' });
    await (await EvidenceLog.open(store, { now, check: 'last' })).append(INPUT, { recordId: 'first' });
    const log = await EvidenceLog.open(store, { now });
    expect(log.problems).toEqual([{ code: 'evidence-name-repeated', params: { name: 'first', first: 0, again: 2 } }]);
    await expect(log.append(INPUT, { recordId: 'third' })).resolves.toMatchObject({ index: 3 });
  });

  it('has no method that changes or removes a record', () => {
    const methods = (type: { prototype: object }): string[] => Object.getOwnPropertyNames(type.prototype).sort();
    expect(methods(EvidenceLog)).toEqual(
      [
        'constructor',
        'size',
        'problems',
        'isIntact',
        'append',
        'refresh',
        'read',
        'rootHash',
        'inclusionProof',
        'consistencyProof',
        'checkpoint',
      ].sort(),
    );
    expect(methods(MemoryEvidenceStore)).toEqual(['append', 'constructor', 'count', 'head', 'read']);
  });
});

describe('two writers', () => {
  it.each<[string, () => EvidenceStore]>([
    ['memory', () => new MemoryEvidenceStore()],
    ['rows', () => new RowStore()],
  ])('are told apart by the store of %s: the second is refused, and goes on after it has read again', async (_, make) => {
    const store = make();
    const one = await EvidenceLog.open(store, { now: countingClock() });
    const two = await EvidenceLog.open(store, { now: countingClock() });
    await one.append(INPUT, { recordId: 'one' });
    const waiting = [two.append(INPUT, { recordId: 'two' }), two.append(INPUT, { recordId: 'three' })];
    for (const call of waiting) expect(await rejection(call)).toMatchObject({ code: 'conflict' });
    expect(await rejection(two.append(INPUT, { recordId: 'four' }))).toMatchObject({
      message: expect.stringContaining('refresh') as string,
    });
    await two.refresh();
    await expect(two.append(INPUT, { recordId: 'five' })).resolves.toMatchObject({ index: 1 });
    expect((await EvidenceLog.open(store, { now: () => 0n })).problems).toEqual([]);
  });
});

describe('a store that refuses', () => {
  it('fails every call of the batch and those behind it, and nothing before', async () => {
    const { log, store } = await filledLog(3);
    store.refusals.push(new EvidenceStoreError('full', 'no room left'));
    const calls = [log.append(INPUT, { recordId: 'a' }), log.append(INPUT, { recordId: 'b' })];
    for (const call of calls) expect(await rejection(call)).toMatchObject({ code: 'full', message: 'no room left' });
    const later = await rejection(log.append(INPUT, { recordId: 'c' }));
    expect(isEvidenceStoreError(later) && later.code).toBe('full');
    expect(log.size).toBe(3);
    expect(store.rows).toHaveLength(3);
    await log.refresh();
    await expect(log.append(INPUT, { recordId: 'd' })).resolves.toMatchObject({ index: 3 });
  });

  it('is not believed when it ends before what it has acknowledged', async () => {
    const { log, store } = await filledLog(3);
    store.rows.pop();
    expect(await rejection(log.refresh())).toMatchObject({ code: 'damaged' });
  });
});

describe('a log that does not fit together', () => {
  it('opens, can be read, and takes no more', async () => {
    const { store } = await filledLog(10, { signer: SIGNER });
    store.rows[4].text = store.rows[4].text.replace('"longitude":-4', '"longitude":-5');
    const log = await EvidenceLog.open(store, { now: countingClock(), signer: SIGNER });
    expect(log.problems).toEqual([{ code: 'evidence-row-altered', params: { row: 4 } }]);
    const texts: string[] = [];
    for await (const { text } of log.read()) texts.push(text);
    expect(texts).toHaveLength(10);
    expect(await rejection(log.append(INPUT, { recordId: 'x' }))).toMatchObject({ code: 'damaged' });
    expect(await rejection(log.checkpoint())).toMatchObject({ code: 'damaged' });
    expect(store.rows).toHaveLength(10);
  });

  it('is one whose store counts rows that it does not give', async () => {
    const { store } = await filledLog(3);
    store.count = () => Promise.resolve(Number.MAX_SAFE_INTEGER);
    const missing = { code: 'evidence-records-missing', params: { first: 3, last: Number.MAX_SAFE_INTEGER - 1 } };
    for (const check of ['all', 'last'] as const) {
      const log = await EvidenceLog.open(store, { now: countingClock(), check });
      expect([log.problems, log.isIntact]).toEqual([[missing], false]);
    }
    const { problems, log } = await verifyEvidence({ store });
    expect([problems, log?.isIntact]).toEqual([[missing], false]);
  });

  it('gives no proof from rows that changed after it was opened', async () => {
    const { store, log } = await filledLog(40);
    store.rows[4].text = store.rows[4].text.replace('"longitude":-4', '"longitude":-5');
    expect(await rejection(log.inclusionProof(5))).toMatchObject({ code: 'damaged', message: /records 0 to 15/ });
    await expect(log.inclusionProof(20)).resolves.toMatchObject({ index: 20 });
  });
});

describe('refresh', () => {
  it('lets calls that come meanwhile wait, and refuses to run twice at once', async () => {
    const { log, store } = await filledLog(5);
    const other = await EvidenceLog.open(store, { now: countingClock(1_800_000_000_000_000_000n) });
    await other.append(INPUT, { recordId: 'by-the-other' });
    const refreshed = log.refresh();
    const appended = log.append(INPUT, { recordId: 'meanwhile' });
    expect(await rejection(log.refresh())).toMatchObject({ code: 'failed' });
    await refreshed;
    await expect(appended).resolves.toMatchObject({ index: 6 });
    expect((await EvidenceLog.open(store, { now: () => 0n })).isIntact).toBe(true);
  });
});
