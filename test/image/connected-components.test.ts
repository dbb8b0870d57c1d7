import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cannyRows, ComponentStream, forEachComponent, labelComponents, MEMBERSHIP, planeRows } from '../../src/image/index.ts';
import type { Component, Plane } from '../../src/image/index.ts';
import { noise } from '../support/scene.ts';
import { sha256Hex } from '../support/sha256.ts';
import vectors from '../vectors/image-components.json' with { type: 'json' };
import { drawn } from './drawing.ts';

/** The components of a mask, streamed. */
function componentsOf(mask: Plane, weightOf: (i: number) => number = () => 1): Component[] {
  const found: Component[] = [];
  forEachComponent(
    mask.width,
    mask.height,
    (y, members, weights) => {
      for (let x = 0; x < mask.width; x++) {
        members[x] = mask.data[y * mask.width + x]!;
        weights[x] = weightOf(y * mask.width + x);
      }
    },
    (component) => found.push(component),
  );
  return found;
}

/** The components of a mask, counted from its labels, in the order that streaming promises. */
function componentsFromLabels(mask: Plane, weightOf: (i: number) => number = () => 1): Component[] {
  const { labels, count } = labelComponents(mask);
  const { width } = mask;
  const pixels = Array.from({ length: count }, (): number[] => []);
  labels.forEach((label, i) => label > 0 && pixels[label - 1].push(i));
  const having = (members: number[], flag: number): number => members.filter((i) => (mask.data[i] & flag) !== 0).length;
  return pixels
    .map((members) => {
      const xs = members.map((i) => i % width);
      const ys = members.map((i) => Math.floor(i / width));
      const [x, y, bottom] = [Math.min(...xs), Math.min(...ys), Math.max(...ys)];
      return {
        component: {
          x,
          y,
          width: Math.max(...xs) - x + 1,
          height: bottom - y + 1,
          areaPixels: members.length,
          seedPixels: having(members, MEMBERSHIP.seed),
          markedPixels: having(members, MEMBERSHIP.marked),
          weightSum: members.reduce((sum, i) => sum + weightOf(i), 0),
        },
        end: bottom * width + Math.min(...xs.filter((_, i) => ys[i] === bottom)),
      };
    })
    .sort((a, b) => a.end - b.end)
    .map(({ component }) => component);
}

const masks = fc
  .tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 24 }), fc.integer({ min: 0, max: 100 }))
  .chain(([width, height, percent]) =>
    fc
      .array(fc.tuple(fc.nat(99), fc.constantFrom(1, 3, 5, 7)), { minLength: width * height, maxLength: width * height })
      .map((cells): Plane => ({ data: Uint8Array.from(cells, ([draw, flags]) => (draw < percent ? flags : 0)), width, height })),
  );

const SHAPES: [string, Plane, number][] = [
  ['nothing', drawn('...', '...'), 0],
  ['a single pixel', drawn('#'), 1],
  ['everything', drawn('###', '###'), 1],
  ['a U, whose arms meet at the end', drawn('#...#', '#...#', '#####'), 1],
  ['an upturned U', drawn('#####', '#...#', '#...#'), 1],
  ['a comb, all of whose teeth meet in the last row', drawn('#.#.#.#', '#.#.#.#', '#######'), 1],
  ['a W of diagonals', drawn('#...#...#', '.#.#.#.#.', '..#...#..'), 1],
  ['a checkerboard', drawn('#.#.#', '.#.#.', '#.#.#', '.#.#.'), 1],
  ['a ring and the dot in it', drawn('#####', '#...#', '#.#.#', '#...#', '#####'), 2],
  ['rows with a gap', drawn('####', '....', '####'), 2],
  ['pixels that touch across nothing', drawn('#.#.#', '.....', '#.#.#'), 6],
  ['the far end of one row and the start of the next', drawn('..#', '#..'), 2],
  ['a spiral', drawn('#######', '......#', '#####.#', '#...#.#', '#.###.#', '#.....#', '#######'), 1],
  [
    'two spirals in each other',
    drawn('#########', '#........', '#.#######', '#.#.....#', '#.#.###.#', '#.#...#.#', '#.#####.#', '#.......#', '#######.#'),
    2,
  ],
];

describe('labelComponents', () => {
  it.each(SHAPES)('sees the components of %s', (_name, mask, count) => {
    expect(labelComponents(mask).count).toBe(count);
  });

  it('numbers components in the order in which reading meets them', () => {
    const { labels } = labelComponents(drawn('..#.#', '#...#', '#.#..', '#....'));
    // prettier-ignore
    expect([...labels]).toEqual([
      0, 0, 1, 0, 2,
      3, 0, 0, 0, 2,
      3, 0, 4, 0, 0,
      3, 0, 0, 0, 0,
    ]);
  });

  it.each(vectors.cases)('labels noise of $width×$height below $limit as SciPy does', (vector) => {
    const { width, height, seed, limit } = vector;
    const mask = { data: noise(width, height, 1, seed).data.map((value) => (value < limit ? 1 : 0)), width, height };
    const { labels, count } = labelComponents(mask);
    const areas = new Float64Array(count + 1);
    for (const label of labels) if (label > 0) areas[label]++;
    expect(count).toBe(vector.count);
    expect(Math.max(...areas)).toBe(vector.largestAreaPixels);
    expect(sha256Hex(labels)).toBe(vector.labels);
  });

  it('refuses a mask whose data does not fit its size', () => {
    expect(() => labelComponents({ data: new Uint8Array(3), width: 2, height: 2 })).toThrow(
      new RangeError('"data" must hold 4 samples for 2×2, received 3'),
    );
  });
});

