import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, resolveLimits } from '../../src/errors/index.ts';
import type { Limits } from '../../src/errors/index.ts';

describe('resolveLimits', () => {
  it('holds the documented limits where none is named', () => {
    expect(resolveLimits(undefined)).toEqual({
      maximumBytes: 67_108_864,
      maximumPixels: 100_000_000,
      maximumSegments: 20_000,
      maximumScans: 100,
      maximumBlockVisits: 24,
      maximumChunks: 20_000,
      maximumIfds: 64,
      maximumIfdDepth: 8,
      maximumIfdEntries: 4096,
      maximumValueBytes: 65_536,
      maximumMetadataBytes: 1_048_576,
    });
  });

  it('changes the one that is named', () => {
    expect(resolveLimits({ maximumPixels: 1_000_000 })).toEqual({ ...DEFAULT_LIMITS, maximumPixels: 1_000_000 });
  });

  it.each(Object.keys(DEFAULT_LIMITS) as (keyof Limits)[])('takes whole numbers from 1 to 2^40 for %s', (name) => {
    expect(resolveLimits({ [name]: 1 })[name]).toBe(1);
    expect(resolveLimits({ [name]: 2 ** 40 })[name]).toBe(2 ** 40);
    for (const value of [0, -1, 2 ** 40 + 1, Infinity, NaN]) {
      expect(() => resolveLimits({ [name]: value }), String(value)).toThrow(
        new RangeError(`"${name}" must be in 1..1099511627776, received ${value}`),
      );
    }
    expect(() => resolveLimits({ [name]: 1.5 })).toThrow(new RangeError(`"${name}" must be a whole number, received 1.5`));
    expect(() => resolveLimits({ [name]: '10' as never })).toThrow(new TypeError(`"${name}" must be a number, received "10"`));
  });

  it('names a limit that it does not know', () => {
    expect(() => resolveLimits({ maxPixels: 5 } as never)).toThrow('unknown option "maxPixels"');
  });
});
