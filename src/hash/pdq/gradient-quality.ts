import { SIDE } from './reduce-luma.ts';

/**
 * Rates how much a reduced picture has to tell apart: the steps between neighboring samples, each in whole percent of the range and
 * rounded toward 0, so that only those of 2.55 levels and more count; their sum over 90, 100 at most.
 *
 * @param samples - `[64, 64]`, 0..255.
 * @returns 0..100, a whole number; the reference's authors discard hashes below 50.
 */
export function gradientQuality(samples: Float32Array): number {
  let steps = 0;
  for (let i = 0; i < SIDE * SIDE - SIDE; i++) steps += percentBetween(samples[i], samples[i + SIDE]);
  for (let i = 0; i < SIDE * SIDE; i++) {
    if (i % SIDE !== SIDE - 1) steps += percentBetween(samples[i], samples[i + 1]);
  }
  return Math.min(100, Math.floor(steps / 90));
}

function percentBetween(a: number, b: number): number {
  return Math.abs(Math.trunc(Math.fround(Math.fround(Math.fround(a - b) * 100) / 255)));
}
