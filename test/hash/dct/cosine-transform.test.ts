import { describe, expect, it } from 'vitest';
import { cosineTransform } from '../../../src/hash/dct/cosine-transform.ts';
import { xorshiftBytes } from '../../support/scene.ts';
import { sha256Hex } from '../../support/sha256.ts';
import vectors from '../../vectors/hash-transform.json' with { type: 'json' };

/** What the vectors were made of: noise, one level, even and odd symmetry, a ramp, one sample. */
function inputsOf(length: number): Float64Array[] {
  const noise = xorshiftBytes(length, 1000 + length);
  const make = (sample: (i: number) => number): Float64Array => Float64Array.from({ length }, (_, i) => sample(i));
  return [
    make((i) => noise[i]),
    make(() => 77),
    make((i) => noise[i] + noise[length - 1 - i]),
    make((i) => noise[i] - noise[length - 1 - i]),
    make((i) => 3 * i),
    make((i) => (i === Math.floor(length / 3) ? 200 : 0)),
  ];
}

function directly(samples: Float64Array): Float64Array {
  return samples.map((_, k) =>
    samples.reduce((sum, sample, n) => sum + 2 * sample * Math.cos((Math.PI * k * (2 * n + 1)) / (2 * samples.length)), 0),
  );
}

describe('cosineTransform', () => {
  it.each(vectors.transforms)('gives the doubles that SciPy gives for $length samples', ({ length, sha256 }) => {
    const transform = cosineTransform(length);
    const all = new Float64Array(6 * length);
    inputsOf(length).forEach((samples, i) => {
      transform(samples);
      // Adding 0 turns −0 into 0.
      all.set(
        samples.map((value) => value + 0),
        i * length,
      );
    });
    expect(sha256Hex(all)).toBe(sha256);
  });

  it.each([2, 3, 4, 5, 6, 8, 15, 32, 49, 61, 126, 256])('is 2 Σ x cos(π k (2n + 1) / 2N) for %d samples', (length) => {
    const transform = cosineTransform(length);
    for (const samples of inputsOf(length)) {
      const expected = directly(samples);
      transform(samples);
      const errors = samples.map((value, k) => Math.abs(value - expected[k]));
      // A sum of N terms of at most 2 × 510 in double precision, with cosines that are wrong by 1e-16 and angles by k times that.
      expect(Math.max(...errors)).toBeLessThan(1e-15 * length * length * 1020);
    }
  });

  it('turns two samples into their sum and difference', () => {
    const samples = Float64Array.of(3, 1);
    cosineTransform(2)(samples);
    // 2 (3 + 1), and 2 (3 − 1) cos π/4, whose last bit SciPy rounds down.
    expect([samples[0], samples[1]]).toEqual([8, 2.82842712474619]);
  });

  it('gives the same again', () => {
    const transform = cosineTransform(24);
    const [first, second] = [inputsOf(24)[0], inputsOf(24)[0]];
    transform(first);
    transform(inputsOf(24)[4]);
    transform(second);
    expect(second).toEqual(first);
  });
});
