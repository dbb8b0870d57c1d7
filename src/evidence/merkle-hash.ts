import { PORTABLE_SHA256 } from './sha256.ts';
import type { Sha256 } from './sha256.ts';
import { writeUtf8 } from './utf8.ts';

/** Bytes of a SHA-256 digest. */
export const DIGEST_BYTES = 32;

/** What a leaf's bytes have in front, so that no leaf is taken for a node. */
const LEAF = 0x00;

/** What the two digests of a node have in front. */
const NODE = 0x01;

/**
 * The hash of a leaf: SHA-256 over a zero byte and the leaf's bytes.
 *
 * @param leaf - The bytes, or a text whose UTF-8 they are.
 * @see B. Laurie et al., "Certificate Transparency", RFC 6962, 2013, section 2.1; the same in RFC 9162, section 2.1.1.
 */
export function leafHash(leaf: Uint8Array | string, sha256?: Sha256): Uint8Array {
  return new MerkleHasher(sha256).leaf(leaf);
}

/** The hash of a node: SHA-256 over a one byte and the hashes of its two children, 32 bytes each. */
export function nodeHash(left: Uint8Array, right: Uint8Array, sha256?: Sha256): Uint8Array {
  return new MerkleHasher(sha256).node(left, right);
}

/** Hashes leaves and nodes, a million of them without a new array for each. */
export class MerkleHasher {
  readonly #sha256: Sha256;
  readonly #nodeBytes = new Uint8Array(1 + 2 * DIGEST_BYTES);
  #leafBytes = new Uint8Array(0);

  constructor(sha256: Sha256 = PORTABLE_SHA256) {
    this.#sha256 = sha256;
    this.#nodeBytes[0] = NODE;
  }

  /** See {@link leafHash}. */
  leaf(leaf: Uint8Array | string): Uint8Array {
    // A UTF-16 code unit becomes three bytes of UTF-8 at most.
    const room = 1 + (typeof leaf === 'string' ? 3 : 1) * leaf.length;
    if (this.#leafBytes.length < room) this.#leafBytes = new Uint8Array(room);
    const bytes = this.#leafBytes;
    bytes[0] = LEAF;
    if (typeof leaf === 'string') return this.#sha256.hash(bytes.subarray(0, writeUtf8(leaf, bytes, 1)));
    bytes.set(leaf, 1);
    return this.#sha256.hash(bytes.subarray(0, room));
  }

  /** See {@link nodeHash}. */
  node(left: Uint8Array, right: Uint8Array): Uint8Array {
    this.#nodeBytes.set(left, 1);
    this.#nodeBytes.set(right, 1 + DIGEST_BYTES);
    return this.#sha256.hash(this.#nodeBytes);
  }

  /** The root of a tree without leaves: the digest of nothing. */
  emptyRoot(): Uint8Array {
    return this.#sha256.hash(new Uint8Array(0));
  }
}
