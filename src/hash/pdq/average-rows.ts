/**
 * Rows that are averaged side by side: each running sum waits for its own last rounding, and eight together take little longer
 * than one alone.
 */
export const LANES = 8;

/**
 * Computes the width of the moving average along a side: half of what one of the 64 samples spans, rounded up, for there are two
 * passes.
 *
 * @param length - The side, in pixels.
 */
export function windowFor(length: number): number {
  return (length + 127) >> 7;
}

/**
 * Replaces each sample of {@link LANES} rows by the mean of its neighborhood in the row, with the reference's float32 running sum:
 * a sum carries the rounding of every step before it, so the order of the operations is part of the result.
 *
 * The neighborhood of sample x is x − ⌈window / 2⌉ + 1 … x + ⌊window / 2⌋, as far as it lies in the row.
 *
 * `Math.fround` of a sum, difference or product of float32 numbers is the float32 operation: a double has more than twice the
 * digits, so rounding twice rounds as once. The mean is taken by multiplying with the reciprocal, which is off by 2⁻⁵² of it at most,
 * while the quotient of a float32 number by n lies at least 2⁻²⁵ / n of itself from where float32 rounding tips.
 *
 * @param memory - float32 values: the rows one behind the other from `from` on; their means from `to` on.
 * @param window - At most `width`.
 */
export function averageRows(memory: Float64Array, from: number, to: number, width: number, window: number): void {
  const sums = new Float64Array(LANES);
  for (let lane = 0; lane < LANES; lane++) sums[lane] = fillWindow(memory, from + lane * width, to + lane * width, window);
  slideWindows(memory, from, to + window - (window >> 1), width, window, sums);
  for (let lane = 0; lane < LANES; lane++) {
    drainWindow(memory, from + (lane + 1) * width, to + (lane + 1) * width, window, sums[lane]);
  }
}

/** The first means of a row, up to that of the first whole window; returns its sum. */
function fillWindow(memory: Float64Array, from: number, to: number, window: number): number {
  const ahead = window >> 1;
  let sum = 0;
  for (let i = 0; i < window; i++) {
    sum = Math.fround(sum + memory[from + i]);
    if (i >= ahead) memory[to + i - ahead] = Math.fround(sum * (1 / (i + 1)));
  }
  return sum;
}

/** All other whole windows. */
function slideWindows(memory: Float64Array, from: number, to: number, width: number, window: number, sums: Float64Array): void {
  const scale = 1 / window;
  let [s0, s1, s2, s3, s4, s5, s6, s7] = sums;
  for (let x = window; x < width; x++) {
    const next = from + x;
    const last = next - window;
    const at = to + x - window;
    s0 = Math.fround(Math.fround(s0 + memory[next]) - memory[last]);
    s1 = Math.fround(Math.fround(s1 + memory[next + width]) - memory[last + width]);
    s2 = Math.fround(Math.fround(s2 + memory[next + 2 * width]) - memory[last + 2 * width]);
    s3 = Math.fround(Math.fround(s3 + memory[next + 3 * width]) - memory[last + 3 * width]);
    s4 = Math.fround(Math.fround(s4 + memory[next + 4 * width]) - memory[last + 4 * width]);
    s5 = Math.fround(Math.fround(s5 + memory[next + 5 * width]) - memory[last + 5 * width]);
    s6 = Math.fround(Math.fround(s6 + memory[next + 6 * width]) - memory[last + 6 * width]);
    s7 = Math.fround(Math.fround(s7 + memory[next + 7 * width]) - memory[last + 7 * width]);
    memory[at] = Math.fround(s0 * scale);
    memory[at + width] = Math.fround(s1 * scale);
    memory[at + 2 * width] = Math.fround(s2 * scale);
    memory[at + 3 * width] = Math.fround(s3 * scale);
    memory[at + 4 * width] = Math.fround(s4 * scale);
    memory[at + 5 * width] = Math.fround(s5 * scale);
    memory[at + 6 * width] = Math.fround(s6 * scale);
    memory[at + 7 * width] = Math.fround(s7 * scale);
  }
  sums.set([s0, s1, s2, s3, s4, s5, s6, s7]);
}

/** The last means of a row, whose windows end with it; `fromEnd` and `toEnd` lie behind its last sample. */
function drainWindow(memory: Float64Array, fromEnd: number, toEnd: number, window: number, wholeSum: number): void {
  let sum = wholeSum;
  for (let left = window - 1, ahead = window >> 1; ahead > 0; left--, ahead--) {
    sum = Math.fround(sum - memory[fromEnd - left - 1]);
    memory[toEnd - ahead] = Math.fround(sum * (1 / left));
  }
}
