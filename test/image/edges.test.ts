import { describe, expect, it } from 'vitest';
import { cannyRows, detectEdges, forEachComponent, MEMBERSHIP, planeRows } from '../../src/image/index.ts';
import type { EdgeOptions, Plane } from '../../src/image/index.ts';
import { sha256Hex } from '../support/sha256.ts';
import vectors from '../vectors/image-edges.json' with { type: 'json' };
import { picture } from './drawing.ts';
import { grayScene } from './scenes.ts';

function edgePixels(edges: Plane): number {
  return edges.data.reduce((count, value) => count + (value === 255 ? 1 : 0), 0);
}

function maxima(plane: Plane, options: Partial<EdgeOptions>): Plane {
  const data = new Uint8Array(plane.data.length);
  cannyRows(plane.width, plane.height, planeRows(plane), options, (y, row) => data.set(row, y * plane.width));
  return { ...plane, data };
}

/** A plane of `width` × `height` pixels from a function of x and y. */
function painted(width: number, height: number, value: (x: number, y: number) => number): Plane {
  const data = Uint8Array.from({ length: width * height }, (_, i) => value(i % width, Math.floor(i / width)));
  return { data, width, height };
}

describe('detectEdges', () => {
  it.each(vectors.cases)(
    'finds the edges that OpenCV finds in $maker($arguments), σ = $sigma, $lowThreshold..$highThreshold',
    (vector) => {
      const { sigma, lowThreshold, highThreshold } = vector;
      const edges = detectEdges(grayScene(vector.maker, vector.arguments), { sigma, lowThreshold, highThreshold });
      expect(edgePixels(edges)).toBe(vector.edgePixels);
      expect(sha256Hex(edges.data)).toBe(vector.edges);
    },
  );

  it('blurs with σ = 1.4 and takes 50 and 150 where nothing is said', () => {
    const vector = vectors.cases.find(({ maker, sigma }) => maker === 'syntheticPhoto' && sigma === 1.4)!;
    expect(sha256Hex(detectEdges(grayScene(vector.maker, vector.arguments)).data)).toBe(vector.edges);
  });

  it('draws one line along a step, on its left and upper side', () => {
    const upright = painted(6, 4, (x) => (x < 3 ? 0 : 100));
    expect(picture(detectEdges(upright, { sigma: 0 }))).toEqual(['..#...', '..#...', '..#...', '..#...']);
    const level = painted(4, 6, (_x, y) => (y < 3 ? 100 : 0));
    expect(picture(detectEdges(level, { sigma: 0 }))).toEqual(['....', '....', '####', '....', '....', '....']);
  });

  it('keeps a weak stretch that a strong one leads to, and drops one that stands alone', () => {
    // The step falls from 60 to 16 levels down the image: a gradient of 240 to 68, above 150 in the upper six rows.
    const fading = painted(6, 12, (x, y) => (x < 3 ? 0 : 60 - 4 * y));
    const faint = painted(6, 12, (x) => (x < 3 ? 0 : 20));
    const options = { sigma: 0, lowThreshold: 50, highThreshold: 150 };
    expect(picture(detectEdges(fading, options))).toEqual(Array.from({ length: 12 }, () => '...#..'));
    expect(maxima(fading, options).data.filter((kind) => kind === 2)).toHaveLength(6);
    expect(edgePixels(detectEdges(faint, options))).toBe(0);
    expect(maxima(faint, options).data.filter((kind) => kind === 1)).toHaveLength(12);
  });

  it('counts a gradient as strong only above the threshold', () => {
    // A step of 25 levels has the gradient 100.
    const step = painted(6, 3, (x) => (x < 3 ? 0 : 25));
    expect(edgePixels(detectEdges(step, { sigma: 0, lowThreshold: 50, highThreshold: 99.9 }))).toBe(3);
    expect(edgePixels(detectEdges(step, { sigma: 0, lowThreshold: 50, highThreshold: 100 }))).toBe(0);
  });

  it('finds nothing in a flat plane, at thresholds of 0 too', () => {
    const flat = painted(9, 7, () => 99);
    expect(edgePixels(detectEdges(flat, { lowThreshold: 0, highThreshold: 0 }))).toBe(0);
  });

  it('says what it refuses', () => {
    const plane = painted(2, 2, () => 0);
    expect(() => detectEdges(plane, { highThreshold: 40 })).toThrow(
      new RangeError('"highThreshold" must be in 50..1443, received 40'),
    );
    expect(() => detectEdges(plane, { lowThreshold: -1 })).toThrow(
      new RangeError('"lowThreshold" must be in 0..1443, received -1'),
    );
    expect(() => detectEdges(plane, { sigma: NaN })).toThrow(new RangeError('"sigma" must be in 0..16, received NaN'));
    expect(() => detectEdges(plane, { threshold: 3 } as Partial<EdgeOptions>)).toThrow(
      new TypeError('unknown option "threshold"; known options: sigma, lowThreshold, highThreshold'),
    );
    expect(() => detectEdges({ ...plane, width: 3 })).toThrow('"data" must hold 6 samples for 3×2, received 4');
  });
});

describe('cannyRows', () => {
  it.each([
    ['a photo', grayScene('syntheticPhoto', [320, 240, 6]), {}],
    ['long chains of noise', grayScene('noise', [400, 400, 1, 3]), { sigma: 0, lowThreshold: 0, highThreshold: 700 }],
  ])('hands on rows of %s whose components with a strong pixel are the edges that detectEdges finds', (_name, plane, options) => {
    const kinds = maxima(plane, options);
    let linked = 0;
    forEachComponent(
      plane.width,
      plane.height,
      (y, members) => {
        for (let x = 0; x < plane.width; x++) {
          const kind = kinds.data[y * plane.width + x];
          members[x] = (kind > 0 ? MEMBERSHIP.member : 0) | (kind === 2 ? MEMBERSHIP.seed : 0);
        }
      },
      (component) => {
        if (component.seedPixels > 0) linked += component.areaPixels;
      },
    );
    expect(linked).toBe(edgePixels(detectEdges(plane, options)));
    expect(linked).toBeGreaterThan(1000);
  });

  it('asks for each row once, in order, and gives as many', () => {
    const asked: number[] = [];
    const given: number[] = [];
    cannyRows(
      3,
      6,
      (y) => asked.push(y),
      undefined,
      (y) => given.push(y),
    );
    expect([asked, given]).toEqual([
      [0, 1, 2, 3, 4, 5],
      [0, 1, 2, 3, 4, 5],
    ]);
  });
});
