import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  ed25519Signer,
  EvidenceLog,
  formatInclusionProof,
  formatVerifierKey,
  parseInclusionProof,
  parseVerifierKey,
  verifyEvidence,
} from '../../src/evidence/index.ts';
import { readFixture } from '../support/fixture.ts';
import { temporaryFolder } from '../support/temporary-folder.node.ts';
import { countingClock, imageOf, RowStore } from './row-store.ts';

const VERIFIERS = fileURLToPath(new URL('../../docs/evidence/', import.meta.url));
const ORIGIN = 'insurer.example/evidence';

const python = ['/usr/bin/python3', 'python3'].find((command) => spawnSync(command, ['--version']).status === 0);
if (python === undefined) console.log('verify.py: skipped: there is no python3');

/** The verifiers of the docs: a command and its first arguments. */
const COMMANDS: readonly (readonly [string, string, readonly string[]])[] = [
  ['verify.mjs', process.execPath, [join(VERIFIERS, 'verify.mjs')]],
  ...(python === undefined
    ? []
    : [
        ['verify.py', python, [join(VERIFIERS, 'verify.py')]] as const,
        // Without site packages there is no `cryptography`, so its own Ed25519 is used.
        ['verify.py alone', python, ['-S', join(VERIFIERS, 'verify.py')]] as const,
      ]),
];

interface Files {
  readonly image: Uint8Array;
  readonly record: string;
  readonly proof: string;
  readonly key: string;
  readonly log: readonly string[];
}

/** A photo is uploaded among others, with its place or without, recorded, and a checkpoint is given away. */
async function upload(longitude: number | null = 30.5234): Promise<Files> {
  const signer = ed25519Signer(new Uint8Array(32).fill(11), ORIGIN);
  const store = new RowStore();
  const log = await EvidenceLog.open(store, { now: countingClock(), signer });
  const image = await readFixture('tampered/seeding-splice.jpg');
  const before = Array.from({ length: 21 }, (_, i) => {
    return log.append({ imageBytes: imageOf(i), latitude: null, longitude: null }, { recordId: `upload-${i}` });
  });
  const photo = { imageBytes: image, latitude: 50.4501, longitude, complaintId: 'Скарга № 7', attachmentId: 'a-1' };
  const entry = await log.append(photo, { recordId: 'photo' });
  await Promise.all(before);
  await log.append({ imageBytes: imageOf(1), latitude: 1, longitude: null }, { recordId: 'later' });
  const checkpoint = await log.checkpoint();
  const proof = formatInclusionProof({ proof: await log.inclusionProof(entry.index), checkpoint });
  await log.append(
    { imageBytes: imageOf(2), latitude: 1, longitude: 1 },
    { recordId: 'after the checkpoint'.replaceAll(' ', '-') },
  );
  const rows = store.rows.map(({ leafHash, text }) => `{"leafHash":"${leafHash}","part":[1,1],"record":${text}}`);
  return { image, record: entry.text, proof, key: formatVerifierKey(signer.verifierKey), log: rows };
}

const FILES = await upload();
const WITHOUT_PLACE = await upload(null);
const RECORD = JSON.parse(FILES.record) as { readonly index: number; readonly fileHash: string };

function run(command: string, first: readonly string[], files: Files): { status: number | null; output: string } {
  const folder = temporaryFolder();
  const paths = ['photo.jpg', 'record.json', 'photo.tlog-proof', 'log.jsonl'].map((name) => join(folder, name));
  writeFileSync(paths[0], files.image);
  writeFileSync(paths[1], `${files.record}\n`);
  writeFileSync(paths[2], files.proof);
  writeFileSync(paths[3], `${files.log.join('\n')}\n`);
  const done = spawnSync(command, [...first, paths[0], paths[1], paths[2], files.key, paths[3]], { encoding: 'utf8' });
  return { status: done.status, output: done.stdout + done.stderr };
}

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const copy = bytes.slice();
  copy[at] ^= 1;
  return copy;
}

