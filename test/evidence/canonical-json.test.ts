import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, isCanonical } from '../../src/evidence/index.ts';

/** RFC 8785, appendix B: the bits of a number, and its text. */
const NUMBERS: readonly (readonly [string, string])[] = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
];

function double(bits: string): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${bits}`));
  return view.getFloat64(0);
}

describe('canonicalJson', () => {
  it.each(NUMBERS)('writes the number %s as %s', (bits, text) => {
    expect(canonicalJson(double(bits))).toBe(text);
  });

  it('writes the sample of RFC 8785, section 3.2.2', () => {
    const sample = String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`;
    expect(canonicalJson(JSON.parse(sample))).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('sorts names by UTF-16 code units, as in RFC 8785, section 3.2.3', () => {
    const sample = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    const order = [...canonicalJson(sample).matchAll(/:"([^"]+)"/g)].map(([, name]) => name);
    expect(order).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  it('sorts names that look like numbers as text', () => {
    expect(canonicalJson({ 10: 1, 9: 2, a: { 2: 0, 11: 0 } })).toBe('{"10":1,"9":2,"a":{"11":0,"2":0}}');
  });

  it.each([
    [undefined, '$ is of type undefined'],
    [{ a: [1, undefined] }, '$.a[1] is of type undefined'],
    [{ a: 1n }, '$.a is of type bigint'],
    [() => 1, '$ is of type function'],
    [Symbol('a'), '$ is of type symbol'],
    [[NaN], '$[0] is NaN'],
    [Infinity, '$ is Infinity'],
    ['\ud800', '$ holds a lone surrogate'],
    [{ '\udc00a': 1 }, 'holds a lone surrogate'],
    [{ at: new Date(0) }, '$.at is no plain object'],
    [new Map(), '$ is no plain object'],
    [Uint8Array.of(1), '$ is no plain object'],
    [Array(2), '$[0] is of type undefined'],
  ] as const)('refuses %o', (value, message) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
    expect(() => canonicalJson(value)).toThrow(message);
  });

  it('refuses what is nested without end', () => {
    const ring: unknown[] = [];
    ring.push(ring);
    expect(() => canonicalJson(ring)).toThrow('nested deeper than 64 levels');
  });

  it('writes what JSON reads back as the same value, whatever order it was in', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        let text: string;
        try {
          text = canonicalJson(value);
        } catch {
          // A lone surrogate somewhere.
          return;
        }
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(isCanonical(text)).toBe(true);
        // JSON has no -0.
        expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(JSON.parse(JSON.stringify(JSON.parse(text)))));
      }),
    );
  });
});

describe('isCanonical', () => {
  it.each(['{}', '[]', 'null', '"€"', '{"10":1,"9":2}', '{"a":{"11":0,"2":0}}', '-1.5e-7'])('accepts %s', (text) => {
    expect(isCanonical(text)).toBe(true);
  });

  it.each([
    '',
    '{',
    ' {}',
    '{}\n',
    '{"a": 1}',
    '{"b":1,"a":2}',
    '{"a":1,"a":1}',
    '{"9":2,"10":1}',
    '1.0',
    '1E3',
    '-0',
    '"\\u0041"',
    '"\\/"',
    '"\\ud800"',
    '"\ud800"',
    '[01]',
    `${'['.repeat(65)}${']'.repeat(65)}`,
    `${'['.repeat(100_000)}`,
  ])('refuses %j', (text) => {
    expect(isCanonical(text)).toBe(false);
  });
});
