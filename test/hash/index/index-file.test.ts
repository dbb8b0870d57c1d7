import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32, fromHex, toHex } from '../../../src/bytes/index.ts';
import { HashIndex } from '../../../src/hash/index/index.ts';
import type { HashKind } from '../../../src/hash/index.ts';
import { refusalOf } from '../../support/refusal.ts';
import { HASH_SETS, hashOfText, makeHashes } from './hash-sets.ts';

/** Two 12-bit hashes, the second removed, written by hand. */
const BY_HAND =
  '89544c480d0a1a0a 01000000 0c000000 02000000 636f6c6f72000000000000000000000000000000 00000000 02 abc0 1230'.replaceAll(
    ' ',
    '',
  );

/** A file with a right checksum, whatever else is wrong with it. */
function sealed(hex: string): Uint8Array {
  const bytes = Uint8Array.from([...fromHex(hex), 0, 0, 0, 0]);
  new DataView(bytes.buffer).setUint32(bytes.length - 4, crc32(bytes, 0, bytes.length - 4), true);
  return bytes;
}

function small(): Uint8Array {
  const index = new HashIndex({ kind: 'average', bits: 64 });
  for (const hash of makeHashes({ bits: 64, count: 3, seed: 2, clusterSize: 1, spread: 0 })) index.add(hash);
  index.remove(1);
  return index.serialize();
}

describe('an index file', () => {
  it('is the bytes that the description says', () => {
    const index = new HashIndex({ kind: 'color', bits: 12 });
    index.add(hashOfText('101010111100', 'color'));
    index.add(hashOfText('000100100011', 'color'));
    index.remove(1);
    expect(toHex(index.serialize())).toBe(toHex(sealed(BY_HAND)));
  });

  it('read back is the same index', () => {
    fc.assert(
      fc.property(HASH_SETS, fc.constantFrom<HashKind>('average', 'difference-vertical'), (set, kind) => {
        const hashes = makeHashes(set).map((hash) => ({ ...hash, kind }));
        const index = new HashIndex({ kind, bits: set.bits });
        for (const hash of hashes) index.add(hash);
        for (let entry = 0; entry < set.count; entry += 3) index.remove(entry);
        const bytes = index.serialize();
        // As part of a larger buffer, for that is how files are read.
        const read = HashIndex.load(Uint8Array.from([7, ...bytes]).subarray(1));
        expect([read.kind, read.bits, read.size]).toEqual([kind, set.bits, index.size]);
        for (const [entry, hash] of hashes.entries()) {
          expect(read.has(entry)).toBe(entry % 3 !== 0);
          if (read.has(entry)) expect(read.hashAt(entry)).toEqual(hash);
        }
        const query = { radius: set.bits };
        expect(read.query(hashes[0], query)).toEqual(index.query(hashes[0], query));
        expect(read.serialize()).toEqual(bytes);
        expect(read.add(hashes[0])).toBe(set.count);
      }),
      { numRuns: 40 },
    );
  });

  it('may be empty', () => {
    const read = HashIndex.load(new HashIndex({ kind: 'pdq', bits: 256 }).serialize());
    expect([read.kind, read.bits, read.size, read.add({ ...hashOfText('01'.repeat(128)), kind: 'pdq' })]).toEqual([
      'pdq',
      256,
      0,
      0,
    ]);
  });

  it('is refused with any bit changed', () => {
    const bytes = small();
    for (let bit = 0; bit < 8 * bytes.length; bit++) {
      const damaged = bytes.slice();
      damaged[bit >> 3] ^= 1 << (bit & 7);
      const { code, stage, offset } = refusalOf(() => HashIndex.load(damaged));
      const isVersion = bit >> 5 === 2;
      expect([code, stage], `bit ${bit}`).toEqual([isVersion ? 'unsupported' : 'malformed', 'hash-index']);
      expect(offset, `bit ${bit}`).toBeTypeOf('number');
    }
  });

  it('is refused cut short at any place, and with anything behind it', () => {
    const bytes = small();
    for (let length = 0; length < bytes.length; length++) {
      const { code, offset } = refusalOf(() => HashIndex.load(bytes.subarray(0, length)));
      expect([code, offset], `${length} bytes`).toEqual(['malformed', length]);
    }
    const longer = refusalOf(() => HashIndex.load(Uint8Array.from([...bytes, 0])));
    expect([longer.code, longer.offset]).toEqual(['malformed', bytes.length]);
  });

  it.each([
    ['another beginning', BY_HAND.replace('89544c48', '89504e47'), 'malformed', 'does not begin as an index of hashes does', 1],
    ['another version', BY_HAND.replace('01000000', '02000000'), 'unsupported', 'version 2 of the format is not the one', 8],
    ['hashes without bits', BY_HAND.replace('0c000000', '00000000'), 'malformed', 'hashes have 1 to 16384 bits, not 0', 12],
    [
      'hashes of too many bits',
      BY_HAND.replace('0c000000', '01400000'),
      'malformed',
      'hashes have 1 to 16384 bits, not 16385',
      12,
    ],
    ['a gigantic count', BY_HAND.replace('02000000', 'ffffffff'), 'malformed', '4294967295 hashes of 12 bits make a file of', 53],
    ['an unknown kind', BY_HAND.replace('636f6c6f72', '636f6c6f75'), 'malformed', '"colou" is no kind of hash', 20],
    ['a kind with more behind it', BY_HAND.replace('636f6c6f720000', '636f6c6f720001'), 'malformed', 'is no kind of hash', 20],
    ['bits to the right of a hash', BY_HAND.replace('abc0', 'abc1'), 'malformed', 'more than its 12 bits', 46],
    ['bits to the left of a hash', BY_HAND.replace('0c000000', '0b000000'), 'malformed', 'more than its 11 bits', 45],
    [
      'the removal of an entry that is not there',
      BY_HAND.replace('02abc0', '06abc0'),
      'malformed',
      'removed that does not exist',
      44,
    ],
  ])('is refused with %s, even when the checksum is right', (_, hex, code, message, offset) => {
    const refusal = refusalOf(() => HashIndex.load(sealed(hex)));
    expect(refusal.message).toContain(message);
    expect([refusal.code, refusal.stage, refusal.offset]).toEqual([code, 'hash-index', offset]);
  });

  it('must be bytes', () => {
    expect(() => HashIndex.load('index' as unknown as Uint8Array)).toThrow(
      new TypeError('"bytes" must be a Uint8Array, received "index"'),
    );
    expect(() => HashIndex.load(small(), { strategy: 'tree' as 'linear' })).toThrow(RangeError);
  });
});
