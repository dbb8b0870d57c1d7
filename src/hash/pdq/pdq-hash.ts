import { checkOneOf, resolveOptions } from '../../errors/index.ts';
import type { Raster, RasterLike } from '../../image/index.ts';
import { hashOfBits } from '../hash-bits.ts';
import { hashSource, SOURCE_DEFAULTS } from '../hash-source.ts';
import type { HashSourceOptions } from '../hash-source.ts';
import type { Hash } from '../hash.ts';
import { coefficientBits } from './coefficient-bits.ts';
import { computeCoefficients, turnCoefficients } from './coefficients.ts';
import type { Turn } from './coefficients.ts';
import { gradientQuality } from './gradient-quality.ts';
import { pickNearest512 } from './nearest.ts';
import { readReducedLuma, reduceLuma, SIDE } from './reduce-luma.ts';

/** Options of {@link pdqHash}. */
export interface PdqHashOptions extends HashSourceOptions {
  /**
   * What is done to a picture with a side above 512 pixels first: nothing, as the reference's library does with pixels, or 512×512
   * pixels are picked from it, as the reference's program does with files. The two hashes differ in a few bits.
   * @defaultValue 'none'
   */
  readonly downscale: 'none' | 'nearest-512';
}

/**
 * The hashes of a picture and of its seven turned and mirrored copies. Turns are counterclockwise; the flips are named as the
 * reference names them.
 */
export interface PdqDihedralHashes {
  readonly original: Hash;
  /** Turned counterclockwise by 90°. */
  readonly rotate90: Hash;
  /** Turned by 180°. */
  readonly rotate180: Hash;
  /** Turned counterclockwise by 270°: clockwise by 90°. */
  readonly rotate270: Hash;
  /** Top and bottom change places. */
  readonly flipX: Hash;
  /** Left and right change places: the mirror image. */
  readonly flipY: Hash;
  /** Top-right and bottom-left change places: rows become columns. */
  readonly flipPlus1: Hash;
  /** Top-left and bottom-right change places. */
  readonly flipMinus1: Hash;
}

const DEFAULTS: PdqHashOptions = { ...SOURCE_DEFAULTS, downscale: 'none' };

/** Pictures with a shorter side have no hash of their own. */
const SHORTEST_SIDE = 5;

const TURNS: Readonly<Record<keyof PdqDihedralHashes, Turn>> = {
  original: { mirrorsRows: false, mirrorsColumns: false, transposes: false },
  rotate90: { mirrorsRows: true, mirrorsColumns: false, transposes: true },
  rotate180: { mirrorsRows: true, mirrorsColumns: true, transposes: false },
  rotate270: { mirrorsRows: false, mirrorsColumns: true, transposes: true },
  flipX: { mirrorsRows: false, mirrorsColumns: true, transposes: false },
  flipY: { mirrorsRows: true, mirrorsColumns: false, transposes: false },
  flipPlus1: { mirrorsRows: false, mirrorsColumns: false, transposes: true },
  flipMinus1: { mirrorsRows: true, mirrorsColumns: true, transposes: true },
};

/**
 * Computes the PDQ hash, bit for bit as the C++ reference does from the same pixels (compiled without fused multiply-add): the 256
 * lowest frequencies of a 64×64 reduction, each compared with their median.
 *
 * Gray pictures are hashed as they are, so that bits which are `undetermined` may differ from those of the same picture in RGB, whose
 * luma is rounded; of a picture with transparency the colors are. A picture with a side below 5 has the hash of
 * 256 zeros, quality 0.
 *
 * @param image - 8-bit pixels with 1, 3 or 4 channels.
 * @returns 256 bits, the highest frequency first. `quality` is the reference's: the sum of the steps between neighbors of the
 *   reduction that are 2.55 levels and more, 100 at most; hashes below 50 are best not compared. `undetermined` names
 *   bits whose coefficient is within 1/64 of the median, for float32 was found to move coefficients by up to 1/128.
 * @throws {TypeError | RangeError} The pixels do not fit their size, or an option is out of range.
 * @see facebook/ThreatExchange, `pdq/cpp/hashing/pdqhashing.cpp` and `pdq/cpp/downscaling/downscaling.cpp`.
 *
 * @example
 * ```ts
 * import { pdqHash } from 'tamperlens/hash';
 *
 * const data = Uint8Array.from({ length: 100 * 80 }, (_, i) => ((i % 100) * (i % 37)) & 255);
 * pdqHash({ data, width: 100, height: 80 }).quality; // 100
 * ```
 */
export function pdqHash(image: RasterLike, options?: Partial<PdqHashOptions>): Hash {
  const raster = prepare(image, options);
  if (isTooSmall(raster)) return emptyHash();
  const samples = raster.width === SIDE && raster.height === SIDE ? readReducedLuma(raster) : reduceLuma(raster);
  return hashOfCoefficients(computeCoefficients(samples), gradientQuality(samples));
}

/**
 * Computes the PDQ hashes of a picture and of its turned and mirrored copies from one reduction, bit for bit as the C++ reference
 * does. To hash a turned copy itself is not the same, for the reduction is not quite symmetric: on 33 photographs the two were 10
 * bits apart in the median, 40 at most.
 *
 * A picture of 64×64 pixels is blurred here like any other, and not by {@link pdqHash}: so does the reference, and `original` may
 * differ in a bit.
 *
 * @param image - 8-bit pixels with 1, 3 or 4 channels.
 * @returns Eight hashes of 256 bits, all of one quality.
 * @throws {TypeError | RangeError} As {@link pdqHash}.
 */
export function pdqDihedralHashes(image: RasterLike, options?: Partial<PdqHashOptions>): PdqDihedralHashes {
  const raster = prepare(image, options);
  if (isTooSmall(raster)) return hashEachTurn(emptyHash);
  const samples = reduceLuma(raster);
  const quality = gradientQuality(samples);
  const coefficients = computeCoefficients(samples);
  return hashEachTurn((turn) => hashOfCoefficients(turnCoefficients(coefficients, turn), quality));
}

function prepare(image: RasterLike, options: Partial<PdqHashOptions> | undefined): Raster {
  const { downscale, ...source } = resolveOptions(DEFAULTS, options);
  checkOneOf('downscale', downscale, ['none', 'nearest-512']);
  const raster = hashSource(image, source);
  return downscale === 'none' ? raster : pickNearest512(raster);
}

function isTooSmall({ width, height }: Raster): boolean {
  return Math.min(width, height) < SHORTEST_SIDE;
}

function emptyHash(): Hash {
  return hashOfBits('pdq', new Uint8Array(256), { quality: 0 });
}

function hashOfCoefficients(coefficients: Float32Array, quality: number): Hash {
  const { bits, undetermined } = coefficientBits(coefficients);
  return hashOfBits('pdq', bits, { quality, undetermined });
}

function hashEachTurn(hash: (turn: Turn) => Hash): PdqDihedralHashes {
  return {
    original: hash(TURNS.original),
    rotate90: hash(TURNS.rotate90),
    rotate180: hash(TURNS.rotate180),
    rotate270: hash(TURNS.rotate270),
    flipX: hash(TURNS.flipX),
    flipY: hash(TURNS.flipY),
    flipPlus1: hash(TURNS.flipPlus1),
    flipMinus1: hash(TURNS.flipMinus1),
  };
}
