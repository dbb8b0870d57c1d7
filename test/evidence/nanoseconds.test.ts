import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNanoseconds, parseNanoseconds } from '../../src/evidence/index.ts';
import vectors from '../vectors/evidence.json' with { type: 'json' };

const LOWEST = -(1n << 63n);
const HIGHEST = (1n << 63n) - 1n;

describe('formatNanoseconds', () => {
  it("writes what Python's datetime does", () => {
    for (const { nanoseconds, text } of vectors.times) expect(formatNanoseconds(BigInt(nanoseconds))).toBe(text);
    expect(vectors.times.length).toBeGreaterThan(40);
  });

  it("agrees with the engine's own Date to the millisecond", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: LOWEST, max: HIGHEST }), (time) => {
        const below = ((time % 1_000_000n) + 1_000_000n) % 1_000_000n;
        const milliseconds = Number((time - below) / 1_000_000n);
        expect(formatNanoseconds(time).slice(0, 23)).toBe(new Date(milliseconds).toISOString().slice(0, 23));
      }),
    );
  });

  it('refuses what is no signed 64-bit number', () => {
    expect(() => formatNanoseconds(HIGHEST + 1n)).toThrow(RangeError);
    expect(() => formatNanoseconds(5 as unknown as bigint)).toThrow(TypeError);
  });
});

describe('parseNanoseconds', () => {
  it('reads back what was written', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: LOWEST, max: HIGHEST }), (time) => {
        expect(parseNanoseconds(formatNanoseconds(time))).toBe(time);
      }),
    );
  });

  it.each([
    '2023-11-14T22:13:20Z',
    '2023-11-14 22:13:20.123456789Z',
    '2023-02-29T00:00:00.000000000Z',
    '2023-13-01T00:00:00.000000000Z',
    '2023-01-01T24:00:00.000000000Z',
    '2023-01-01T23:59:60.000000000Z',
    '2023-01-01T00:00:00.000000000+00:00',
    '2262-04-11T23:47:16.854775808Z',
    '0000-00-00T00:00:00.000000000Z',
    '',
  ])('refuses %j', (text) => {
    expect(parseNanoseconds(text)).toBeUndefined();
  });
});
