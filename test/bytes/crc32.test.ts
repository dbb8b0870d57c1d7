import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adler32, crc32 } from '../../src/bytes/index.ts';

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** The definition, bit by bit. */
function slowCrc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

describe('crc32', () => {
  // The check value of the CRC-32/ISO-HDLC entry in Greg Cook's catalogue of CRC algorithms.
  it('gives the check value of 123456789', () => {
    expect(crc32(ascii('123456789'))).toBe(0xcbf43926);
  });

  it('gives the four bytes that end every PNG file', () => {
    expect(crc32(ascii('IEND'))).toBe(0xae426082);
  });

  it('is that of the definition, for any bytes and any part of them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), fc.nat(70), fc.nat(70), (bytes, a, b) => {
        const start = Math.min(a, b, bytes.length);
        const end = Math.min(Math.max(a, b), bytes.length);
        expect(crc32(bytes, start, end)).toBe(slowCrc32(bytes.subarray(start, end)));
      }),
    );
  });
});

describe('adler32', () => {
  it.each([
    ['', 1],
    ['a', 0x00620062],
    ['Wikipedia', 0x11e60398],
  ])('of %j is the published value', (text, sum) => {
    expect(adler32(ascii(text))).toBe(sum);
  });

  it('does not overflow on the largest bytes', () => {
    const length = 100_000;
    // With every byte 255 the sums have closed forms; BigInt keeps them exact.
    const n = BigInt(length);
    const a = (1n + 255n * n) % 65521n;
    const b = (n + (255n * n * (n + 1n)) / 2n) % 65521n;
    expect(adler32(new Uint8Array(length).fill(255))).toBe(Number(b * 65536n + a));
  });
});
