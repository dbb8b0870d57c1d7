import { checkInteger, checkRange, resolveOptions } from '../../errors/index.ts';
import { clusterHashes } from '../cluster-hashes.ts';
import { hammingDistance } from '../distance.ts';
import type { Hash } from '../hash.ts';
import { HashIndex } from '../index/index.ts';
import type { PdqDihedralHashes } from '../pdq/index.ts';
import { suggestedDistance } from '../suggested-distance.ts';
import { suggestedQuality } from '../suggested-quality.ts';
import { DisjointSets } from './disjoint-sets.ts';

/** What is known of one picture among those that {@link groupDuplicates} compares. */
export interface HashedPicture {
  /** Its hash, of one kind and size for all pictures; `undefined` when its pixels could not be read. */
  readonly hash: Hash | undefined;
  /** Its hashes turned and mirrored, when copies that were turned are to be found as well. */
  readonly turned?: PdqDihedralHashes | undefined;
  /** Any digest of the file, and of the pixels: what is equal in one of them is one picture, whatever the hash says. */
  readonly bytesDigest?: string | undefined;
  readonly pixelsDigest?: string | undefined;
  /** Pixels, width × height, and bytes: the largest picture of a group is the one that the others are held against. */
  readonly pixelCount: number;
  readonly byteLength: number;
}

/** Options of {@link groupDuplicates}. */
export interface GroupDuplicatesOptions {
  /**
   * Largest distance of two hashes that links their pictures, 0 to the number of bits.
   * @defaultValue `suggestedDistance` for the kind and size of the hashes
   */
  readonly distance: number | undefined;
  /**
   * Least quality of a hash that is compared with others, 0..100; pictures below are linked by their digests alone.
   * @defaultValue `suggestedQuality` for the kind of the hashes
   */
  readonly minimumQuality: number | undefined;
}

/** How a picture of a group was turned or mirrored in comparison with another: the names of `PdqDihedralHashes`. */
export type Turn = Exclude<keyof PdqDihedralHashes, 'original'>;

/** One picture of a {@link DuplicateGroup}, held against the group's representative. */
export interface DuplicateMember {
  /** Its place in the list of pictures. */
  readonly picture: number;
  /** Bits in which its hash differs from the representative's; `null` when one of the two has none. */
  readonly distance: number | null;
  /** Which of its turned hashes that is; `null` for the one of the picture as it is. */
  readonly turn: Turn | null;
  readonly sameBytes: boolean;
  readonly samePixels: boolean;
  /** Whether it is farther from the representative than two pictures may be: then others of the group link the two. */
  readonly isBeyond: boolean;
}

/** Pictures that are linked, directly or through others. */
export interface DuplicateGroup {
  /** The one with the most pixels, then the most bytes, then the first in the list. */
  readonly representative: number;
  /** All of them: the representative, what has its bytes, what has its pixels, and the others by distance; then by place in the list. */
  readonly members: readonly DuplicateMember[];
}

/** What {@link groupDuplicates} found. */
export interface GroupedDuplicates {
  /** Groups of two pictures or more, by their first picture. */
  readonly groups: readonly DuplicateGroup[];
  /** Pictures whose hash says too little to be compared: flat, tiny or blurred ones. They can still be in a group by their digests. */
  readonly tooFlat: readonly number[];
  /** The distance and quality that were applied; `null` when no picture has a hash. */
  readonly distance: number | null;
  readonly minimumQuality: number | null;
}

const DEFAULTS: GroupDuplicatesOptions = { distance: undefined, minimumQuality: undefined };

/**
 * Finds groups of near-duplicates: pictures with equal digests, and pictures whose hashes differ in few bits.
 *
 * Links are followed (single linkage), so the two ends of a chain can differ more than two linked pictures may; `isBeyond` tells which
 * members are that far from the representative. The groups do not depend on the order of the pictures, but for ties.
 *
 * @param pictures - What is known of each; results name them by their place in this list.
 * @throws {TypeError | RangeError} An option is unknown or out of range, or the hashes are not all of one kind and size.
 *
 * @example
 * ```ts
 * import { groupDuplicates, parseHash } from 'tamperlens/hash';
 *
 * const hashes = ['average:ffd7918181c9ffff', 'average:0123456789abcdef', 'average:ffd7918181c9fffe'].map((text) => parseHash(text));
 * const { groups } = groupDuplicates(hashes.map((hash) => ({ hash, pixelCount: 1, byteLength: 1 })));
 * groups[0].members.map(({ picture }) => picture); // [0, 2]
 * ```
 */
