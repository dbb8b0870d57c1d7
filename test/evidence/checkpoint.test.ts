import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../src/bytes/index.ts';
import {
  checkpointText,
  ed25519Signer,
  formatInclusionProof,
  formatVerifierKey,
  parseCheckpoint,
  parseInclusionProof,
  parseVerifierKey,
  signCheckpoint,
  verifyCheckpoint,
} from '../../src/evidence/index.ts';
import type { Checkpoint } from '../../src/evidence/index.ts';
import { rejection } from '../support/caught.ts';
import { refusalOf } from '../support/refusal.ts';
import vectors from '../vectors/evidence.json' with { type: 'json' };

const { seed, name, keyId, verifierKey, size, rootHash, time, signed } = vectors.checkpoint;
const CHECKPOINT: Checkpoint = { origin: name, size, rootHash, time };
const SIGNER = ed25519Signer(fromHex(seed), name);
const KEY = SIGNER.verifierKey;

function codesOf(text: string, key = KEY): string[] {
  return verifyCheckpoint(text, key).notes.map(({ code }) => code);
}

describe('signCheckpoint', () => {
  it("signs what Python's cryptography signs", async () => {
    expect(await signCheckpoint(CHECKPOINT, SIGNER)).toBe(signed);
    expect(SIGNER.keyId).toBe(keyId);
    expect(formatVerifierKey(KEY)).toBe(verifierKey);
  });

  it('signs a text that says what it is and no other tool of ours would sign', () => {
    expect(checkpointText(CHECKPOINT).split('\n')).toEqual([
      name,
      '5',
      expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
      `tamperlens-evidence-checkpoint/1 ${time}`,
      '',
    ]);
  });

  it.each([
    [{ origin: 'two words' }, '"origin" must be 1 to 200 printable ASCII characters'],
    [{ origin: 'a+b' }, '"origin" must be'],
    [{ origin: 'a\nb' }, '"origin" must be'],
    [{ size: -1 }, '"size" must be in'],
    [{ rootHash: 'AB' }, '"rootHash" must be'],
    [{ time: '2023-11-14T22:13:20Z' }, '"time" must be'],
    [{ origin: 'another.example/log' }, `the key of "${name}" must not sign for the log "another.example/log"`],
  ])('refuses %o', async (change, message) => {
    expect(await rejection(signCheckpoint({ ...CHECKPOINT, ...change }, SIGNER))).toMatchObject({
      message: expect.stringContaining(message) as string,
    });
  });

  it('takes signers that answer later', async () => {
    const remote = { name, keyId, sign: async (bytes: Uint8Array) => Promise.resolve(SIGNER.sign(bytes)) };
    expect(await signCheckpoint(CHECKPOINT, remote)).toBe(signed);
  });
});

