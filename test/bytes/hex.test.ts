import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/bytes/index.ts';

describe('hex', () => {
  it('writes two lower-case digits a byte', () => {
    expect(toHex(Uint8Array.of(0, 9, 16, 255))).toBe('000910ff');
  });

  it('reads both cases', () => {
    expect(fromHex('00aAFf')).toEqual(Uint8Array.of(0, 170, 255));
  });

  it('reads back what it wrote', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void expect(fromHex(toHex(bytes))).toEqual(bytes)));
  });

  it.each(['0', 'abc', '0x00', 'gg', '00 ', '-1', '00\n'])('refuses %j', (text) => {
    expect(() => fromHex(text)).toThrow(RangeError);
  });
});
