import { checkInteger, checkOneOf, resolveOptions } from '../errors/index.ts';
import type { Raster, RasterLike } from '../image/index.ts';
import { sumSharedBlocks, sumWholeBlocks } from './block-sums.ts';
import { hashOfBits } from './hash-bits.ts';
import { hashSource, SOURCE_DEFAULTS } from './hash-source.ts';
import type { HashSourceOptions } from './hash-source.ts';
import type { Hash } from './hash.ts';

/** Options of {@link blockHash}. */
export interface BlockHashOptions extends HashSourceOptions {
  /**
   * Blocks along each side, a multiple of 4 in 4..64; the hash has the square of it in bits.
   * @defaultValue 16
   */
  readonly size: number;
  /**
   * Whether pixels on the border of two blocks are divided among them (`exact`), or blocks are whole pixels large and what remains
   * at the right and at the bottom is left out (`quick`). The two agree where both sides are multiples of `size`.
   * @defaultValue 'exact'
   */
  readonly method: 'exact' | 'quick';
}

const DEFAULTS: BlockHashOptions = { ...SOURCE_DEFAULTS, size: 16, method: 'exact' };

/** The picture is cut into so many horizontal bands, each with its own median. */
const BANDS = 4;

/** Half of 3 × 256 levels: how bright a pixel must be for its block to count as bright when it equals the median. */
const HALF_LEVEL = 384;

/** The blocks of a picture and the arithmetic that the reference compares them in. */
interface Blocks {
  /** `[size, size]`: R + G + B of all pixels. */
  readonly sums: Float64Array;
  /** The median that equal blocks must exceed to count as bright. */
  readonly half: number;
  /** The mean of the two middle sums, rounded as the reference does. */
  readonly middleOf: (low: number, high: number) => number;
  /** The sums of exact arithmetic in any unit: the same array where `sums` are not rounded. */
  readonly exact: Float64Array;
  /** What one level more in each sample of a block adds to its exact sum. */
  readonly exactLevel: number;
}

/**
 * Computes the block hash (block mean values compared with the median of their quarter of the picture), bit for bit as the C program
 * blockhash does from the same pixels.
 *
 * Fully transparent pixels count as white, other transparency is ignored. The program sums in float32 for `exact`, and takes
 * medians in float32 for both methods; blockhash-js uses doubles, so that a few bits of large pictures differ. A picture with fewer
 * pixels than blocks along a side has the hash of zeros for `quick`; for `exact` its pixels are dealt out to the blocks that they
 * overlap first and last, so that the bits tell more of its size than of what it shows. The program's integers overflow above
 * 1.4 million pixels a block, ours do not.
 *
 * @param image - 8-bit pixels with 1, 3 or 4 channels.
 * @returns `size²` bits, rows of blocks from the top-left. `quality` is the percentage of bits whose block differs from the median by
 *   more than one level in each sample, 0 where a side has fewer pixels than blocks; `undetermined` names bits whose block equals the
 *   median in exact arithmetic, where float32 sums decide.
 * @throws {TypeError | RangeError} The pixels do not fit their size, or an option is out of range.
 * @see commonsmachinery/blockhash, `blockhash.c`; B. Yang, F. Gu and X. Niu, "Block Mean Value Based Image Perceptual Hashing", which it
 *   names as its source.
 *
 * @example
 * ```ts
 * import { blockHash } from 'tamperlens/hash';
 *
 * const data = Uint8Array.from({ length: 64 * 64 }, (_, i) => 4 * (i % 64));
 * blockHash({ data, width: 64, height: 64 }, { size: 4 }).hex; // '3333'
 * ```
 */
export function blockHash(image: RasterLike, options?: Partial<BlockHashOptions>): Hash {
  const { size, method, ...source } = resolveOptions(DEFAULTS, options);
  checkInteger('size', size, 4, 64);
  if (size % 4 !== 0) throw new RangeError(`"size" must be a multiple of 4, received ${size}`);
  checkOneOf('method', method, ['exact', 'quick']);
  const raster = hashSource(image, source);
  const isWhole = method === 'quick' || (raster.width % size === 0 && raster.height % size === 0);
  const { bits, decided, undetermined } = compareBands(isWhole ? wholeBlocks(raster, size) : sharedBlocks(raster, size));
  const isLargeEnough = raster.width >= size && raster.height >= size;
  const quality = isLargeEnough ? Math.round((100 * decided) / bits.length) : 0;
  return hashOfBits(`block-${method}`, bits, { quality, undetermined });
}

function wholeBlocks(raster: Raster, size: number): Blocks {
  const area = Math.floor(raster.width / size) * Math.floor(raster.height / size);
  const sums = sumWholeBlocks(raster, size);
  return {
    sums,
    half: Math.fround(area * HALF_LEVEL),
    middleOf: (low, high) => Math.trunc(Math.fround(low + high) / 2),
    exact: sums,
    exactLevel: 3 * area,
  };
}

function sharedBlocks(raster: Raster, size: number): Blocks {
  const { width, height } = raster;
  const { rounded, exact } = sumSharedBlocks(raster, size);
  const area = Math.fround(Math.fround(width / size) * Math.fround(height / size));
  return {
    sums: rounded,
    half: Math.fround(Math.trunc(area) * HALF_LEVEL),
    middleOf: (low, high) => Math.fround(low + high) / 2,
    exact,
    // Exact sums count in 1 / size² of a pixel, of which a block has width × height.
    exactLevel: 3 * width * height,
  };
}

function compareBands({ sums, half, middleOf, exact, exactLevel }: Blocks): {
  bits: Uint8Array;
  decided: number;
  undetermined: number[];
} {
  const length = sums.length / BANDS;
  const bits = new Uint8Array(sums.length);
  const undetermined: number[] = [];
  let decided = 0;
  for (let start = 0; start < sums.length; start += length) {
    const [low, high] = middleTwo(sums, start, length);
    const median = middleOf(low, high);
    // Flat dark bands are all zeros, flat bright ones all ones.
    const isBright = Math.fround(median) > half;
    const [exactLow, exactHigh] = middleTwo(exact, start, length);
    for (let i = start; i < start + length; i++) {
      const excess = Math.fround(sums[i] - median);
      if (excess > 0 || (Math.abs(excess) < 1 && isBright)) bits[i] = 1;
      const twiceExcess = 2 * exact[i] - (exactLow + exactHigh);
      if (Math.abs(twiceExcess) > 2 * exactLevel) decided++;
      if (exact !== sums && twiceExcess === 0) undetermined.push(i);
    }
  }
  return { bits, decided, undetermined };
}

function middleTwo(sums: Float64Array, start: number, length: number): [low: number, high: number] {
  const sorted = sums.slice(start, start + length).sort();
  return [sorted[length / 2 - 1], sorted[length / 2]];
}
