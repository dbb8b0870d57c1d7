import type { MatchCollector } from './match-collector.ts';

/** A structure that finds the matches of a small radius without looking at every entry. */
export interface Accelerator {
  /** The entries that it knows are 0 to `covered − 1`; later ones have to be looked at one by one. */
  readonly covered: number;
  /** The radii `step − 1`, `2 · step − 1`, … are those that cost little more than the next smaller one. */
  readonly step: number;
  readonly memoryBytes: number;

  /**
   * Offers every covered match to the collector, each once, in no particular order.
   *
   * @param query - The words of the hash to look for.
   * @param budget - The most steps: entries compared, and places looked up.
   * @returns Whether the search came to its end; if not, the collector holds some of the matches.
   */
  search(query: Int32Array, collector: MatchCollector, budget: number): boolean;
}
