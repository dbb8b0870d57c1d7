import { checkInteger } from '../errors/index.ts';
import { MAXIMUM_SIDE } from './raster.ts';
import type { Region } from './region.ts';

/** What the bits of a member byte say of a pixel; a pixel without the first is background, whatever the others say. */
export const MEMBERSHIP = { member: 1, seed: 2, marked: 4 } as const;

/** A set of member pixels in which each is reached from each through neighbors, of which a pixel has eight. */
export interface Component extends Region {
  /** How many of its pixels are seeds. */
  readonly seedPixels: number;
  /** How many of its pixels are marked. */
  readonly markedPixels: number;
  /** The sum of its pixels' weights, in their unit. */
  readonly weightSum: number;
}

/**
 * Finds the connected components of an image that comes row by row, in memory that grows with the width only.
 *
 * @param width - Pixels a row, 1..1,048,576.
 * @param height - Rows, 1..1,048,576.
 * @param readRow - Fills row after row, top to bottom: `members` with sets of {@link MEMBERSHIP} bits, `weights` with a weight
 *   for each member. Every byte of `members` must be written, for it still holds an earlier row.
 * @param emit - Receives each component as soon as the row below it has been read: in the order of their last rows and, of
 *   those that end in the same row, of their leftmost pixels there.
 * @throws {RangeError} A side is out of range.
 *
 * @example
 * ```ts
 * import { forEachComponent } from 'tamperlens/image';
 *
 * const rows = ['#.#', '.#.', '...', '##.'];
 * const areas: number[] = [];
 * forEachComponent(
 *   3,
 *   4,
 *   (y, members) => members.forEach((_, x) => (members[x] = rows[y][x] === '#' ? 1 : 0)),
 *   (component) => areas.push(component.areaPixels),
 * );
 * areas; // [3, 2]
 * ```
 */
export function forEachComponent(
  width: number,
  height: number,
  readRow: (y: number, members: Uint8Array, weights: Float64Array) => void,
  emit: (component: Component) => void,
): void {
  checkInteger('height', height, 1, MAXIMUM_SIDE);
  const stream = new ComponentStream(width, emit);
  const members = new Uint8Array(width);
  const weights = new Float64Array(width);
  for (let y = 0; y < height; y++) {
    readRow(y, members, weights);
    stream.push(members, weights);
  }
  stream.finish();
}

/** The same for rows that are handed over one by one, as `cannyRows` does. */
export class ComponentStream {
  readonly #width: number;
  readonly #open: OpenComponents;
  readonly #emit: (component: Component) => void;
  #above: Runs;
  #runs: Runs;
  #row = 0;

  /**
   * @param width - Pixels a row, 1..1,048,576.
   * @param emit - Receives each component, in the order that {@link forEachComponent} describes.
   * @throws {RangeError} The width is out of range.
   */
  constructor(width: number, emit: (component: Component) => void) {
    checkInteger('width', width, 1, MAXIMUM_SIDE);
    this.#width = width;
    this.#open = new OpenComponents(width);
    this.#emit = emit;
    this.#above = makeRuns(width);
    this.#runs = makeRuns(width);
  }

  /**
   * Takes the next row; neither array is kept.
   *
   * @param members - `[width]` sets of {@link MEMBERSHIP} bits.
   * @param weights - `[width]`; those of pixels that are no members are not looked at.
   * @throws {RangeError} A row is not `width` long.
   */
  push(members: Uint8Array, weights: Float64Array): void {
    if (members.length !== this.#width || weights.length !== this.#width) {
      throw new RangeError(
        `a row must hold ${this.#width} pixels, received ${members.length} members and ${weights.length} weights`,
      );
    }
    const runs = this.#runs;
    findRuns(members, runs);
    this.#open.connect(runs, this.#above, this.#row);
    for (let i = 0; i < runs.count; i++) this.#open.add(runs.slots[i], runs.firsts[i], runs.lasts[i], members, weights);
    this.#open.close(runs, this.#above, this.#row++, this.#emit);
    this.#runs = this.#above;
    this.#above = runs;
  }

  /** Emits the components that reach the last row. */
  finish(): void {
    this.#runs.count = 0;
    this.#open.close(this.#runs, this.#above, this.#row, this.#emit);
  }
}

/** The runs of members in one row, from left to right. */
interface Runs {
  count: number;
  readonly firsts: Int32Array;
  /** The last column of each run, inclusive. */
  readonly lasts: Int32Array;
  /** Where the component of each run is kept. */
  readonly slots: Int32Array;
}

function makeRuns(width: number): Runs {
  const most = (width + 1) >> 1;
  return { count: 0, firsts: new Int32Array(most), lasts: new Int32Array(most), slots: new Int32Array(most) };
}

function findRuns(members: Uint8Array, runs: Runs): void {
  const { firsts, lasts } = runs;
  const width = members.length;
  let count = 0;
  for (let x = 0; x < width; x++) {
    if ((members[x] & MEMBERSHIP.member) === 0) continue;
    firsts[count] = x;
    while (x + 1 < width && (members[x + 1] & MEMBERSHIP.member) !== 0) x++;
    lasts[count++] = x;
  }
  runs.count = count;
}

