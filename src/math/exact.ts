/*
 * What the rounding of one operation leaves behind. With it a value is carried as an unevaluated sum of two doubles, about 106
 * bits, from nothing but the exactly specified + − ×.
 */

/** `2^27 + 1`: multiplying by it splits a double in two halves of 26 bits. */
const SPLITTER = 134217729;

/** Computes what `sum = a + b` lost to rounding, exactly, whichever of the two is larger (Knuth's two-sum). */
export function sumError(a: number, b: number, sum: number): number {
  const b2 = sum - a;
  return a - (sum - b2) + (b - b2);
}

/**
 * Computes what `product = a × b` lost to rounding (Dekker's product, Veltkamp's splitting): exactly, while |a| and |b| stay
 * below 2^970 and nothing becomes subnormal.
 */
export function productError(a: number, b: number, product: number): number {
  const aTop = a * SPLITTER;
  const aHigh = aTop - (aTop - a);
  const aLow = a - aHigh;
  const bTop = b * SPLITTER;
  const bHigh = bTop - (bTop - b);
  const bLow = b - bHigh;
  return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
}
