import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CONFORMANCE_SUITES } from '../../src/conformance/index.ts';
import type { ConformanceReport } from '../../src/conformance/index.ts';
import { encodePng } from '../../src/codec/png/index.ts';
import { noise } from '../support/scene.ts';
import { temporaryFolder } from '../support/temporary-folder.node.ts';
import { run } from './run.node.ts';

const PNG = encodePng(noise(8, 8, 3, 1));

describe('tamperlens conformance', () => {
  it('prints a table that fits into 80 columns, and the runtime', async () => {
    const { status, output, remarks } = await run('conformance', '--suite', 'blockhash,pillow');
    expect([status, remarks]).toEqual([0, '']);
    const lines = output.split('\n');
    expect(lines[0]).toMatch(/^suite +reference +checks +equal +undetermined +differ$/);
    expect(lines[1]).toMatch(/^blockhash +blockhash\.c a8150ec +44 +44 +0 +0$/);
    expect(lines[2]).toMatch(/^pillow +Pillow 9\.4\.0 +72 +72 +0 +0$/);
    expect(lines[3]).toMatch(/^total +116 +116 +0 +0$/);
    expect(lines.slice(4)).toEqual([
      '',
      'No check differs.',
      expect.stringMatching(new RegExp(`^tamperlens \\S+ on Node ${process.version}, ${process.platform} ${process.arch}$`)),
      '',
    ]);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('runs every suite when none is named', async () => {
    const { status, output } = await run('conformance', '--json');
    const { tallies, conforms, runtime } = JSON.parse(output) as ConformanceReport & { runtime: string };
    expect([status, conforms]).toEqual([0, true]);
    expect(tallies.map(({ suite }) => suite)).toEqual(CONFORMANCE_SUITES);
    expect(runtime).toContain(process.version);
  });

  it('passes over a file that only has the name of a published picture', async () => {
    const folder = temporaryFolder({ 'deep/imagehash.png': PNG, 'other.png': PNG });
    const { status, output, remarks } = await run('conformance', '--suite', 'blockhash', '--pictures', folder);
    expect(status).toBe(0);
    expect(remarks).toBe(
      `passed over ${join(folder, 'deep', 'imagehash.png')}: it has the name of a published picture, but other content\n`,
    );
    expect(output).toContain('No check differs.');
  });

  it('reports a published picture that is damaged, and exits with 1', async () => {
    const folder = temporaryFolder({ 'peppers.png': PNG.subarray(0, 40) });
    const { status, remarks } = await run('conformance', '--suite', 'blockhash', '--pictures', folder);
    expect(status).toBe(1);
    expect(remarks).toContain(`cannot examine ${join(folder, 'peppers.png')} (malformed)`);
  });

  it('says that a folder holds no published picture', async () => {
    const folder = temporaryFolder({ 'other.png': PNG });
    const { status, remarks } = await run('conformance', '--suite', 'blockhash', '--pictures', folder);
    expect(status).toBe(0);
    expect(remarks).toBe(`no file in ${folder} has the name of a published picture\n`);
  });

  it('refuses a suite that it does not know', async () => {
    const { status, remarks } = await run('conformance', '--suite', 'phash');
    expect(status).toBeUndefined();
    expect(remarks).toContain('Allowed choices are imagehash, pdq, blockhash, pillow, jpeg');
  });
});