/** The components that the current or the previous row belongs to: a union-find forest whose slots are used again. */
class OpenComponents {
  readonly #parents: Int32Array;
  readonly #lefts: Int32Array;
  readonly #rights: Int32Array;
  readonly #tops: Int32Array;
  /** The last row that each component has reached. */
  readonly #bottoms: Int32Array;
  readonly #areas: Float64Array;
  readonly #seeds: Float64Array;
  readonly #marks: Float64Array;
  readonly #weights: Float64Array;
  /** Slots that nobody uses, as a stack. */
  readonly #free: Int32Array;
  #freeCount: number;
  /** Slots that lost a union in this row; runs still point to them until it ends. */
  readonly #retired: Int32Array;
  #retiredCount = 0;

  constructor(width: number) {
    // Two rows have at most this many runs, and every open component has one of them.
    const most = 2 * ((width + 1) >> 1);
    this.#parents = new Int32Array(most);
    this.#lefts = new Int32Array(most);
    this.#rights = new Int32Array(most);
    this.#tops = new Int32Array(most);
    this.#bottoms = new Int32Array(most);
    this.#areas = new Float64Array(most);
    this.#seeds = new Float64Array(most);
    this.#marks = new Float64Array(most);
    this.#weights = new Float64Array(most);
    this.#retired = new Int32Array(most);
    this.#free = Int32Array.from({ length: most }, (_, i) => most - 1 - i);
    this.#freeCount = most;
  }

  /** Gives each run of row `y` the component of the runs above that it touches, uniting them, or a new one. */
  connect(runs: Runs, above: Runs, y: number): void {
    let next = 0;
    for (let i = 0; i < runs.count; i++) {
      const from = runs.firsts[i] - 1;
      const to = runs.lasts[i] + 1;
      while (next < above.count && above.lasts[next] < from) next++;
      let slot = -1;
      for (let j = next; j < above.count && above.firsts[j] <= to; j++) {
        const root = this.#find(above.slots[j]);
        slot = slot < 0 ? root : this.#unite(slot, root);
      }
      if (slot < 0) slot = this.#open(y);
      this.#bottoms[slot] = y;
      runs.slots[i] = slot;
    }
  }

  /** Counts the pixels of a run, which ends in the row given last to `connect`. */
  add(slot: number, first: number, last: number, members: Uint8Array, weights: Float64Array): void {
    let seeds = 0;
    let marks = 0;
    let weight = 0;
    for (let x = first; x <= last; x++) {
      const flags = members[x];
      seeds += (flags >> 1) & 1;
      marks += (flags >> 2) & 1;
      weight += weights[x];
    }
    const root = this.#find(slot);
    this.#areas[root] += last - first + 1;
    this.#seeds[root] += seeds;
    this.#marks[root] += marks;
    this.#weights[root] += weight;
    this.#lefts[root] = Math.min(this.#lefts[root], first);
    this.#rights[root] = Math.max(this.#rights[root], last);
  }

  /** Emits the components that row `y` did not reach, and makes every run of that row point to its component's root. */
  close(runs: Runs, above: Runs, y: number, emit: (component: Component) => void): void {
    for (let i = 0; i < runs.count; i++) runs.slots[i] = this.#find(runs.slots[i]);
    for (let i = 0; i < above.count; i++) {
      const root = this.#find(above.slots[i]);
      if (this.#bottoms[root] === y) continue;
      emit(this.#describe(root));
      // Further runs of it in the row above must not emit it again.
      this.#bottoms[root] = y;
      this.#free[this.#freeCount++] = root;
    }
    while (this.#retiredCount > 0) this.#free[this.#freeCount++] = this.#retired[--this.#retiredCount];
  }

  #open(y: number): number {
    const slot = this.#free[--this.#freeCount];
    this.#parents[slot] = slot;
    this.#lefts[slot] = MAXIMUM_SIDE;
    this.#rights[slot] = 0;
    this.#tops[slot] = y;
    this.#areas[slot] = 0;
    this.#seeds[slot] = 0;
    this.#marks[slot] = 0;
    this.#weights[slot] = 0;
    return slot;
  }

  #find(slot: number): number {
    const parents = this.#parents;
    while (parents[slot] !== slot) {
      parents[slot] = parents[parents[slot]];
      slot = parents[slot];
    }
    return slot;
  }

  #unite(a: number, b: number): number {
    if (a === b) return a;
    this.#parents[b] = a;
    this.#lefts[a] = Math.min(this.#lefts[a], this.#lefts[b]);
    this.#rights[a] = Math.max(this.#rights[a], this.#rights[b]);
    this.#tops[a] = Math.min(this.#tops[a], this.#tops[b]);
    this.#areas[a] += this.#areas[b];
    this.#seeds[a] += this.#seeds[b];
    this.#marks[a] += this.#marks[b];
    this.#weights[a] += this.#weights[b];
    this.#retired[this.#retiredCount++] = b;
    return a;
  }

  #describe(root: number): Component {
    const x = this.#lefts[root];
    const y = this.#tops[root];
    return {
      x,
      y,
      width: this.#rights[root] - x + 1,
      height: this.#bottoms[root] - y + 1,
      areaPixels: this.#areas[root],
      seedPixels: this.#seeds[root],
      markedPixels: this.#marks[root],
      weightSum: this.#weights[root],
    };
  }
}
