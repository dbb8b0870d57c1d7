import { note } from '../notes/index.ts';
import type { NoteLedger } from './note-ledger.ts';
import { readRecord } from './read-record.ts';
import type { EvidenceStore } from './store.ts';

const EMPTY = -1;
/** More names than this share of the places, and looking one up takes too many steps. */
const MOST_FILLED = 0.8;
const GROWTH = 1.5;

/**
 * The names of a log's records as fingerprints: about ten bytes each instead of a million texts. Two names of a million have one
 * fingerprint by chance in one log of 20,000; what is reported is read again, so that costs time and no mistake.
 */
export class RecordNames {
  #prints: Float64Array = new Float64Array(1024).fill(EMPTY);
  #count = 0;
  readonly #repeated = new Set<number>();

  /** Whether a record of that name was taken, or of one that cannot be told from it (once in 10^10 for a log of a million). */
  has(recordId: string): boolean {
    const print = fingerprint(recordId);
    return this.#prints[this.#placeOf(print)] === print;
  }

  /** Takes the name of the next record. */
  take(recordId: string): void {
    const print = fingerprint(recordId);
    const place = this.#placeOf(print);
    if (this.#prints[place] === print) {
      this.#repeated.add(print);
      return;
    }
    this.#prints[place] = print;
    if (++this.#count > MOST_FILLED * this.#prints.length) this.#grow();
  }

  /** Notes each record whose name an earlier one has. */
  async report(store: EvidenceStore, count: number, notes: NoteLedger): Promise<void> {
    if (this.#repeated.size === 0) return;
    const firsts = new Map<string, number>();
    for await (const { index, text } of store.read(0, count)) {
      const name = readRecord(text).record?.recordId;
      if (name === undefined || !this.#repeated.has(fingerprint(name))) continue;
      const first = firsts.get(name);
      if (first === undefined) firsts.set(name, index);
      else notes.add(note('evidence-name-repeated', { name, first, again: index }));
    }
  }

  /** Where a fingerprint is, or would have to be put. */
  #placeOf(print: number): number {
    const { length } = this.#prints;
    let place = print % length;
    while (this.#prints[place] !== EMPTY && this.#prints[place] !== print) place = place + 1 === length ? 0 : place + 1;
    return place;
  }

  #grow(): void {
    const prints = this.#prints;
    this.#prints = new Float64Array(Math.ceil(prints.length * GROWTH)).fill(EMPTY);
    for (const print of prints) if (print !== EMPTY) this.#prints[this.#placeOf(print)] = print;
  }
}

/** 53 bits of a text. */
function fingerprint(text: string): number {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul((b << 5) ^ (b >>> 27) ^ unit, 0x85ebca6b);
  }
  a ^= a >>> 15;
  b ^= b >>> 13;
  return (a >>> 0) * 0x200000 + ((b >>> 0) & 0x1fffff);
}
