import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FileEvidenceStore, openSqliteEvidenceStore } from '../../src/adapters/node/evidence/index.ts';
import { readFixture } from '../support/fixture.ts';
import { temporaryFolder } from '../support/temporary-folder.node.ts';
import { run, spawnCli } from './run.node.ts';
import type { CliRun } from './run.node.ts';

const VERIFIERS = fileURLToPath(new URL('../../docs/evidence/', import.meta.url));
const ORIGIN = 'insurer.example/evidence';

const python = ['/usr/bin/python3', 'python3'].find((command) => spawnSync(command, ['--version']).status === 0);
if (python === undefined) console.log('verify.py: skipped: there is no python3');

/** The programs of the docs that need nothing of ours. */
const STANDALONE: readonly (readonly [name: string, command: string])[] = [
  ['verify.mjs', process.execPath],
  ...(python === undefined ? [] : [['verify.py', python] as const]),
];

/** Everything that the checks below are about, each in a file. */
class Case {
  readonly folder = temporaryFolder({}, (cleanUp) => afterAll(cleanUp));
  readonly photo = join(this.folder, 'photo.jpg');
  readonly other = join(this.folder, 'other.jpg');
  readonly log: string;
  /** The log as it was with one record, and as it was before the last. */
  readonly oldLog: string;
  readonly secret = join(this.folder, 'key.pem');
  /** What the keeper of the log has no hand on. */
  readonly kept = join(this.folder, 'kept');
  readonly checkpoints = join(this.kept, 'checkpoints.txt');
  readonly record = join(this.kept, 'record-1.json');
  readonly proof = join(this.kept, 'record-1.tlog-proof');
  key = '';
  leaf = '';

  constructor(logName: string) {
    this.log = join(this.folder, logName);
    this.oldLog = join(this.folder, `old-${logName}`);
  }

  /** A photo is uploaded among others, recorded, and a checkpoint is given away. */
  async upload(): Promise<void> {
    writeFileSync(this.photo, await readFixture('tampered/seeding-splice.jpg'));
    writeFileSync(this.other, await readFixture('authentic/clean-scene.jpg'));
    mkdirSync(this.kept);
    this.key = (await this.mustRun('key', '--output', this.secret, '--origin', ORIGIN)).output.trimEnd();
    await this.mustRun('record', this.other, '--log', this.log);
    copyFileSync(this.log, this.oldLog);
    const place = ['--latitude', '50.4501', '--longitude', '30.5234', '--complaint-id', 'complaint-17'];
    const recorded = await this.mustRun('record', this.photo, '--log', this.log, '--perceptual', ...place, '--json');
    this.leaf = (JSON.parse(recorded.output) as { leafHash: string }).leafHash;
    await this.mustRun('record', this.other, '--log', this.log);
    await this.checkpoint();
    await this.mustRun('proof', '--log', this.log, '--record', '1', '--checkpoint', this.checkpoints, '--output', this.kept);
    await this.mustRun('record', this.other, this.photo, '--log', this.log);
  }

  checkpoint(log = this.log): Promise<CliRun> {
    return run(
      ...['evidence', 'checkpoint', '--log', log, '--key', this.secret, '--origin', ORIGIN, '--output', this.checkpoints],
    );
  }

  verify(...words: readonly string[]): Promise<CliRun> {
    return run('evidence', 'verify', ...words);
  }

  /** What a third party has: image, record, proof and key. */
  verifyHandedOut(image = this.photo): Promise<CliRun> {
    return this.verify(image, '--record', this.record, '--proof', this.proof, '--key', this.key);
  }

  /** What the keeper has. */
  verifyLog(log: string, key = this.key): Promise<CliRun> {
    return this.verify(this.photo, '--record', this.record, '--log', log, '--checkpoint', this.checkpoints, '--key', key);
  }

  async mustRun(...words: readonly string[]): Promise<CliRun> {
    const done = await run('evidence', ...words);
    expect([done.status, done.remarks.replaceAll(/^.*(secret key|A checkpoint shows).*\n/gm, '')]).toEqual([0, '']);
    return done;
  }

  /** A copy of a file with one byte changed. */
  changed(path: string, at: number): string {
    const bytes = readFileSync(path);
    bytes[at] ^= 1;
    const copy = path.replace(/\.([a-z]+)$/, '-changed.$1');
    writeFileSync(copy, bytes);
    return copy;
  }

  openStore(path: string) {
    return path.endsWith('.db') ? openSqliteEvidenceStore(path) : FileEvidenceStore.open(path);
  }
}

const SIGNAL_ONLY =
  /Nothing that was checked contradicts anything else\. That is a signal of\nintegrity; it is no proof of authenticity, of the author, or of the time and\nplace of capture\.\n$/;

