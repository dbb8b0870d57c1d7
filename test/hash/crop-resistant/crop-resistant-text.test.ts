import { describe, expect, it } from 'vitest';
import { parseCropResistantHash } from '../../../src/hash/index.ts';
import type { HashKind } from '../../../src/hash/index.ts';
import { refusalOf } from '../../support/refusal.ts';
import vectors from '../../vectors/hash-pixel.json' with { type: 'json' };

describe('parseCropResistantHash', () => {
  it.each(vectors.compared)('reads %s', (text) => {
    const hash = parseCropResistantHash(text);
    expect(hash.kind).toBe('crop-resistant');
    expect(hash.segments.map(({ kind, bits, quality }) => ({ kind, bits, quality }))).toEqual(
      text.split(',').map(() => ({ kind: 'difference', bits: 64, quality: null })),
    );
    expect(hash.text).toBe(text);
    expect(parseCropResistantHash(text.toUpperCase())).toEqual(hash);
  });

  it('reads segments of the kind that it is told', () => {
    const { segments } = parseCropResistantHash('07007000000,00000030001', { kind: 'color' });
    expect(segments.map(({ kind, bits }) => [kind, bits])).toEqual([
      ['color', 42],
      ['color', 42],
    ]);
  });

  it.each<[string, string, number]>([
    ['nothing', '', 0],
    ['an empty segment', '0026273b2b19550e,,0026273b2b19550e', 17],
    ['a comma at the end', '0026273b2b19550e,', 17],
    ['a character that is no digit', '0026273b2b19550e,0026273b2b19550x', 17],
    ['a space after a comma', '0026273b2b19550e, 0026273b2b19550e', 17],
    ['a segment of another size', '0026273b2b19550e,0026273b2b19550e,042c', 34],
    ['a number of digits that no hash has', '00262', 0],
    ['a kind other than the one asked for', 'average:0026273b2b19550e', 0],
  ])('refuses %s and says where the segment begins', (_, text, offset) => {
    const refusal = refusalOf(() => parseCropResistantHash(text));
    expect([refusal.code, refusal.stage, refusal.offset]).toEqual(['malformed', 'hash', offset]);
  });

  it('refuses what is no text, and kinds and options that there are not', () => {
    expect(() => parseCropResistantHash(7 as unknown as string)).toThrow(
      new TypeError('"text" must be a string, received number'),
    );
    expect(() => parseCropResistantHash('00', { kind: 'md5' as HashKind })).toThrow(RangeError);
    const unknown: object = { form: 'reference' };
    expect(() => parseCropResistantHash('00', unknown)).toThrow('unknown option "form"');
  });

  it('reads a long text without going wild', () => {
    const text = Array.from({ length: 20_000 }, () => '0026273b2b19550e').join(',');
    expect(parseCropResistantHash(text).segments.length).toBe(20_000);
  }, 10_000);
});
