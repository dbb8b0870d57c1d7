import { note } from '../notes/index.ts';
import type { NoteLedger } from './note-ledger.ts';
import { readRecord } from './read-record.ts';
import type { EvidenceStore } from './store.ts';

/**
 * Looks for records of one name without keeping a million names: 8 bytes each, and a second reading of the store where some agree.
 */
export class RepeatedNames {
  #prints = new Float64Array(1024);
  #length = 0;

  /** Takes the name of the next record. */
  take(recordId: string): void {
    if (this.#length === this.#prints.length) {
      const wider = new Float64Array(2 * this.#length);
      wider.set(this.#prints);
      this.#prints = wider;
    }
    this.#prints[this.#length++] = fingerprint(recordId);
  }

  /** Notes each record whose name an earlier one has. */
  async report(store: EvidenceStore, count: number, notes: NoteLedger): Promise<void> {
    const sorted = this.#prints.slice(0, this.#length).sort();
    const suspects = new Set(sorted.filter((print, i) => i > 0 && print === sorted[i - 1]));
    if (suspects.size === 0) return;
    const firsts = new Map<string, number>();
    for await (const { index, text } of store.read(0, count)) {
      const name = readRecord(text).record?.recordId;
      if (name === undefined || !suspects.has(fingerprint(name))) continue;
      const first = firsts.get(name);
      if (first === undefined) firsts.set(name, index);
      else notes.add(note('evidence-name-repeated', { name, first, again: index }));
    }
  }
}

/** 53 bits of a text; two names of a million agree by chance in one log of 20,000, which costs a second reading and no mistake. */
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
