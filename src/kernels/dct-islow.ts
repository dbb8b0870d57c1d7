/**
 * The accurate integer DCT and its inverse ("islow") with exactly the rounding of libjpeg-turbo.
 *
 * The factorization is Loeffler, Ligtenberg and Moschytz, "Practical fast 1-D DCT algorithms with 11 multiplications", ICASSP 1989;
 * constants are scaled by 2^13. One-dimensional passes are separate functions so that the fused re-save kernel shares them.
 */

// round(x · 2^13); the names hold x.
export const F_0_298631336 = 2446;
export const F_0_390180644 = 3196;
export const F_0_541196100 = 4433;
export const F_0_765366865 = 6270;
export const F_0_899976223 = 7373;
export const F_1_175875602 = 9633;
export const F_1_501321110 = 12299;
export const F_1_847759065 = 15137;
export const F_1_961570560 = 16069;
export const F_2_053119869 = 16819;
export const F_2_562915447 = 20995;
export const F_3_072711026 = 25172;

const DESCALE_11 = 1 << 10;
const DESCALE_15 = 1 << 14;
/** Rounding of the last descale by 18 bits, with the level shift of +128 folded in. */
const DESCALE_18_LEVEL = (128 << 18) + (1 << 17);
/** The same for a row that holds its DC only, which needs a descale by 5 bits. */
const DESCALE_5_LEVEL = (128 << 5) + (1 << 4);

/**
 * First pass of the forward DCT: the eight rows of a block, scaled by 4 (and by √8, as islow does).
 *
 * @param samples - 8-bit samples.
 * @param at - Index of the block's first sample.
 * @param stride - Samples per row.
 * @param work - `[8, 8]` receives the row transforms.
 */
export function forwardRows(samples: Uint8ClampedArray, at: number, stride: number, work: Int32Array): void {
  for (let i = 0, o = at; i < 64; i += 8, o += stride) {
    const d0 = samples[o];
    const d1 = samples[o + 1];
    const d2 = samples[o + 2];
    const d3 = samples[o + 3];
    const d4 = samples[o + 4];
    const d5 = samples[o + 5];
    const d6 = samples[o + 6];
    const d7 = samples[o + 7];
    const t0 = (d0 + d7) | 0;
    const t7 = (d0 - d7) | 0;
    const t1 = (d1 + d6) | 0;
    const t6 = (d1 - d6) | 0;
    const t2 = (d2 + d5) | 0;
    const t5 = (d2 - d5) | 0;
    const t3 = (d3 + d4) | 0;
    const t4 = (d3 - d4) | 0;
    const e0 = (t0 + t3) | 0;
    const e3 = (t0 - t3) | 0;
    const e1 = (t1 + t2) | 0;
    const e2 = (t1 - t2) | 0;
    // The level shift of −128 only touches the DC term: 8 · 128 = 1024.
    work[i] = (e0 + e1 - 1024) << 2;
    work[i + 4] = (e0 - e1) << 2;
    const z = (Math.imul(e2 + e3, F_0_541196100) + DESCALE_11) | 0;
    work[i + 2] = (z + Math.imul(e3, F_0_765366865)) >> 11;
    work[i + 6] = (z - Math.imul(e2, F_1_847759065)) >> 11;
    const z1 = Math.imul(t4 + t7, -F_0_899976223);
    const z2 = Math.imul(t5 + t6, -F_2_562915447);
    const a3 = (t4 + t6) | 0;
    const a4 = (t5 + t7) | 0;
    const z5 = (Math.imul(a3 + a4, F_1_175875602) + DESCALE_11) | 0;
    const z3 = (Math.imul(a3, -F_1_961570560) + z5) | 0;
    const z4 = (Math.imul(a4, -F_0_390180644) + z5) | 0;
    work[i + 7] = (Math.imul(t4, F_0_298631336) + z1 + z3) >> 11;
    work[i + 5] = (Math.imul(t5, F_2_053119869) + z2 + z4) >> 11;
    work[i + 3] = (Math.imul(t6, F_3_072711026) + z2 + z3) >> 11;
    work[i + 1] = (Math.imul(t7, F_1_501321110) + z1 + z4) >> 11;
  }
}

