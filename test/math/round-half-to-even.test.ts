import { describe, expect, it } from 'vitest';
import { roundHalfToEven } from '../../src/math/index.ts';

describe('roundHalfToEven', () => {
  it.each([
    [0.5, 0],
    [1.5, 2],
    [2.5, 2],
    [-0.5, 0],
    [-1.5, -2],
    [-2.5, -2],
    [2.499, 2],
    [2.501, 3],
    [-7, -7],
    [-1e-20, 0],
    // The largest double below a half: with a half added to it, it rounds to 1.
    [0.49999999999999994, 0],
    [4503599627370495.5, 4503599627370496],
    [9007199254740991, 9007199254740991],
  ])('of %d is %d', (value, expected) => {
    expect(roundHalfToEven(value) === expected, `${roundHalfToEven(value)}`).toBe(true);
  });
});
