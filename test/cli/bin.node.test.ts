import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { encodeJpeg } from '../../src/codec/jpeg/index.ts';
import { VERSION } from '../../src/report/index.ts';
import type { Report } from '../../src/report/index.ts';
import { noise } from '../support/scene.ts';
import { filesBelow, temporaryFolder } from '../support/temporary-folder.node.ts';
import { spawnCli } from './run.node.ts';

const JPEG = encodeJpeg(noise(64, 48, 3, 1), { quality: 90 });
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

describe.concurrent('the program', () => {
  it('tells its version', async () => {
    expect(await spawnCli(['--version'])).toEqual({ status: 0, output: `${VERSION}\n`, remarks: '' });
  });

  it.each([
    [[], 'Usage: tamperlens'],
    [['analyze'], "missing required argument 'path'"],
    [['analyse', 'x.jpg'], "unknown command 'analyse'"],
    [['ela', 'x.jpg', '--quality', '0'], 'It must be a number from 1 to 100.'],
    [['analyze', '/no/such/file.jpg'], 'tamperlens: ENOENT: no such file or directory'],
    [['analyze', 'none/*.jpg'], 'tamperlens: no file matches none/*.jpg'],
  ])('called with %j exits with 2 and says why', async (words, message) => {
    const { status, output, remarks } = await spawnCli(words);
    expect([status, output]).toEqual([2, '']);
    expect(remarks).toContain(message);
    expect(remarks).not.toMatch(/^ +at /m);
  });

  it('exits with 1 when a file could not be examined', async ({ onTestFinished }) => {
    const folder = temporaryFolder({ 'a.jpg': JPEG, 'b.jpg': JPEG.subarray(0, 100) }, onTestFinished);
    const { status, output, remarks } = await spawnCli(['analyze', '.', '--json'], { cwd: folder });
    expect([status, output.trimEnd().split('\n').length]).toEqual([1, 1]);
    expect(remarks).toMatch(/^tamperlens: cannot examine b\.jpg \(malformed\): .*\n$/);
  });

  it('reads an image from standard input', async () => {
    const { status, output, remarks } = await spawnCli(['analyze', '-', '--json'], { input: JPEG });
    expect([status, remarks]).toEqual([0, '']);
    expect((JSON.parse(output) as Report).file).toMatchObject({ name: 'stdin', byteLength: JPEG.length, width: 64 });
  });

  it('refuses empty input', async () => {
    const { status, remarks } = await spawnCli(['guard', '-'], { input: new Uint8Array(0) });
    expect([status, remarks]).toEqual([1, '']);
  });

  it('draws into ./ela_output where nothing is said, and stays silent in pipes', async ({ onTestFinished }) => {
    const folder = temporaryFolder({ 'a.jpg': JPEG }, onTestFinished);
    const { status, remarks } = await spawnCli(['ela', '.'], { cwd: folder });
    expect([status, remarks]).toEqual([0, '']);
    expect(filesBelow(folder)).toEqual(['a.jpg', 'ela_output/a_ela.jpg', 'ela_output/ela_report.json']);
  });

  it('resolves a pattern in the folder that it is in', async ({ onTestFinished }) => {
    const folder = temporaryFolder({ 'a.jpg': JPEG, 'sub/b.jpg': JPEG, 'c.txt': 'text' }, onTestFinished);
    const { status, output } = await spawnCli(['analyze', '**/*.jpg', '--output', 'out'], { cwd: folder });
    expect([status, output.match(/\S+\.jpg$/gm)]).toEqual([0, ['a.jpg', 'sub/b.jpg']]);
    expect(filesBelow(join(folder, 'out'))).toEqual(['a.jpg.report.json', 'sub/b.jpg.report.json', 'summary.json']);
    expect(JSON.parse(readFileSync(join(folder, 'out/summary.json'), 'utf8'))).toMatchObject({
      images: [{ path: 'a.jpg' }, { path: join('sub', 'b.jpg') }],
    });
  });

  it('ends without a word when the reader of its output goes away', async () => {
    const command = `set -o pipefail; "$0" --import "$1" src/cli/bin.ts jpeg fixtures/formats/jpeg --json | head -c 10`;
    const tsx = new URL('../../node_modules/tsx/dist/esm/index.mjs', import.meta.url).href;
    const child = spawn('bash', ['-c', command, process.execPath, tsx], { cwd: ROOT, timeout: 20_000 });
    let remarks = '';
    child.stderr.on('data', (part: Buffer) => (remarks += part.toString()));
    child.stdout.resume();
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect(remarks).not.toContain('EPIPE');
    expect(status).toBe(0);
  });
});