/** Second pass of the forward DCT, in place: the eight columns; the result is the DCT scaled by 8. */
export function forwardColumns(work: Int32Array): void {
  for (let c = 0; c < 8; c++) {
    const d0 = work[c];
    const d1 = work[c + 8];
    const d2 = work[c + 16];
    const d3 = work[c + 24];
    const d4 = work[c + 32];
    const d5 = work[c + 40];
    const d6 = work[c + 48];
    const d7 = work[c + 56];
    const t0 = (d0 + d7) | 0;
    const t7 = (d0 - d7) | 0;
    const t1 = (d1 + d6) | 0;
    const t6 = (d1 - d6) | 0;
    const t2 = (d2 + d5) | 0;
    const t5 = (d2 - d5) | 0;
    const t3 = (d3 + d4) | 0;
    const t4 = (d3 - d4) | 0;
    const e0 = (t0 + t3) | 0;
    const e3 = (t0 - t3) | 0;
    const e1 = (t1 + t2) | 0;
    const e2 = (t1 - t2) | 0;
    work[c] = (e0 + e1 + 2) >> 2;
    work[c + 32] = (e0 - e1 + 2) >> 2;
    const z = (Math.imul(e2 + e3, F_0_541196100) + DESCALE_15) | 0;
    work[c + 16] = (z + Math.imul(e3, F_0_765366865)) >> 15;
    work[c + 48] = (z - Math.imul(e2, F_1_847759065)) >> 15;
    const z1 = Math.imul(t4 + t7, -F_0_899976223);
    const z2 = Math.imul(t5 + t6, -F_2_562915447);
    const a3 = (t4 + t6) | 0;
    const a4 = (t5 + t7) | 0;
    const z5 = (Math.imul(a3 + a4, F_1_175875602) + DESCALE_15) | 0;
    const z3 = (Math.imul(a3, -F_1_961570560) + z5) | 0;
    const z4 = (Math.imul(a4, -F_0_390180644) + z5) | 0;
    work[c + 56] = (Math.imul(t4, F_0_298631336) + z1 + z3) >> 15;
    work[c + 40] = (Math.imul(t5, F_2_053119869) + z2 + z4) >> 15;
    work[c + 24] = (Math.imul(t6, F_3_072711026) + z2 + z3) >> 15;
    work[c + 8] = (Math.imul(t7, F_1_501321110) + z1 + z4) >> 15;
  }
}

/**
 * First pass of the inverse DCT: dequantizes and transforms the eight columns of a block.
 *
 * @param coefficients - Quantized coefficients in natural order.
 * @param at - Index of the block's DC coefficient.
 * @param table - Quantization table in natural order.
 * @param work - `[8, 8]` receives the column transforms, scaled by 4.
 */
export function inverseColumns(coefficients: Int16Array, at: number, table: Uint16Array, work: Int32Array): void {
  for (let c = 0, o = at; c < 8; c++, o++) {
    const k1 = coefficients[o + 8];
    const k2 = coefficients[o + 16];
    const k3 = coefficients[o + 24];
    const k4 = coefficients[o + 32];
    const k5 = coefficients[o + 40];
    const k6 = coefficients[o + 48];
    const k7 = coefficients[o + 56];
    const c0 = Math.imul(coefficients[o], table[c]);
    if ((k1 | k2 | k3 | k4 | k5 | k6 | k7) === 0) {
      const dc = c0 << 2;
      work[c] = dc;
      work[c + 8] = dc;
      work[c + 16] = dc;
      work[c + 24] = dc;
      work[c + 32] = dc;
      work[c + 40] = dc;
      work[c + 48] = dc;
      work[c + 56] = dc;
      continue;
    }
    const c1 = Math.imul(k1, table[c + 8]);
    const c2 = Math.imul(k2, table[c + 16]);
    const c3 = Math.imul(k3, table[c + 24]);
    const c4 = Math.imul(k4, table[c + 32]);
    const c5 = Math.imul(k5, table[c + 40]);
    const c6 = Math.imul(k6, table[c + 48]);
    const c7 = Math.imul(k7, table[c + 56]);
    const y1 = Math.imul(c2 + c6, F_0_541196100);
    const u2 = (y1 - Math.imul(c6, F_1_847759065)) | 0;
    const u3 = (y1 + Math.imul(c2, F_0_765366865)) | 0;
    const u0 = (((c0 + c4) << 13) + DESCALE_11) | 0;
    const u1 = (((c0 - c4) << 13) + DESCALE_11) | 0;
    const v0 = (u0 + u3) | 0;
    const v3 = (u0 - u3) | 0;
    const v1 = (u1 + u2) | 0;
    const v2 = (u1 - u2) | 0;
    const b3 = (c7 + c3) | 0;
    const b4 = (c5 + c1) | 0;
    const x5 = Math.imul(b3 + b4, F_1_175875602);
    const x1 = Math.imul(c7 + c1, -F_0_899976223);
    const x2 = Math.imul(c5 + c3, -F_2_562915447);
    const x3 = (Math.imul(b3, -F_1_961570560) + x5) | 0;
    const x4 = (Math.imul(b4, -F_0_390180644) + x5) | 0;
    const s0 = (Math.imul(c7, F_0_298631336) + x1 + x3) | 0;
    const s1 = (Math.imul(c5, F_2_053119869) + x2 + x4) | 0;
    const s2 = (Math.imul(c3, F_3_072711026) + x2 + x3) | 0;
    const s3 = (Math.imul(c1, F_1_501321110) + x1 + x4) | 0;
    work[c] = (v0 + s3) >> 11;
    work[c + 56] = (v0 - s3) >> 11;
    work[c + 8] = (v1 + s2) >> 11;
    work[c + 48] = (v1 - s2) >> 11;
    work[c + 16] = (v2 + s1) >> 11;
    work[c + 40] = (v2 - s1) >> 11;
    work[c + 24] = (v3 + s0) >> 11;
    work[c + 32] = (v3 - s0) >> 11;
  }
}

