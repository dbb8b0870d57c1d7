import { xorshiftBytes } from '../support/scene.ts';

/** 8×8 blocks of 8-bit samples: seeded noise of several strengths, and the extremes that a transform can meet. */
export function sampleBlocks(count: number, seed: number): Uint8ClampedArray[] {
  return [...extremeBlocks(), ...Array.from({ length: count }, (_, i) => noisyBlock(seed + i))];
}

/** Flat, half and half, checkered, single spikes, and for each basis function the block that makes its coefficient largest. */
export function extremeBlocks(): Uint8ClampedArray[] {
  const paint = (sample: (x: number, y: number) => number): Uint8ClampedArray =>
    Uint8ClampedArray.from({ length: 64 }, (_, i) => sample(i & 7, i >> 3));
  const basis = Array.from({ length: 64 }, (_, k) => paint((x, y) => (wave(k & 7, x) * wave(k >> 3, y) >= 0 ? 255 : 0)));
  const inverted = basis.map((block) => block.map((sample) => 255 - sample));
  const spikes = [0, 27, 63].map((at) => paint((x, y) => (y * 8 + x === at ? 255 : 0)));
  const flats = [0, 1, 127, 128, 129, 254, 255].map((level) => paint(() => level));
  return [...flats, ...basis, ...inverted, ...spikes];
}

/** cos((2x + 1)uπ/16), whose sign is all that matters. */
function wave(u: number, x: number): number {
  return Math.cos(((2 * x + 1) * u * Math.PI) / 16);
}

function noisyBlock(seed: number): Uint8ClampedArray {
  const bytes = xorshiftBytes(66, seed);
  const spread = bytes[64] & 7;
  // From every value there is down to a few levels about a random one.
  return Uint8ClampedArray.from({ length: 64 }, (_, i) => (spread === 0 ? bytes[i] : bytes[65] + ((bytes[i] - 128) >> spread)));
}
