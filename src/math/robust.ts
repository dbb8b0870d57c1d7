/** What turns the median absolute deviation of normally distributed values into their standard deviation: 1 / Φ⁻¹(3/4). */
export const MAD_TO_SIGMA = 1.4826022185056018;

/**
 * Computes the median: the middle value, or the mean of the two middle ones. The caller's array keeps its order.
 *
 * @param values - At least one number, in any unit.
 * @returns The median in the unit of the values; `NaN` when one of them is `NaN`.
 * @throws {RangeError} There are no values.
 */
export function median(values: ArrayLike<number>): number {
  return medianInPlace(new Float64Array(values));
}

/**
 * Computes the median distance of the values from `center`; {@link MAD_TO_SIGMA} times it estimates a standard deviation.
 *
 * @param values - At least one number, in any unit.
 * @param center - Where distances are taken from, in the unit of the values.
 * @defaultValue The values' median.
 * @returns The distance in the unit of the values, ≥ 0; `NaN` when a value is `NaN`.
 * @throws {RangeError} There are no values.
 */
export function medianAbsoluteDeviation(values: ArrayLike<number>, center: number = median(values)): number {
  const distances = new Float64Array(values);
  for (let i = 0; i < distances.length; i++) distances[i] = Math.abs(distances[i] - center);
  return medianInPlace(distances);
}

function medianInPlace(values: Float64Array): number {
  const count = values.length;
  if (count === 0) throw new RangeError('"values" must hold at least one number');
  for (let i = 0; i < count; i++) if (values[i] !== values[i]) return NaN;
  const middle = count >> 1;
  moveToRank(values, middle);
  const upper = values[middle];
  if (count % 2 === 1) return upper;
  let lower = values[0];
  for (let i = 1; i < middle; i++) lower = Math.max(lower, values[i]);
  return lower / 2 + upper / 2;
}

/**
 * Reorders the values so that index `rank` holds what sorting would put there, nothing greater before it, nothing smaller after
 * (Hoare's selection).
 */
function moveToRank(values: Float64Array, rank: number): void {
  let first = 0;
  let last = values.length - 1;
  // Values made to defeat the choice of pivots would cost quadratic time: past the usual number of rounds, sorting bounds it.
  let rounds = 4 * (32 - Math.clz32(values.length));
  while (first < last) {
    if (rounds-- === 0) {
      values.subarray(first, last + 1).sort();
      return;
    }
    const pivot = middleOf(values[first], values[(first + last) >> 1], values[last]);
    let left = first;
    let right = last;
    while (left <= right) {
      while (values[left] < pivot) left++;
      while (values[right] > pivot) right--;
      if (left <= right) {
        const moved = values[left];
        values[left++] = values[right];
        values[right--] = moved;
      }
    }
    if (rank <= right) last = right;
    else if (rank >= left) first = left;
    else return;
  }
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