/** Second pass of the inverse DCT: the eight rows, level-shifted and clamped to 0..255 by the array they are written to. */
export function inverseRows(work: Int32Array, samples: Uint8ClampedArray, at: number, stride: number): void {
  for (let i = 0, o = at; i < 64; i += 8, o += stride) {
    const c0 = work[i];
    const c1 = work[i + 1];
    const c2 = work[i + 2];
    const c3 = work[i + 3];
    const c4 = work[i + 4];
    const c5 = work[i + 5];
    const c6 = work[i + 6];
    const c7 = work[i + 7];
    if ((c1 | c2 | c3 | c4 | c5 | c6 | c7) === 0) {
      const d = (c0 + DESCALE_5_LEVEL) >> 5;
      samples[o] = d;
      samples[o + 1] = d;
      samples[o + 2] = d;
      samples[o + 3] = d;
      samples[o + 4] = d;
      samples[o + 5] = d;
      samples[o + 6] = d;
      samples[o + 7] = d;
      continue;
    }
    const y1 = Math.imul(c2 + c6, F_0_541196100);
    const u2 = (y1 - Math.imul(c6, F_1_847759065)) | 0;
    const u3 = (y1 + Math.imul(c2, F_0_765366865)) | 0;
    const u0 = (((c0 + c4) << 13) + DESCALE_18_LEVEL) | 0;
    const u1 = (((c0 - c4) << 13) + DESCALE_18_LEVEL) | 0;
    const v0 = (u0 + u3) | 0;
    const v3 = (u0 - u3) | 0;
    const v1 = (u1 + u2) | 0;
    const v2 = (u1 - u2) | 0;
    const b3 = (c7 + c3) | 0;
    const b4 = (c5 + c1) | 0;
    const x5 = Math.imul(b3 + b4, F_1_175875602);
    const x1 = Math.imul(c7 + c1, -F_0_899976223);
    const x2 = Math.imul(c5 + c3, -F_2_562915447);
    const x3 = (Math.imul(b3, -F_1_961570560) + x5) | 0;
    const x4 = (Math.imul(b4, -F_0_390180644) + x5) | 0;
    const s0 = (Math.imul(c7, F_0_298631336) + x1 + x3) | 0;
    const s1 = (Math.imul(c5, F_2_053119869) + x2 + x4) | 0;
    const s2 = (Math.imul(c3, F_3_072711026) + x2 + x3) | 0;
    const s3 = (Math.imul(c1, F_1_501321110) + x1 + x4) | 0;
    samples[o] = (v0 + s3) >> 18;
    samples[o + 7] = (v0 - s3) >> 18;
    samples[o + 1] = (v1 + s2) >> 18;
    samples[o + 6] = (v1 - s2) >> 18;
    samples[o + 2] = (v2 + s1) >> 18;
    samples[o + 5] = (v2 - s1) >> 18;
    samples[o + 3] = (v3 + s0) >> 18;
    samples[o + 4] = (v3 - s0) >> 18;
  }
}

/** The forward DCT of one block of 8-bit samples: `[8, 8]` coefficients scaled by 8, into `work`. */
export function forwardDct(samples: Uint8ClampedArray, at: number, stride: number, work: Int32Array): void {
  forwardRows(samples, at, stride, work);
  forwardColumns(work);
}

/** Dequantizes and inverse-transforms one block to clamped 8-bit samples. */
export function inverseDct(
  coefficients: Int16Array,
  at: number,
  table: Uint16Array,
  work: Int32Array,
  samples: Uint8ClampedArray,
  samplesAt: number,
  stride: number,
): void {
  inverseColumns(coefficients, at, table, work);
  inverseRows(work, samples, samplesAt, stride);
}
