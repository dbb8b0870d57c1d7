import { wordsOf } from '../hash-bits.ts';
import type { Hash } from '../hash.ts';
import type { HashStore } from './hash-store.ts';

/** Bytes of a packed hash: its hexadecimal digits in order, two a byte; the last has a zero in place of a digit that is not there. */
export function packedLength(bits: number): number {
  return Math.ceil(bits / 8);
}

/** Appends a hash of the store's size. */
export function appendHash(store: HashStore, hash: Hash): number {
  const entry = store.extend(1);
  store.words.set(wordsOf(hash), entry * store.width);
  return entry;
}

/**
 * Appends packed hashes whose padding is known to be zero.
 *
 * @param start - Where the first begins in `bytes`.
 * @param end - Where the last ends.
 * @returns The entry of the first.
 */
export function appendPackedHashes(store: HashStore, bytes: Uint8Array, start = 0, end: number = bytes.length): number {
  const length = packedLength(store.bits);
  const first = store.extend((end - start) / length);
  const { words, width } = store;
  for (let from = start, to = first * width; from < end; from += length, to += width) {
    for (let i = 0; i < length; i++) words[to + (i >> 2)] |= bytes[from + i] << (24 - 8 * (i & 3));
  }
  return first;
}

/** Packs all entries, removed ones included, into `bytes` from `start` on. */
export function packHashes(store: HashStore, bytes: Uint8Array, start: number): void {
  const { words, width, count } = store;
  const length = packedLength(store.bits);
  for (let from = 0, to = start; from < count * width; from += width, to += length) {
    for (let i = 0; i < length; i++) bytes[to + i] = words[from + (i >> 2)] >>> (24 - 8 * (i & 3));
  }
}

/**
 * Looks for a packed hash with a bit set outside its own: left of the first one, or right of the last digit.
 *
 * @returns The offset of the byte; −1 when all are as they should be.
 */
export function findPadding(bytes: Uint8Array, bits: number, start = 0, end: number = bytes.length): number {
  const length = packedLength(bits);
  const digits = Math.ceil(bits / 4);
  const before = (0xff00 >> (4 * digits - bits)) & 0xff;
  const after = digits % 2 === 0 ? 0 : 0x0f;
  if (before === 0 && after === 0) return -1;
  for (let i = start; i < end; i += length) {
    if ((bytes[i] & before) !== 0) return i;
    if ((bytes[i + length - 1] & after) !== 0) return i + length - 1;
  }
  return -1;
}

/** Reads an entry back; its quality is not kept. */
export function hashOfEntry({ words, width, bits }: HashStore, kind: Hash['kind'], entry: number): Hash {
  let hex = '';
  for (let i = 0; i < width; i++) hex += (words[entry * width + i] >>> 0).toString(16).padStart(8, '0');
  return { kind, bits, hex: hex.slice(0, Math.ceil(bits / 4)), quality: null, undetermined: [] };
}
