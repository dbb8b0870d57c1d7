import { describe, expect, it } from 'vitest';
import { decodeLatin1, decodeText, decodeUtf16, decodeUtf8, startsWith, untilNul } from '../../src/metadata/text.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const all = (decode: (b: Uint8Array, start: number, end: number) => string | undefined, data: Uint8Array) =>
  decode(data, 0, data.length);

describe('decodeUtf8', () => {
  it('agrees with the platform on every code point that is a character', () => {
    let text = '';
    for (let code = 0; code <= 0x10ffff; code += code < 0x3000 ? 1 : 61)
      if (code < 0xd800 || code > 0xdfff) text += String.fromCodePoint(code);
    expect(all(decodeUtf8, utf8(text)) === text).toBe(true);
  });

  it.each([
    ['a lone continuation byte', [0x80]],
    ['an overlong slash', [0xc0, 0xaf]],
    ['an overlong euro sign', [0xf0, 0x82, 0x82, 0xac]],
    ['an overlong three-byte form', [0xe0, 0x80, 0x80]],
    ['half a surrogate pair', [0xed, 0xa0, 0x80]],
    ['a code beyond Unicode', [0xf4, 0x90, 0x80, 0x80]],
    ['a lead byte that does not exist', [0xff]],
    ['a character cut short', [0xe2, 0x82]],
    ['a lead byte followed by text', [0xc3, 0x41]],
  ])('refuses %s', (_, values) => {
    expect(all(decodeUtf8, bytes(...values))).toBeUndefined();
  });

  it('refuses what the platform refuses, for every pair of bytes', () => {
    const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    const different: number[][] = [];
    for (let a = 0; a < 256; a++) {
      for (let b = 0; b < 256; b++) {
        let expected: string | undefined;
        try {
          expected = strict.decode(bytes(a, b));
        } catch {
          expected = undefined;
        }
        if (all(decodeUtf8, bytes(a, b)) !== expected) different.push([a, b]);
      }
    }
    expect(different).toEqual([]);
  });
});

describe('decodeText', () => {
  it('takes valid UTF-8 for UTF-8 and anything else for Latin-1', () => {
    expect(all(decodeText, utf8('Grüße 東京'))).toBe('Grüße 東京');
    expect(all(decodeText, bytes(0x57, 0xf6, 0x72, 0x64))).toBe('Wörd');
  });

  it('reads only what it is told', () => {
    expect(decodeText(utf8('abcdef'), 2, 4)).toBe('cd');
  });

  it('reads a text longer than one call of the engine takes', () => {
    const long = 'é'.repeat(100_000);
    expect(all(decodeText, utf8(long)) === long).toBe(true);
    expect(all(decodeLatin1, new Uint8Array(300_000).fill(0x41))).toBe('A'.repeat(300_000));
  });
});

describe('decodeUtf16', () => {
  it('reads both byte orders, and pairs of surrogates', () => {
    expect(decodeUtf16(bytes(0x41, 0, 0x3d, 0xd8, 0x42, 0xde), 0, 6, true)).toBe('A🙂');
    expect(decodeUtf16(bytes(0, 0x41, 0xd8, 0x3d, 0xde, 0x42), 0, 6, false)).toBe('A🙂');
  });

  it('puts a replacement for half a pair, and drops half a character', () => {
    expect(decodeUtf16(bytes(0x3d, 0xd8, 0x41, 0, 0x42), 0, 5, true)).toBe('\ufffdA');
    expect(decodeUtf16(bytes(0x42, 0xde), 0, 2, true)).toBe('\ufffd');
    expect(decodeUtf16(bytes(0x41, 0, 0x3d, 0xd8), 0, 4, true)).toBe('A\ufffd');
  });
});

describe('untilNul and startsWith', () => {
  it('cut and compare', () => {
    expect([untilNul('ab\0c'), untilNul('abc'), untilNul('\0')]).toEqual(['ab', 'abc', '']);
    expect(startsWith(bytes(0x45, 0x78, 0x69), 0, 'Ex')).toBe(true);
    expect(startsWith(bytes(0x45, 0x78, 0x69), 1, 'Ex')).toBe(false);
    expect(startsWith(bytes(0x45, 0x78), 1, 'xi')).toBe(false);
    expect(startsWith(bytes(0x45, 0x78), 0, 'Ex', 1)).toBe(false);
  });
});
