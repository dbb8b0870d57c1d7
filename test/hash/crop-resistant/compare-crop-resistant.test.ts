import { describe, expect, it } from 'vitest';
import { compareCropResistant, parseCropResistantHash } from '../../../src/hash/index.ts';
import vectors from '../../vectors/hash-pixel.json' with { type: 'json' };

const HASHES = vectors.compared.map((text) => parseCropResistantHash(text));

describe('compareCropResistant', () => {
  it.each(vectors.comparisons)(
    'finds as many of $a in $b as imagehash, cutoff $hammingCutoff, rate $bitErrorRate',
    ({ a, b, hammingCutoff, bitErrorRate, matches, distance, score }) => {
      const options = { hammingCutoff: hammingCutoff ?? undefined, ...(bitErrorRate !== null && { bitErrorRate }) };
      expect(compareCropResistant(HASHES[a], HASHES[b], options)).toEqual({ matches, distance, score });
    },
  );

  it('counts segments without a counterpart and the share of bits that differ in the others', () => {
    const a = parseCropResistantHash('000000000000000f,ffffffffffffffff,00ff00ff00ff00ff');
    const b = parseCropResistantHash('0000000000000000,00ff00ff00ff00f0');
    expect(compareCropResistant(a, b)).toEqual({ matches: 2, distance: 8, score: 1 + 8 / 128 });
    expect(compareCropResistant(a, b, { hammingCutoff: 3 })).toEqual({ matches: 0, distance: 0, score: 3 });
    expect(compareCropResistant(a, a)).toEqual({ matches: 3, distance: 0, score: 0 });
  });

  it('refuses hashes of two kinds or sizes, and options out of range', () => {
    const [a] = HASHES;
    expect(() => compareCropResistant(a, parseCropResistantHash('0026273b2b19550e', { kind: 'average' }))).toThrow(TypeError);
    expect(() => compareCropResistant(a, parseCropResistantHash('042c'))).toThrow(RangeError);
    expect(() => compareCropResistant(a, a, { bitErrorRate: 1.1 })).toThrow(
      new RangeError('"bitErrorRate" must be in 0..1, received 1.1'),
    );
    expect(() => compareCropResistant(a, a, { hammingCutoff: -1 })).toThrow(
      new RangeError('"hammingCutoff" must be in 0..4096, received -1'),
    );
  });
});
