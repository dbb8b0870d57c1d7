import { countBits } from '../distance.ts';
import type { Accelerator } from './accelerator.ts';
import { distanceUpTo } from './distance-up-to.ts';
import type { HashStore } from './hash-store.ts';
import type { MatchCollector } from './match-collector.ts';
import { ballSize, cutIntoSubstrings, nextOfSameOnes, readSubstring, substringRadii } from './substrings.ts';
import type { Substring } from './substrings.ts';

/** The entries by one of their substrings: those whose substring is `s` are `entries[starts[s]]` to `entries[starts[s + 1] − 1]`. */
interface Table {
  readonly substring: Substring;
  /** `[2^length + 1]` */
  readonly starts: Int32Array;
  /** Rising within each bucket. */
  readonly entries: Int32Array;
}

/**
 * Multi-index hashing: a table for each of several substrings. Two hashes that differ in few bits differ in very few of them, or none, in
 * at least one substring, so that it suffices to look into the buckets around the substrings of the query.
 *
 * The tables stay as they were made; entries that were removed before are not in them.
 *
 * @see M. Norouzi, A. Punjani, D. J. Fleet, "Fast Search in Hamming Space with Multi-Index Hashing", CVPR 2012.
 *   doi:10.1109/CVPR.2012.6248043. Of the method its abstract and the authors' program were read (`src/mihasher.cpp` of norouzi/mih);
 *   instead of marking entries that were seen we ask whether an earlier substring has found them.
 */
export class MultiIndex implements Accelerator {
  readonly covered: number;
  readonly #store: HashStore;
  readonly #tables: readonly Table[];

  /** Indexes all entries of a store. */
  constructor(store: HashStore) {
    this.covered = store.count;
    this.#store = store;
    this.#tables = cutIntoSubstrings(store.count, store.bits).map((substring) => buildTable(store, substring));
  }

  get step(): number {
    return this.#tables.length;
  }

  get memoryBytes(): number {
    return this.#tables.reduce((sum, { starts, entries }) => sum + starts.byteLength + entries.byteLength, 0);
  }

  search(query: Int32Array, collector: MatchCollector, budget: number): boolean {
    const tables = this.#tables;
    const radii = substringRadii(collector.radius, tables.length);
    const keys = tables.map(({ substring }) => readSubstring(query, 0, substring));
    let left = budget - tables.reduce((sum, { substring }, i) => sum + ballSize(substring.length, radii[i]), 0);
    for (let i = 0; i < tables.length && left >= 0; i++) {
      const { length } = tables[i].substring;
      for (let ones = 0; ones <= Math.min(radii[i], length); ones++) {
        const end = ones === 0 ? 1 : 1 << length;
        for (let mask = (1 << ones) - 1; mask < end; mask = ones === 0 ? end : nextOfSameOnes(mask)) {
          const { starts } = tables[i];
          const bucket = keys[i] ^ mask;
          left -= starts[bucket + 1] - starts[bucket];
          if (left < 0) return false;
          this.#compareBucket(i, bucket, query, { keys, radii, collector });
        }
      }
    }
    return left >= 0;
  }

  #compareBucket(table: number, bucket: number, query: Int32Array, { keys, radii, collector }: Search): void {
    const { starts, entries } = this.#tables[table];
    const { words, width } = this.#store;
    const end = starts[bucket + 1];
    for (let i = starts[bucket]; i < end; i++) {
      const start = entries[i] * width;
      const distance = distanceUpTo(words, start, query, 0, collector.radius);
      if (distance > collector.radius || this.#isFoundBefore(table, start, keys, radii)) continue;
      collector.offer(entries[i], distance);
    }
  }

  /** Whether a substring before `table` is close enough to have led to the hash at `start` already. */
  #isFoundBefore(table: number, start: number, keys: readonly number[], radii: readonly number[]): boolean {
    for (let i = 0; i < table; i++) {
      const difference = keys[i] ^ readSubstring(this.#store.words, start, this.#tables[i].substring);
      if (countBits(difference) <= radii[i]) return true;
    }
    return false;
  }
}

interface Search {
  /** The query's substrings. */
  readonly keys: readonly number[];
  readonly radii: readonly number[];
  readonly collector: MatchCollector;
}

/** Sorts the entries of a store by a substring, by counting. */
function buildTable(store: HashStore, substring: Substring): Table {
  const { words, width, count } = store;
  const starts = new Int32Array((1 << substring.length) + 1);
  for (let entry = 0; entry < count; entry++) {
    if (!store.isRemoved(entry)) starts[readSubstring(words, entry * width, substring)]++;
  }
  for (let i = 1; i < starts.length; i++) starts[i] += starts[i - 1];
  const entries = new Int32Array(store.size);
  for (let entry = count - 1; entry >= 0; entry--) {
    if (!store.isRemoved(entry)) entries[--starts[readSubstring(words, entry * width, substring)]] = entry;
  }
  return { substring, starts, entries };
}
