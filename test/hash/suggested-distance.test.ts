import { describe, expect, it } from 'vitest';
import { HASH_KINDS, suggestedDistance, suggestedQuality } from '../../src/hash/index.ts';
import type { HashKind } from '../../src/hash/index.ts';

describe('suggestedDistance', () => {
  it('is for PDQ what no unrelated parts came near', () => {
    expect(suggestedDistance('pdq', 256)).toBe(62);
  });

  it.each(HASH_KINDS)('grows with the bits of %s and stays far below that of unrelated pictures', (kind) => {
    const distances = [16, 64, 256, 1024, 4096].map((bits) => suggestedDistance(kind, bits));
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
    // Colors alone are no reason to allow any difference.
    if (kind !== 'color') expect(distances[1]).toBeGreaterThan(0);
    expect(distances[4]).toBeLessThan(4096 / 4);
  });

  it.each<[unknown, unknown, string]>([
    ['phash', 64, '"kind" must be one of average'],
    ['pdq', 0, '"bits" must be in 1..65536, received 0'],
    ['pdq', 1.5, '"bits" must be a whole number, received 1.5'],
  ])('refuses %s of %s bits', (kind, bits, message) => {
    expect(() => suggestedDistance(kind as HashKind, bits as number)).toThrow(message);
  });
});

describe('suggestedQuality', () => {
  it('is what the README of PDQ says', () => {
    expect(suggestedQuality('pdq')).toBe(50);
  });

  it('refuses a kind that does not exist', () => {
    expect(() => suggestedQuality('phash' as HashKind)).toThrow(RangeError);
  });
});