describe('verifyCheckpoint', () => {
  it('accepts what the key signed', () => {
    expect(verifyCheckpoint(signed, parseVerifierKey(verifierKey))).toEqual({ checkpoint: CHECKPOINT, notes: [] });
    expect(parseCheckpoint(signed)).toEqual(CHECKPOINT);
  });

  it('leaves the signatures of others alone', () => {
    expect(codesOf(`${signed}— witness.example/w AAAAAQID\n`)).toEqual([]);
  });

  it('names another key of the same name', () => {
    const other = ed25519Signer(new Uint8Array(32).fill(9), name);
    expect(verifyCheckpoint(signed, other.verifierKey).notes).toEqual([
      { code: 'evidence-checkpoint-key', params: { key: `${name} ${other.keyId}`, others: `${name} ${keyId}` } },
    ]);
  });

  it("names another log's checkpoint", () => {
    const other = ed25519Signer(fromHex(seed), 'another.example/log');
    expect(codesOf(signed, other.verifierKey)).toEqual(['evidence-checkpoint-origin', 'evidence-checkpoint-key']);
  });

  it.each([
    ['the size', signed.replace('\n5\n', '\n6\n')],
    ['the time', signed.replace('2023-', '2024-')],
    ['the signature', signed.slice(0, -4) + (signed.at(-4) === 'A' ? 'B' : 'A') + signed.slice(-3)],
  ])('names a change of %s', (_, text) => {
    expect(text).not.toBe(signed);
    expect(codesOf(text)).toEqual(['evidence-checkpoint-signature']);
  });

  it('does not take a signature over something else for one over a checkpoint', () => {
    const note = `${name}\n5\nhello\n`;
    const other = `${note}\n— ${name} AAAA\n`;
    expect(codesOf(other)).toEqual(['evidence-checkpoint-malformed']);
  });

  it.each([
    '',
    '\n',
    signed.slice(0, -1),
    signed.replace('\n\n', '\n'),
    signed.replace('\n5\n', '\n05\n'),
    signed.replace('\n5\n', '\n5\n\n'),
    signed.replace('\n5\n', '\n99999999999999\n'),
    signed.replace('checkpoint/1', 'checkpoint/2'),
    signed.replace('\u2014', '-'),
    `${signed}more\n`,
    signed + ' '.repeat(100_000),
  ])('calls %j malformed', (text) => {
    expect(codesOf(text)).toEqual(['evidence-checkpoint-malformed']);
  });

  it('names every single flipped bit', () => {
    const bytes = new TextEncoder().encode(signed);
    fc.assert(
      fc.property(fc.nat(8 * bytes.length - 1), (bit) => {
        const flipped = bytes.slice();
        flipped[bit >> 3] ^= 1 << (bit & 7);
        expect(codesOf(new TextDecoder().decode(flipped))).not.toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a verifier key', () => {
  it.each([
    ['', 'a verifier key is written name+keyid+base64'],
    [verifierKey.replace('+', ' '), 'a verifier key is written name+keyid+base64'],
    [verifierKey.slice(0, -1), 'a verifier key is written name+keyid+base64'],
    [`${name}+${keyId}+AQID`, 'the verifier key is not Ed25519'],
    [verifierKey.replace(keyId, '00000000'), `the verifier key has the identifier ${keyId}, not 00000000`],
    [verifierKey.replace('log-1', 'log-2'), 'the verifier key has the identifier'],
  ])('is refused as %j', (text, message) => {
    expect(refusalOf(() => parseVerifierKey(text))).toMatchObject({
      code: 'malformed',
      message: expect.stringContaining(message) as string,
    });
  });

  it('comes from a seed of 32 bytes that may change afterwards', () => {
    const mine = fromHex(seed);
    const signer = ed25519Signer(mine, name);
    mine.fill(0);
    expect(signer.sign(Uint8Array.of(1))).toEqual(SIGNER.sign(Uint8Array.of(1)));
    expect(() => ed25519Signer(new Uint8Array(31), name)).toThrow('"seed" must be 32 bytes, received 31');
    expect(() => ed25519Signer('00' as never, name)).toThrow('"seed" must be a Uint8Array');
  });
});

describe('the text of an inclusion proof', () => {
  const proof = { index: 3, size: 5, path: [rootHash, 'ab'.repeat(32)] };

  it('holds the place, the path and the checkpoint, as C2SP has it', () => {
    const text = formatInclusionProof({ proof, checkpoint: signed });
    expect(text.split('\n').slice(0, 2)).toEqual(['c2sp.org/tlog-proof@v1', 'index 3']);
    expect(text.endsWith(`\n\n${signed}`)).toBe(true);
    expect(parseInclusionProof(text)).toEqual({ proof, checkpoint: signed });
  });

  it('is refused for a checkpoint of another size', () => {
    expect(() => formatInclusionProof({ proof: { ...proof, size: 6 }, checkpoint: signed })).toThrow('a log of 6 records');
    expect(() => formatInclusionProof({ proof, checkpoint: 'hello' })).toThrow('"checkpoint" is no signed checkpoint');
  });

  it.each([
    ['', 'begins with the line'],
    ['c2sp.org/tlog-proof@v1\n\n', 'lacks its index'],
    [`c2sp.org/tlog-proof@v1\nindex 03\n\n${signed}`, 'lacks its index'],
    ['c2sp.org/tlog-proof@v1\nindex 3\n\nhello\n', 'does not end with a signed checkpoint'],
    [`c2sp.org/tlog-proof@v1\nindex 3\nAQID\n\n${signed}`, 'a line that is no hash'],
  ])('is refused as %j', (text, message) => {
    expect(refusalOf(() => parseInclusionProof(text))).toMatchObject({
      code: 'malformed',
      message: expect.stringContaining(message) as string,
    });
  });
});