/** What may be done to the files, and what a verifier must say to it. */
const DEEDS: readonly (readonly [string, (files: Files) => Files, RegExp])[] = [
  [
    'one byte of the photo',
    (files) => ({ ...files, image: flipped(files.image, 5000) }),
    /the image is not the one that was recorded/,
  ],
  ['the end of the photo', (files) => ({ ...files, image: files.image.subarray(0, -1) }), /another length/],
  ['the place', (files) => ({ ...files, record: files.record.replace('50.4501', '50.4502') }), /do not fit the evidence hash/],
  ['the complaint', (files) => ({ ...files, record: files.record.replace('№ 7', '№ 8') }), /does not lead to the root/],
  [
    'the hash',
    (files) => ({ ...files, record: files.record.replace(RECORD.fileHash, '0'.repeat(64)) }),
    /not the one that was recorded/,
  ],
  ['the index of the proof', (files) => ({ ...files, proof: files.proof.replace('index 21', 'index 20') }), /for another record/],
  ['the path', (files) => ({ ...files, proof: files.proof.replace(/\n[^\n]{44}\n/, '\n') }), /does not lead to the root/],
  [
    'the size',
    (files) => ({ ...files, proof: files.proof.replace('\n23\n', '\n24\n') }),
    /not signed with this key, or was changed/,
  ],
  [
    'the time',
    (files) => ({ ...files, proof: files.proof.replace('T22:13', 'T22:14') }),
    /not signed with this key, or was changed/,
  ],
  [
    'the key',
    (files) => ({ ...files, key: formatVerifierKey(ed25519Signer(new Uint8Array(32).fill(12), ORIGIN).verifierKey) }),
    /not signed with this key/,
  ],
  [
    'a row of the log',
    (files) => ({ ...files, log: files.log.map((row) => row.replace('upload-3"', 'upload-4"')) }),
    /record 4 does not follow/,
  ],
  ['a missing row', (files) => ({ ...files, log: files.log.filter((_, i) => i !== 3) }), /record 3 does not follow/],
  [
    'a torn last row',
    (files) => ({ ...files, log: [...files.log.slice(0, -1), files.log[23].slice(0, 99)] }),
    /record 23 does not follow/,
  ],
  ['the log to nothing', (files) => ({ ...files, log: [] }), /not in its place in the log/],
  ['a cut-off log', (files) => ({ ...files, log: files.log.slice(0, 22) }), /the log ends at record 22/],
];

describe.each(COMMANDS)('%s of the docs', (_, command, first) => {
  it('finds nothing where nothing was changed', () => {
    expect(run(command, first, FILES)).toEqual({
      status: 0,
      output: `Nothing was changed since the checkpoint of 2023-11-14T22:13:44.000000024Z by ${ORIGIN}: image, record, the first 23 records of the log.\n`,
    });
  });

  it('reads the second form of the evidence hash, for a place that is absent', () => {
    expect(run(command, first, WITHOUT_PLACE).status).toBe(0);
    const record = WITHOUT_PLACE.record.replace('50.4501', '50.4502');
    expect(run(command, first, { ...WITHOUT_PLACE, record }).output).toMatch(/do not fit the evidence hash/);
  });

  it.each<[string, Partial<Files>, RegExp]>([
    ['a record', { record: '{' }, /CANNOT BE VERIFIED: .+\n$/],
    ['a key', { key: 'insurer.example' }, /CANNOT BE VERIFIED: the key is not written name\+keyid\+key\n$/],
    [
      'a proof',
      { proof: FILES.proof.replaceAll('\n', '\r\n'), image: flipped(FILES.image, 5000) },
      /not the one that was recorded\n.*/,
    ],
  ])('says so of %s that cannot be read, after what it found before', (_name, change, message) => {
    const { status, output } = run(command, first, { ...FILES, ...change });
    expect(output).toMatch(message);
    expect(status).toBe(1);
    expect(output).toMatch(/^(DOES NOT MATCH: .*\n)*CANNOT BE VERIFIED: .*\n$/);
  });

  it.each(DEEDS)('names a change of %s', (_name, change, message) => {
    const { status, output } = run(command, first, change(FILES));
    expect(output).toMatch(message);
    expect(status).toBe(1);
    expect(output).toMatch(/^(DOES NOT MATCH: .*\n)+$/);
  });
});

describe('the library, with what the third party has', () => {
  async function problems({ image, record, proof, key }: Files): Promise<string[]> {
    const { proof: inclusion, checkpoint } = parseInclusionProof(proof);
    const answer = await verifyEvidence({
      imageBytes: image,
      record,
      inclusion,
      checkpoints: [checkpoint],
      key: parseVerifierKey(key),
    });
    expect(answer.checked).toEqual(expect.arrayContaining(['record', 'image', 'signatures']));
    return answer.problems.map(({ code }) => code);
  }

  it('finds nothing where nothing was changed', async () => {
    expect(await problems(FILES)).toEqual([]);
  });

  it.each(DEEDS.filter(([name]) => !/log|row/.test(name)))('names a change of %s', async (_, change) => {
    expect(await problems(change(FILES))).not.toEqual([]);
  });
});
