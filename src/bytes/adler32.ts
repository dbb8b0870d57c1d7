/** The largest prime below 2^16 (RFC 1950 §8.2). */
const MODULUS = 65521;

/** The most bytes before a sum can pass 2^31 − 1: the largest n with 255·n(n+1)/2 + (n+1)(MODULUS−1) below it. */
const STRIDE = 3854;

/** Computes the Adler-32 checksum of bytes (RFC 1950 §8.2), as it ends a zlib stream; 0..2^32−1. */
export function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (let i = 0; i < bytes.length;) {
    const end = Math.min(i + STRIDE, bytes.length);
    for (; i < end; i++) {
      a += bytes[i];
      b += a;
    }
    a %= MODULUS;
    b %= MODULUS;
  }
  return ((b << 16) | a) >>> 0;
}
