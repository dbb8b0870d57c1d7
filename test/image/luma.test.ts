import { describe, expect, it } from 'vitest';
import { toLuma } from '../../src/image/index.ts';
import vectors from '../vectors/image-luma.json' with { type: 'json' };

describe('toLuma', () => {
  it.each(vectors.cases)('weighs $name as Pillow does', ({ rgb, luma }) => {
    const width = luma.length;
    expect([...toLuma({ data: Uint8Array.from(rgb), width, height: 1 }).data]).toEqual(luma);
  });

  it('leaves every gray as it is', () => {
    const grays = Uint8Array.from({ length: 256 * 3 }, (_, i) => Math.floor(i / 3));
    expect([...toLuma({ data: grays, width: 256, height: 1 }).data]).toEqual(Array.from({ length: 256 }, (_, i) => i));
  });

  it('drops alpha instead of applying it', () => {
    expect([...toLuma({ data: new Uint8ClampedArray([10, 200, 30, 0, 10, 200, 30, 255]), width: 2, height: 1 }).data]).toEqual([
      124, 124,
    ]);
  });

  it('copies a gray raster', () => {
    const data = new Uint8Array([1, 2, 3, 4, 5, 6]);
    const luma = toLuma({ data, width: 3, height: 2 });
    expect(luma).toEqual({ data, width: 3, height: 2 });
    expect(luma.data).not.toBe(data);
  });

  it('refuses samples that do not fit the size', () => {
    expect(() => toLuma({ data: new Uint8Array(5), width: 2, height: 1 })).toThrow('"channels" must be 1, 3 or 4');
  });
});
