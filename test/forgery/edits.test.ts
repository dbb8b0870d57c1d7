import { describe, expect, it } from 'vitest';
import { composite } from '../../src/forgery/edits/composite.ts';
import { diffuse } from '../../src/forgery/edits/diffuse.ts';
import { fillWithPatches } from '../../src/forgery/edits/fill-with-patches.ts';
import { blurred } from '../../src/forgery/edits/local-filters.ts';
import { outlineOf, REGION_SHAPES, select } from '../../src/forgery/region.ts';
import { gaussianBlur } from '../../src/image/index.ts';
import type { Raster } from '../../src/image/index.ts';

const grayOf = (width: number, height: number, level: (x: number, y: number) => number): Raster => {
  const data = Uint8Array.from({ length: width * height }, (_, i) => level(i % width, Math.floor(i / width)));
  return { data, width, height, channels: 1 };
};

describe('composite', () => {
  const host = grayOf(9, 9, () => 100);
  const box = { x: 1, y: 1, width: 7, height: 7 };
  const patch = { box, mask: new Uint8Array(49).fill(255), data: new Uint8Array(49).fill(200) };

  it('replaces what the mask holds', () => {
    const { data } = composite(host, patch, 0);
    expect(Array.from(data.subarray(9, 18))).toEqual([100, 200, 200, 200, 200, 200, 200, 200, 100]);
  });

  it('feathers inwards, one step a pixel: a row worked by hand', () => {
    const { data } = composite(host, patch, 3);
    // Quarters: 1/4, 2/4, 3/4, whole.
    expect(Array.from(data.subarray(36, 45))).toEqual([100, 125, 150, 175, 200, 175, 150, 125, 100]);
  });
});

describe('outlineOf', () => {
  it.each([
    ['rectangle', 1, 1],
    ['ellipse', 0.775, 0.795],
    // The radius of a blob wavers between 0.66 and 1.
    ['blob', 0.34, 0.79],
  ] as const)('fills as much of its box as it should: %s', (shape, least, most) => {
    for (let seed = 0; seed < 20; seed++) {
      const box = { x: 0, y: 0, width: 120, height: 90 };
      const { mask } = select(box, outlineOf(shape, box, seed));
      const filled = mask.reduce((count, value) => count + (value === 255 ? 1 : 0), 0) / mask.length;
      expect(filled, `seed ${seed}`).toBeGreaterThanOrEqual(least);
      expect(filled, `seed ${seed}`).toBeLessThanOrEqual(most);
    }
  });

  it('gives each seed its own blob', () => {
    const box = { x: 0, y: 0, width: 40, height: 40 };
    const masks = [1, 2, 3].map((seed) => select(box, outlineOf('blob', box, seed)).mask.join(''));
    expect(new Set(masks).size).toBe(3);
  });
});

describe('diffuse', () => {
  const box = { x: 20, y: 12, width: 24, height: 20 };

  it('goes on with a flat surface', () => {
    for (const shape of REGION_SHAPES) {
      const out = diffuse(
        grayOf(64, 48, () => 77),
        select(box, outlineOf(shape, box, 1)),
      );
      expect(new Set(out)).toEqual(new Set([77]));
    }
  });

  it('goes on with a ramp, which is smooth already', () => {
    const ramp = grayOf(64, 48, (x, y) => 2 * x + y);
    const out = diffuse(ramp, select(box, outlineOf('rectangle', box, 1)));
    for (let i = 0; i < out.length; i++) {
      const expected = 2 * (20 + (i % 24)) + 12 + Math.floor(i / 24);
      // The rounds are few, so what the coarse levels left remains: up to a tenth of what the ramp rises across the hole.
      expect(Math.abs(out[i] - expected), `pixel ${i % 24}, ${Math.floor(i / 24)}: ${out[i]}`).toBeLessThanOrEqual(7);
    }
  });

  it('stays between the levels around the hole, even when the hole is the picture but for a corner', () => {
    const picture = grayOf(16, 16, (x, y) => (x === 15 && y === 15 ? 50 : 255));
    const whole = { x: 0, y: 0, width: 16, height: 16 };
    const mask = new Uint8Array(256).fill(255);
    mask[255] = 0;
    const out = diffuse(picture, { box: whole, mask });
    expect(new Set(out)).toEqual(new Set([50]));
  });
});

describe('fillWithPatches', () => {
  it('takes every pixel from outside the box', () => {
    // Levels in the box occur nowhere else.
    const box = { x: 30, y: 30, width: 30, height: 25 };
    const inBox = (x: number, y: number): boolean => x >= 30 && x < 60 && y >= 30 && y < 55;
    const picture = grayOf(120, 100, (x, y) => (inBox(x, y) ? 200 : (x * 7 + y * 13) % 100));
    const out = fillWithPatches(picture, select(box, outlineOf('rectangle', box, 1)), 3);
    expect(Math.max(...out)).toBeLessThan(100);
  });

  it('finds the place that goes on with a periodic texture', () => {
    const box = { x: 40, y: 36, width: 12, height: 12 };
    // Vertical stripes: a place that fits goes on without a break.
    const picture = grayOf(160, 120, (x) => (x % 4 < 2 ? 30 : 220));
    const hidden = { ...picture, data: Uint8Array.from(picture.data) };
    const selection = select(box, outlineOf('rectangle', box, 1));
    const out = fillWithPatches(hidden, selection, 3);
    for (let i = 0; i < out.length; i++) expect(out[i]).toBe(picture.data[(36 + Math.floor(i / 12)) * 160 + 40 + (i % 12)]);
  });

  it('keeps to the picture when there is no room for a square outside the box', () => {
    const box = { x: 0, y: 0, width: 16, height: 15 };
    const picture = grayOf(16, 16, (_, y) => (y === 15 ? 40 : 200));
    const out = fillWithPatches(picture, select(box, outlineOf('rectangle', box, 1)), 3);
    expect(new Set(out)).toEqual(new Set([40]));
  });
});

describe('blurred', () => {
  it.each([0.5, 2, 7.3])('is the blur of the whole picture, σ %d', (sigma) => {
    const picture = grayOf(90, 70, (x, y) => (x * x + 31 * y) % 256);
    const box = { x: 11, y: 40, width: 50, height: 30 };
    const out = blurred(picture, box, sigma);
    const whole = gaussianBlur({ data: Uint8Array.from(picture.data), width: 90, height: 70 }, sigma).data;
    for (let i = 0; i < out.length; i++) expect(out[i], `pixel ${i}`).toBe(whole[(40 + Math.floor(i / 50)) * 90 + 11 + (i % 50)]);
  });
});
