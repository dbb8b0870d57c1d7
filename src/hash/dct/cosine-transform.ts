import { runPass } from './passes.ts';
import type { Pass } from './passes.ts';
import { rootsOfUnity } from './roots-of-unity.ts';

/** Transforms an array in place. */
export type Transform = (samples: Float64Array) => void;

/**
 * Makes a discrete cosine transform (type II, not normalized): X_k = 2 Σ x_n cos(π k (2n + 1) / 2N).
 *
 * The result is SciPy's `scipy.fftpack.dct` on x86-64 to the last bit: one Fourier transform of half-complex numbers of the same
 * length, its passes in pocketfft's order. See NOTICE.md.
 *
 * @param length - N, 2..1024, a product of primes up to 61.
 * @returns A function that transforms N samples in place; it may be used again.
 */
export function cosineTransform(length: number): Transform {
  const passes = passesOf(length);
  const quarter = rootsOfUnity(4 * length, length + 1).cosines;
  const scratch = new Float64Array(length);
  const last = length - 1;
  return (samples) => {
    samples[0] *= 2;
    if (length % 2 === 0) samples[last] *= 2;
    for (let k = 1; k < last; k += 2) {
      const sample = samples[k];
      const next = samples[k + 1];
      samples[k + 1] = next - sample;
      samples[k] = next + sample;
    }
    let from: Float64Array = samples;
    let to: Float64Array = scratch;
    for (const pass of passes) {
      runPass(pass, from, to);
      [from, to] = [to, from];
    }
    if (from !== samples) samples.set(from);
    for (let k = 1, mirror = last; k < mirror; k++, mirror--) {
      const sum = quarter[k] * samples[mirror] + quarter[mirror] * samples[k];
      const difference = quarter[k] * samples[k] - quarter[mirror] * samples[mirror];
      samples[k] = 0.5 * (sum + difference);
      samples[mirror] = 0.5 * (sum - difference);
    }
    if (length % 2 === 0) samples[length / 2] *= quarter[length / 2];
  };
}

/** Fours first, but for a two in front of them that is left over, then odd primes from the smallest on. */
function passesOf(length: number): Pass[] {
  const radices: number[] = [];
  let rest = length;
  for (; rest % 4 === 0; rest /= 4) radices.push(4);
  if (rest % 2 === 0) {
    rest /= 2;
    radices.push(2);
    [radices[0], radices[radices.length - 1]] = [2, radices[0]];
  }
  for (let prime = 3; rest > 1; prime += 2) {
    for (; rest % prime === 0; rest /= prime) radices.push(prime);
  }
  const roots = rootsOfUnity(length, length);
  let groups = 1;
  return radices.map((radix) => {
    const pass = { radix, span: length / (radix * groups), groups, roots };
    groups *= radix;
    return pass;
  });
}
