import { note } from '../notes/index.ts';
import type { NoteLedger } from './note-ledger.ts';

/**
 * Follows the numbers that records give themselves, and says which are missing, repeated or in the wrong place.
 *
 * As long as they count up from 0 nothing is kept; from the first that does not, one number a record.
 */
export class RecordOrder {
  #inOrder = 0;
  readonly #rest: number[] = [];

  /** Takes the number of the next record. */
  take(index: number): void {
    if (this.#rest.length === 0 && index === this.#inOrder) this.#inOrder++;
    else this.#rest.push(index);
  }

  /** Notes what is out of order: gaps, then repeats, then records that do not stand where their number puts them. */
  report(notes: NoteLedger): void {
    if (this.#rest.length === 0) return;
    const sorted = Float64Array.from(this.#rest).sort();
    const unique = sorted.filter((index, i) => index >= this.#inOrder && (i === 0 || index !== sorted[i - 1]));
    let next = this.#inOrder;
    for (const index of unique) {
      if (index > next) notes.add(note('evidence-records-missing', { first: next, last: index - 1 }));
      next = index + 1;
    }
    const seen = new Set<number>();
    let place = this.#inOrder;
    for (const index of this.#rest) {
      if (index < this.#inOrder || seen.has(index)) {
        notes.add(note('evidence-record-repeated', { index }));
        continue;
      }
      seen.add(index);
      // Where it would stand if nothing but the missing records were missing.
      if (this.#inOrder + placeIn(unique, index) !== place) notes.add(note('evidence-record-misplaced', { index, place }));
      place++;
    }
  }
}

/** The place of a value in a sorted array that holds it. */
function placeIn(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
