import { countBits } from '../distance.ts';
import { countThree, countTwo, distanceUpTo } from './distance-up-to.ts';
import type { HashStore } from './hash-store.ts';
import type { MatchCollector } from './match-collector.ts';

/**
 * Up to these radii the first word, or the first two, turn away all but one in a hundred of unrelated hashes: their distances are
 * binomial, 16 ± 2.8 of 32 bits and 32 ± 4 of 64.
 */
const ONE_WORD_RADIUS = 9;
const TWO_WORDS_RADIUS = 22;

/** Entries between two looks at the collector's radius, which decides how they are compared. */
const BLOCK = 4096;

/**
 * Compares a hash with each entry of a range; no entry of it or after it may have been offered to the collector.
 *
 * @param query - The words of the hash.
 * @param from - The first entry.
 * @param to - One past the last.
 */
export function scanEntries(store: HashStore, query: Int32Array, from: number, to: number, collector: MatchCollector): void {
  const { words, width } = store;
  for (let start = from; start < to; start += BLOCK) {
    const end = Math.min(start + BLOCK, to);
    const radius = collector.radiusOfLater;
    if (radius < 0) return;
    if (width === 1 || radius <= ONE_WORD_RADIUS) scanByOneWord(words, query, start, end, collector);
    else if (width === 2 || radius <= TWO_WORDS_RADIUS) scanByTwoWords(words, query, start, end, collector);
    else scanByThreeWords(words, query, start, end, collector);
  }
}

function scanByOneWord(words: Int32Array, query: Int32Array, from: number, to: number, collector: MatchCollector): void {
  const width = query.length;
  const [a] = query;
  let radius = collector.radiusOfLater;
  for (let entry = from, at = from * width; entry < to; entry++, at += width) {
    let distance = countBits(words[at] ^ a);
    if (distance > radius) continue;
    distance += distanceUpTo(words, at, query, 1, radius - distance);
    if (distance > radius) continue;
    collector.offer(entry, distance);
    radius = collector.radiusOfLater;
  }
}

function scanByTwoWords(words: Int32Array, query: Int32Array, from: number, to: number, collector: MatchCollector): void {
  const width = query.length;
  const [a, b] = query;
  let radius = collector.radiusOfLater;
  for (let entry = from, at = from * width; entry < to; entry++, at += width) {
    let distance = countTwo(words[at] ^ a, words[at + 1] ^ b);
    if (distance > radius) continue;
    distance += distanceUpTo(words, at, query, 2, radius - distance);
    if (distance > radius) continue;
    collector.offer(entry, distance);
    radius = collector.radiusOfLater;
  }
}

function scanByThreeWords(words: Int32Array, query: Int32Array, from: number, to: number, collector: MatchCollector): void {
  const width = query.length;
  const [a, b, c] = query;
  let radius = collector.radiusOfLater;
  for (let entry = from, at = from * width; entry < to; entry++, at += width) {
    let distance = countThree(words[at] ^ a, words[at + 1] ^ b, words[at + 2] ^ c);
    if (distance > radius) continue;
    distance += distanceUpTo(words, at, query, 3, radius - distance);
    if (distance > radius) continue;
    collector.offer(entry, distance);
    radius = collector.radiusOfLater;
  }
}
