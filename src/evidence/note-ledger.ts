import { note } from '../notes/index.ts';
import type { Note } from '../notes/index.ts';

/** Notes of one code beyond these are counted, not kept: a log may be damaged in a million places. */
const MOST_OF_A_CODE = 100;

/** Collects notes, and counts those of a code that come too often to be listed. */
export class NoteLedger {
  readonly #notes: Note[] = [];
  readonly #counts = new Map<string, number>();

  add(entry: Note): void {
    const known = this.#counts.get(entry.code) ?? 0;
    this.#counts.set(entry.code, known + 1);
    if (known < MOST_OF_A_CODE) this.#notes.push(entry);
  }

  /** Whether nothing was added. */
  get isEmpty(): boolean {
    return this.#notes.length === 0;
  }

  /** The notes in the order in which they came, and one for each code that came more often than is listed. */
  list(): Note[] {
    const more = [...this.#counts].filter(([, times]) => times > MOST_OF_A_CODE);
    return [
      ...this.#notes,
      ...more.map(([code, times]) => note('evidence-more-of-a-kind', { code, left: times - MOST_OF_A_CODE })),
    ];
  }
}
