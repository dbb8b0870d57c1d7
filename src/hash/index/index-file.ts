import { crc32 } from '../../bytes/index.ts';
import { checkBytes, malformed, unsupported } from '../../errors/index.ts';
import { HASH_KINDS } from '../hash.ts';
import type { HashKind } from '../hash.ts';
import { HashStore, MOST_WORDS } from './hash-store.ts';
import { appendPackedHashes, findPadding, packedLength, packHashes } from './packed-hash.ts';

const STAGE = 'hash-index';

/** Not text, and changed by whatever converts the ends of lines, as the signature of PNG. */
const MAGIC = Uint8Array.of(0x89, 0x54, 0x4c, 0x48, 0x0d, 0x0a, 0x1a, 0x0a);

const FORMAT_VERSION = 1;

const VERSION_AT = 8;
const BITS_AT = 12;
const COUNT_AT = 16;
const KIND_AT = 20;
const KIND_LENGTH = 24;
const HEADER_LENGTH = KIND_AT + KIND_LENGTH;
const CHECKSUM_LENGTH = 4;

/** Bits of the largest hash that there can be, 128×128. */
export const MOST_BITS = 16_384;

/**
 * Writes the hashes of an index. All numbers are little-endian and have 32 bits:
 *
 * | offset | bytes | what |
 * |---|---|---|
 * | 0 | 8 | `89 54 4c 48 0d 0a 1a 0a` |
 * | 8 | 4 | version of the format, 1 |
 * | 12 | 4 | bits of each hash |
 * | 16 | 4 | entries, removed ones included |
 * | 20 | 24 | kind of hash in ASCII, filled up with zeros |
 * | 44 | ⌈entries / 8⌉ | a bit for each entry, the lowest of a byte first: 1 when it was removed |
 * | … | entries × ⌈bits / 8⌉ | the hashes: their hexadecimal digits in order, two a byte; an odd last one is followed by a zero |
 * | … | 4 | CRC-32 of all bytes before |
 */
export function writeIndexFile(kind: HashKind, store: HashStore): Uint8Array {
  const { bits, count } = store;
  const bytes = new Uint8Array(fileLength(bits, count));
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC);
  view.setUint32(VERSION_AT, FORMAT_VERSION, true);
  view.setUint32(BITS_AT, bits, true);
  view.setUint32(COUNT_AT, count, true);
  for (let i = 0; i < kind.length; i++) bytes[KIND_AT + i] = kind.charCodeAt(i);
  for (let entry = 0; entry < count; entry++) {
    if (store.isRemoved(entry)) bytes[HEADER_LENGTH + (entry >> 3)] |= 1 << (entry & 7);
  }
  packHashes(store, bytes, HEADER_LENGTH + Math.ceil(count / 8));
  const end = bytes.length - CHECKSUM_LENGTH;
  view.setUint32(end, crc32(bytes, 0, end), true);
  return bytes;
}

/**
 * Reads what {@link writeIndexFile} wrote. Takes memory in proportion to the file, and only after its length and checksum were found right.
 *
 * @throws {ForensicsError} `unsupported`: another version of the format, or more hashes than fit into memory. `malformed`: anything else
 *   that is wrong; `offset` says where.
 */
export function readIndexFile(bytes: Uint8Array): { readonly kind: HashKind; readonly store: HashStore } {
  checkBytes('bytes', bytes);
  const mismatch = MAGIC.findIndex((byte, i) => bytes[i] !== byte);
  if (mismatch >= 0)
    throw malformed(STAGE, 'the file does not begin as an index of hashes does', Math.min(mismatch, bytes.length));
  if (bytes.length < HEADER_LENGTH) throw malformed(STAGE, 'the file ends within its header', bytes.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint32(VERSION_AT, true);
  if (version !== FORMAT_VERSION) {
    throw unsupported(STAGE, `version ${version} of the format is not the one that is read here, ${FORMAT_VERSION}`, VERSION_AT);
  }
  const [bits, count] = [view.getUint32(BITS_AT, true), view.getUint32(COUNT_AT, true)];
  if (bits < 1 || bits > MOST_BITS) throw malformed(STAGE, `hashes have 1 to ${MOST_BITS} bits, not ${bits}`, BITS_AT);
  const length = fileLength(bits, count);
  if (bytes.length !== length) {
    const what = `${count} hashes of ${bits} bits make a file of ${length} bytes, not ${bytes.length}`;
    throw malformed(STAGE, what, Math.min(bytes.length, length));
  }
  const end = length - CHECKSUM_LENGTH;
  if (view.getUint32(end, true) !== crc32(bytes, 0, end)) throw malformed(STAGE, 'the checksum does not fit the file', end);
  const kind = readKind(bytes);
  if (count > Math.floor(MOST_WORDS / Math.ceil(bits / 32))) throw unsupported(STAGE, `${count} hashes are too many`, COUNT_AT);
  return { kind, store: readEntries(bytes, bits, count) };
}

function readKind(bytes: Uint8Array): HashKind {
  const text = String.fromCharCode(...bytes.subarray(KIND_AT, HEADER_LENGTH));
  const kind = HASH_KINDS.find((known) => known.padEnd(KIND_LENGTH, '\0') === text);
  if (kind === undefined) throw malformed(STAGE, `${JSON.stringify(text.replace(/\0+$/, ''))} is no kind of hash`, KIND_AT);
  return kind;
}

function readEntries(bytes: Uint8Array, bits: number, count: number): HashStore {
  const removedLength = Math.ceil(count / 8);
  const start = HEADER_LENGTH + removedLength;
  const end = bytes.length - CHECKSUM_LENGTH;
  const padding = findPadding(bytes, bits, start, end);
  if (padding >= 0) throw malformed(STAGE, `a hash has more than its ${bits} bits`, padding);
  if (count % 8 !== 0 && bytes[start - 1] >> (count % 8) !== 0) {
    throw malformed(STAGE, 'an entry is removed that does not exist', start - 1);
  }
  const store = new HashStore(bits);
  appendPackedHashes(store, bytes, start, end);
  for (let entry = 0; entry < count; entry++) {
    if (((bytes[HEADER_LENGTH + (entry >> 3)] >> (entry & 7)) & 1) !== 0) store.remove(entry);
  }
  return store;
}

function fileLength(bits: number, count: number): number {
  return HEADER_LENGTH + Math.ceil(count / 8) + count * packedLength(bits) + CHECKSUM_LENGTH;
}
