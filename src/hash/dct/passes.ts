/*
 * The passes of a Fourier transform from half-complex spectra to real samples. The order of every addition and multiplication is
 * pocketfft's, for the last bits decide what a hash makes of flat pictures. See NOTICE.md for its license.
 *
 * A spectrum of a real signal is packed as re₀ re₁ im₁ re₂ im₂ …: frequency f > 0 stands at 2f − 1 and 2f. One pass takes
 * `groups` spectra of `radix × span` numbers and makes `radix × groups` of `span` numbers: the r-th part of the signal behind
 * spectrum k is the spectrum k + groups × r.
 */

import type { Roots } from './roots-of-unity.ts';

/** One pass of a transform of `radix` × `span` × `groups` numbers. */
export interface Pass {
  readonly radix: number;
  readonly span: number;
  readonly groups: number;
  /** The roots of unity of the whole transform's length. */
  readonly roots: Roots;
}

const SQRT_2 = 1.4142135623730951;

/** Takes a pass; both arrays have the transform's length. */
export function runPass(pass: Pass, from: Float64Array, to: Float64Array): void {
  if (pass.radix === 4) passOfFour(pass, from, to);
  else if (pass.radix === 2) passOfTwo(pass, from, to);
  else passOfOdd(pass, from, to);
}

function passOfTwo({ span, groups, roots }: Pass, from: Float64Array, to: Float64Array): void {
  const part = groups * span;
  for (let k = 0; k < groups; k++) {
    const source = 2 * k * span;
    const target = k * span;
    for (let m = 0; 2 * m < span; m++) {
      // Frequencies of the long spectrum that fall on frequency m of the parts: m, and span − m turned over.
      const up = source + 2 * m;
      const down = source + 2 * (span - m);
      const isComplex = m !== 0;
      const ar = from[isComplex ? up - 1 : up];
      const ai = isComplex ? from[up] : 0;
      const br = from[down - 1];
      const bi = isComplex ? from[down] : 0;
      put(to, target, m, ar + br, ai - bi);
      turn(to, target + part, m, ar - br, ai + bi, roots, m * groups);
    }
    if (span % 2 === 0) {
      to[target + span - 1] = 2 * from[source + span - 1];
      to[target + part + span - 1] = -2 * from[source + span];
    }
  }
}

function passOfFour({ span, groups, roots }: Pass, from: Float64Array, to: Float64Array): void {
  const part = groups * span;
  for (let k = 0; k < groups; k++) {
    const source = 4 * k * span;
    const target = k * span;
    for (let m = 0; 2 * m < span; m++) {
      // m, span + m, and turned over span − m, 2 span − m.
      const atA = source + 2 * m;
      const atB = atA + 2 * span;
      const atC = source + 2 * (span - m);
      const atD = atC + 2 * span;
      const isComplex = m !== 0;
      const ar = from[isComplex ? atA - 1 : atA];
      const ai = isComplex ? from[atA] : 0;
      const br = from[atB - 1];
      const bi = from[atB];
      const cr = from[atC - 1];
      const ci = from[atC];
      const dr = from[atD - 1];
      const di = isComplex ? from[atD] : 0;
      const evenRe = ar + dr;
      const oddRe = ar - dr;
      const evenIm = ai - di;
      const oddIm = ai + di;
      const sumRe = br + cr;
      const sumIm = bi - ci;
      const turnedRe = bi + ci;
      const turnedIm = br - cr;
      put(to, target, m, evenRe + sumRe, evenIm + sumIm);
      turn(to, target + part, m, oddRe - turnedRe, oddIm + turnedIm, roots, m * groups);
      turn(to, target + 2 * part, m, evenRe - sumRe, evenIm - sumIm, roots, 2 * m * groups);
      turn(to, target + 3 * part, m, oddRe + turnedRe, oddIm - turnedIm, roots, 3 * m * groups);
    }
    if (span % 2 === 0) passMiddleOfFour(from, source, to, target + span - 1, span, part);
  }
}

/** The frequency half-way, where two of the four fall together: eighths of a turn have √½ in them, not two rounded factors. */
function passMiddleOfFour(
  from: Float64Array,
  source: number,
  to: Float64Array,
  target: number,
  span: number,
  part: number,
): void {
  const ar = from[source + span - 1];
  const ai = from[source + span];
  const br = from[source + 3 * span - 1];
  const bi = from[source + 3 * span];
  const re = ar - br;
  const im = bi + ai;
  to[target] = 2 * (ar + br);
  to[target + part] = SQRT_2 * (re - im);
  to[target + 2 * part] = 2 * (bi - ai);
  to[target + 3 * part] = -SQRT_2 * (re + im);
}

