/**
 * Chroma rows between full and reduced resolution, with the rounding of libjpeg-turbo ("fancy" triangle filter upwards, alternating
 * bias downwards; recipes in its `jcsample.c` and `jdsample.c`).
 */

/** Averages pairs: `n` output samples from `2n` of one row; bias 0, 1, 0, 1… along the row. */
export function downsampleH2V1(row: Uint8ClampedArray, at: number, n: number, out: Uint8ClampedArray, outAt: number): void {
  for (let i = 0, s = at; i < n; i++, s += 2) out[outAt + i] = (row[s] + row[s + 1] + (i & 1)) >> 1;
}

/** Averages 2×2 squares of two rows: `n` output samples; bias 1, 2, 1, 2… along the row. */
export function downsampleH2V2(
  rows: Uint8ClampedArray,
  upper: number,
  lower: number,
  n: number,
  out: Uint8ClampedArray,
  outAt: number,
): void {
  for (let i = 0, a = upper, b = lower; i < n; i++, a += 2, b += 2) {
    out[outAt + i] = (rows[a] + rows[a + 1] + rows[b] + rows[b + 1] + 1 + (i & 1)) >> 2;
  }
}

/** Repeats each of `n` samples `ratio` times. */
export function replicateRow(row: Uint8ClampedArray, at: number, n: number, ratio: number, out: Uint8ClampedArray): void {
  for (let i = 0, o = 0; i < n; i++) for (let r = 0; r < ratio; r++) out[o++] = row[at + i];
}

/** Triangle filter, twice the width: `2n` samples from `n` > 2. */
export function upsampleH2V1(row: Uint8ClampedArray, at: number, n: number, out: Uint8ClampedArray): void {
  let previous = 0;
  let current = row[at];
  let next = row[at + 1];
  out[0] = current;
  out[1] = (3 * current + next + 2) >> 2;
  for (let i = 1, o = 2; i < n - 1; i++, o += 2) {
    previous = current;
    current = next;
    next = row[at + i + 1];
    out[o] = (3 * current + previous + 1) >> 2;
    out[o + 1] = (3 * current + next + 2) >> 2;
  }
  out[2 * n - 2] = (3 * next + current + 1) >> 2;
  out[2 * n - 1] = next;
}

/** Triangle filter, twice the height: one output row of `n` samples from the near row and the far one. */
export function upsampleH1V2(
  rows: Uint8ClampedArray,
  near: number,
  far: number,
  bias: number,
  n: number,
  out: Uint8ClampedArray,
): void {
  for (let i = 0; i < n; i++) out[i] = (3 * rows[near + i] + rows[far + i] + bias) >> 2;
}

/** Triangle filter, twice both ways: one output row of `2n` samples from the near row and the far one, `n` > 2. */
export function upsampleH2V2(rows: Uint8ClampedArray, near: number, far: number, n: number, out: Uint8ClampedArray): void {
  let previous = 0;
  let current = (3 * rows[near] + rows[far]) | 0;
  let next = (3 * rows[near + 1] + rows[far + 1]) | 0;
  out[0] = (4 * current + 8) >> 4;
  out[1] = (3 * current + next + 7) >> 4;
  for (let i = 1, o = 2; i < n - 1; i++, o += 2) {
    previous = current;
    current = next;
    next = (3 * rows[near + i + 1] + rows[far + i + 1]) | 0;
    out[o] = (3 * current + previous + 8) >> 4;
    out[o + 1] = (3 * current + next + 7) >> 4;
  }
  out[2 * n - 2] = (3 * next + current + 8) >> 4;
  out[2 * n - 1] = (4 * next + 7) >> 4;
}
