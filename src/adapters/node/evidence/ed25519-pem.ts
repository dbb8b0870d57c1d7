import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { ForensicsError, unsupported } from '../../../errors/index.ts';
import { checkOrigin, verifierKeyOf } from '../../../evidence/index.ts';
import type { Ed25519Signer, VerifierKey } from '../../../evidence/index.ts';

/**
 * Makes a signer of checkpoints from a private key as `openssl genpkey -algorithm ed25519` writes it (PKCS #8 in PEM).
 *
 * The key stays inside `node:crypto`; messages of errors hold nothing of it.
 *
 * @param pem - The text of the key's file.
 * @param name - The log's origin: 1 to 200 printable ASCII characters without a space or a plus.
 * @param passphrase - Of a key that is encrypted.
 * @throws {TypeError | RangeError} The name is wrong.
 * @throws {ForensicsError} `malformed` (no private key, or another passphrase) or `unsupported` (a key of another kind).
 */
export function ed25519SignerFromPem(pem: string | Uint8Array, name: string, passphrase?: string): Ed25519Signer {
  checkOrigin('name', name);
  const key = readKey('private', () => {
    return createPrivateKey({ key: asText(pem), format: 'pem', ...(passphrase === undefined ? {} : { passphrase }) });
  });
  const verifierKey = verifierKeyOf(name, publicBytes(createPublicKey(key)));
  return { name, keyId: verifierKey.keyId, verifierKey, sign: (bytes) => new Uint8Array(sign(null, bytes, key)) };
}

/**
 * Reads the key that verifies a log's checkpoints from PEM, as `openssl pkey -pubout` writes it.
 *
 * @param pem - The text of the key's file.
 * @param name - The log's origin.
 * @throws {TypeError | RangeError} The name is wrong.
 * @throws {ForensicsError} `malformed` (no key) or `unsupported` (a key of another kind).
 */
export function verifierKeyFromPem(pem: string | Uint8Array, name: string): VerifierKey {
  checkOrigin('name', name);
  return verifierKeyOf(name, publicBytes(readKey('public', () => createPublicKey({ key: asText(pem), format: 'pem' }))));
}

function readKey(kind: string, read: () => KeyObject): KeyObject {
  let key: KeyObject;
  try {
    key = read();
  } catch (cause) {
    const message = `this is no ${kind} key in PEM, or it needs another passphrase`;
    throw new ForensicsError('malformed', message, { stage: 'evidence', cause });
  }
  if (key.asymmetricKeyType !== 'ed25519') {
    throw unsupported('evidence', `the key must be Ed25519, and is ${key.asymmetricKeyType ?? 'of no known kind'}`);
  }
  return key;
}

/** The 32 bytes of an Ed25519 public key (RFC 8037, section 2). */
function publicBytes(key: KeyObject): Uint8Array {
  return new Uint8Array(Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url'));
}

function asText(pem: string | Uint8Array): string {
  return typeof pem === 'string' ? pem : Buffer.from(pem.buffer, pem.byteOffset, pem.byteLength).toString('latin1');
}
