import { describe, expect, it } from 'vitest';
import { differenceMap } from '../../src/compare/index.ts';
import type { Plane, Raster } from '../../src/image/index.ts';
import { renderDifference, renderDifferenceOverlay } from '../../src/report/index.ts';

function mapOf(levels: readonly number[]): Plane {
  return { data: Uint8Array.from(levels), width: levels.length, height: 1 };
}

function gray(width: number, height: number, level: number): Raster {
  return { data: new Uint8Array(width * height).fill(level), width, height, channels: 1 };
}

/** The picture with a box of another level. */
function boxed(picture: Raster, [left, top, across, down]: readonly number[], level: number): Raster {
  const data = picture.data.slice();
  for (let y = top; y < top + down; y++) data.fill(level, y * picture.width + left, y * picture.width + left + across);
  return { ...picture, data };
}

function pixel({ data, width }: Raster, x: number, y: number): number[] {
  return Array.from(data.subarray(3 * (y * width + x), 3 * (y * width + x) + 3));
}

function isGray([red, green, blue]: readonly number[]): boolean {
  return red === green && green === blue;
}

describe('renderDifference', () => {
  it.each([
    [[0, 1, 2], 127, [0, 127, 254]],
    [[0, 100, 3], 2, [0, 200, 6]],
    [[0, 128, 7], 1, [0, 128, 7]],
    [[255, 255, 255], 1, [255, 255, 255]],
    [[0, 0, 0], 1, [0, 0, 0]],
  ])('multiplies %j by %d', (levels, factor, expected) => {
    const rendered = renderDifference(mapOf(levels));
    expect(rendered.factor).toBe(factor);
    expect([...rendered.picture.data]).toEqual(expected);
  });

  it('lets one differing pixel of a thousand be white, not one of 999', () => {
    const many = (count: number) => mapOf([0, 0, 0, 200, ...Array.from({ length: count - 1 }, () => 5)]);
    expect(renderDifference(many(1000)).factor).toBe(51);
    expect(renderDifference(many(999)).factor).toBe(1);
    expect(renderDifference(many(1000)).picture.data[3]).toBe(255);
  });
});

describe('renderDifferenceOverlay', () => {
  const PHOTO = gray(64, 48, 90);

  it('colors and frames what differs by more than re-saving commonly makes, and nothing else', () => {
    const after = boxed(boxed(PHOTO, [16, 16, 16, 16], 200), [40, 0, 24, 48], 110);
    const { picture, colorsFrom } = renderDifferenceOverlay(PHOTO, differenceMap(PHOTO, after));
    expect(colorsFrom).toBe(24);
    expect(isGray(pixel(picture, 23, 23))).toBe(false);
    // 20 levels, all of it.
    expect(isGray(pixel(picture, 52, 20))).toBe(true);
    // The frame, on the edge of the box.
    expect(pixel(picture, 16, 24)).toEqual([255, 255, 255]);
  });

  it('keeps its colors where most of the picture differs', () => {
    const after = boxed(gray(64, 48, 190), [24, 16, 16, 16], 90);
    const { picture } = renderDifferenceOverlay(PHOTO, differenceMap(PHOTO, after));
    expect(isGray(pixel(picture, 8, 40))).toBe(false);
    expect(isGray(pixel(picture, 32, 24))).toBe(true);
  });

  it('colors from two fifths of the largest difference where none is large', () => {
    const after = boxed(boxed(PHOTO, [16, 16, 16, 16], 100), [48, 16, 16, 16], 93);
    const { picture, colorsFrom } = renderDifferenceOverlay(PHOTO, differenceMap(PHOTO, after));
    expect(colorsFrom).toBe(4);
    expect(isGray(pixel(picture, 23, 23))).toBe(false);
    expect(isGray(pixel(picture, 56, 24))).toBe(true);
  });

  it('is gray where nothing differs', () => {
    const { picture } = renderDifferenceOverlay(PHOTO, differenceMap(PHOTO, PHOTO));
    for (let x = 0; x < 64; x++) expect(isGray(pixel(picture, x, 24))).toBe(true);
  });
});
