import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyOrientation, toDisplayedBox, toStoredBox } from '../../src/image/index.ts';
import type { Orientation } from '../../src/image/index.ts';

const orientations = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/** How a 3×2 image stored as `abc / def` is shown: Exif says where row 0 and column 0 go. */
const SHOWN: Record<Orientation, string[]> = {
  1: ['abc', 'def'],
  2: ['cba', 'fed'],
  3: ['fed', 'cba'],
  4: ['def', 'abc'],
  5: ['ad', 'be', 'cf'],
  6: ['da', 'eb', 'fc'],
  7: ['fc', 'eb', 'da'],
  8: ['cf', 'be', 'ad'],
};

const frames = fc
  .record({
    width: fc.integer({ min: 1, max: 30 }),
    height: fc.integer({ min: 1, max: 30 }),
    orientation: fc.constantFrom(...orientations),
  })
  .chain((frame) =>
    fc.tuple(fc.nat(frame.width - 1), fc.nat(frame.height - 1)).chain(([x, y]) =>
      fc
        .tuple(fc.integer({ min: 1, max: frame.width - x }), fc.integer({ min: 1, max: frame.height - y }))
        .map(([width, height]) => ({
          frame,
          box: { x, y, width, height },
        })),
    ),
  );

describe('applyOrientation', () => {
  it.each(orientations)('shows orientation %d', (orientation) => {
    const data = Uint8Array.from('abcdef', (letter) => letter.charCodeAt(0));
    const shown = applyOrientation({ data, width: 3, height: 2 }, orientation);
    const text = String.fromCharCode(...shown.data);
    expect(Array.from({ length: shown.height }, (_, y) => text.slice(y * shown.width, (y + 1) * shown.width))).toEqual(
      SHOWN[orientation],
    );
  });

  it.each([3, 4] as const)('keeps the %d channels of a pixel together', (channels) => {
    const data = Uint8Array.from({ length: 2 * channels }, (_, i) => i);
    const shown = applyOrientation({ data, width: 2, height: 1 }, 2);
    expect([...shown.data]).toEqual([...data.subarray(channels), ...data.subarray(0, channels)]);
    expect(shown).toMatchObject({ width: 2, height: 1, channels });
  });

  it('refuses a value that Exif does not know', () => {
    const raster = { data: new Uint8Array(1), width: 1, height: 1 };
    expect(() => applyOrientation(raster, 0 as Orientation)).toThrow(
      new RangeError('"orientation" must be one of 1, 2, 3, 4, 5, 6, 7, 8, received 0'),
    );
  });
});

describe('toDisplayedBox', () => {
  it('finds the pixels that applyOrientation moved', () => {
    fc.assert(
      fc.property(frames, ({ frame, box }) => {
        const data = new Uint8Array(frame.width * frame.height);
        for (let y = box.y; y < box.y + box.height; y++)
          data.fill(1, y * frame.width + box.x, y * frame.width + box.x + box.width);
        const shown = applyOrientation({ data, width: frame.width, height: frame.height }, frame.orientation);
        const moved = toDisplayedBox(box, frame);
        for (let y = 0, i = 0; y < shown.height; y++) {
          for (let x = 0; x < shown.width; x++, i++) {
            const inside = x >= moved.x && x < moved.x + moved.width && y >= moved.y && y < moved.y + moved.height;
            expect([x, y, shown.data[i]]).toEqual([x, y, inside ? 1 : 0]);
          }
        }
      }),
    );
  });

  it('refuses a box that leaves the stored image', () => {
    const frame = { width: 4, height: 3, orientation: 6 } as const;
    expect(() => toDisplayedBox({ x: 2, y: 0, width: 3, height: 1 }, frame)).toThrow(
      new RangeError('"width" must be in 1..2, received 3'),
    );
  });
});

describe('toStoredBox', () => {
  it('undoes toDisplayedBox', () => {
    fc.assert(
      fc.property(frames, ({ frame, box }) => {
        expect(toStoredBox(toDisplayedBox(box, frame), frame)).toEqual(box);
      }),
    );
  });

  it('refuses a box that leaves the shown image', () => {
    const frame = { width: 4, height: 3, orientation: 6 } as const;
    expect(() => toStoredBox({ x: 3, y: 0, width: 1, height: 1 }, frame)).toThrow(
      new RangeError('"x" must be in 0..2, received 3'),
    );
  });
});