describe.each(['log.jsonl', 'log.db'])('the story of a photo, recorded in %s', (name) => {
  const story = new Case(name);
  beforeAll(() => story.upload());

  it('is verified by a third party from what was handed out', async () => {
    const { status, output, remarks } = await story.verifyHandedOut();
    expect([status, remarks]).toEqual([0, '']);
    expect(output.split('\n').slice(0, 6)).toEqual([
      story.photo,
      expect.stringMatching(/^record 1 {2}[0-9a-f-]{36}$/),
      expect.stringMatching(/^ {2}received {4}20\S+Z, by the clock of the server$/),
      '  place       50.4501, 30.5234, as stated',
      expect.stringMatching(/^ {2}file {8}[0-9a-f]{64}$/),
      '  complaint   complaint-17',
    ]);
    expect(output).toContain('Checked\n  - whether the record has the form of one\n  - whether the image');
    expect(output).toContain('Not checked\n  - the log itself, which was not given.\n');
    expect(output).not.toContain('DOES NOT MATCH');
    expect(output).toMatch(SIGNAL_ONLY);
    const lines = output.split('\n').filter((line) => !line.includes(story.folder));
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  it.each(STANDALONE)('is verified by %s of the docs alone', (program, command) => {
    const words = [join(VERIFIERS, program), story.photo, story.record, story.proof, story.key];
    const whole = spawnSync(command, words, { encoding: 'utf8' });
    expect(whole.stdout + whole.stderr).toMatch(
      /^Nothing was changed since the checkpoint of \S+Z by insurer\.example\/evidence: image, record\.\n$/,
    );
    words[1] = story.changed(story.photo, 5000);
    const changed = spawnSync(command, words, { encoding: 'utf8' });
    expect(changed.stdout).toContain('DOES NOT MATCH: the image is not the one that was recorded\n');
    expect([whole.status, changed.status]).toEqual([0, 1]);
  });

  // In a database the records are a column; whoever has it writes them into such a file first.
  if (name === 'log.jsonl') {
    it.each(STANDALONE)('is verified by %s with the records of the whole log', (program, command) => {
      const log = readFileSync(story.log, 'utf8');
      const path = join(story.folder, 'records.jsonl');
      const verify = (text: string) => {
        writeFileSync(path, text);
        return spawnSync(command, [join(VERIFIERS, program), story.photo, story.record, story.proof, story.key, path], {
          encoding: 'utf8',
        });
      };
      const whole = verify(log);
      expect([whole.stderr, whole.stdout.startsWith('Nothing was changed'), whole.status]).toEqual(['', true, 0]);
      const changed = verify(log.replace('complaint-17', 'complaint-18'));
      expect(changed.stdout).toContain('DOES NOT MATCH: record 2 does not follow from the one before it\n');
      expect(changed.status).toBe(1);
    });
  }

  it('is verified by the keeper against the log', async () => {
    const { status, output } = await story.verifyLog(story.log);
    expect(status).toBe(0);
    expect(output).toContain(`${story.log}  (5 records)\n  root        `);
    expect(output).toContain('  - whether the rows of the log fit together, all of them, and the record is\n    among them\n');
    expect(output).toContain('  - whether the log has the roots of the checkpoints\n');
  });

  it('is verified from the program itself, with the record from standard input', async () => {
    const words = ['evidence', 'verify', story.photo, '--record', '-', '--leaf', story.leaf, '--proof', story.proof];
    const { status, output } = await spawnCli([...words, '--key', story.key, '--json'], { input: readFileSync(story.record) });
    expect(status).toBe(0);
    expect(JSON.parse(output)).toMatchObject({
      tool: { name: 'tamperlens' },
      image: story.photo,
      record: { index: 1, complaintId: 'complaint-17' },
      problems: [],
      unread: [],
      checked: ['record', 'image', 'signatures', 'position'],
      notChecked: [{ code: 'evidence-unchecked-log', text: expect.any(String) as string }],
      meaning: expect.stringContaining('no proof of authenticity') as string,
    });
  });

  it('is found in the log by the photo alone', async () => {
    const { status, output } = await story.verify(story.photo, '--log', story.log);
    expect(status).toBe(0);
    expect(output).toMatch(/\nrecord 1 {2}/);
    const withoutPlace = await story.verify(story.other, '--log', story.log);
    expect([withoutPlace.status, /\nrecord 0 {2}/.test(withoutPlace.output)]).toEqual([0, true]);
    const changed = await story.verify(story.changed(story.photo, 7), '--log', story.log);
    expect(changed.status).toBe(3);
    expect(changed.output).toContain('No record of the log has the file hash of this image');
  });

  it('is found in the log by the leaf hash that was told', async () => {
    const { status, output } = await story.verify(story.photo, '--log', story.log, '--leaf', story.leaf.toUpperCase());
    expect(status).toBe(0);
    expect(output).toContain('  - whether the record has the form of one, and the leaf hash that was given\n');
    // The image is then held against that record, not looked for.
    const changed = await story.verify(story.changed(story.photo, 7), '--log', story.log, '--leaf', story.leaf);
    expect(changed.status).toBe(3);
    expect(changed.output).toContain('  - The image is not the one that was recorded, or was changed:');
    const strange = await story.verify('--log', story.log, '--leaf', '0'.repeat(64));
    expect(strange.status).toBe(3);
    expect(strange.output).toContain('  - No record of the log has this leaf hash');
    const other = await story.verify('--record', story.record, '--leaf', '0'.repeat(64));
    expect(other.status).toBe(3);
    expect(other.output).toContain('  - The record is not the one that was acknowledged: its leaf hash is another.');
    await expect(story.verify(story.photo, '--leaf', story.leaf)).rejects.toThrow('--leaf needs --record or --log');
  });

  it('names one changed byte of the photo', async () => {
    const { status, output } = await story.verifyHandedOut(story.changed(story.photo, 5000));
    expect(status).toBe(3);
    expect(output).toContain('DOES NOT MATCH\n  - The image is not the one that was recorded, or was changed:');
    expect(output).toContain('Which of them was changed, and why, does not follow from this alone.');
    expect(output).not.toContain('signal of');
  });

  it('names one changed byte of the log', async () => {
    const bytes = readFileSync(story.log);
    // The last digit of `complaint-17` in the record: in a file it stands there once, in a database in a column as well.
    const log = story.changed(story.log, bytes.lastIndexOf('complaint-17') + 11);
    const { status, output } = await story.verifyLog(log);
    expect(status).toBe(3);
    expect(output).toContain('(5 records)');
    expect(output).toMatch(/ {2}- (Row 1 and the leaf hash|.*row 1\b)/i);
    const recorded = await run('evidence', 'record', story.photo, '--log', log);
    expect([recorded.status, recorded.output]).toEqual([3, '']);
    expect(recorded.remarks).toContain('nothing was recorded: keep this log as it is, and go on in a new one\n');
    const signed = await run('evidence', 'checkpoint', '--log', log, '--key', story.secret, '--origin', ORIGIN);
    expect([signed.status, signed.output]).toEqual([3, '']);
    expect(signed.remarks).toContain('nothing was signed\n');
  });

  it('names a log that was cut off, or of which an older copy was put back', async () => {
    expect((await story.verify('--log', story.oldLog)).status).toBe(0);
    const { status, output } = await story.verifyLog(story.oldLog);
    expect(status).toBe(3);
    expect(output.replaceAll(/\n +/g, ' ')).toContain(
      '- The log has 1 records, and a checkpoint was signed for 3: its end was cut off or an older copy put back (2 missing).',
    );
    expect(output).toContain('  - The record is not in the log.\n');
    const signed = await story.checkpoint(story.oldLog);
    expect([signed.status, signed.output]).toEqual([3, '']);
    expect(signed.remarks).toContain('its end was cut off or an older copy put back');
    const proven = await run('evidence', 'proof', '--log', story.oldLog, '--record', '0', '--checkpoint', story.checkpoints);
    expect([proven.status, proven.output]).toEqual([3, '']);
    expect(proven.remarks).toContain('There is no proof for such a log.');
  });

  it('names a log that was written anew', async () => {
    const log = join(story.folder, `new-${name}`);
    for (let i = 0; i < 2; i++) await story.mustRun('record', story.other, story.photo, '--log', log);
    expect((await story.verify('--log', log)).status).toBe(0);
    const { status, output } = await story.verifyLog(log);
    expect(status).toBe(3);
    expect(output).toContain('  - The first 3 records are not the ones that the checkpoint was signed for.');
    const signed = await story.checkpoint(log);
    expect([signed.status, signed.output]).toEqual([3, '']);
    expect(signed.remarks).toContain('The first 3 records are not the ones that a checkpoint was signed for.');
  });

  it('names a key that did not sign', async () => {
    const path = join(story.folder, 'wrong.pem');
    const { output: wrong } = await story.mustRun('key', '--output', path, '--origin', ORIGIN);
    const { status, output } = await story.verifyLog(story.log, wrong.trimEnd());
    expect(status).toBe(3);
    expect(output.replaceAll(/\n +/g, ' ')).toContain('- The checkpoint was not signed with the key insurer.example/evidence');
    // A checkpoint that nobody known has signed is worth nothing to the log.
    expect(output).not.toContain('whether the log has the roots of the checkpoints');
    writeFileSync(join(story.folder, 'key.txt'), wrong);
    expect((await story.verifyLog(story.log, join(story.folder, 'key.txt'))).status).toBe(3);
  });

  it('refuses to write to a log that is being written to, and still reads it', async () => {
    const store = await story.openStore(story.log);
    try {
      const { status, output, remarks } = await run('evidence', 'record', story.photo, '--log', story.log);
      expect([status, output]).toEqual([1, '']);
      expect(remarks).toMatch(/^cannot use \S+ \(locked\): .*\. Another program is at this log\. Wait until it is done/);
      // A binding of SQLite that knows no shared locks does not even read now; what else there is, is verified all the same.
      const read = await story.verifyLog(story.log);
      expect(read.status).toBe(read.output.includes(`Could not be read\n  - ${story.log} (locked): `) ? 1 : 0);
      if (name === 'log.jsonl') expect(read.status).toBe(0);
      expect(read.output).toContain('  - whether the image has the length');
    } finally {
      await store.close();
    }
  });

  it('shows that the log only grew', async () => {
    const later = join(story.folder, 'later.txt');
    await story.mustRun('checkpoint', '--log', story.log, '--key', story.secret, '--origin', ORIGIN, '--output', later);
    const from = ['--from', story.checkpoints, '--checkpoint', later];
    const { output } = await story.mustRun('proof', '--log', story.log, ...from, '--output', story.kept);
    const proof = join(story.kept, 'consistency-3-5.json');
    expect(output).toBe(`Written: ${proof}\n`);
    const whole = await story.verify('--proof', proof, '--key', story.key);
    expect(whole.status).toBe(0);
    expect(whole.output).toContain('  - whether the later checkpoint goes on from the earlier one\n');
    const text = readFileSync(proof, 'utf8');
    writeFileSync(proof, text.replace(/"path":\["[0-9a-f]{8}/, '"path":["00000000'));
    const changed = await story.verify('--proof', proof, '--key', story.key);
    expect(changed.status).toBe(3);
    expect(changed.output.replaceAll(/\n +/g, ' ')).toContain(
      '- It does not show that the log of 5 records begins with the 3 records',
    );
    writeFileSync(proof, text);
    const backwards = run('evidence', 'proof', '--log', story.log, '--from', later, '--checkpoint', story.checkpoints);
    await expect(backwards).rejects.toThrow('the checkpoint of --from is later than the other one');
  });

  it('proves a record by its name, under a new checkpoint', async () => {
    const rows = await story.verify('--record', story.record, '--json');
    const { recordId } = (JSON.parse(rows.output) as { record: { recordId: string } }).record;
    const words = ['evidence', 'proof', '--log', story.log, '--record', recordId];
    const { status, output } = await run(...words, '--key', story.secret, '--origin', ORIGIN);
    expect(status).toBe(0);
    expect(output).toMatch(/^c2sp\.org\/tlog-proof@v1\nindex 1\n([A-Za-z0-9+/=]{44}\n){3}\ninsurer\.example\/evidence\n5\n/);
    const json = await run(...words, '--checkpoint', story.checkpoints, '--json');
    expect(JSON.parse(json.output)).toMatchObject({
      inclusion: { index: 1, size: 3 },
      leafHash: story.leaf,
      recordText: readFileSync(story.record, 'utf8').trimEnd(),
      proofText: readFileSync(story.proof, 'utf8'),
      written: [],
    });
    await expect(run(...words)).rejects.toThrow('name either --checkpoint, or --key and --origin');
    const proven = (record: string) =>
      run('evidence', 'proof', '--log', story.log, '--record', record, '--checkpoint', story.checkpoints);
    await expect(proven('no-such-record')).rejects.toThrow('has no record no-such-record');
    await expect(proven('4')).rejects.toThrow('no checkpoint is late enough for record 4');
  });

  it('goes on without what it cannot read, and exits with 1', async () => {
    const proof = join(story.folder, 'broken.tlog-proof');
    writeFileSync(proof, readFileSync(story.proof, 'utf8').replace('index 1', 'index one'));
    const { status, output } = await story.verify(
      story.photo,
      '--record',
      story.record,
      '--proof',
      proof,
      '--key',
      'a+00000000+b',
    );
    expect(status).toBe(1);
    expect(output).toContain(`Could not be read\n  - ${proof} (malformed):`);
    expect(output).toContain('  - --key (malformed): a verifier key is written name+keyid+base64\n');
    expect(output).toContain('  - whether the image has the length');
    expect(output.replaceAll(/\n */g, ' ')).toContain('Not all that was given could be read. That is a signal of integrity');
    // What does not match counts for more.
    const image = story.changed(story.photo, 1);
    expect((await story.verify(image, '--record', story.record, '--proof', proof)).status).toBe(3);
  });
});
