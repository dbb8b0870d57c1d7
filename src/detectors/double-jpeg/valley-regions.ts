import { labelComponents } from '../../image/index.ts';
import type { Region } from '../../image/index.ts';
import { log10, logPoissonUpperTail } from '../../math/index.ts';
import { boxSums } from '../box-sums.ts';
import type { LumaBlocks } from './luma-blocks.ts';
import type { ValleyCounts } from './valley-counts.ts';

/** A part of the image that lacks the trace of the earlier compression. */
export interface DoubleJpegRegion extends Region {
  /** Blocks that belong to it. */
  readonly blocks: number;
  /** Coefficients found in valleys for each that is expected without an earlier compression; near 1 where there was none. */
  readonly valleyRatio: number;
  /** Decimal logarithm of the expected number of false alarms. */
  readonly log10Nfa: number;
}

/** What the valley counts say of an image. */
export interface ValleyRegions {
  /** Valley ratio of the parts that were compressed twice; `null` where too little is textured to tell. */
  readonly leak: number | null;
  /** Candidates, the least expected first. */
  readonly candidates: readonly DoubleJpegRegion[];
}

/** Tiles of 8×8 blocks from which the leak is taken: those where this many valley coefficients would be expected, if there are six. */
const TILE = 8;
const TILE_EXPECTED = 6;
const MINIMUM_TILES = 6;
const MINIMUM_LEAK = 0.02;

/** Ratios are taken over 7×7 blocks, with so many expected coefficients of the usual leak added where there are few. */
const WINDOW_RADIUS = 3;
const PRIOR = 3;

/** A block belongs to a candidate from this ratio on, and this many times the leak. */
const CANDIDATE_RATIO = 0.6;
const CANDIDATE_LEAKS = 2.2;

/** Candidates have this many blocks, cover no more than this share of the image, and have this many expected coefficients. */
const MINIMUM_BLOCKS = 16;
const MAXIMUM_SHARE = 0.6;
const MINIMUM_EXPECTED = 8;

/** Coefficients of a block, and blocks side by side, are not independent: counts are divided by this. */
const OVERDISPERSION = 4;

/** The leak varies over an image: tails are taken from this many times as much. */
const LEAK_MARGIN = 1.3;

/** `ln 10`. */
const LN_10 = 2.302585092994046;

/**
 * Finds connected parts whose coefficients fall into valleys as often as if there had been no earlier compression, and how often chance
 * would make such a part somewhere in an image that was compressed twice all over.
 *
 * @param valid - `[height, width]`, 1 for blocks that count.
 * @param tracedShare - Estimated share of the blocks that were compressed twice, 0..1.
 */
export function findUntraced(blocks: LumaBlocks, counts: ValleyCounts, valid: Uint8Array, tracedShare: number): ValleyRegions {
  const { width, height } = blocks;
  const counted = counts.counted.map((value, i) => (valid[i] === 0 ? 0 : value));
  const expected = counts.expected.map((value, i) => (valid[i] === 0 ? 0 : value));
  const leak = estimateLeak(counted, expected, width, height, tracedShare);
  if (leak === null) return { leak, candidates: [] };
  const countedSums = boxSums(counted, width, height, WINDOW_RADIUS);
  const expectedSums = boxSums(expected, width, height, WINDOW_RADIUS);
  const threshold = Math.max(CANDIDATE_RATIO, CANDIDATE_LEAKS * leak);
  const mask = Uint8Array.from(countedSums, (sum, i) =>
    valid[i] !== 0 && sum + PRIOR * leak > threshold * (expectedSums[i] + PRIOR) ? 1 : 0,
  );
  const candidates = measureComponents(mask, counted, expected, blocks)
    .filter(
      (part) =>
        part.blocks >= MINIMUM_BLOCKS && part.blocks <= MAXIMUM_SHARE * width * height && part.expected >= MINIMUM_EXPECTED,
    )
    .map((part) => toRegion(part, leak, blocks));
  candidates.sort((a, b) => a.log10Nfa - b.log10Nfa || a.y - b.y || a.x - b.x);
  return { leak, candidates };
}

/** The median tile of those that were compressed twice: they have the lowest ratios, and are about `tracedShare` of all. */
function estimateLeak(
  counted: Float32Array,
  expected: Float32Array,
  width: number,
  height: number,
  tracedShare: number,
): number | null {
  const ratios: number[] = [];
  for (let top = 0; top < height; top += TILE) {
    for (let left = 0; left < width; left += TILE) {
      let [hits, chances] = [0, 0];
      for (let y = top; y < Math.min(top + TILE, height); y++) {
        for (let x = left; x < Math.min(left + TILE, width); x++) {
          hits += counted[y * width + x];
          chances += expected[y * width + x];
        }
      }
      if (chances > TILE_EXPECTED) ratios.push(hits / chances);
    }
  }
  if (ratios.length < MINIMUM_TILES) return null;
  ratios.sort((a, b) => a - b);
  return Math.max(MINIMUM_LEAK, ratios[Math.floor((tracedShare * ratios.length) / 2)]);
}

/** A connected part in blocks. */
interface Part {
  left: number;
  top: number;
  right: number;
  bottom: number;
  blocks: number;
  counted: number;
  expected: number;
}

function measureComponents(mask: Uint8Array, counted: Float32Array, expected: Float32Array, blocks: LumaBlocks): Part[] {
  const { width, height } = blocks;
  const { labels, count } = labelComponents({ data: mask, width, height });
  const parts: Part[] = Array.from({ length: count }, () => ({
    left: width,
    top: height,
    right: 0,
    bottom: 0,
    blocks: 0,
    counted: 0,
    expected: 0,
  }));
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (labels[i] === 0) continue;
      const part = parts[labels[i] - 1];
      part.left = Math.min(part.left, x);
      part.right = Math.max(part.right, x + 1);
      part.top = Math.min(part.top, y);
      part.bottom = y + 1;
      part.blocks++;
      part.counted += counted[i];
      part.expected += expected[i];
    }
  }
  return parts;
}

function toRegion(part: Part, leak: number, { width, height, cellWidth, cellHeight }: LumaBlocks): DoubleJpegRegion {
  const chance = logPoissonUpperTail(
    Math.floor(part.counted / OVERDISPERSION),
    (LEAK_MARGIN * leak * part.expected) / OVERDISPERSION,
  );
  return {
    x: part.left * cellWidth,
    y: part.top * cellHeight,
    width: (part.right - part.left) * cellWidth,
    height: (part.bottom - part.top) * cellHeight,
    areaPixels: part.blocks * cellWidth * cellHeight,
    blocks: part.blocks,
    valleyRatio: part.counted / part.expected,
    log10Nfa: chance / LN_10 + 2 * log10(width * height),
  };
}
