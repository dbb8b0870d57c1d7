import { LANES } from './average-rows.ts';

/** Where the numbers of a {@link ColumnAverage} lie. */
export interface ColumnLayout {
  /** float32 values; shared with the other steps, for an engine that has one array to address is quicker than with several. */
  readonly memory: Float64Array;
  /** The first of {@link columnAverageLength} numbers that are this average's own. */
  readonly start: number;
  readonly width: number;
  readonly height: number;
  /** Rows that are averaged. */
  readonly window: number;
}

/** How many numbers a {@link ColumnAverage} holds: the window, two groups of rows and a row of sums, however high the image. */
export function columnAverageLength(width: number, window: number): number {
  return width * (ringRows(window) + 1 + LANES);
}

/**
 * The moving average of `averageRows`, down the columns and row by row.
 *
 * Rows are written at {@link rowStart}, in order, up to `LANES` ahead of {@link advance}.
 */
export class ColumnAverage {
  readonly #layout: ColumnLayout;
  readonly #capacity: number;
  readonly #ring: number;
  readonly #output: number;

  constructor(layout: ColumnLayout) {
    this.#layout = layout;
    this.#capacity = ringRows(layout.window);
    this.#output = layout.start + layout.width;
    this.#ring = this.#output + LANES * layout.width;
  }

  /** Where row `y` is to be written; rows y … y + LANES − 1 lie one behind the other when y is a multiple of that. */
  rowStart(y: number): number {
    return this.#ring + (y % this.#capacity) * this.#layout.width;
  }

  /** Where averaged row `y` is kept until LANES more have been made; in groups as the rows are. */
  averageStart(y: number): number {
    return this.#output + (y % LANES) * this.#layout.width;
  }

  /**
   * Moves the window on by a row: takes row `step` in, if there is one, and leaves row `step − window` behind, if there is one.
   *
   * @param step - 0, 1, 2 … `height + ⌊window / 2⌋ − 1`.
   * @returns Which averaged row has been made; a negative number when the window has not reached the first.
   */
  advance(step: number): number {
    const { memory, start, width, height, window } = this.#layout;
    const y = step - (window >> 1);
    const entering = this.rowStart(step);
    const leaving = this.rowStart(step + this.#capacity - window);
    if (step >= window && step < height) {
      slide(memory, start, width, entering, leaving, 1 / window, this.averageStart(y));
      return y;
    }
    if (step < window) add(memory, start, width, entering);
    else subtract(memory, start, width, leaving);
    if (y >= 0) scale(memory, start, width, 1 / Math.min(step + 1, height + window - step - 1), this.averageStart(y));
    return y;
  }
}

/** Rows that must be held at once, a whole number of groups. */
function ringRows(window: number): number {
  return Math.ceil(window / LANES + 1) * LANES;
}

function add(memory: Float64Array, sums: number, width: number, entering: number): void {
  for (let x = 0; x < width; x++) memory[sums + x] = Math.fround(memory[sums + x] + memory[entering + x]);
}

function subtract(memory: Float64Array, sums: number, width: number, leaving: number): void {
  for (let x = 0; x < width; x++) memory[sums + x] = Math.fround(memory[sums + x] - memory[leaving + x]);
}

function scale(memory: Float64Array, sums: number, width: number, factor: number, to: number): void {
  for (let x = 0; x < width; x++) memory[to + x] = Math.fround(memory[sums + x] * factor);
}

/** All three at once. */
function slide(
  memory: Float64Array,
  sums: number,
  width: number,
  entering: number,
  leaving: number,
  factor: number,
  to: number,
): void {
  for (let x = 0; x < width; x++) {
    const sum = Math.fround(Math.fround(memory[sums + x] + memory[entering + x]) - memory[leaving + x]);
    memory[sums + x] = sum;
    memory[to + x] = Math.fround(sum * factor);
  }
}
