import type { HashStore } from './hash-store.ts';

/** A hash that was found. */
export interface HashMatch {
  /** The number that `add` gave it. */
  readonly entry: number;
  /** Bits in which it differs from the one that was looked for. */
  readonly distance: number;
}

/** Numbers of this size and larger are the distance of a match, smaller ones its entry: one number orders matches by both. */
const DISTANCE = 4_294_967_296;

/**
 * Keeps the matches of a search, or the best of them when they are limited: the nearest and, of those equally near, the ones that were
 * added first.
 */
export class MatchCollector {
  readonly #store: HashStore;
  readonly #limit: number;
  /** Once there are `#limit` of them, a heap with the worst match on top. */
  #keys: Float64Array = new Float64Array(16);
  #count = 0;
  #radius: number;

  /**
   * @param radius - The largest distance of a match.
   * @param limit - The most matches, 1 or more; may be infinite.
   */
  constructor(store: HashStore, radius: number, limit: number) {
    this.#store = store;
    this.#radius = radius;
    this.#limit = limit;
  }

  /** The largest distance at which a hash can still become a match: shrinks while the best are kept. */
  get radius(): number {
    return this.#radius;
  }

  /** The same for an entry that comes after all that were offered, and so must be nearer than the worst; −1 when none can be. */
  get radiusOfLater(): number {
    return this.isFull ? this.#radius - 1 : this.#radius;
  }

  /** Whether there are as many matches as were asked for. */
  get isFull(): boolean {
    return this.#count === this.#limit;
  }

  /** Takes an entry whose distance is no larger than `radius`, unless it is removed. No entry may be offered twice. */
  offer(entry: number, distance: number): void {
    if (this.#store.isRemoved(entry)) return;
    const key = distance * DISTANCE + entry;
    if (this.#count === this.#limit) {
      if (key > this.#keys[0]) return;
      this.#keys[0] = key;
      this.#sink(0);
      this.#radius = Math.floor(this.#keys[0] / DISTANCE);
      return;
    }
    if (this.#count === this.#keys.length) {
      const keys = new Float64Array(2 * this.#count);
      keys.set(this.#keys);
      this.#keys = keys;
    }
    this.#keys[this.#count++] = key;
    if (this.#count < this.#limit) return;
    for (let i = (this.#count >> 1) - 1; i >= 0; i--) this.#sink(i);
    this.#radius = Math.floor(this.#keys[0] / DISTANCE);
  }

  /** @returns The matches by distance, then by entry. */
  matches(): HashMatch[] {
    const keys = this.#keys.slice(0, this.#count).sort();
    return Array.from(keys, (key) => {
      const distance = Math.floor(key / DISTANCE);
      return { entry: key - distance * DISTANCE, distance };
    });
  }

  /** Moves the key at `index` down the heap until no larger one is below it. */
  #sink(index: number): void {
    const keys = this.#keys;
    const key = keys[index];
    for (;;) {
      let child = 2 * index + 1;
      if (child >= this.#count) break;
      if (child + 1 < this.#count && keys[child + 1] > keys[child]) child++;
      if (keys[child] <= key) break;
      keys[index] = keys[child];
      index = child;
    }
    keys[index] = key;
  }
}
