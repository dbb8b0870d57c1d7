import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isForensicsError } from '../../src/errors/index.ts';
import { bitsOf, formatHash, HASH_KINDS, parseHash } from '../../src/hash/index.ts';
import type { HashKind } from '../../src/hash/index.ts';
import { hashOfBits } from '../../src/hash/hash-bits.ts';
import { caught } from '../support/caught.ts';

/** Numbers of bits that hashes of a kind have. */
const SIZES: Readonly<Record<HashKind, readonly number[]>> = {
  average: [4, 9, 25, 49, 64, 256, 4096],
  difference: [4, 64, 81],
  'difference-vertical': [16, 64, 256],
  perceptual: [9, 64, 256],
  'perceptual-simple': [64, 256],
  'wavelet-haar': [4, 64, 4096],
  'wavelet-db4': [196, 441],
  color: [14, 28, 42, 56, 112],
  'block-quick': [16, 64, 256],
  'block-exact': [144, 256],
  pdq: [256],
};

const kindAndBits = fc
  .constantFrom(...HASH_KINDS)
  .chain((kind) => fc.constantFrom(...SIZES[kind]).map((bits) => ({ kind, bits })))
  .chain(({ kind, bits }) =>
    fc.record({ kind: fc.constant(kind), bits: fc.uint8Array({ minLength: bits, maxLength: bits, max: 1 }) }),
  );

describe('parseHash and formatHash', () => {
  it('carry every bit there and back, whatever the kind and size', () => {
    fc.assert(
      fc.property(kindAndBits, ({ kind, bits }) => {
        const hash = hashOfBits(kind, bits, { quality: 50 });
        const read = parseHash(formatHash(hash));
        expect(read).toEqual({ ...hash, quality: null });
        expect([...bitsOf(read)]).toEqual([...bits]);
        expect(parseHash(hash.hex.toUpperCase(), { kind })).toEqual(read);
      }),
    );
  });

  it('read imagehash’s color hash of 42 bits in 11 digits', () => {
    expect(parseHash('07007000000', { kind: 'color' }).bits).toBe(42);
  });

  it('read the hexadecimal form of imagehash 3.7, whose bytes begin with the least significant bit', () => {
    // 0x4b is 0100 1011; its bits from the least significant on are 1101 0010.
    expect(parseHash('4b00000000000001', { kind: 'average', form: 'imagehash-3.7' }).hex).toBe('d200000000000080');
  });

  it.each<[string, string, HashKind | undefined, number]>([
    ['a kind that is unknown', 'md5:00', undefined, 0],
    ['no kind at all', 'ffd7918181c9ffff', undefined, 0],
    ['another kind than the one asked for', 'average:ffd7918181c9ffff', 'pdq', 0],
    ['a character that is no digit, and where', 'average:ffd7918181c9ffzf', undefined, 22],
    ['a minus sign', '-fd7918181c9ffff', 'average', 0],
    ['a space', 'ffd7918181c9fff ', 'average', 15],
    ['no digits', 'average:', undefined, 8],
    ['a number of digits that makes no square', 'ffd7918181c9fff', 'average', 0],
    ['a block hash whose side is no multiple of four', '0000000000000', 'block-exact', 0],
    ['a PDQ hash of 64 bits', 'ffd7918181c9ffff', 'pdq', 0],
    ['a color hash of 12 digits', '070070000000', 'color', 0],
    ['a digit that reaches into the padding', '47007000000', 'color', 0],
    ['more digits than any hash has', '0'.repeat(5000), 'average', 0],
    ['a second colon', 'average:pdq:ff', undefined, 8],
  ])('refuse %s', (_, text, kind, offset) => {
    const error = caught(() => parseHash(text, kind === undefined ? {} : { kind }));
    expect(isForensicsError(error) && [error.code, error.stage, error.offset]).toEqual(['malformed', 'hash', offset]);
  });

  it('refuse what is not text, and options that do not exist', () => {
    expect(() => parseHash(12 as never)).toThrow(new TypeError('"text" must be a string, received number'));
    expect(() => parseHash('00', { kind: 'md5' as never })).toThrow(RangeError);
    expect(() => parseHash('00', { base: 16 } as never)).toThrow(TypeError);
  });
});
