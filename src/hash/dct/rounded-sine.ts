/** Binary digits behind the point in the series below: twice a double's, and to spare. */
const FRACTION_BITS = 112n;
const ONE = 1n << FRACTION_BITS;
const SCALE = 5.192296858534828e33;

/**
 * Computes the sine of an angle in whole numbers, correctly rounded.
 *
 * @param angle - Radians, 2^-50 … π/4, or 0.
 */
export function roundedSine(angle: number): number {
  const x = fixedPoint(angle);
  return sumSeries(x, x, 2n);
}

/** Does the same for the cosine. */
export function roundedCosine(angle: number): number {
  return sumSeries(ONE, fixedPoint(angle), 1n);
}

function fixedPoint(angle: number): bigint {
  // A power of two: the product is exact, and whole.
  return BigInt(angle * SCALE);
}

/** Sums a Taylor series whose terms follow from the first by −x² / (k (k + 1)) and k + 2. */
function sumSeries(first: bigint, x: bigint, from: bigint): number {
  const square = (x * x) >> FRACTION_BITS;
  let term = first;
  let sum = term;
  for (let k = from; term !== 0n; k += 2n) {
    term = -((term * square) >> FRACTION_BITS) / (k * (k + 1n));
    sum += term;
  }
  return Number(sum) / SCALE;
}
