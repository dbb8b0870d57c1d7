import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ed25519SignerFromPem, verifierKeyFromPem } from '../../../../src/adapters/node/evidence/index.ts';
import { ed25519Signer, formatVerifierKey, signCheckpoint, verifyCheckpoint } from '../../../../src/evidence/index.ts';
import { toHex } from '../../../../src/bytes/index.ts';

const NAME = 'example.com/evidence';

/** The key of RFC 8032, section 7.1, test 1, wrapped as RFC 8410, section 7, has it. */
const SEED = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
const PUBLIC = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a';
const PRIVATE_PEM = pem('PRIVATE KEY', `302e020100300506032b657004220420${SEED}`);
const PUBLIC_PEM = pem('PUBLIC KEY', `302a300506032b6570032100${PUBLIC}`);

function pem(label: string, hex: string): string {
  return `-----BEGIN ${label}-----\n${Buffer.from(hex, 'hex').toString('base64')}\n-----END ${label}-----\n`;
}

describe('ed25519SignerFromPem', () => {
  it('signs as RFC 8032 has it', async () => {
    const signer = ed25519SignerFromPem(PRIVATE_PEM, NAME);
    expect(toHex(signer.verifierKey.publicKey)).toBe(PUBLIC);
    expect(toHex(await signer.sign(new Uint8Array(0)))).toBe(
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    );
  });

  it('makes the checkpoints that the portable signer makes', async () => {
    const checkpoint = { origin: NAME, size: 3, rootHash: '1'.repeat(64), time: '2023-11-14T22:13:20.000000001Z' };
    const signer = ed25519SignerFromPem(Buffer.from(PRIVATE_PEM), NAME);
    const signed = await signCheckpoint(checkpoint, signer);
    expect(signed).toBe(await signCheckpoint(checkpoint, ed25519Signer(Buffer.from(SEED, 'hex'), NAME)));
    expect(verifyCheckpoint(signed, verifierKeyFromPem(PUBLIC_PEM, NAME)).notes).toEqual([]);
    expect(formatVerifierKey(verifierKeyFromPem(PUBLIC_PEM, NAME))).toBe(formatVerifierKey(signer.verifierKey));
  });

  it('opens an encrypted key with its passphrase alone', () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const encrypted = privateKey.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'open' });
    expect(ed25519SignerFromPem(encrypted, NAME, 'open').keyId).toMatch(/^[0-9a-f]{8}$/);
    for (const passphrase of [undefined, 'other']) {
      expect(() => ed25519SignerFromPem(encrypted, NAME, passphrase)).toThrow(expect.objectContaining({ code: 'malformed' }));
    }
  });

  it('refuses what is no Ed25519 key, without repeating any of it', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const foreign = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
    expect(() => ed25519SignerFromPem(foreign, NAME)).toThrow(expect.objectContaining({ code: 'unsupported' }));
    const foreignPublic = publicKey.export({ format: 'pem', type: 'spki' }).toString();
    expect(() => verifierKeyFromPem(foreignPublic, NAME)).toThrow(expect.objectContaining({ code: 'unsupported' }));
    const secret = 'c2VjcmV0IHNlY3JldCBzZWNyZXQ';
    for (const broken of ['', PUBLIC_PEM, PRIVATE_PEM.slice(0, 60), `-----BEGIN PRIVATE KEY-----\n${secret}`]) {
      let message = '';
      try {
        ed25519SignerFromPem(broken, NAME);
      } catch (error) {
        expect(error).toMatchObject({ code: 'malformed' });
        message = String(error);
      }
      expect(message).toContain('no private key');
      expect(message).not.toContain(secret);
    }
  });

  it.each(['', 'a b', 'a+b'])('refuses the name %j', (name) => {
    expect(() => ed25519SignerFromPem(PRIVATE_PEM, name)).toThrow(RangeError);
    expect(() => verifierKeyFromPem(PUBLIC_PEM, name)).toThrow(RangeError);
  });
});