/** A pass of an odd prime, whose span is odd too: the even factors come first. */
function passOfOdd({ radix, span, groups, roots }: Pass, from: Float64Array, to: Float64Array): void {
  const part = groups * span;
  const pairs = (radix - 1) / 2;
  const { cosines, sines } = weightsOf(radix, roots);
  // Per pair of frequencies that are each other's mirror images: sums and differences.
  const sumRe = new Float64Array(pairs + 1);
  const sumIm = new Float64Array(pairs + 1);
  const differenceRe = new Float64Array(pairs + 1);
  const differenceIm = new Float64Array(pairs + 1);
  for (let k = 0; k < groups; k++) {
    const source = radix * k * span;
    const target = k * span;
    for (let m = 0; 2 * m < span; m++) {
      const isComplex = m !== 0;
      const re = from[source + (isComplex ? 2 * m - 1 : 0)];
      const im = isComplex ? from[source + 2 * m] : 0;
      let wholeRe = re;
      let wholeIm = im;
      for (let j = 1; j <= pairs; j++) {
        const up = source + 2 * (j * span + m);
        const down = source + 2 * (j * span - m);
        sumRe[j] = from[up - 1] + from[down - 1];
        sumIm[j] = from[up] - from[down];
        differenceRe[j] = from[up - 1] - from[down - 1];
        differenceIm[j] = from[up] + from[down];
        wholeRe += sumRe[j];
        wholeIm += sumIm[j];
      }
      put(to, target, m, wholeRe, wholeIm);
      for (let r = 1; r <= pairs; r++) {
        const evenRe = weigh(re, sumRe, cosines, r);
        const evenIm = weigh(im, sumIm, cosines, r);
        const oddRe = weigh(0, differenceRe, sines, r);
        const oddIm = weigh(0, differenceIm, sines, r);
        turn(to, target + r * part, m, evenRe - oddIm, evenIm + oddRe, roots, r * m * groups);
        const mirror = radix - r;
        turn(to, target + mirror * part, m, evenRe + oddIm, evenIm - oddRe, roots, mirror * m * groups);
      }
    }
  }
}

/** Adds `values[j]` × `weights[j r]` for all j from 1 on: two one by one, then in sums of four, of two, and the last alone. */
function weigh(start: number, values: Float64Array, weights: Float64Array, r: number): number {
  const radix = weights.length;
  const last = values.length - 1;
  const term = (j: number): number => values[j] * weights[(j * r) % radix];
  let sum = start + term(1);
  if (last > 1) sum += term(2);
  let j = 3;
  for (; j + 3 <= last; j += 4) sum += term(j) + term(j + 1) + term(j + 2) + term(j + 3);
  for (; j + 1 <= last; j += 2) sum += term(j) + term(j + 1);
  if (j <= last) sum += term(j);
  return sum;
}

/** The roots of unity of a radix: for 3 and 5 rounded once, for others those of the whole length. */
function weightsOf(radix: number, roots: Roots): Roots {
  if (radix === 3) {
    return { cosines: Float64Array.of(1, -0.5, -0.5), sines: Float64Array.of(0, 0.8660254037844386, -0.8660254037844386) };
  }
  if (radix === 5) {
    const [c1, c2, s1, s2] = [0.30901699437494745, -0.8090169943749475, 0.9510565162951535, 0.5877852522924731];
    return { cosines: Float64Array.of(1, c1, c2, c2, c1), sines: Float64Array.of(0, s1, s2, -s2, -s1) };
  }
  const step = roots.cosines.length / radix;
  return {
    cosines: Float64Array.from({ length: radix }, (_, i) => roots.cosines[i * step]),
    sines: Float64Array.from({ length: radix }, (_, i) => roots.sines[i * step]),
  };
}

/** Puts one frequency into a packed spectrum; what is real has no imaginary part there. */
function put(to: Float64Array, start: number, frequency: number, re: number, im: number): void {
  const at = start + 2 * frequency;
  if (frequency === 0) {
    to[at] = re;
    return;
  }
  to[at - 1] = re;
  to[at] = im;
}

/** Turns by a root of unity before it puts. */
function turn(
  to: Float64Array,
  start: number,
  frequency: number,
  re: number,
  im: number,
  { cosines, sines }: Roots,
  index: number,
): void {
  if (frequency === 0) {
    to[start] = re;
    return;
  }
  const at = start + 2 * frequency;
  to[at - 1] = cosines[index] * re - sines[index] * im;
  to[at] = cosines[index] * im + sines[index] * re;
}
