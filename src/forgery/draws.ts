/*
 * A counter-based generator: every draw is a function of (seed, stream, index) alone, so that pixels may be drawn in any order and
 * a new draw in one place moves nothing elsewhere. The mixing step is the finalizer of MurmurHash3 (Austin Appleby, public domain).
 */

/** Mixes 32 bits: each bit of the result depends on each bit of `h`. */
function mix(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** The largest seed: seeds are unsigned 32-bit numbers. */
export const MAXIMUM_SEED = 0xffffffff;

/** Derives the key of one stream of draws, so that streams of one seed do not resemble each other. */
export function streamKey(seed: number, stream: number): number {
  return mix(mix(seed ^ 0x5bd1e995) + Math.imul(stream + 1, 0x9e3779b1));
}

/** The draw of a stream at a whole number: 0..2^32 − 1. */
export function hashAt(index: number, key: number): number {
  return mix(Math.imul(index, 0x9e3779b1) ^ key) >>> 0;
}

/** The draw of a stream at a lattice point: 0..2^32 − 1. */
export function hashAtPoint(x: number, y: number, key: number): number {
  return mix(mix(Math.imul(x, 0x9e3779b1) ^ key) + Math.imul(y, 0x85ebca77)) >>> 0;
}

/**
 * A near-Gaussian draw: the sum of four uniform bytes less its mean, −510..510, of standard deviation {@link NOISE_SIGMA}.
 */
export function noiseAt(index: number, key: number): number {
  const h = hashAt(index, key);
  return (h & 255) + ((h >>> 8) & 255) + ((h >>> 16) & 255) + (h >>> 24) - 510;
}

/** The standard deviation of {@link noiseAt}: √(4 · (256² − 1) / 12). */
export const NOISE_SIGMA: number = Math.sqrt(21845);

/** Draws in order from one stream. */
export class Draws {
  private readonly key: number;
  private index = 0;

  constructor(seed: number, stream: number) {
    this.key = streamKey(seed, stream);
  }

  /** A whole number in `minimum..maximum`, both included; the range must be below 2^20. */
  integer(minimum: number, maximum: number): number {
    return minimum + Math.floor((hashAt(this.index++, this.key) * (maximum - minimum + 1)) / 4294967296);
  }

  /** Whether a chance of `percent` in a hundred came true. */
  chance(percent: number): boolean {
    return this.integer(1, 100) <= percent;
  }

  /** One of the values. */
  oneOf<T>(values: readonly T[]): T {
    return values[this.integer(0, values.length - 1)];
  }

  /** A key for draws at pixels. */
  key32(): number {
    return streamKey(hashAt(this.index++, this.key), 7);
  }
}
