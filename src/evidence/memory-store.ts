import { EvidenceStoreError } from './store-error.ts';
import type { EvidenceEntry, EvidenceStore, StoredEvidence } from './store.ts';

/** A store that lasts as long as the process: for tests, for browsers, and as the smallest example of a store. */
export class MemoryEvidenceStore implements EvidenceStore {
  readonly #rows: StoredEvidence[] = [];

  append(entries: readonly EvidenceEntry[]): Promise<void> {
    const next = this.#rows.length;
    if (entries.some(({ index }, i) => index !== next + i)) {
      const message = `the store expects record ${next}, and record ${entries[0].index} came`;
      return Promise.reject(new EvidenceStoreError('conflict', message));
    }
    for (const { index, leafHash, text } of entries) this.#rows.push({ index, leafHash, text });
    return Promise.resolve();
  }

  async *read(start: number, end: number): AsyncGenerator<StoredEvidence> {
    for (let i = start; i < Math.min(end, this.#rows.length); i++) yield await Promise.resolve(this.#rows[i]);
  }

  count(): Promise<number> {
    return Promise.resolve(this.#rows.length);
  }

  head(): Promise<StoredEvidence | undefined> {
    return Promise.resolve(this.#rows.at(-1));
  }
}
