import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atan2, cos, exp, log, log10, log2, pow, sin } from '../../src/math/index.ts';
import vectors from '../vectors/elementary.json' with { type: 'json' };

const view = new DataView(new ArrayBuffer(8));

/** The place of a double among all doubles, so that neighbors differ by 1. */
function ordinal(x: number): bigint {
  view.setFloat64(0, x);
  const bits = view.getBigInt64(0);
  return bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits;
}

/** The worst row of a table, as text, when it lies further than `units` doubles from the true value. */
function furtherThan(units: bigint, rows: readonly number[][], f: (...values: number[]) => number): string | undefined {
  let worst: string | undefined;
  let distance = units;
  for (const row of rows) {
    const expected = row[row.length - 1];
    const actual = f(...row.slice(0, -1));
    const apart = ordinal(actual) - ordinal(expected);
    const size = apart < 0n ? -apart : apart;
    if (Number.isNaN(actual) || size > distance) {
      distance = size;
      worst = `f(${row.slice(0, -1).join(', ')}) = ${actual}, expected ${expected}, ${size} units away`;
    }
  }
  return worst;
}

function itMaps(f: (x: number) => number, rows: readonly (readonly [x: number, value: number])[]): void {
  const name = (x: number): string => (Object.is(x, -0) ? '-0' : String(x));
  for (const [x, value] of rows) {
    it(`maps ${name(x)} to ${name(value)}`, () => expect(f(x)).toBe(value));
  }
}

const TABLES: [string, (...values: number[]) => number, number[][]][] = [
  ['exp', exp, vectors.exp],
  ['log', log, vectors.log],
  ['log2', log2, vectors.log2],
  ['log10', log10, vectors.log10],
  ['pow', pow, vectors.pow],
  ['sin', sin, vectors.sin],
  ['cos', cos, vectors.cos],
  ['atan2', atan2, vectors.atan2],
];

describe('elementary functions', () => {
  // Half a unit is what rounding must cost; one whole unit is 2.2e-16 of the value, or 5e-324 where it is subnormal.
  it.each(TABLES)('%s comes within one unit in the last place of the true value', (_name, f, rows) => {
    expect(rows.length).toBeGreaterThan(400);
    expect(furtherThan(1n, rows, f)).toBeUndefined();
  });
});

describe('exp', () => {
  itMaps(exp, [
    [0, 1],
    [-0, 1],
    [NaN, NaN],
    [Infinity, Infinity],
    [-Infinity, 0],
    [709.7827128933841, Infinity],
    [1e300, Infinity],
    [-745.1332191019411, 5e-324],
    [-745.1332191019412, 0],
    [-1e300, 0],
  ]);
});

describe.each([
  ['log', log],
  ['log2', log2],
  ['log10', log10],
] as [string, (x: number) => number][])('%s', (_name, f) => {
  itMaps(f, [
    [1, 0],
    [0, -Infinity],
    [-0, -Infinity],
    [-5e-324, NaN],
    [-1, NaN],
    [-Infinity, NaN],
    [Infinity, Infinity],
    [NaN, NaN],
  ]);
});

describe('log2', () => {
  it('gives the exponent of every power of two', () => {
    for (let power = -1074; power <= 1023; power++) expect(log2(pow(2, power))).toBe(power);
  });
});

describe('log10', () => {
  it('gives the exponent of every power of ten that a double holds', () => {
    for (let power = 0, value = 1; power <= 22; power++, value *= 10) expect(log10(value)).toBe(power);
  });
});

describe('pow', () => {
  it('gives whole powers of whole numbers exactly', () => {
    for (let base = -20; base <= 20; base++) {
      for (let power = 1, product = base; Math.abs(product) <= Number.MAX_SAFE_INTEGER && power < 60; power++, product *= base) {
        expect([base, power, pow(base, power)]).toEqual([base, power, product]);
      }
    }
  });

  // ECMAScript specifies these exactly, so the engine's own function is an oracle here and nowhere else.
  it('treats zeros, infinities, NaN and signs as Math.pow does', () => {
    const special = [
      0,
      -0,
      1,
      -1,
      Infinity,
      -Infinity,
      NaN,
      0.5,
      -0.5,
      2,
      -2,
      3,
      -3,
      2.5,
      -2.5,
      1e308,
      -1e308,
      5e-324,
      2 ** 53,
      -(2 ** 53),
    ];
    for (const base of special) {
      for (const power of special) {
        const expected = Math.pow(base, power);
        const actual = pow(base, power);
        if (Number.isFinite(expected) && expected !== 0) expect(Math.abs(actual / expected - 1)).toBeLessThan(1e-14);
        else expect([base, power, actual]).toEqual([base, power, expected]);
      }
    }
  });
});

describe('sin', () => {
  itMaps(sin, [
    [0, 0],
    [-0, -0],
    [5e-324, 5e-324],
    [Infinity, NaN],
    [-Infinity, NaN],
    [NaN, NaN],
  ]);

  it('is odd', () => {
    fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => Object.is(sin(-x), -sin(x))));
  });
});

describe('cos', () => {
  itMaps(cos, [
    [0, 1],
    [-0, 1],
    [5e-324, 1],
    [Infinity, NaN],
    [-Infinity, NaN],
    [NaN, NaN],
  ]);

  it('is even, and with the sine lies on the unit circle', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        expect(cos(-x)).toBe(cos(x));
        // Two squares of relative error 2^-52 each, and two roundings.
        expect(Math.abs(sin(x) * sin(x) + cos(x) * cos(x) - 1)).toBeLessThan(1e-15);
      }),
    );
  });
});

describe('atan2', () => {
  it('treats zeros, infinities and NaN as Math.atan2 does', () => {
    const special = [0, -0, 1, -1, Infinity, -Infinity, NaN];
    for (const y of special) {
      for (const x of special) {
        const expected = Math.atan2(y, x);
        const actual = atan2(y, x);
        expect([y, x, Object.is(actual, -0)]).toEqual([y, x, Object.is(expected, -0)]);
        if (Number.isNaN(expected)) expect([y, x, actual]).toEqual([y, x, NaN]);
        else expect(Math.abs(actual - expected)).toBeLessThan(1e-15);
      }
    }
  });

  it('mirrors with its arguments', () => {
    const coordinate = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(fc.property(coordinate, coordinate, (y, x) => Object.is(atan2(-y, x), -atan2(y, x))));
  });
});
