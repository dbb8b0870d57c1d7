import fc from 'fast-check';
import { zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { adler32, fromHex, inflateExactly, inflateInto, inflateUpTo } from '../../src/bytes/index.ts';
import type { InflateProblem } from '../../src/bytes/index.ts';
import { noise } from '../support/scene.ts';
import { DeflateWriter, longCodesBomb } from './deflate-writer.ts';

/** Far above any work that is done here on a loaded machine, far below a hang. */
const NO_HANG_MS = 1500;

const LEVELS = [0, 1, 6, 9] as const;

/** Bytes whose frequencies are Fibonacci numbers: they need the longest codes there are. */
function skewed(symbols: number): Uint8Array {
  const counts = [1, 1];
  while (counts.length < symbols) counts.push(counts[counts.length - 1] + counts[counts.length - 2]);
  const bytes = counts.flatMap((count, symbol) => new Array<number>(count).fill(symbol * 7));
  // Spread out, so that there are no long matches.
  return Uint8Array.from(bytes, (_, i) => bytes[(i * 7919) % bytes.length]);
}

describe('inflateExactly', () => {
  it.each([
    ['a fixed block', '789c4b04000062 0062', 'a'],
    ['a stored block', '7801 01 0300 fcff 616263 024d0127', 'abc'],
    ['nothing', '789c 0300 00000001', ''],
  ])('unpacks %s written by hand', (_, hex, text) => {
    const stream = fromHex(hex.replaceAll(' ', ''));
    expect(String.fromCharCode(...inflateExactly([stream], text.length))).toBe(text);
  });

  it('gives back what a compressor packed, at every level, in whatever parts it comes', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 3000 }),
      fc.array(fc.constantFrom(0, 1, 2, 255), { maxLength: 3000 }).map((values) => Uint8Array.from(values)),
    );
    fc.assert(
      fc.property(bytes, fc.constantFrom(...LEVELS), fc.array(fc.nat(3000), { maxLength: 5 }), (data, level, cuts) => {
        const stream = zlibSync(data, { level });
        const at = [0, ...cuts.map((cut) => cut % (stream.length + 1)).sort((a, b) => a - b), stream.length];
        const parts = at.slice(1).map((end, i) => stream.subarray(at[i], end));
        expect(inflateExactly(parts, data.length)).toEqual(data);
      }),
    );
  });

  it('reads codes of up to 15 bits', () => {
    const data = skewed(22);
    for (const level of LEVELS) expect(inflateExactly([zlibSync(data, { level })], data.length)).toEqual(data);
  });

  it('reads the longest match at the largest distance', () => {
    const { data: page } = noise(256, 128, 1, 4);
    const writer = DeflateWriter.zlib().bits(0, 1).bits(0, 2).align().bits(32768, 16).bits(~32768, 16);
    for (const byte of page) writer.bits(byte, 8);
    // Length 258 is symbol 285; distance 32768 is symbol 29, 24577 and 13 extra bits.
    writer.bits(1, 1).bits(1, 2).fixed(285).code(29, 5).bits(8191, 13).fixed(256);
    const expected = Uint8Array.from([...page, ...page.subarray(0, 258)]);
    expect(inflateExactly([writer.checksum(adler32(expected)).bytes()], expected.length)).toEqual(expected);
  });

  it.each([
    ['more bytes than expected', 4, 'overflow', [] as number[]],
    ['fewer bytes than expected', 6, '5 bytes instead of 6', []],
    ['bytes behind its end', 5, '2 bytes follow', [1, 2]],
  ])('refuses a stream that has %s', (_, size, message, tail) => {
    const stream = zlibSync(Uint8Array.of(1, 2, 3, 4, 5));
    expect(() => inflateExactly([stream, Uint8Array.from(tail)], size)).toThrow(message);
  });

  it('says which rule a corrupt stream breaks', () => {
    expect(() => inflateExactly([Uint8Array.of(1, 2, 3)], 5)).toThrow('the zlib stream is corrupt (no-zlib-header)');
  });

  it('refuses a wrong and a missing checksum', () => {
    const stream = zlibSync(Uint8Array.of(1, 2, 3, 4, 5));
    const wrong = stream.slice();
    wrong[wrong.length - 1] ^= 1;
    expect(() => inflateExactly([wrong], 5)).toThrow('mismatch');
    expect(() => inflateExactly([stream.subarray(0, -1)], 5)).toThrow('missing');
  });
});

