/** The CRC-32 polynomial of PNG, zlib, gzip and ZIP, bits reversed. */
const POLYNOMIAL = 0xedb88320;

/** Bytes taken in one step of the main loop. */
const SLICES = 4;

let tables: Int32Array | undefined;

/** `SLICES` tables of 256: entry `[k][b]` is the effect of byte `b` followed by `k` zero bytes. */
function sliceTables(): Int32Array {
  const made = new Int32Array(SLICES * 256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? POLYNOMIAL ^ (crc >>> 1) : crc >>> 1;
    made[byte] = crc;
  }
  for (let i = 256; i < made.length; i++) made[i] = (made[i - 256] >>> 8) ^ made[made[i - 256] & 255];
  return made;
}

/**
 * Computes the CRC-32 of bytes (ISO 3309 / ITU-T V.42), as PNG, gzip and ZIP store it.
 *
 * @param bytes - What to sum.
 * @param start - First byte, inclusive.
 * @param end - Last byte, exclusive.
 * @returns 0..2^32−1.
 */
export function crc32(bytes: Uint8Array, start = 0, end: number = bytes.length): number {
  const table = (tables ??= sliceTables());
  let crc = -1;
  let i = start;
  for (const last = end - SLICES; i <= last; i += SLICES) {
    crc ^= bytes[i] | (bytes[i + 1] << 8) | (bytes[i + 2] << 16) | (bytes[i + 3] << 24);
    crc = table[768 + (crc & 255)] ^ table[512 + ((crc >>> 8) & 255)] ^ table[256 + ((crc >>> 16) & 255)] ^ table[crc >>> 24];
  }
  for (; i < end; i++) crc = (crc >>> 8) ^ table[(crc ^ bytes[i]) & 255];
  return ~crc >>> 0;
}
