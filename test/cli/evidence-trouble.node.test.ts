import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { FileEvidenceStore } from '../../src/adapters/node/evidence/index.ts';
import { describeTrouble } from '../../src/cli/commands/evidence/describe-trouble.ts';
import { row, wrap } from '../../src/cli/commands/evidence/layout.ts';
import { EvidenceLog, EvidenceStoreError } from '../../src/evidence/index.ts';
import { filesBelow, temporaryFolder } from '../support/temporary-folder.node.ts';
import { run } from './run.node.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ABC = Uint8Array.of(0x61, 0x62, 0x63);

describe('trouble with a log', () => {
  it.each([
    ['conflict', 'Run this again.'],
    ['locked', 'Wait until it is done, then run this again.'],
    ['full', 'There is no room left.'],
    ['damaged', 'see what is wrong with `tamperlens evidence verify --log a$&b.db`, and go on in a new log.'],
    ['missing', 'See whether the path is right.'],
    ['failed', '`tamperlens evidence verify --log a$&b.db` says what is in the log.'],
    ['closed', 'The log was closed while it was needed.'],
  ] as const)('is named %s, with what to do', (code, advice) => {
    const words = describeTrouble(new EvidenceStoreError(code, 'something happened'), 'a$&b.db');
    expect(words.startsWith(`cannot use a$&b.db (${code}): something happened. `)).toBe(true);
    expect(words).toContain(advice);
  });

  it('names a torn end, records on, and keeps what was torn', async () => {
    const folder = temporaryFolder({ 'a.jpg': ABC });
    const [path, log] = [join(folder, 'a.jpg'), join(folder, 'log.jsonl')];
    await run('evidence', 'record', path, '--log', log);
    const { size } = statSync(log);
    appendFileSync(log, '{"leafHash":"d1961');
    const { status, output, remarks } = await run('evidence', 'record', path, '--log', log);
    expect(status).toBe(0);
    expect(output).toMatch(/\n {2}record {6}1 {2}/);
    expect(remarks).toContain('the file has 18 bytes that are not read: a write was interrupted');
    expect(filesBelow(folder)).toEqual(['a.jpg', 'log.jsonl', `log.jsonl.torn-${size}`]);
    expect((await run('evidence', 'verify', path, '--log', log)).status).toBe(0);
  });

  it('does not take an emptied file of checkpoints for none', async () => {
    const folder = temporaryFolder({ 'a.jpg': ABC, 'checkpoints.txt': '' });
    const [path, log] = [join(folder, 'a.jpg'), join(folder, 'log.jsonl')];
    await run('evidence', 'record', path, '--log', log);
    const { status, output } = await run(
      'evidence',
      'verify',
      path,
      '--log',
      log,
      '--checkpoint',
      join(folder, 'checkpoints.txt'),
    );
    expect(status).toBe(1);
    expect(output).toMatch(/Could not be read\n {2}- \S+checkpoints\.txt[\s\S]+the file holds no\s+checkpoint/);
  });

  it.each([
    [2_000n, 0],
    [120_000n, 3],
  ])('meets a record that is %i ms ahead of its clock with status %i', async (ahead, expected) => {
    const path = join(temporaryFolder(), 'log.jsonl');
    const store = await FileEvidenceStore.open(path);
    const log = await EvidenceLog.open(store, { now: () => (BigInt(Date.now()) + ahead) * 1_000_000n });
    await log.append({ imageBytes: ABC, latitude: null, longitude: null }, { recordId: 'ahead' });
    await store.close();
    const { status, output } = await run('evidence', 'verify', '--log', path);
    expect(status).toBe(expected);
    expect(output.includes('that has not come yet')).toBe(expected === 3);
  });

  it.each(['log.jsonl', 'log.db'])('refuses a %s that holds something else, and leaves it as it is', async (name) => {
    const folder = temporaryFolder({ 'a.jpg': ABC, [name]: 'This is no log, in several lines.\n'.repeat(200) });
    const [path, log] = [join(folder, 'a.jpg'), join(folder, name)];
    const before = readFileSync(log);
    const recorded = await run('evidence', 'record', path, '--log', log);
    expect([recorded.status, recorded.output]).toEqual([3, '']);
    const verified = await run('evidence', 'verify', '--log', log);
    expect(verified.status).toBe(3);
    expect(verified.output).toMatch(/^(\S+ {2}\(200 records\)\n.*\n\n)?DOES NOT MATCH\n {2}- /);
    expect(verified.output).not.toContain('which was not given.\n  - the log');
    expect(readFileSync(log)).toEqual(before);
  });

  it.skipIf(process.platform === 'win32')('says which files were not recorded when there is no room left', () => {
    const folder = temporaryFolder({ 'a.jpg': ABC, 'b.jpg': ABC, 'c.jpg': ABC });
    const paths = ['a.jpg', 'b.jpg', 'c.jpg'].map((name) => join(folder, name));
    // The first record has some 600 bytes.
    const words = [join(ROOT, 'src/cli/bin.ts'), 'evidence', 'record', ...paths, '--log', join(folder, 'log.jsonl')];
    const command = `ulimit -f ${limitFor(1024, folder)} && exec "$0" --import "$@"`;
    const done = spawnSync(
      '/bin/sh',
      ['-c', command, process.execPath, join(ROOT, 'node_modules/tsx/dist/esm/index.mjs'), ...words],
      {
        encoding: 'utf8',
        env: { ...process.env, TSX_DISABLE_CACHE: '1' },
        timeout: 20_000,
      },
    );
    expect(done.stderr).toMatch(
      /^tamperlens: \S+b\.jpg was not recorded, nor anything behind it\ntamperlens: cannot use \S+ \(full\): /,
    );
    expect(done.stdout).toMatch(/^\S+a\.jpg {2}\(3 bytes\)\n {2}record {6}0 /);
    expect(done.stdout).not.toContain('b.jpg');
    expect(done.status).toBe(1);
  });
});

/** `ulimit -f` for so many bytes: shells count in units of 512 or of 1024. */
function limitFor(bytes: number, folder: string): number {
  const path = join(folder, 'probe');
  spawnSync('/bin/sh', ['-c', 'ulimit -f 1; head -c 4096 /dev/zero > "$0"', path]);
  return bytes / statSync(path).size;
}

describe('the layout of answers', () => {
  it('breaks sentences at 80 columns and indents what follows', () => {
    const text = `${'word '.repeat(30)}end`;
    const lines = wrap(text, '  - ').split('\n');
    expect(lines.map(({ length }) => length)).toEqual([78, 78, 7]);
    expect(lines.slice(1).every((line) => /^ {4}\S/.test(line))).toBe(true);
    expect(lines.map((line) => line.slice(4)).join(' ')).toBe(text);
  });

  it('leaves words whole', () => {
    expect(wrap(`a ${'b'.repeat(90)} c`)).toBe(`a\n${'b'.repeat(90)}\nc`);
    expect(wrap('', '  ')).toBe('  ');
  });

  it('has room for a SHA-256 in 80 columns', () => {
    expect(row('perceptual', '0'.repeat(64))).toHaveLength(78);
  });
});
