import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/cli/usage-error.ts';
import { encodeJpeg } from '../../src/codec/jpeg/index.ts';
import { evidenceHash, readRecord, recordHash } from '../../src/evidence/index.ts';
import type { EvidenceRecord } from '../../src/evidence/index.ts';
import { computeHashes } from '../../src/hash/index.ts';
import { decodeJpeg } from '../../src/codec/jpeg/index.ts';
import { readFixture } from '../support/fixture.ts';
import { syntheticPhoto } from '../support/scene.ts';
import { sha256Hex } from '../support/sha256.ts';
import { filesBelow, temporaryFolder } from '../support/temporary-folder.node.ts';
import { run, spawnCli } from './run.node.ts';

const ABC = Uint8Array.of(0x61, 0x62, 0x63);
const JPEG = encodeJpeg(syntheticPhoto(96, 64, 3), { quality: 85 });

interface RecordedLine {
  readonly path: string;
  readonly leafHash: string;
  readonly recordText: string;
  readonly record: EvidenceRecord;
}

describe('tamperlens evidence hash', () => {
  // The values are in docs/guide/evidence.md and test/vectors/evidence.json, made by Python.
  const withPlace = '2bfd2797d45ae487c7914b1c90ecf07797cb4a3a78d22b58cea041ff0664723d';
  const withoutPlace = '0bd7b5df5e1245f28964561c7efa4c11532b8bcf7f4081b8f8d554ba74938c7e';
  const withLatitude = '681c34baac7696248f67dd27ca796356dc65d6a208893c72585366c1654b37c4';

  it.each([
    '1700000000123456789',
    '2023-11-14T22:13:20.123456789Z',
    '2023-11-14T22:13:20.123456789+00:00',
    '2023-11-15T00:43:20.123456789+02:30',
    '2023-11-14t19:13:20.123456789-03:00',
  ])('computes the published hash at %s', async (time) => {
    const path = join(temporaryFolder({ 'a.jpg': ABC }), 'a.jpg');
    const words = ['evidence', 'hash', path, '--captured-at', time, '--latitude', '50.4501', '--longitude', '30.5234'];
    const { status, output, remarks } = await run(...words);
    expect([status, remarks]).toEqual([0, '']);
    expect(output.split('\n')).toEqual([
      `${path}  (3 bytes)`,
      `  evidence    ${withPlace}`,
      '  file        ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      '  layout      version 1',
      '  place       50.4501, 30.5234',
      '  time        2023-11-14T22:13:20.123456789Z (1700000000123456789)',
      '',
    ]);
  });

  it.each([
    [[], withoutPlace, 'not stated'],
    [['--latitude', '50.4501'], withLatitude, '50.4501, longitude not stated'],
  ])('takes the second layout with %j', async (place, hash, words) => {
    const path = join(temporaryFolder({ 'a.jpg': ABC }), 'a.jpg');
    const { output } = await run('evidence', 'hash', path, '--captured-at', '1700000000123456789', ...place);
    expect(output).toContain(`  evidence    ${hash}\n`);
    expect(output).toContain('  layout      version 2\n');
    expect(output).toContain(`  place       ${words}\n`);
  });

  it('takes a time before 1970, a whole second and a negative longitude', async () => {
    const path = join(temporaryFolder({ 'a.jpg': ABC }), 'a.jpg');
    const place = ['--latitude', '-0.5', '--longitude', '-180'];
    const { output } = await run('evidence', 'hash', path, '--captured-at', '1969-12-31T23:59:59Z', ...place, '--json');
    const capturedAt = -1_000_000_000n;
    expect(JSON.parse(output)).toEqual({
      path,
      evidenceHash: evidenceHash({ imageBytes: ABC, latitude: -0.5, longitude: -180, capturedAt }),
      evidenceHashVersion: 1,
      fileHash: sha256Hex(ABC),
      byteLength: 3,
      latitude: -0.5,
      longitude: -180,
      capturedAt: '-1000000000',
      capturedAtUtc: '1969-12-31T23:59:59.000000000Z',
    });
  });

  it.each([
    '2023-11-14',
    '2023-11-14 22:13:20Z',
    '2023-11-14T22:13:20',
    '2023-02-30T00:00:00Z',
    '2023-11-14T22:13:20.1234567890Z',
    '2023-11-14T22:13:20+24:00',
    '9223372036854775808',
    '2262-04-11T23:47:16.854775808Z',
    '1.5e18',
    '',
  ])('refuses %j as a time', async (time) => {
    const { status, remarks } = await run('evidence', 'hash', 'a.jpg', '--captured-at', time);
    expect(status).toBeUndefined();
    expect(remarks).toContain('It must be nanoseconds since 1970, or a time like');
  });

  it.each([
    ['--latitude', '90.1', 'It must be a number from -90 to 90.'],
    ['--longitude', 'east', 'It must be a number from -180 to 180.'],
    ['--longitude', 'NaN', 'It must be a number from -180 to 180.'],
  ])('refuses %s %s', async (option, value, message) => {
    const { status, remarks } = await run('evidence', 'hash', 'a.jpg', '--captured-at', '0', option, value);
    expect(status).toBeUndefined();
    expect(remarks).toContain(message);
  });

  it('needs a time, refuses folders, and goes on behind a file that it cannot read', async () => {
    const folder = temporaryFolder({ 'a.jpg': ABC });
    expect((await run('evidence', 'hash', join(folder, 'a.jpg'))).remarks).toContain("'--captured-at <time>' not specified");
    await expect(run('evidence', 'hash', folder, '--captured-at', '0')).rejects.toThrow('is a folder: name files, or a pattern');
    await expect(run('evidence', 'hash', '-', '-', '--captured-at', '0')).rejects.toThrow('standard input can be read once');
    const { status, output, remarks } = await run('evidence', 'hash', '/dev/null', join(folder, 'a.jpg'), '--captured-at', '0');
    expect(status).toBe(1);
    expect(output).toContain('(3 bytes)');
    expect(remarks).toContain('cannot read /dev/null (unsupported): /dev/null is not a regular file');
  });

  it('hashes standard input', async () => {
    const words = [
      'evidence',
      'hash',
      '-',
      '--captured-at',
      '1700000000123456789',
      '--latitude',
      '50.4501',
      '--longitude',
      '30.5234',
    ];
    const { status, output } = await spawnCli(words, { input: ABC });
    expect(status).toBe(0);
    expect(output).toContain(withPlace);
  });
});

