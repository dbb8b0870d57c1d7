import { ed25519 } from '@noble/curves/ed25519.js';
import { fromBase64, fromHex, toBase64, toHex } from '../bytes/index.ts';
import { checkBytes, malformed } from '../errors/index.ts';
import { PORTABLE_SHA256 } from './sha256.ts';
import { utf8 } from './utf8.ts';

/**
 * Signs checkpoints; the secret stays with whoever made it, be it this process, a key service or a token.
 *
 * The key must sign nothing but the checkpoints of one log.
 */
export interface EvidenceSigner {
  /** The log's origin, which is also the name of its key. */
  readonly name: string;
  /** First four bytes of a digest over name and public key, 8 lower-case hexadecimal digits; see {@link keyIdOf}. */
  readonly keyId: string;
  /** The Ed25519 signature (RFC 8032) of these bytes, 64 bytes. */
  sign(bytes: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

/** What a third party needs to verify a log's checkpoints; it must come from a source that the log's keeper cannot change. */
export interface VerifierKey {
  /** The log's origin. */
  readonly name: string;
  /** See {@link keyIdOf}. */
  readonly keyId: string;
  /** Ed25519 public key, 32 bytes. */
  readonly publicKey: Uint8Array;
}

/** Stands for Ed25519 in key identifiers and in the text of keys. */
const ED25519_TYPE = 0x01;

const KEY_BYTES = 32;

/** Printable ASCII without spaces and without the plus that separates the parts of a key's text. */
const NAME = /^[\x21-\x2a\x2c-\x7e]{1,200}$/;

/**
 * Throws unless a text may name a log: 1 to 200 printable ASCII characters without a space or a plus, best a URL without its scheme,
 * such as `example.com/evidence`.
 */
export function checkOrigin(name: string, value: unknown): asserts value is string {
  if (typeof value !== 'string') throw new TypeError(`"${name}" must be a string, received ${typeof value}`);
  if (!isOrigin(value)) {
    throw new RangeError(`"${name}" must be 1 to 200 printable ASCII characters without a space or "+"`);
  }
}

/** Whether a text may name a log; see {@link checkOrigin}. */
export function isOrigin(text: string): boolean {
  return NAME.test(text);
}

/**
 * The short name of a key: the first four bytes of SHA-256 over the name, a line feed, the byte 1 and the public key.
 *
 * It tells keys apart and protects nothing.
 *
 * @returns 8 lower-case hexadecimal digits.
 * @see "Note", C2SP, v1.0.0 (c2sp.org/signed-note), section "Ed25519 signatures".
 */
export function keyIdOf(name: string, publicKey: Uint8Array): string {
  checkOrigin('name', name);
  checkKey('publicKey', publicKey);
  const label = utf8(`${name}\n`);
  const bytes = new Uint8Array(label.length + 1 + KEY_BYTES);
  bytes.set(label);
  bytes[label.length] = ED25519_TYPE;
  bytes.set(publicKey, label.length + 1);
  return toHex(PORTABLE_SHA256.hash(bytes).subarray(0, 4));
}

/** A signer whose key is in memory, and the key that verifies what it signs. */
export interface Ed25519Signer extends EvidenceSigner {
  readonly verifierKey: VerifierKey;
}

/**
 * Makes a signer from an Ed25519 seed, for any runtime.
 *
 * @param seed - 32 secret bytes from a source of true randomness; copied.
 * @param name - The log's origin; see {@link checkOrigin} for what it may be.
 * @throws {TypeError | RangeError} Seed or name are wrong.
 *
 * @example
 * ```ts
 * import { ed25519Signer, formatVerifierKey } from 'tamperlens/evidence';
 *
 * const signer = ed25519Signer(new Uint8Array(32).fill(7), 'example.com/evidence');
 * formatVerifierKey(signer.verifierKey).startsWith('example.com/evidence+'); // true
 * ```
 */
export function ed25519Signer(seed: Uint8Array, name: string): Ed25519Signer {
  checkKey('seed', seed);
  const secret = seed.slice();
  const verifierKey = verifierKeyOf(name, ed25519.getPublicKey(secret));
  return { name, keyId: verifierKey.keyId, verifierKey, sign: (bytes) => ed25519.sign(bytes, secret) };
}

/** The key that verifies a log's checkpoints, from the log's origin and its Ed25519 public key of 32 bytes. */
export function verifierKeyOf(name: string, publicKey: Uint8Array): VerifierKey {
  return { name, keyId: keyIdOf(name, publicKey), publicKey: publicKey.slice() };
}

/** Writes a key as one line, `name+keyid+base64`, as other tools for signed notes read it. */
export function formatVerifierKey({ name, keyId, publicKey }: VerifierKey): string {
  const bytes = new Uint8Array(1 + KEY_BYTES);
  bytes[0] = ED25519_TYPE;
  bytes.set(publicKey, 1);
  return `${name}+${keyId}+${toBase64(bytes)}`;
}

/**
 * Reads a key from the line that {@link formatVerifierKey} writes.
 *
 * @throws {ForensicsError} `malformed`: the line has another form, its key is not Ed25519, or its identifier does not fit.
 */
export function parseVerifierKey(text: string): VerifierKey {
  const match = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text);
  const bytes = match === null ? undefined : fromBase64(match[3]);
  if (match === null || bytes === undefined || !isOrigin(match[1])) {
    throw malformed('evidence', 'a verifier key is written name+keyid+base64');
  }
  if (bytes.length !== 1 + KEY_BYTES || bytes[0] !== ED25519_TYPE) throw malformed('evidence', 'the verifier key is not Ed25519');
  const key = verifierKeyOf(match[1], bytes.subarray(1));
  if (key.keyId !== match[2]) throw malformed('evidence', `the verifier key has the identifier ${key.keyId}, not ${match[2]}`);
  return key;
}

/** Whether a signature is this key's for these bytes, by the strict rules of RFC 8032, so that all verifiers agree. */
export function verifySignature(key: VerifierKey, signature: Uint8Array, bytes: Uint8Array): boolean {
  return signature.length === 64 && ed25519.verify(signature, bytes, key.publicKey, { zip215: false });
}

/** The four bytes of a key identifier. */
export function keyIdBytes(keyId: string): Uint8Array {
  return fromHex(keyId);
}

function checkKey(name: string, value: unknown): asserts value is Uint8Array {
  checkBytes(name, value);
  if (value.length !== KEY_BYTES) throw new RangeError(`"${name}" must be ${KEY_BYTES} bytes, received ${value.length}`);
}
