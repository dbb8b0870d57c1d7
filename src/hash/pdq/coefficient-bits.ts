/**
 * How near two coefficients may be for their order to be owed to rounding: twice the most by which float32 was found to move a
 * coefficient (1/128, on 198 real pictures of up to 3 megapixels), for both may move.
 */
const ROUNDING = 1 / 64;

/**
 * Compares each coefficient with the median, which is the lower of the two in the middle.
 *
 * @param coefficients - `[16, 16]`.
 * @returns One sample per bit, the last coefficient first, as the reference prints them; and the bits that rounding decides.
 */
export function coefficientBits(coefficients: Float32Array): { bits: Uint8Array; undetermined: number[] } {
  const count = coefficients.length;
  const median = coefficients.slice().sort()[count / 2 - 1];
  const bits = new Uint8Array(count);
  const near: number[] = [];
  for (let bit = 0; bit < count; bit++) {
    const coefficient = coefficients[count - 1 - bit];
    if (coefficient > median) bits[bit] = 1;
    if (Math.abs(coefficient - median) <= ROUNDING) near.push(bit);
  }
  // The median itself is always near.
  return { bits, undetermined: near.length > 1 ? near : [] };
}
