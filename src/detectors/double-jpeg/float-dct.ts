/*
 * The DCT without rounding: the inverse of whole blocks, and of the forward one the fifteen lowest frequencies only.
 *
 * The inverse is that of Loeffler, Ligtenberg and Moschytz, "Practical fast 1-D DCT algorithms with 11 multiplications", ICASSP 1989.
 */

const work = new Float64Array(64);

/**
 * Dequantizes a block and transforms it to samples, neither rounded nor clipped, without the level shift of 128.
 *
 * @param coefficients - Quantized, in natural order from `at` on.
 * @param steps - 64 quantization steps in natural order.
 * @param out - Receives 8 rows of 8 samples from `outAt` on.
 * @param stride - From one row of `out` to the next.
 */
export function inverseBlock(
  coefficients: Int16Array,
  at: number,
  steps: Uint16Array,
  out: Float32Array,
  outAt: number,
  stride: number,
): void {
  let last = 0;
  for (let c = 0; c < 8; c++) {
    const i = at + c;
    const c0 = coefficients[i] * steps[c];
    const k1 = coefficients[i + 8];
    const k2 = coefficients[i + 16];
    const k3 = coefficients[i + 24];
    const k4 = coefficients[i + 32];
    const k5 = coefficients[i + 40];
    const k6 = coefficients[i + 48];
    const k7 = coefficients[i + 56];
    if ((k1 | k2 | k3 | k4 | k5 | k6 | k7) === 0) {
      if (c0 !== 0) last = c;
      work[c] = c0;
      work[c + 8] = c0;
      work[c + 16] = c0;
      work[c + 24] = c0;
      work[c + 32] = c0;
      work[c + 40] = c0;
      work[c + 48] = c0;
      work[c + 56] = c0;
      continue;
    }
    last = c;
    const c1 = k1 * steps[c + 8];
    const c2 = k2 * steps[c + 16];
    const c3 = k3 * steps[c + 24];
    const c4 = k4 * steps[c + 32];
    const c5 = k5 * steps[c + 40];
    const c6 = k6 * steps[c + 48];
    const c7 = k7 * steps[c + 56];
    const z1 = (c2 + c6) * 0.5411961001461971;
    const e2 = z1 - c6 * 1.8477590650225735;
    const e3 = z1 + c2 * 0.7653668647301795;
    const s0 = c0 + c4 + e3;
    const s3 = c0 + c4 - e3;
    const s1 = c0 - c4 + e2;
    const s2 = c0 - c4 - e2;
    const z5 = (c7 + c3 + c5 + c1) * 1.1758756024193588;
    const z3 = z5 - (c7 + c3) * 1.9615705608064613;
    const z4 = z5 - (c5 + c1) * 0.3901806440322565;
    const y1 = (c7 + c1) * -0.8999762231364157;
    const y2 = (c5 + c3) * -2.5629154477415064;
    const t0 = c7 * 0.29863133620137056 + y1 + z3;
    const t1 = c5 * 2.053119868637347 + y2 + z4;
    const t2 = c3 * 3.0727110268456657 + y2 + z3;
    const t3 = c1 * 1.5013211100714607 + y1 + z4;
    work[c] = s0 + t3;
    work[c + 56] = s0 - t3;
    work[c + 8] = s1 + t2;
    work[c + 48] = s1 - t2;
    work[c + 16] = s2 + t1;
    work[c + 40] = s2 - t1;
    work[c + 24] = s3 + t0;
    work[c + 32] = s3 - t0;
  }
  if (last === 0) {
    // Nothing varies along the rows.
    for (let y = 0, o = outAt; y < 8; y++, o += stride) out.fill(work[8 * y] / 8, o, o + 8);
    return;
  }
  for (let y = 0, o = outAt; y < 64; y += 8, o += stride) {
    const c0 = work[y] / 8;
    const c1 = work[y + 1] / 8;
    const c2 = work[y + 2] / 8;
    const c3 = work[y + 3] / 8;
    const c4 = work[y + 4] / 8;
    const c5 = work[y + 5] / 8;
    const c6 = work[y + 6] / 8;
    const c7 = work[y + 7] / 8;
    const z1 = (c2 + c6) * 0.5411961001461971;
    const e2 = z1 - c6 * 1.8477590650225735;
    const e3 = z1 + c2 * 0.7653668647301795;
    const s0 = c0 + c4 + e3;
    const s3 = c0 + c4 - e3;
    const s1 = c0 - c4 + e2;
    const s2 = c0 - c4 - e2;
    const z5 = (c7 + c3 + c5 + c1) * 1.1758756024193588;
    const z3 = z5 - (c7 + c3) * 1.9615705608064613;
    const z4 = z5 - (c5 + c1) * 0.3901806440322565;
    const y1 = (c7 + c1) * -0.8999762231364157;
    const y2 = (c5 + c3) * -2.5629154477415064;
    const t0 = c7 * 0.29863133620137056 + y1 + z3;
    const t1 = c5 * 2.053119868637347 + y2 + z4;
    const t2 = c3 * 3.0727110268456657 + y2 + z3;
    const t3 = c1 * 1.5013211100714607 + y1 + z4;
    out[o] = s0 + t3;
    out[o + 7] = s0 - t3;
    out[o + 1] = s1 + t2;
    out[o + 6] = s1 - t2;
    out[o + 2] = s2 + t1;
    out[o + 5] = s2 - t1;
    out[o + 3] = s3 + t0;
    out[o + 4] = s3 - t0;
  }
}

