import {
  F_0_298631336,
  F_0_390180644,
  F_0_541196100,
  F_0_765366865,
  F_0_899976223,
  F_1_175875602,
  F_1_501321110,
  F_1_847759065,
  F_1_961570560,
  F_2_053119869,
  F_2_562915447,
  F_3_072711026,
  forwardRows,
  inverseRows,
} from './dct-islow.ts';

/** 2^20 / q rounded up: multiplying by it and shifting divides the DCT range of 8-bit samples by q exactly. */
export function reciprocals(table: Uint16Array): Int32Array {
  return Int32Array.from(table, (q) => Math.ceil(1048576 / q));
}

/**
 * Replaces one block of samples with what a JPEG save and load leaves of it: forward DCT, quantization, dequantization, inverse DCT.
 *
 * The column passes of both transforms run back to back, so the coefficients never leave registers.
 *
 * @param samples - 8-bit samples, changed in place.
 * @param at - Index of the block's first sample.
 * @param stride - Samples per row.
 * @param work - 64 scratch values.
 * @param table - Quantization table in natural order, 1..255.
 * @param inverse - {@link reciprocals} of the table.
 */
export function requantizeBlock(
  samples: Uint8ClampedArray,
  at: number,
  stride: number,
  work: Int32Array,
  table: Uint16Array,
  inverse: Int32Array,
): void {
  forwardRows(samples, at, stride, work);
  requantizeColumns(work, table, inverse);
  inverseRows(work, samples, at, stride);
}

function requantizeColumns(work: Int32Array, table: Uint16Array, inverse: Int32Array): void {
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
    let c0 = (e0 + e1 + 2) >> 2;
    let c4 = (e0 - e1 + 2) >> 2;
    const z = (Math.imul(e2 + e3, F_0_541196100) + 16384) | 0;
    let c2 = (z + Math.imul(e3, F_0_765366865)) >> 15;
    let c6 = (z - Math.imul(e2, F_1_847759065)) >> 15;
    const z1 = Math.imul(t4 + t7, -F_0_899976223);
    const z2 = Math.imul(t5 + t6, -F_2_562915447);
    const a3 = (t4 + t6) | 0;
    const a4 = (t5 + t7) | 0;
    const z5 = (Math.imul(a3 + a4, F_1_175875602) + 16384) | 0;
    const z3 = (Math.imul(a3, -F_1_961570560) + z5) | 0;
    const z4 = (Math.imul(a4, -F_0_390180644) + z5) | 0;
    let c7 = (Math.imul(t4, F_0_298631336) + z1 + z3) >> 15;
    let c5 = (Math.imul(t5, F_2_053119869) + z2 + z4) >> 15;
    let c3 = (Math.imul(t6, F_3_072711026) + z2 + z3) >> 15;
    let c1 = (Math.imul(t7, F_1_501321110) + z1 + z4) >> 15;

    // round(|c| / 8q) · q with the sign put back; s is 0 or −1.
    let q = table[c];
    let s = c0 >> 31;
    c0 = Math.imul(((Math.imul(((c0 ^ s) - s + (q << 2)) >> 3, inverse[c]) >>> 20) ^ s) - s, q);
    q = table[c + 8];
    s = c1 >> 31;
    c1 = Math.imul(((Math.imul(((c1 ^ s) - s + (q << 2)) >> 3, inverse[c + 8]) >>> 20) ^ s) - s, q);
    q = table[c + 16];
    s = c2 >> 31;
    c2 = Math.imul(((Math.imul(((c2 ^ s) - s + (q << 2)) >> 3, inverse[c + 16]) >>> 20) ^ s) - s, q);
    q = table[c + 24];
    s = c3 >> 31;
    c3 = Math.imul(((Math.imul(((c3 ^ s) - s + (q << 2)) >> 3, inverse[c + 24]) >>> 20) ^ s) - s, q);
    q = table[c + 32];
    s = c4 >> 31;
    c4 = Math.imul(((Math.imul(((c4 ^ s) - s + (q << 2)) >> 3, inverse[c + 32]) >>> 20) ^ s) - s, q);
    q = table[c + 40];
    s = c5 >> 31;
    c5 = Math.imul(((Math.imul(((c5 ^ s) - s + (q << 2)) >> 3, inverse[c + 40]) >>> 20) ^ s) - s, q);
    q = table[c + 48];
    s = c6 >> 31;
    c6 = Math.imul(((Math.imul(((c6 ^ s) - s + (q << 2)) >> 3, inverse[c + 48]) >>> 20) ^ s) - s, q);
    q = table[c + 56];
    s = c7 >> 31;
    c7 = Math.imul(((Math.imul(((c7 ^ s) - s + (q << 2)) >> 3, inverse[c + 56]) >>> 20) ^ s) - s, q);

    if ((c1 | c2 | c3 | c4 | c5 | c6 | c7) === 0) {
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
    const y1 = Math.imul(c2 + c6, F_0_541196100);
    const u2 = (y1 - Math.imul(c6, F_1_847759065)) | 0;
    const u3 = (y1 + Math.imul(c2, F_0_765366865)) | 0;
    const u0 = (((c0 + c4) << 13) + 1024) | 0;
    const u1 = (((c0 - c4) << 13) + 1024) | 0;
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
