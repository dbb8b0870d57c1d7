import { copyFileSync, existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeSha256 } from '../../../../src/adapters/node/evidence/index.ts';
import { ed25519Signer, verifyEvidence } from '../../../../src/evidence/index.ts';
import { countingClock } from '../../../evidence/row-store.ts';
import { temporaryFolder } from '../../../support/temporary-folder.node.ts';
import { countFlips } from './bit-flips.node.ts';
import { appendTo, FILE_STORE, presentStores } from './stores.node.ts';
import type { DurableStore, StoreKind } from './stores.node.ts';

const signer = ed25519Signer(new Uint8Array(32).fill(5), 'example.com/evidence');

/** A closed store of 12 records, a checkpoint over 8 of them, one over all, and a copy from the time of the first. */
async function signedLog(kind: StoreKind) {
  const path = join(temporaryFolder(), `log${kind.extension}`);
  const checkpoints: string[] = [];
  for (const count of [8, 4]) {
    const store = await kind.open(path);
    const { log } = await appendTo(store, count, { signer });
    checkpoints.push(await log.checkpoint());
    await store.close();
    if (count === 8) copyStore(path, `${path}.old`);
  }
  return { path, old: `${path}.old`, checkpoints };
}

/** A store that is closed is one file, but for what the write-ahead log still holds. */
function copyStore(from: string, to: string): void {
  for (const suffix of ['', '-wal']) {
    rmSync(`${to}${suffix}`, { force: true });
    if (existsSync(`${from}${suffix}`)) copyFileSync(`${from}${suffix}`, `${to}${suffix}`);
  }
}

async function problemsOf(store: DurableStore, checkpoints?: readonly string[]): Promise<[string, Record<string, unknown>][]> {
  const { problems } = await verifyEvidence({ store, checkpoints, key: signer.verifierKey, sha256: nodeSha256 });
  await store.close();
  return problems.map(({ code, params }) => [code, params]);
}

describe.each(presentStores())('the $name store', (kind) => {
  const open = (path: string) => kind.open(path, 'read');

  it('has no problems when nothing was touched', async () => {
    const { path, checkpoints } = await signedLog(kind);
    expect(await problemsOf(await open(path), checkpoints)).toEqual([]);
  });

  it('shows an older copy that was put back, to who has a later checkpoint', async () => {
    const { path, old, checkpoints } = await signedLog(kind);
    copyStore(old, path);
    const shortened = [['evidence-log-shortened', { rows: 8, size: 12, missing: 4 }]];
    expect(await problemsOf(await open(path), checkpoints)).toEqual(shortened);
    expect(await problemsOf(await open(path), checkpoints.slice(0, 1))).toEqual([]);
    expect(await problemsOf(await open(path))).toEqual([]);
  });

  it('shows another log in its place, to who has a checkpoint', async () => {
    const { path, checkpoints } = await signedLog(kind);
    const other = join(temporaryFolder(), `log${kind.extension}`);
    const store = await kind.open(other);
    await appendTo(store, 12, { now: countingClock(1_800_000_000_000_000_000n) });
    await store.close();
    copyStore(other, path);
    expect(await problemsOf(await open(path))).toEqual([]);
    expect((await problemsOf(await open(path), checkpoints)).map(([code]) => code)).toContain('evidence-log-rewritten');
  });

  it('names every flipped bit of what was stored', { timeout: 120_000 }, async () => {
    const folder = temporaryFolder();
    const flips = kind === FILE_STORE ? 400 : 300;
    expect(await countFlips(kind, { folder, flips, seed: 1 })).toEqual({ flips, unnoticed: [] });
  });
});

describe('the file store', () => {
  it('shows a cut-off end, to who has a checkpoint', async () => {
    const { path, checkpoints } = await signedLog(FILE_STORE);
    const lines = readFileSync(path, 'utf8').split('\n');
    writeFileSync(path, `${lines.slice(0, 8).join('\n')}\n`);
    expect(await problemsOf(await FILE_STORE.open(path, 'read'), checkpoints)).toEqual([
      ['evidence-log-shortened', { rows: 8, size: 12, missing: 4 }],
    ]);
  });

  it('names a cut within an append without any checkpoint', async () => {
    const { path } = await signedLog(FILE_STORE);
    truncateSync(path, statSync(path).size - 1);
    const codes = (await problemsOf(await FILE_STORE.open(path, 'read'))).map(([code]) => code);
    expect(codes).toEqual(['evidence-file-torn']);
  });

  it.each([
    ['swapped', (lines: string[]) => [lines[0], lines[2], lines[1], ...lines.slice(3)], 'evidence-record-misplaced'],
    ['removed', (lines: string[]) => [lines[0], ...lines.slice(2)], 'evidence-records-missing'],
    ['repeated', (lines: string[]) => [lines[0], lines[0], ...lines.slice(1)], 'evidence-record-repeated'],
  ])('names lines that were %s', async (_, change, code) => {
    const { path } = await signedLog(FILE_STORE);
    const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
    writeFileSync(path, `${change(lines).join('\n')}\n`);
    const codes = (await problemsOf(await FILE_STORE.open(path, 'read'))).map(([found]) => found);
    expect(codes).toEqual(expect.arrayContaining([code, 'evidence-line-form']));
  });
});