describe('forEachComponent', () => {
  it.each(SHAPES)('sees the components of %s', (_name, mask, count) => {
    expect(componentsOf(mask)).toHaveLength(count);
    expect(componentsOf(mask)).toEqual(componentsFromLabels(mask));
  });

  it('finds what labelling the whole image finds, in the order of last rows and first columns there', () => {
    fc.assert(
      fc.property(masks, (mask) => {
        // Whole weights, so that the order of additions cannot show.
        const weightOf = (i: number): number => (i * 7) % 11;
        expect(componentsOf(mask, weightOf)).toEqual(componentsFromLabels(mask, weightOf));
      }),
      { numRuns: 300 },
    );
  });

  it('finds as many components in noise as SciPy', () => {
    for (const { width, height, seed, limit, count, largestAreaPixels } of vectors.cases) {
      const mask = { data: noise(width, height, 1, seed).data.map((value) => (value < limit ? 1 : 0)), width, height };
      const areas = componentsOf(mask).map((component) => component.areaPixels);
      expect([width, height, limit, areas.length, Math.max(0, ...areas)]).toEqual([
        width,
        height,
        limit,
        count,
        largestAreaPixels,
      ]);
    }
  });

  it('counts seeds and marks, adds weights up, and passes over pixels that are flagged but no members', () => {
    const { member, seed, marked } = MEMBERSHIP;
    const data = Uint8Array.from([member | seed, member, seed | marked, member | marked, member | seed | marked, 0]);
    const found = componentsOf({ data, width: 6, height: 1 }, (i) => i + 0.5);
    expect(found).toEqual([
      { x: 0, y: 0, width: 2, height: 1, areaPixels: 2, seedPixels: 1, markedPixels: 0, weightSum: 2 },
      { x: 3, y: 0, width: 2, height: 1, areaPixels: 2, seedPixels: 1, markedPixels: 2, weightSum: 8 },
    ]);
  });

  it('emits a component as soon as the row below it is read', () => {
    const rows = ['#.#', '#..', '...', '#.#'];
    const events: string[] = [];
    forEachComponent(
      3,
      4,
      (y, members) => {
        events.push(`row ${y}`);
        for (let x = 0; x < 3; x++) members[x] = rows[y][x] === '#' ? 1 : 0;
      },
      ({ x, areaPixels }) => events.push(`${areaPixels} px from column ${x}`),
    );
    expect(events).toEqual([
      'row 0',
      'row 1',
      '1 px from column 2',
      'row 2',
      '2 px from column 0',
      'row 3',
      '1 px from column 0',
      '1 px from column 2',
    ]);
  });

  it('keeps no component twice over thousands of rows of the width it holds', () => {
    let areas = 0;
    let count = 0;
    forEachComponent(
      9,
      4000,
      (y, members) => {
        for (let x = 0; x < 9; x++) members[x] = y % 2 === 0 && x % 2 === 0 ? 1 : 0;
      },
      ({ areaPixels }) => {
        count++;
        areas += areaPixels;
      },
    );
    expect([count, areas]).toEqual([10_000, 10_000]);
  });

  it('names the side it refuses', () => {
    const nothing = (): void => undefined;
    expect(() => forEachComponent(0, 1, nothing, nothing)).toThrow(new RangeError('"width" must be in 1..1048576, received 0'));
    expect(() => forEachComponent(1, 1.5, nothing, nothing)).toThrow(
      new RangeError('"height" must be a whole number, received 1.5'),
    );
  });
});

describe('ComponentStream', () => {
  it('takes the rows of cannyRows as they come', () => {
    const data = Uint8Array.from({ length: 40 * 9 }, (_, i) => (i % 40 < 10 || i % 40 >= 30 ? 30 : 220));
    const found: Component[] = [];
    const stream = new ComponentStream(40, (component) => found.push(component));
    const weights = new Float64Array(40).fill(0.5);
    cannyRows(40, 9, planeRows({ data, width: 40, height: 9 }), undefined, (_y, row) => stream.push(row.map(toMembers), weights));
    expect(found).toEqual([]);
    stream.finish();
    const upright = { y: 0, width: 1, height: 9, areaPixels: 9, seedPixels: 9, markedPixels: 0, weightSum: 4.5 };
    expect(found).toEqual([
      { x: 9, ...upright },
      { x: 29, ...upright },
    ]);
  });

  it('refuses a row of another width', () => {
    const stream = new ComponentStream(4, () => undefined);
    expect(() => stream.push(new Uint8Array(5), new Float64Array(4))).toThrow(
      new RangeError('a row must hold 4 pixels, received 5 members and 4 weights'),
    );
  });
});

function toMembers(kind: number): number {
  return (kind > 0 ? MEMBERSHIP.member : 0) | (kind === 2 ? MEMBERSHIP.seed : 0);
}
