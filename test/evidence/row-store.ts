import { EvidenceLog, recordHash } from '../../src/evidence/index.ts';
import type { EvidenceEntry, EvidenceSigner, EvidenceStore, StoredEvidence } from '../../src/evidence/index.ts';
import type { Note } from '../../src/notes/index.ts';

/** A store whose rows lie open, so that a test can do what nobody should; as a file, it numbers rows by where they stand. */
export class RowStore implements EvidenceStore {
  rows: { leafHash: string; text: string; notes?: readonly Note[] }[] = [];
  /** How many records each call of `append` brought. */
  readonly batches: number[] = [];
  /** What the next call of `append` is refused with, in order. */
  readonly refusals: Error[] = [];

  async append(entries: readonly EvidenceEntry[]): Promise<void> {
    // The turn of an event loop that a real store needs.
    await new Promise((resolve) => setTimeout(resolve));
    const refusal = this.refusals.shift();
    if (refusal !== undefined) throw refusal;
    if (entries[0].index !== this.rows.length) throw Object.assign(new Error('another writer'), { code: 'conflict' });
    this.batches.push(entries.length);
    for (const { leafHash, text } of entries) this.rows.push({ leafHash, text });
  }

  async *read(start: number, end: number): AsyncGenerator<StoredEvidence> {
    for (let index = start; index < Math.min(end, this.rows.length); index++) {
      yield await Promise.resolve({ index, ...this.rows[index] });
    }
  }

  count(): Promise<number> {
    return Promise.resolve(this.rows.length);
  }

  head(): Promise<StoredEvidence | undefined> {
    const last = this.rows.at(-1);
    return Promise.resolve(last && { index: this.rows.length - 1, ...last });
  }

  /** Writes another text into a row, as somebody does who knows how leaf hashes are made. */
  rewrite(index: number, change: (text: string) => string): void {
    const text = change(this.rows[index].text);
    this.rows[index] = { text, leafHash: recordHash(text) };
  }

  copy(): RowStore {
    const copy = new RowStore();
    copy.rows = this.rows.map((row) => ({ ...row }));
    return copy;
  }
}

/** A clock that counts on by a second and a nanosecond. */
export function countingClock(start = 1_700_000_000_000_000_000n): () => bigint {
  let time = start;
  return () => (time += 1_000_000_001n);
}

export function imageOf(index: number): Uint8Array {
  return Uint8Array.from({ length: 50 + index }, (_, i) => (7 * i + index) % 256);
}

/** A log over a fresh store with so many records, named `upload-0` and so on. */
export async function filledLog(
  size: number,
  options: { signer?: EvidenceSigner; now?: () => bigint; store?: RowStore } = {},
): Promise<{ log: EvidenceLog; store: RowStore; entries: EvidenceEntry[] }> {
  const { store = new RowStore(), now = countingClock(), signer } = options;
  const log = await EvidenceLog.open(store, { now, signer });
  const entries = await Promise.all(
    Array.from({ length: size }, (_, i) => {
      const input = {
        imageBytes: imageOf(i),
        latitude: i % 3 === 0 ? null : i % 90,
        longitude: -i % 180,
        attachmentId: `attachment ${i}`,
      };
      return log.append(input, { recordId: `upload-${i}` });
    }),
  );
  return { log, store, entries };
}
