/**
 * How much of each pixel along a side goes to which block. A pixel gives to one block or to two neighbors, and gives each two
 * shares, which the reference adds one after the other.
 */
export interface BlockShares {
  /** Pixels that are listed for each block; where fewer give to it, the rest have shares of 0. */
  readonly length: number;
  /** `[blocks]`: the first pixel that gives to it. */
  readonly starts: Int32Array;
  /** `[blocks, length]`: the share that a pixel has as the first of its blocks' … */
  readonly first: Float64Array;
  /** `[blocks, length]`: … and as the second's. */
  readonly second: Float64Array;
}

/** Where a pixel goes: two blocks, which may be the same one, and a share of each. */
export interface Split {
  readonly blocks: readonly [first: number, second: number];
  readonly shares: readonly [first: number, second: number];
}

/**
 * Splits a pixel among blocks in float32, as the C program does: what reaches beyond the border of a block goes to the next.
 *
 * @param at - The pixel along the side.
 * @param length - The side in pixels.
 * @param count - Blocks along the side.
 */
export function splitPixel(at: number, length: number, count: number): Split {
  const blockLength = Math.fround(length / count);
  const past = (at + 1) % blockLength;
  const rest = past % 1;
  const place = Math.fround(at / blockLength);
  const block = Math.floor(place);
  // A pixel across a border is the one after which less than a pixel has been counted.
  const next = past < 1 && at + 1 < length ? Math.ceil(place) : block;
  return { blocks: [block, next], shares: [Math.fround(1 - rest), rest] };
}

/** Splits a pixel in exact arithmetic, its shares counted in 1/`count` of it. */
export function splitPixelExactly(at: number, length: number, count: number): Split {
  const past = ((at + 1) * count) % length;
  const block = Math.floor((at * count) / length);
  if (past >= count || at + 1 === length) return { blocks: [block, block], shares: [count, 0] };
  return { blocks: [block, Math.ceil((at * count) / length)], shares: [count - past, past] };
}

/** Lists the pixels of each block. */
export function listShares(length: number, count: number, split: typeof splitPixel): BlockShares {
  const starts = new Int32Array(count);
  const ends = new Int32Array(count);
  for (let at = 0; at < length; at++) {
    for (const block of split(at, length, count).blocks) {
      if (ends[block] === 0) starts[block] = at;
      ends[block] = at + 1;
    }
  }
  const most = ends.reduce((longest, end, block) => Math.max(longest, end - starts[block]), 1);
  const first = new Float64Array(count * most);
  const second = new Float64Array(count * most);
  for (let at = 0; at < length; at++) {
    const { blocks, shares } = split(at, length, count);
    first[blocks[0] * most + at - starts[blocks[0]]] = shares[0];
    second[blocks[1] * most + at - starts[blocks[1]]] = shares[1];
  }
  return { length: most, starts, first, second };
}
