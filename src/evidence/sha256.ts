import { sha256 } from '@noble/hashes/sha2.js';

/**
 * An implementation of SHA-256 (FIPS 180-4).
 *
 * The core brings {@link PORTABLE_SHA256}; a platform's own is several times faster on large files and may be injected wherever an
 * option is called `sha256`. Whichever is used, the digests are the same.
 */
export interface Sha256 {
  /** Digests one message; `bytes` is only read. Returns 32 bytes that the caller may keep. */
  hash(bytes: Uint8Array): Uint8Array;
  /** Starts on a message that comes in parts. */
  create(): Sha256Hasher;
}

/** A message that is being digested part by part. */
export interface Sha256Hasher {
  /** Takes the next part; the array may be reused afterwards. */
  update(bytes: Uint8Array): void;
  /** A second hasher that has taken the same parts, and goes its own way from here. */
  clone(): Sha256Hasher;
  /** The digest, 32 bytes; nothing may be called afterwards. */
  digest(): Uint8Array;
}

/** SHA-256 in JavaScript, by `@noble/hashes`: the same in every runtime. */
export const PORTABLE_SHA256: Sha256 = { hash: (bytes) => sha256(bytes), create: () => portableHasher(sha256.create()) };

function portableHasher(state: ReturnType<typeof sha256.create>): Sha256Hasher {
  return {
    update: (bytes) => void state.update(bytes),
    clone: () => portableHasher(state.clone()),
    digest: () => state.digest(),
  };
}
