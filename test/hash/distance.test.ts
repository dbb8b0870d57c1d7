import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitsOf, countBits, hammingDistance, parseHash, similarity, wordsOf } from '../../src/hash/index.ts';
import { hashOfBits } from '../../src/hash/hash-bits.ts';

const bits = (length: number) => fc.uint8Array({ minLength: length, maxLength: length, max: 1 });
/** 42 bits leave padding, 196 end inside a word, 256 do neither. */
const pair = fc.constantFrom(64, 196, 256).chain((length) => fc.tuple(bits(length), bits(length)));

describe('hammingDistance', () => {
  it('counts the bits that differ', () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const [first, second] = [hashOfBits('average', a, { quality: 1 }), hashOfBits('average', b, { quality: 1 })];
        const expected = a.filter((bit, i) => bit !== b[i]).length;
        expect(hammingDistance(first, second)).toBe(expected);
        expect(similarity(first, second)).toBe(1 - expected / a.length);
      }),
    );
  });

  it('names both kinds when they differ, and both sizes', () => {
    const average = parseHash('average:ffd7918181c9ffff');
    expect(() => hammingDistance(average, parseHash('difference:ffd7918181c9ffff'))).toThrow(
      new TypeError('hashes of two kinds cannot be compared: "average" and "difference"'),
    );
    expect(() => similarity(average, parseHash(`average:${'0'.repeat(64)}`))).toThrow(
      new RangeError('hashes of two sizes cannot be compared: 64 and 256 bits (average)'),
    );
  });
});

describe('countBits', () => {
  it('agrees with counting the digits of the binary form', () => {
    fc.assert(
      fc.property(fc.integer(), (word) => {
        expect(countBits(word)).toBe((word >>> 0).toString(2).replaceAll('0', '').length);
      }),
    );
  });
});

describe('wordsOf', () => {
  it('keeps every bit, so that distances of words are distances of hashes', () => {
    fc.assert(
      fc.property(fc.constantFrom(42, 196, 256).chain(bits), (sample) => {
        const hash = hashOfBits('average', sample, { quality: 1 });
        const words = wordsOf(hash);
        expect(words.length).toBe(Math.ceil(sample.length / 32));
        expect(words.reduce((sum, word) => sum + countBits(word), 0)).toBe(bitsOf(hash).reduce((sum, bit) => sum + bit, 0));
      }),
    );
  });

  it('puts the first digit on top of the first word', () => {
    expect([...wordsOf(parseHash('average:80000000000000ff'))]).toEqual([0x80000000, 0xff]);
  });

  it('refuses room for another number of words', () => {
    const hash = parseHash('average:80000000000000ff');
    expect([...wordsOf(hash, Uint32Array.of(7, 7))]).toEqual([0x80000000, 0xff]);
    for (const length of [0, 1, 3]) {
      expect(() => wordsOf(hash, new Uint32Array(length))).toThrow(`"words" must hold 2 words for 64 bits, received ${length}`);
    }
  });
});
