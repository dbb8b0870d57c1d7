import { describe, expect, it } from 'vitest';
import { borderIndex } from '../../src/image/index.ts';
import type { BorderMode } from '../../src/image/index.ts';
import vectors from '../vectors/image-border.json' with { type: 'json' };

const MODES: BorderMode[] = ['replicate', 'reflect', 'reflect-101', 'wrap', 'constant'];

describe('borderIndex', () => {
  it.each(vectors.cases)('continues $length pixels by $mode as OpenCV does, several lengths outside too', (vector) => {
    const indices = vector.expected.map((_, i) => borderIndex(vector.first + i, vector.length, vector.mode as BorderMode));
    expect(indices).toEqual(vector.expected);
  });

  it.each([
    ['replicate', 'aaaabcdddd'],
    ['reflect', 'cbaabcddcb'],
    ['reflect-101', 'dcbabcdcba'],
    ['wrap', 'bcdabcdabc'],
    ['constant', '...abcd...'],
  ] as [BorderMode, string][])('continues abcd by %s to %s', (mode, expected) => {
    const text = Array.from({ length: 10 }, (_, i) => 'abcd'[borderIndex(i - 3, 4, mode)] ?? '.').join('');
    expect(text).toBe(expected);
  });

  it.each(MODES)('stays inside by %s however far the index', (mode) => {
    for (const index of [Number.MIN_SAFE_INTEGER, -1e12, 1e12, Number.MAX_SAFE_INTEGER]) {
      const inside = borderIndex(index, 7, mode);
      expect(inside).toBeGreaterThanOrEqual(mode === 'constant' ? -1 : 0);
      expect(inside).toBeLessThan(7);
    }
  });

  it('says what it refuses', () => {
    expect(() => borderIndex(0.5, 4, 'wrap')).toThrow(new RangeError('"index" must be a whole number, received 0.5'));
    expect(() => borderIndex(0, 0, 'wrap')).toThrow(new RangeError('"length" must be in 1..1048576, received 0'));
    expect(() => borderIndex(0, 4, 'mirror' as BorderMode)).toThrow('"mode" must be one of replicate, reflect,');
  });
});
