import { describe, expect, it } from 'vitest';
import { compareHashes, compareSegments } from '../../src/compare/index.ts';
import { parseCropResistantHash, parseHash } from '../../src/hash/index.ts';
import type { Hash } from '../../src/hash/index.ts';

function hash(text: string, facts: Partial<Hash> = {}): Hash {
  return { ...parseHash(text), quality: 90, ...facts };
}

describe('compareHashes', () => {
  it('holds distance, similarity and qualities against what is suggested for the kind', () => {
    const a = hash('perceptual:ba8c84536bd3c366', { quality: 80 });
    const b = hash('perceptual:ba8c84536bd3c0ff', { quality: 60 });
    // 366 and 0ff differ in 0011 1001 1001.
    expect(compareHashes(a, b)).toEqual({
      status: 'measured',
      kind: 'perceptual',
      bits: 64,
      a: { hex: 'ba8c84536bd3c366', quality: 80 },
      b: { hex: 'ba8c84536bd3c0ff', quality: 60 },
      distance: 6,
      similarity: 1 - 6 / 64,
      suggestedDistance: 10,
      withinSuggested: true,
      sufficientQuality: true,
      undeterminedBits: 0,
    });
  });

  it.each([
    ['0000000000000000', '0000000000000003', true],
    ['0000000000000000', '0000000000000007', false],
  ])('takes the suggested distance itself as within: average %s, %s', (a, b, within) => {
    expect(compareHashes(hash(`average:${a}`), hash(`average:${b}`))).toMatchObject({ withinSuggested: within });
  });

  it.each([
    [50, 50, true],
    [50, 49, false],
    [49, 50, false],
    [null, 100, false],
    [100, null, false],
  ])('finds PDQ qualities %s and %s sufficient: %s', (a, b, sufficient) => {
    const [first, second] = [a, b].map((quality) => hash(`pdq:${'0f'.repeat(32)}`, { quality }));
    expect(compareHashes(first, second)).toMatchObject({ sufficientQuality: sufficient });
  });

  it('counts a bit that either hash leaves to rounding once', () => {
    const a = hash('average:0000000000000000', { undetermined: [3, 9] });
    const b = hash('average:0000000000000000', { undetermined: [9, 60, 61] });
    expect(compareHashes(a, b)).toMatchObject({ undeterminedBits: 4 });
  });

  it('has no distance for two numbers of bits, and says so', () => {
    const [a, b] = [hash('average:0000000000000000', { quality: 7 }), hash('average:1234', { quality: 8 })];
    expect(compareHashes(a, b)).toEqual({
      status: 'not-applicable',
      kind: 'average',
      a: { hex: '0000000000000000', quality: 7 },
      b: { hex: '1234', quality: 8 },
      reason: { code: 'compare-hash-sizes', params: { bitsA: 64, bitsB: 16 } },
    });
  });

  it('refuses two kinds', () => {
    expect(() => compareHashes(hash('average:0000000000000000'), hash('difference:0000'))).toThrow(
      new TypeError('hashes of two kinds cannot be compared: "average" and "difference"'),
    );
  });
});

describe('compareSegments', () => {
  it('counts from either side, up to a quarter of the bits', () => {
    const picture = parseCropResistantHash('0000000000000000,ffffffffffffffff,ffffffff00000000');
    // 16 bits from the first segment; 15 from the second, and 17 from the third.
    const crop = parseCropResistantHash('000000000000ffff,ffffffff0001ffff');
    expect(compareSegments(picture, crop)).toEqual({
      nearDistance: 16,
      a: { segments: 3, matching: 2, distanceSum: 16 + 15 },
      b: { segments: 2, matching: 2, distanceSum: 16 + 15 },
    });
  });
});
