/** One line in so many has its place kept; the others are found by reading on from there. */
const LINES_PER_MARK = 16;

const MARKS_PER_CHUNK = 4096;

/** Where lines begin in a file: half a byte a line. */
export class LineIndex {
  readonly #chunks: Float64Array[] = [];
  #lines = 0;

  /** How many lines there are. */
  get length(): number {
    return this.#lines;
  }

  /** Takes the place of the next line, in bytes from the start of the file. */
  add(offset: number): void {
    if (this.#lines % LINES_PER_MARK === 0) {
      const mark = this.#lines / LINES_PER_MARK;
      const chunk = (this.#chunks[Math.floor(mark / MARKS_PER_CHUNK)] ??= new Float64Array(MARKS_PER_CHUNK));
      chunk[mark % MARKS_PER_CHUNK] = offset;
    }
    this.#lines++;
  }

  /** Forgets all lines but the first `length`. */
  cut(length: number): void {
    this.#lines = Math.min(this.#lines, length);
  }

  /** The nearest line whose place is known, at or before the line `index`, which must be there. */
  before(index: number): { readonly line: number; readonly offset: number } {
    const mark = Math.floor(index / LINES_PER_MARK);
    const chunk = this.#chunks[Math.floor(mark / MARKS_PER_CHUNK)];
    return { line: mark * LINES_PER_MARK, offset: chunk[mark % MARKS_PER_CHUNK] };
  }
}
