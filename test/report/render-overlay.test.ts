import { describe, expect, it } from 'vitest';
import type { HeatMap } from '../../src/detectors/index.ts';
import { applyOrientation } from '../../src/image/index.ts';
import type { Box, Raster } from '../../src/image/index.ts';
import { renderOverlay } from '../../src/report/index.ts';
import { noise, syntheticPhoto } from '../support/scene.ts';

/** A map of 9×9-pixel cells, so that the middle of a cell is the middle of a pixel. */
function mapOf(across: number, down: number, hot: readonly number[] = []): HeatMap {
  const data = Float32Array.from({ length: across * down }, (_, i) => (hot.includes(i) ? 100 : 0));
  return { data, width: across, height: down, cell: { width: 9, height: 9, offsetX: 0, offsetY: 0 } };
}

function gray(width: number, height: number, level: number): Raster {
  return { data: new Uint8Array(width * height).fill(level), width, height, channels: 1 };
}

function pixel({ data, width }: Raster, x: number, y: number): number[] {
  return Array.from(data.subarray(3 * (y * width + x), 3 * (y * width + x) + 3));
}

describe('renderOverlay', () => {
  it.each([
    // 48 and 62 % of the luma.
    [0, 48],
    [100, 110],
    [255, 206],
  ])('mutes a gray of %d to %d where nothing stands out', (level, shown) => {
    const overlay = renderOverlay(gray(27, 18, level), mapOf(3, 2));
    expect([overlay.width, overlay.height, overlay.channels]).toEqual([27, 18, 3]);
    expect(overlay.data).toEqual(new Uint8Array(27 * 18 * 3).fill(shown));
  });

  it('shows a color photograph by its luma', () => {
    // Pure red has the luma 76.
    const red = { data: Uint8Array.from({ length: 27 * 27 * 3 }, (_, i) => (i % 3 === 0 ? 255 : 0)), width: 27, height: 27 };
    expect(pixel(renderOverlay(red, mapOf(3, 3)), 5, 5)).toEqual([95, 95, 95]);
  });

  it('colors the middle of the hottest cell dark red, at three quarters', () => {
    const overlay = renderOverlay(gray(27, 27, 100), mapOf(3, 3, [4]));
    // Red 150, 0, 30 over gray 110: 110 + ¾ (150 − 110), 110 − ¾ 110, 110 − ¾ 80.
    expect(pixel(overlay, 13, 13)).toEqual([140, 28, 50]);
    expect(pixel(overlay, 4, 4)).toEqual([110, 110, 110]);
  });

  it('fades from cell to cell, alike in all four directions', () => {
    const overlay = renderOverlay(gray(27, 27, 100), mapOf(3, 3, [4]));
    const reds = [13, 14, 15, 16].map((x) => pixel(overlay, x, 13));
    expect(new Set(reds.map(String)).size).toBe(4);
    for (const [dx, dy] of [
      [-1, 0],
      [0, 1],
      [0, -1],
    ]) {
      expect([0, 1, 2, 3].map((step) => pixel(overlay, 13 + dx * step, 13 + dy * step))).toEqual(reds);
    }
  });

  it('does not color what lies below the level that stands out', () => {
    // Two fifths of the range are reached by none of these cells: median 3, the highest 1.35 deviations above it.
    const data = Float32Array.of(1, 2, 3, 4, 5);
    const heatmap = { data, width: 5, height: 1, cell: { width: 9, height: 9, offsetX: 0, offsetY: 0 } };
    expect(renderOverlay(gray(45, 9, 100), heatmap).data).toEqual(new Uint8Array(45 * 9 * 3).fill(110));
  });

  it('reduces a large picture by a whole factor, averaging', () => {
    const scene = noise(40, 20, 1, 3);
    const overlay = renderOverlay(scene, mapOf(5, 3), { maximumSide: 16 });
    // ⌈40 / 16⌉ = 3: 13 × 6 squares of 3×3 pixels; the column and the two rows left over are dropped.
    expect([overlay.width, overlay.height]).toEqual([13, 6]);
    for (const [x, y] of [
      [0, 0],
      [12, 5],
      [7, 2],
    ]) {
      let sum = 0;
      for (let v = 0; v < 3; v++) for (let u = 0; u < 3; u++) sum += scene.data[(3 * y + v) * 40 + 3 * x + u];
      const shown = Math.floor(48 + 0.62 * Math.floor(sum / 9 + 0.5) + 0.5);
      expect(pixel(overlay, x, y), `${x},${y}`).toEqual([shown, shown, shown]);
    }
  });

  it.each([
    [100, 1, 14, 1],
    [1, 100, 1, 14],
    [17, 16, 8, 8],
    [16, 16, 16, 16],
    [1, 1, 1, 1],
  ])('makes of %d×%d pixels at most 16 a side: %d×%d', (width, height, shownWidth, shownHeight) => {
    const overlay = renderOverlay(gray(width, height, 9), mapOf(2, 2), { maximumSide: 16 });
    expect([overlay.width, overlay.height]).toEqual([shownWidth, shownHeight]);
  });

  it('keeps up to 2048 pixels a side where nothing is said', () => {
    expect(renderOverlay(gray(2048, 2, 9), mapOf(1, 1)).width).toBe(2048);
    expect(renderOverlay(gray(2049, 2, 9), mapOf(1, 1)).width).toBe(1024);
  });

  it('frames a region in white with a dark edge on both sides', () => {
    const region: Box = { x: 16, y: 20, width: 16, height: 12 };
    const overlay = renderOverlay(gray(64, 64, 100), mapOf(8, 8), { regions: [region] });
    const across = Array.from({ length: 8 }, (_, i) => pixel(overlay, 13 + i, 26)[0]);
    const down = Array.from({ length: 8 }, (_, i) => pixel(overlay, 24, 17 + i)[0]);
    // Two pixels away nothing, then dark, white on the box's own border, dark, and the picture again.
    expect([across, down]).toEqual([
      [110, 110, 24, 255, 24, 110, 110, 110],
      [110, 110, 24, 255, 24, 110, 110, 110],
    ]);
    expect([pixel(overlay, 31, 31), pixel(overlay, 32, 31), pixel(overlay, 33, 31)]).toEqual([
      [255, 255, 255],
      [24, 24, 24],
      [110, 110, 110],
    ]);
    const white = overlay.data.filter((sample) => sample === 255).length / 3;
    expect(white).toBe(2 * 16 + 2 * 12 - 4);
  });

  it('moves the frame with the reduction', () => {
    const region: Box = { x: 32, y: 32, width: 32, height: 32 };
    const overlay = renderOverlay(gray(128, 128, 100), mapOf(1, 1), { regions: [region], maximumSide: 32 });
    expect(pixel(overlay, 8, 8)[0]).toBe(255);
    expect(pixel(overlay, 15, 15)[0]).toBe(255);
    expect(pixel(overlay, 16, 16)[0]).toBe(24);
    expect(pixel(overlay, 12, 12)[0]).toBe(110);
  });

  it.each([
    [{ x: 0, y: 0, width: 64, height: 64 }, 252],
    [{ x: 60, y: 60, width: 4, height: 4 }, 12],
    [{ x: 30, y: 30, width: 1, height: 1 }, 1],
    [{ x: 30, y: 30, width: 2, height: 40 }, 68],
  ])('frames %o, at the border or as small as it is, with %d white pixels', (region, count) => {
    const overlay = renderOverlay(gray(64, 64, 100), mapOf(8, 8), { regions: [region] });
    expect(overlay.data.filter((sample) => sample === 255).length / 3).toBe(count);
  });

  it.each([
    [{ x: -1e9, y: -1e9, width: 3e9, height: 3e9 }, 0],
    [{ x: 0, y: 0, width: 3e9, height: 3e9 }, 127],
    [{ x: 32, y: -3e9, width: 1, height: 6e9 }, 64],
    [{ x: 5e8, y: 5e8, width: 1e9, height: 1e9 }, 0],
    [{ x: -Infinity, y: 0, width: Infinity, height: 64 }, 0],
  ])('cuts the frame of %o off at the picture and does not hang: %d white pixels', (region, count) => {
    const overlay = renderOverlay(gray(64, 64, 100), mapOf(8, 8), { regions: [region] });
    expect(overlay.data.filter((sample) => sample === 255).length / 3).toBe(count);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8] as const)(
    'turns the finished picture, frames and all, for the orientation %d',
    (orientation) => {
      const photo = syntheticPhoto(90, 63, 1);
      const options = { regions: [{ x: 9, y: 18, width: 30, height: 12 }], maximumSide: 64 };
      const stored = renderOverlay(photo, mapOf(10, 7, [3, 24]), options);
      const shown = renderOverlay(photo, mapOf(10, 7, [3, 24]), { ...options, orientation });
      expect(shown).toEqual(applyOrientation(stored, orientation));
      expect([shown.width, shown.height]).toEqual(orientation < 5 ? [45, 31] : [31, 45]);
    },
  );

  it('leaves the photograph as it was', () => {
    const photo = syntheticPhoto(90, 63, 1);
    const before = photo.data.slice();
    renderOverlay(photo, mapOf(10, 7, [3]), { regions: [{ x: 0, y: 0, width: 9, height: 9 }] });
    expect(photo.data).toEqual(before);
  });

  it('refuses wrong options', () => {
    expect(() => renderOverlay(gray(9, 9, 1), mapOf(1, 1), { maximumSide: 15 })).toThrow(
      new RangeError('"maximumSide" must be in 16..65535, received 15'),
    );
    expect(() => renderOverlay(gray(9, 9, 1), mapOf(1, 1), { orientation: 0 } as never)).toThrow(
      new RangeError('"orientation" must be in 1..8, received 0'),
    );
    expect(() => renderOverlay(gray(9, 9, 1), mapOf(1, 1), { region: [] } as never)).toThrow('unknown option "region"');
    expect(() => renderOverlay(gray(9, 9, 1), mapOf(1, 1), { range: { black: 3, white: 3 } })).toThrow(
      new RangeError('"range.white" must be above "range.black" (3), received 3'),
    );
    expect(() => renderOverlay(gray(9, 9, 1), mapOf(1, 1), { range: { black: NaN, white: 3 } })).toThrow(RangeError);
  });
});