describe('tamperlens evidence record', () => {
  it('begins a log, and appends records that name the one before', async () => {
    const folder = temporaryFolder({ 'a.jpg': JPEG, 'b.txt': ABC });
    const log = join(folder, 'log.jsonl');
    const before = BigInt(Date.now()) * 1_000_000n;
    const place = ['--latitude', '50.45', '--longitude', '-0'];
    const first = await run('evidence', 'record', join(folder, 'a.jpg'), '--log', log, '--json', ...place);
    const second = await run('evidence', 'record', join(folder, 'b.txt'), '--log', log, '--complaint-id', 'Скарга № 7', '--json');
    const after = BigInt(Date.now() + 1) * 1_000_000n;
    expect([first.status, first.remarks, second.status, second.remarks]).toEqual([0, '', 0, '']);
    const [a, b] = [first, second].map(({ output }) => JSON.parse(output) as RecordedLine);
    expect(a.record).toMatchObject({
      index: 0,
      latitude: 50.45,
      longitude: 0,
      fileHash: sha256Hex(JPEG),
      evidenceHashVersion: 1,
    });
    expect(b.record).toMatchObject({ index: 1, latitude: null, complaintId: 'Скарга № 7', previousHash: a.leafHash });
    for (const { record, recordText, leafHash } of [a, b]) {
      expect(readRecord(recordText).record).toEqual(record);
      expect(recordHash(recordText)).toBe(leafHash);
      expect(record.recordId).toMatch(/^[0-9a-f-]{36}$/);
      expect(BigInt(record.capturedAt)).toBeGreaterThanOrEqual(before);
      expect(BigInt(record.capturedAt)).toBeLessThan(after);
    }
    expect(filesBelow(folder)).toEqual(['a.jpg', 'b.txt', 'log.jsonl']);
  });

  it('prints what to keep, within 80 columns', async () => {
    const folder = temporaryFolder({ 'a.jpg': JPEG });
    const [path, log] = [join(folder, 'a.jpg'), join(folder, 'log.jsonl')];
    const { output } = await run('evidence', 'record', path, '--log', log, '--perceptual', '--latitude', '1', '--longitude', '2');
    const [perceptual, pdq] = computeHashes(decodeJpeg(JPEG).raster, { kinds: ['perceptual', 'pdq'] });
    const lines = output.split('\n');
    expect(lines[0]).toBe(`${path}  (${JPEG.length} bytes)`);
    expect(lines.slice(1).map((line) => line.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'UUID'))).toEqual([
      '  record      0  UUID',
      expect.stringMatching(/^ {2}evidence {4}[0-9a-f]{64}$/),
      expect.stringMatching(/^ {2}leaf {8}[0-9a-f]{64}$/),
      expect.stringMatching(/^ {2}time {8}\d{4}-\S{14}\.\d{9}Z, by the clock of this machine$/),
      '  place       1, 2',
      `  perceptual  ${perceptual.hex}`,
      `  pdq         ${pdq.hex}`,
      '',
    ]);
    expect(Math.max(...lines.slice(1).map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  it('takes no time from whoever calls it', async () => {
    const { status, remarks } = await run('evidence', 'record', 'a.jpg', '--log', 'log.jsonl', '--captured-at', '0');
    expect(status).toBeUndefined();
    expect(remarks).toContain("unknown option '--captured-at'");
  });

  it('records a file without perceptual hashes where it cannot be decoded, and says so', async () => {
    const folder = temporaryFolder({
      'a.jpg': JPEG,
      'b.txt': ABC,
      'cut.jpg': await readFixture('formats/jpeg/truncated-2x2.jpg'),
    });
    const log = join(folder, 'log.jsonl');
    const paths = ['a.jpg', 'b.txt', 'cut.jpg'].map((name) => join(folder, name));
    const { status, output, remarks } = await run('evidence', 'record', ...paths, '--log', log, '--perceptual', '--json');
    expect(status).toBe(0);
    const records = output.trimEnd().split('\n');
    expect(records.map((line) => Object.keys((JSON.parse(line) as RecordedLine).record.perceptualHashes ?? {}))).toEqual([
      ['perceptual', 'pdq'],
      [],
      [],
    ]);
    expect(remarks).toMatch(/b\.txt was recorded without perceptual hashes: .*\(unsupported\)/);
    expect(remarks).toMatch(/cut\.jpg was recorded without perceptual hashes: /);
  });

  it('records the hash of a report and the name of an attachment, for one file at a time', async () => {
    const folder = temporaryFolder({ 'a.jpg': JPEG, 'b.jpg': ABC, 'report.json': '{}' });
    const [a, b, report, log] = ['a.jpg', 'b.jpg', 'report.json', 'log.jsonl'].map((name) => join(folder, name));
    const words = ['--report', report, '--attachment-id', 'a-1', '--log', log, '--json'];
    const { output } = await run('evidence', 'record', a, ...words);
    const { record } = JSON.parse(output) as RecordedLine;
    expect([record.reportHash, record.attachmentId]).toEqual([sha256Hex(new TextEncoder().encode('{}')), 'a-1']);
    await expect(run('evidence', 'record', a, b, ...words)).rejects.toThrow(
      '--attachment-id goes with one file, and these are 2',
    );
    await expect(run('evidence', 'record', a, '--log', log, '--complaint-id', 'a\nb')).rejects.toThrow(UsageError);
  });

  it('records every file of a pattern, and goes on behind one that it cannot read', async () => {
    const folder = temporaryFolder({ 'a.jpg': JPEG, 'b.jpg': ABC });
    const log = join(folder, 'log.jsonl');
    const { status, output, remarks } = await run(
      'evidence',
      'record',
      '/dev/null',
      join(folder, '*.jpg'),
      '--log',
      log,
      '--json',
    );
    expect(status).toBe(1);
    expect(remarks).toContain('cannot read /dev/null (unsupported)');
    const indexes = output.trimEnd().split('\n');
    expect(indexes.map((line) => (JSON.parse(line) as RecordedLine).record.index)).toEqual([0, 1]);
  });

  it('refuses a log that it cannot tell the kind of, and a folder that is not there', async () => {
    const folder = temporaryFolder({ 'a.jpg': ABC });
    const path = join(folder, 'a.jpg');
    await expect(run('evidence', 'record', path, '--log', join(folder, 'log'))).rejects.toThrow(
      'say --store file or --store sqlite',
    );
    const { status } = await run('evidence', 'record', path, '--log', join(folder, 'log'), '--store', 'file');
    expect(status).toBe(0);
    const nowhere = await run('evidence', 'record', path, '--log', join(folder, 'no', 'log.jsonl'));
    expect(nowhere.status).toBe(2);
    expect(nowhere.remarks).toMatch(/^cannot use .*log\.jsonl \(missing\): .* See whether the path is right\.\n$/);
  });
});

describe('tamperlens evidence key', () => {
  it('makes a secret that only its owner may read, prints the public line, and never overwrites', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'key.pem');
    const { status, output, remarks } = await run('evidence', 'key', '--output', path, '--origin', 'insurer.example/evidence');
    expect(status).toBe(0);
    expect(output).toMatch(/^insurer\.example\/evidence\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}\n$/);
    expect(remarks).toContain('holds the secret key');
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
    await expect(run('evidence', 'key', '--output', path, '--origin', 'x')).rejects.toThrow('a key is never overwritten');
    const wrong = await run('evidence', 'key', '--output', join(folder, 'other.pem'), '--origin', 'a b');
    expect(wrong.remarks).toContain('It must be 1 to 200 printable ASCII characters without a space or "+".');
    expect(filesBelow(folder)).toEqual(['key.pem']);
  });

  it('refuses a key that is none', async () => {
    const folder = temporaryFolder({ 'key.pem': 'no key', 'log.jsonl': '' });
    const words = ['--log', join(folder, 'log.jsonl'), '--key', join(folder, 'key.pem'), '--origin', 'x'];
    await expect(run('evidence', 'checkpoint', ...words)).rejects.toThrow(/key\.pem: this is no private key in PEM/);
  });
});

describe('tamperlens evidence, called wrongly', () => {
  it.each([
    [['evidence'], 'Usage: tamperlens evidence'],
    [['evidence', 'recrod', 'a.jpg'], "unknown command 'recrod'"],
    [['evidence', 'record', 'a.jpg'], "required option '--log <path>' not specified"],
    [['evidence', 'verify', '--leaf', 'abc'], 'It must be 64 hexadecimal digits.'],
    [['evidence', 'verify'], 'tamperlens: nothing can be checked with these alone'],
    [['evidence', 'verify', '--log', 'none.jsonl'], 'none.jsonl could not be opened'],
    [['evidence', 'verify', 'none.jpg'], 'tamperlens: ENOENT'],
    [['evidence', 'proof', '--log', 'none.jsonl'], 'name either --record or --from'],
  ])('%j exits with 2 and says why', async (words, message) => {
    const { status, output, remarks } = await spawnCli(words);
    expect([status, output]).toEqual([2, '']);
    expect(remarks).toContain(message);
    expect(remarks).not.toMatch(/^ +at /m);
  });
});
