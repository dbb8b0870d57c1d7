import { checkInteger, resolveOptions } from '../errors/index.ts';
import { HashIndex } from './index/index.ts';
import type { Hash } from './hash.ts';

/** Options of {@link clusterHashes}. */
export interface ClusterHashesOptions {
  /** The largest distance of two hashes that belong together, 0 to the number of bits; `suggestedDistance` has one for each kind. */
  readonly radius: number;
}

const KEYS: { readonly radius: number | undefined } = { radius: undefined };

/**
 * Groups near-duplicates: whatever is linked by a chain of hashes, each within the radius of the next. The two ends of a long chain can be
 * as different as unrelated pictures.
 *
 * @param hashes - All of one kind and size.
 * @returns Positions in `hashes`, rising within a group; groups of two or more, by their first member.
 * @throws {TypeError | RangeError} The hashes are of several kinds or sizes, the radius is missing or out of range, or an option is unknown.
 *
 * @example
 * ```ts
 * import { clusterHashes, parseHash } from 'tamperlens/hash';
 *
 * const hashes = ['ffd7918181c9ffff', '0123456789abcdef', 'ffd7918181c9fffe'].map((hex) => parseHash(hex, { kind: 'average' }));
 * clusterHashes(hashes, { radius: 5 }); // [[0, 2]]
 * ```
 */
export function clusterHashes(hashes: readonly Hash[], options: ClusterHashesOptions): number[][] {
  const { radius } = resolveOptions(KEYS, options);
  if (hashes.length === 0) return [];
  checkInteger('radius', radius, 0, hashes[0].bits);
  const index = new HashIndex(hashes[0]);
  for (const hash of hashes) index.add(hash);
  const groups: number[][] = [];
  const asked = new Set<string>();
  for (let first = 0; first < hashes.length; first++) {
    if (!index.remove(first)) continue;
    const group = [first];
    // What was found is removed, and no hash is looked for twice, so that however many are alike, each is found once.
    for (let next = 0; next < group.length; next++) {
      const hash = hashes[group[next]];
      if (asked.has(hash.hex)) continue;
      asked.add(hash.hex);
      for (const { entry } of index.query(hash, { radius })) {
        index.remove(entry);
        group.push(entry);
      }
    }
    if (group.length > 1) groups.push(group.sort((a, b) => a - b));
  }
  return groups;
}
