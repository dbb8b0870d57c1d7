import { describe, expect, it } from 'vitest';
import { hashSource, SOURCE_DEFAULTS } from '../../src/hash/hash-source.ts';

const translucent = { data: new Uint8Array([10, 20, 30, 0, 200, 100, 50, 255, 255, 0, 100, 128]), width: 3, height: 1 };

describe('hashSource', () => {
  it('hands the samples through untouched by default, transparency included', () => {
    expect(hashSource(translucent, SOURCE_DEFAULTS).data).toBe(translucent.data);
  });

  it.each([
    ['drop', [10, 20, 30, 200, 100, 50, 255, 0, 100]],
    ['white', [255, 255, 255, 200, 100, 50, 255, 127, 177]],
    ['black', [0, 0, 0, 200, 100, 50, 128, 0, 50]],
  ] as const)('with alpha %s gives opaque colors', (alpha, expected) => {
    const { data, channels } = hashSource(translucent, { orientation: 1, alpha });
    expect({ data: [...data], channels }).toEqual({ data: expected, channels: 3 });
  });

  it('leaves pictures without transparency alone', () => {
    const gray = { data: new Uint8Array([1, 2]), width: 2, height: 1 };
    expect(hashSource(gray, { orientation: 1, alpha: 'white' }).data).toBe(gray.data);
  });

  it('turns the picture as a viewer would', () => {
    const stored = { data: new Uint8Array([1, 2, 3, 4, 5, 6]), width: 3, height: 2 };
    const { data, width } = hashSource(stored, { orientation: 6, alpha: 'reference' });
    expect({ data: [...data], width }).toEqual({ data: [4, 1, 5, 2, 6, 3], width: 2 });
  });

  it('names an option that is out of range', () => {
    expect(() => hashSource(translucent, { orientation: 1, alpha: 'blue' as never })).toThrow(/"alpha" must be one of/);
    expect(() => hashSource(translucent, { orientation: 9 as never, alpha: 'drop' })).toThrow(/"orientation"/);
  });
});
