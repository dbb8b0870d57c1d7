import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** Lower-case hexadecimal SHA-256 of the bytes, whatever kind of view they are in. */
export function sha256Hex(bytes: ArrayBufferView): string {
  return bytesToHex(sha256(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
}