export function groupDuplicates(
  pictures: readonly HashedPicture[],
  options?: Partial<GroupDuplicatesOptions>,
): GroupedDuplicates {
  const resolved = resolveOptions(DEFAULTS, options);
  const sets = new DisjointSets(pictures.length);
  linkEqual(pictures, sets);
  const first = pictures.find(({ hash }) => hash !== undefined)?.hash;
  let [distance, minimumQuality, tooFlat]: [number | null, number | null, number[]] = [null, null, []];
  if (first !== undefined) {
    distance = resolved.distance ?? suggestedDistance(first.kind, first.bits);
    minimumQuality = resolved.minimumQuality ?? suggestedQuality(first.kind);
    checkInteger('distance', distance, 0, first.bits);
    checkRange('minimumQuality', minimumQuality, 0, 100);
    tooFlat = linkAlike(pictures, sets, { distance, minimumQuality });
  }
  const groups = sets.groups().map((numbers) => describeGroup(pictures, numbers, distance ?? 0));
  return { groups, tooFlat, distance, minimumQuality };
}

function linkEqual(pictures: readonly HashedPicture[], sets: DisjointSets): void {
  for (const name of ['bytesDigest', 'pixelsDigest'] as const) {
    const seen = new Map<string, number>();
    for (const [number, { [name]: digest }] of pictures.entries()) {
      if (digest === undefined) continue;
      const known = seen.get(digest);
      if (known === undefined) seen.set(digest, number);
      else sets.join(known, number);
    }
  }
}

interface Alike {
  readonly distance: number;
  readonly minimumQuality: number;
}

/** Links pictures by their hashes and returns those whose hash says too little. */
function linkAlike(pictures: readonly HashedPicture[], sets: DisjointSets, { distance, minimumQuality }: Alike): number[] {
  const tooFlat: number[] = [];
  const comparable: { readonly number: number; readonly hash: Hash }[] = [];
  const withTurned: { readonly number: number; readonly turned: PdqDihedralHashes }[] = [];
  // Of equal hashes one goes on: a thousand copies of one picture would otherwise find each other a million times.
  const places = new Map<string, number>();
  for (const [number, { hash, turned }] of pictures.entries()) {
    if (hash === undefined) continue;
    if (hash.quality !== null && hash.quality < minimumQuality) {
      tooFlat.push(number);
      continue;
    }
    if (turned !== undefined) withTurned.push({ number, turned });
    const known = places.get(hash.hex);
    if (known !== undefined) sets.join(known, number);
    else {
      places.set(hash.hex, number);
      comparable.push({ number, hash });
    }
  }
  const hashes = comparable.map(({ hash }) => hash);
  for (const [first, ...others] of clusterHashes(hashes, { radius: distance })) {
    for (const other of others) sets.join(comparable[first].number, comparable[other].number);
  }
  if (withTurned.length === 0) return tooFlat;
  const index = new HashIndex(hashes[0]);
  for (const hash of hashes) index.add(hash);
  for (const { number, turned } of withTurned) {
    for (const hash of Object.values<Hash>({ ...turned })) {
      for (const { entry } of index.query(hash, { radius: distance })) sets.join(number, comparable[entry].number);
    }
  }
  return tooFlat;
}

function describeGroup(pictures: readonly HashedPicture[], numbers: readonly number[], distance: number): DuplicateGroup {
  const representative = numbers.reduce((best, number) => (isLarger(pictures[number], pictures[best]) ? number : best));
  const others = numbers
    .filter((number) => number !== representative)
    .map((number) => describeMember(pictures, number, representative, distance))
    .sort((a, b) => sameness(b) - sameness(a) || (a.distance ?? 0) - (b.distance ?? 0) || a.picture - b.picture);
  return { representative, members: [describeMember(pictures, representative, representative, distance), ...others] };
}

function sameness({ sameBytes, samePixels }: DuplicateMember): number {
  return sameBytes ? 2 : samePixels ? 1 : 0;
}

function isLarger(a: HashedPicture, b: HashedPicture): boolean {
  return a.pixelCount > b.pixelCount || (a.pixelCount === b.pixelCount && a.byteLength > b.byteLength);
}

function describeMember(
  pictures: readonly HashedPicture[],
  picture: number,
  representative: number,
  largest: number,
): DuplicateMember {
  const [own, other] = [pictures[picture], pictures[representative]];
  const sameBytes = own.bytesDigest !== undefined && own.bytesDigest === other.bytesDigest;
  const samePixels = own.pixelsDigest !== undefined && own.pixelsDigest === other.pixelsDigest;
  const { distance, turn } = nearest(own, other);
  return { picture, distance, turn, sameBytes, samePixels, isBeyond: distance !== null && distance > largest };
}

/** How far the nearest of a picture's hashes is from another's; the picture as it is wins ties. */
function nearest(own: HashedPicture, other: HashedPicture): { readonly distance: number | null; readonly turn: Turn | null } {
  if (own.hash === undefined || other.hash === undefined) return { distance: null, turn: null };
  let [distance, turn]: [number, Turn | null] = [hammingDistance(own.hash, other.hash), null];
  for (const [name, hash] of Object.entries<Hash>({ ...own.turned })) {
    if (name === 'original') continue;
    const turnedDistance = hammingDistance(hash, other.hash);
    if (turnedDistance < distance) [distance, turn] = [turnedDistance, name as Turn];
  }
  return { distance, turn };
}