/** `cos(k π / 16) / 2`, and `1 / √8` for k = 0. */
const C0 = 0.35355339059327373;
const C1 = 0.4903926402016152;
const C2 = 0.46193976625564337;
const C3 = 0.4157348061512726;
const C5 = 0.27778511650980114;
const C6 = 0.19134171618254492;
const C7 = 0.09754516100806417;

/**
 * Transforms eight samples of a row, of which it keeps the five lowest frequencies, orthonormal.
 *
 * @param out - Receives them from `outAt` on.
 */
export function forwardRow(samples: Float32Array, at: number, out: Float64Array, outAt: number): void {
  const s0 = samples[at] + samples[at + 7];
  const d0 = samples[at] - samples[at + 7];
  const s1 = samples[at + 1] + samples[at + 6];
  const d1 = samples[at + 1] - samples[at + 6];
  const s2 = samples[at + 2] + samples[at + 5];
  const d2 = samples[at + 2] - samples[at + 5];
  const s3 = samples[at + 3] + samples[at + 4];
  const d3 = samples[at + 3] - samples[at + 4];
  out[outAt] = (s0 + s1 + s2 + s3) * C0;
  out[outAt + 1] = d0 * C1 + d1 * C3 + d2 * C5 + d3 * C7;
  out[outAt + 2] = (s0 - s3) * C2 + (s1 - s2) * C6;
  out[outAt + 3] = d0 * C3 - d1 * C7 - d2 * C1 - d3 * C5;
  out[outAt + 4] = (s0 + s3 - s1 - s2) * C0;
}

/**
 * Transforms the columns of eight such rows, in place, as far as the fifteen lowest frequencies in zig-zag order go: vertical frequency
 * `v` and horizontal frequency `u`, `u + v < 5`, come to lie at `5 v + u`.
 */
export function forwardColumns(rows: Float64Array): void {
  for (let u = 0; u < 5; u++) {
    const s0 = rows[u] + rows[u + 35];
    const d0 = rows[u] - rows[u + 35];
    const s1 = rows[u + 5] + rows[u + 30];
    const d1 = rows[u + 5] - rows[u + 30];
    const s2 = rows[u + 10] + rows[u + 25];
    const d2 = rows[u + 10] - rows[u + 25];
    const s3 = rows[u + 15] + rows[u + 20];
    const d3 = rows[u + 15] - rows[u + 20];
    rows[u] = (s0 + s1 + s2 + s3) * C0;
    if (u > 3) continue;
    rows[u + 5] = d0 * C1 + d1 * C3 + d2 * C5 + d3 * C7;
    if (u > 2) continue;
    rows[u + 10] = (s0 - s3) * C2 + (s1 - s2) * C6;
    if (u > 1) continue;
    rows[u + 15] = d0 * C3 - d1 * C7 - d2 * C1 - d3 * C5;
    if (u > 0) continue;
    rows[u + 20] = (s0 + s3 - s1 - s2) * C0;
  }
}
