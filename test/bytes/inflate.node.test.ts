import { constants, deflateSync, inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inflateInto, inflateUpTo } from '../../src/bytes/index.ts';
import { xorshiftBytes } from '../support/scene.ts';

const STRATEGIES = [constants.Z_DEFAULT_STRATEGY, constants.Z_FIXED, constants.Z_HUFFMAN_ONLY, constants.Z_RLE];

/** What zlib makes of the deflate layer. */
function byZlib(deflate: Uint8Array): { outcome: string; data?: Uint8Array } {
  try {
    return { outcome: 'complete', data: inflateRawSync(deflate) };
  } catch (error) {
    return { outcome: (error as { code?: string }).code === 'Z_BUF_ERROR' ? 'truncated' : 'corrupt' };
  }
}

describe('inflate', () => {
  it.each(STRATEGIES)('accepts, refuses and cuts short what zlib does, with strategy %d', (strategy) => {
    for (let round = 0; round < 300; round++) {
      const random = xorshiftBytes(700, 1000 * strategy + round);
      const source = random.subarray(60, 60 + 5 * (random[0] >> 1)).map((byte) => byte & random[1]);
      const stream = new Uint8Array(deflateSync(source, { level: random[2] % 10, strategy, memLevel: 1 + (random[3] % 9) }));
      for (let i = 0; i < 8; i++) {
        // The checksum is left off, so that zlib's verdict is that on the blocks.
        const mutant = stream.slice(0, -4);
        const at = 2 + ((random[4 + 3 * i] * 256 + random[5 + 3 * i]) % (mutant.length - 2));
        if (i < 6) mutant[at] ^= 1 << (random[6 + 3 * i] & 7);
        const cut = i < 6 ? mutant : mutant.subarray(0, at);
        const expected = byZlib(cut.subarray(2));
        const { data, result } = inflateUpTo([cut], 1 << 24);
        expect([round, i, result.outcome]).toEqual([round, i, expected.outcome]);
        if (expected.data !== undefined) expect(Buffer.compare(data, expected.data)).toBe(0);
      }
    }
  });

  it('stops a bomb of a gigabyte at once', () => {
    const bomb = new Uint8Array(deflateSync(Buffer.alloc(1 << 30), { level: 9 }));
    const start = performance.now();
    expect(inflateInto([bomb], new Uint8Array(4))).toMatchObject({ outcome: 'overflow', writtenBytes: 4 });
    // The measured time is below 3 ms; unpacking it all takes seconds.
    expect(performance.now() - start).toBeLessThan(200);
  });
});
