import { spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { decodeJpeg } from '../../src/codec/jpeg/index.ts';
import { readFixture } from '../support/fixture.ts';
import { filesBelow } from '../support/temporary-folder.node.ts';
import { run, startCli } from './run.node.ts';

const PHOTO = await readFixture('authentic/clean-scene.jpg');
const COUNT = 150;

// Tests that run side by side share what `onTestFinished` calls the current one.
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A run over many photographs that gets a signal when two are done. */
async function killed(signal: NodeJS.Signals, words: (input: string, output: string) => string[], ready: RegExp) {
  const folder = mkdtempSync(join(tmpdir(), 'tamperlens-'));
  folders.push(folder);
  mkdirSync(join(folder, 'in'));
  for (let i = 0; i < COUNT; i++) writeFileSync(join(folder, `in/${String(i).padStart(3, '0')}.jpg`), PHOTO);
  const output = join(folder, 'out');
  const child = startCli(words(join(folder, 'in'), output));
  let [printed, remarks, signaled] = ['', '', 0];
  child.stdout.on('data', (part: Buffer) => {
    printed += part.toString();
    if (signaled > 0 || (printed.match(ready)?.length ?? 0) < 2) return;
    signaled = performance.now();
    child.kill(signal);
  });
  child.stderr.on('data', (part: Buffer) => (remarks += part.toString()));
  const { status, by } = await ended(child);
  return { folder, output, printed, remarks, status, by, took: performance.now() - signaled };
}

function ended(child: ChildProcess): Promise<{ status: number | null; by: NodeJS.Signals | null }> {
  return new Promise((resolve) => child.on('close', (status, by) => resolve({ status, by })));
}

const ela = (input: string, output: string) => ['ela', input, '--output', output];

describe.concurrent('a run that is killed', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('by %s ends at once, and leaves whole pictures and nothing else', async (signal, expected) => {
    const { folder, output, remarks, status, took } = await killed(signal, ela, /^score/gm);
    expect(status).toBe(expected);
    expect(remarks).toMatch(new RegExp(`^tamperlens: interrupted after \\d+ of ${COUNT} files; no summary was written\\n$`));
    // The threads are killed, not waited for; the bound is for a machine that has other things to do.
    expect(took).toBeLessThan(3000);
    const left = filesBelow(output);
    expect(left.length).toBeGreaterThanOrEqual(2);
    expect(left.length).toBeLessThan(COUNT);
    expect(left.filter((name) => !/^\d{3}_ela\.jpg$/.test(name))).toEqual([]);
    for (const name of left) {
      const { raster, complete } = decodeJpeg(new Uint8Array(readFileSync(join(output, name))));
      expect([name, raster.width, raster.height, complete]).toEqual([name, 640, 480, true]);
    }
    expect(filesBelow(join(folder, 'in'))).toHaveLength(COUNT);
  });

  it('by SIGKILL leaves whole pictures, at most one hidden partial file, and the next run takes that away', async () => {
    const { folder, output, by } = await killed('SIGKILL', ela, /^score/gm);
    expect(by).toBe('SIGKILL');
    const left = filesBelow(output);
    const partial = left.filter((name) => /^\.tamperlens-\d+\.partial$/.test(name));
    expect(partial.length).toBeLessThanOrEqual(1);
    expect(left.filter((name) => !/^\d{3}_ela\.jpg$/.test(name))).toEqual(partial);
    for (const name of left.filter((file) => !partial.includes(file))) {
      expect(decodeJpeg(new Uint8Array(readFileSync(join(output, name)))).complete).toBe(true);
    }
    // The kill hits the milliseconds of a write too rarely for a test: this is what it would leave.
    const dead = spawnSync(process.execPath, ['--version']).pid;
    writeFileSync(join(output, `.tamperlens-${dead}.partial`), PHOTO.subarray(0, 1000));
    await run('ela', join(folder, 'in/000.jpg'), '--output', output);
    expect(readdirSync(output).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('says that the report is of an earlier run when there is one', async () => {
    let report = '';
    const { remarks } = await killed(
      'SIGINT',
      (input, output) => {
        report = join(output, 'ela_report.json');
        mkdirSync(output);
        writeFileSync(report, 'of an earlier run');
        return ela(input, output);
      },
      /^score/gm,
    );
    expect(remarks).toContain(`${report} is of an earlier run`);
    expect(readFileSync(report, 'utf8')).toBe('of an earlier run');
  });

  it('ends analyze in the same way', async () => {
    const { output, status } = await killed(
      'SIGTERM',
      (input, out) => ['analyze', input, '--output', out, '--maps'],
      /^\S+ +\d+\.jpg$/gm,
    );
    expect(status).toBe(143);
    expect(existsSync(join(output, 'summary.json'))).toBe(false);
    expect(filesBelow(output).filter((name) => !/^\d{3}\.jpg\.(report\.json|[\w.-]+\.(png|jpg))$/.test(name))).toEqual([]);
  });
});