describe('inflateInto', () => {
  const data = skewed(12);

  it.each(LEVELS)('gives a prefix of the bytes for a stream of level %d cut anywhere, and says that it is cut', (level) => {
    const stream = zlibSync(data, { level });
    for (let length = 0; length < stream.length; length++) {
      const output = new Uint8Array(data.length);
      const { outcome, writtenBytes, consumedBytes, checksum } = inflateInto([stream.subarray(0, length)], output);
      // The last four bytes are the checksum: without them all blocks are there.
      expect([length, outcome]).toEqual([length, length < stream.length - 4 ? 'truncated' : 'complete']);
      expect(checksum).toBe('missing');
      expect(consumedBytes).toBeLessThanOrEqual(length);
      expect(output.subarray(0, writtenBytes)).toEqual(data.subarray(0, writtenBytes));
    }
  });

  it.each(LEVELS)('fills the output and no more where a stream of level %d holds more', (level) => {
    const stream = zlibSync(data, { level });
    for (const size of [0, 1, 2, 100, data.length - 1]) {
      const around = new Uint8Array(data.length + 10).fill(77);
      const result = inflateInto([stream], around.subarray(5, 5 + size));
      expect(result).toMatchObject({ outcome: 'overflow', writtenBytes: size, checksum: 'missing' });
      expect(around.subarray(5, 5 + size)).toEqual(data.subarray(0, size));
      expect(around.subarray(5 + size).every((byte) => byte === 77)).toBe(true);
    }
  });

  it('says where the stream ends and what its checksum says', () => {
    const stream = zlibSync(data);
    const tail = Uint8Array.of(9, 9, 9);
    const whole = inflateInto([stream, tail], new Uint8Array(data.length));
    expect(whole).toEqual({
      outcome: 'complete',
      problem: undefined,
      writtenBytes: data.length,
      consumedBytes: stream.length,
      checksum: 'match',
    });
    stream[stream.length - 4] ^= 128;
    expect(inflateInto([stream], new Uint8Array(data.length))).toMatchObject({ outcome: 'complete', checksum: 'mismatch' });
  });

  /** A dynamic block's head: counts, then the given lengths of the code-length code in stream order. */
  const dynamic = (literals: number, distances: number, lengths: readonly number[]): DeflateWriter => {
    const writer = DeflateWriter.zlib().bits(1, 1).bits(2, 2);
    writer
      .bits(literals - 257, 5)
      .bits(distances - 1, 5)
      .bits(lengths.length - 4, 4);
    for (const length of lengths) writer.bits(length, 3);
    return writer;
  };
  // In stream order 16, 17, 18, 0, 8, 7, 9, …: one-bit codes for 18 and 0, or for 16 and 18.
  const ZERO_AND_18 = [0, 0, 1, 1];
  const REPEAT_AND_18 = [1, 0, 1, 0];
  const fixed = (): DeflateWriter => DeflateWriter.zlib().bits(1, 1).bits(1, 2);

  it.each<[InflateProblem, DeflateWriter]>([
    ['no-zlib-header', new DeflateWriter().bits(0x78, 8).bits(0x9d, 8)],
    ['unknown-method', new DeflateWriter().bits(0x77, 8).bits(0x85, 8)],
    ['unknown-method', new DeflateWriter().bits(0x88, 8).bits(0x1c, 8)],
    ['preset-dictionary', new DeflateWriter().bits(0x78, 8).bits(0x20, 8)],
    ['unknown-block-type', DeflateWriter.zlib().bits(1, 1).bits(3, 2)],
    ['stored-lengths-differ', DeflateWriter.zlib().bits(1, 1).bits(0, 2).align().bits(5, 16).bits(5, 16)],
    ['too-many-codes', dynamic(287, 1, ZERO_AND_18)],
    ['too-many-codes', dynamic(257, 31, ZERO_AND_18)],
    ['no-prefix-code', dynamic(257, 1, [1, 1, 1, 0])],
    ['no-prefix-code', dynamic(257, 1, [1, 0, 0, 0])],
    ['repetition-of-nothing', dynamic(257, 1, REPEAT_AND_18).code(0, 1).bits(0, 2)],
    ['too-many-lengths', dynamic(257, 1, ZERO_AND_18).code(1, 1).bits(127, 7).code(1, 1).bits(127, 7)],
    ['endless-block', dynamic(257, 1, ZERO_AND_18).code(1, 1).bits(127, 7).code(1, 1).bits(109, 7)],
    ['unknown-code', fixed().fixed(65).fixed(286).code(0, 5)],
    ['unknown-code', fixed().fixed(65).fixed(257).code(30, 5)],
    ['distance-too-far', fixed().fixed(65).fixed(257).code(1, 5)],
  ])('names what is wrong: %s', (problem, writer) => {
    const stream = writer.align().bits(0, 16).bytes();
    expect(inflateInto([stream], new Uint8Array(1000))).toMatchObject({ outcome: 'corrupt', problem, checksum: 'missing' });
  });

  it('takes a block whose only code is its end, and nothing else in it', () => {
    // Lengths: 0 for 256 literals, 1 for the end of the block, 0 for the one distance. Codes: 1 of one bit, 18 and 0 of two.
    const block = (): DeflateWriter => {
      const writer = dynamic(257, 1, [0, 0, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
      return writer.code(3, 2).bits(127, 7).code(3, 2).bits(107, 7).code(0, 1).code(2, 2);
    };
    expect(inflateInto([block().bits(0, 1).checksum(1).bytes()], new Uint8Array(1))).toMatchObject({
      outcome: 'complete',
      writtenBytes: 0,
      checksum: 'match',
    });
    expect(inflateInto([block().bits(1, 1).align().bits(0, 32).bytes()], new Uint8Array(1))).toMatchObject({
      outcome: 'corrupt',
      problem: 'unknown-code',
    });
  });

  it('keeps what came before the damage', () => {
    const output = new Uint8Array(10);
    const stream = fixed().fixed(65).fixed(66).fixed(286).align().bits(0, 32).bytes();
    expect(inflateInto([stream], output)).toMatchObject({ outcome: 'corrupt', problem: 'unknown-code', writtenBytes: 2 });
    expect([...output.subarray(0, 3)]).toEqual([65, 66, 0]);
  });

  it('stops a stream of a million zeros after the one byte it was given room for', () => {
    const stream = zlibSync(new Uint8Array(1_000_000), { level: 9 });
    expect(inflateInto([stream], new Uint8Array(1))).toMatchObject({ outcome: 'overflow', writtenBytes: 1 });
  });

  it('does not hang on half a megabyte of empty blocks with the longest codes', () => {
    const stream = longCodesBomb(20_000);
    const start = performance.now();
    expect(inflateInto([stream], new Uint8Array(4))).toMatchObject({ outcome: 'complete', writtenBytes: 0, checksum: 'match' });
    expect(performance.now() - start).toBeLessThan(NO_HANG_MS);
  });

  it('does not hang on a million empty blocks', () => {
    const writer = DeflateWriter.zlib();
    for (let i = 0; i < 500_000; i++) writer.bits(0, 1).bits(1, 2).bits(0, 7);
    for (let i = 0; i < 100_000; i++) writer.bits(0, 3).align().bits(0, 16).bits(0xffff, 16);
    const stream = writer.bits(1, 1).bits(1, 2).bits(0, 7).checksum(1).bytes();
    const start = performance.now();
    expect(inflateInto([stream], new Uint8Array(4))).toMatchObject({ outcome: 'complete', checksum: 'match' });
    expect(performance.now() - start).toBeLessThan(NO_HANG_MS);
  });
});

describe('inflateUpTo', () => {
  it('needs no size in advance', () => {
    const data = new Uint8Array(100_000).map((_, i) => i >> 9);
    const { data: got, result } = inflateUpTo([zlibSync(data, { level: 9 })], 1 << 20);
    expect(got).toEqual(data);
    expect(result).toMatchObject({ outcome: 'complete', checksum: 'match' });
    expect(adler32(got)).toBe(adler32(data));
  });

  it.each([0, 1, 300, 99_999])('gives the first %d bytes where that is the limit', (maximum) => {
    const data = new Uint8Array(100_000).map((_, i) => i >> 9);
    const { data: got, result } = inflateUpTo([zlibSync(data)], maximum);
    expect(got).toEqual(data.subarray(0, maximum));
    expect(result.outcome).toBe('overflow');
  });

  it('gives everything where the limit is exactly the size', () => {
    const data = new Uint8Array(5000).fill(3);
    expect(inflateUpTo([zlibSync(data)], 5000)).toMatchObject({ data, result: { outcome: 'complete', checksum: 'match' } });
  });
});
