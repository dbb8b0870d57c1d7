import { describe, expect, it } from 'vitest';
import { checkBytes, checkInteger, checkOneOf, checkRange } from '../../src/errors/index.ts';

describe('checkRange', () => {
  it.each([1, 1.5, 100])('accepts %d in 1..100, the bounds included', (value) => {
    expect(() => checkRange('quality', value, 1, 100)).not.toThrow();
  });

  it.each([
    [0, '"quality" must be in 1..100, received 0'],
    [100.01, '"quality" must be in 1..100, received 100.01'],
    [NaN, '"quality" must be in 1..100, received NaN'],
    [Infinity, '"quality" must be in 1..100, received Infinity'],
    [-Infinity, '"quality" must be in 1..100, received -Infinity'],
  ])('names the option, the range and the value %d', (value, message) => {
    expect(() => checkRange('quality', value, 1, 100)).toThrow(new RangeError(message));
  });

  it.each([
    ['90', '"quality" must be a number, received "90"'],
    [null, '"quality" must be a number, received null'],
    [undefined, '"quality" must be a number, received undefined'],
    [true, '"quality" must be a number, received true'],
    [90n, '"quality" must be a number, received 90'],
    [[90], '"quality" must be a number, received Array'],
    [new Date(0), '"quality" must be a number, received Date'],
    [Object.create(null), '"quality" must be a number, received Object'],
    [Symbol('90'), '"quality" must be a number, received Symbol(90)'],
  ])('says what it received instead of a number (%#)', (value, message) => {
    expect(() => checkRange('quality', value, 1, 100)).toThrow(new TypeError(message));
  });
});

describe('checkInteger', () => {
  it.each([1, 4, 128])('accepts %d in 1..128', (value) => {
    expect(() => checkInteger('blockSize', value, 1, 128)).not.toThrow();
  });

  it('tells a fraction from a number out of range and from no number', () => {
    expect(() => checkInteger('blockSize', 2.5, 1, 128)).toThrow(
      new RangeError('"blockSize" must be a whole number, received 2.5'),
    );
    expect(() => checkInteger('blockSize', 129, 1, 128)).toThrow(new RangeError('"blockSize" must be in 1..128, received 129'));
    expect(() => checkInteger('blockSize', {}, 1, 128)).toThrow(new TypeError('"blockSize" must be a number, received Object'));
  });
});

describe('checkOneOf', () => {
  it('accepts what is listed and nothing that only looks like it', () => {
    expect(() => checkOneOf('set', 'fast', ['fast', 'standard'])).not.toThrow();
    expect(() => checkOneOf('set', 'Fast', ['fast', 'standard'])).toThrow(
      new RangeError('"set" must be one of fast, standard, received "Fast"'),
    );
    expect(() => checkOneOf('depth', '8', [8, 16])).toThrow(new RangeError('"depth" must be one of 8, 16, received "8"'));
    expect(() => checkOneOf('set', undefined, ['fast'])).toThrow(new RangeError('"set" must be one of fast, received undefined'));
  });
});

describe('checkBytes', () => {
  it('accepts a Uint8Array and a view into one', () => {
    expect(() => checkBytes('bytes', new Uint8Array(3))).not.toThrow();
    expect(() => checkBytes('bytes', new Uint8Array(3).subarray(1))).not.toThrow();
  });

  it.each([
    [new Uint8ClampedArray(3), 'Uint8ClampedArray'],
    [new Uint16Array(3), 'Uint16Array'],
    [new ArrayBuffer(3), 'ArrayBuffer'],
    [[1, 2, 3], 'Array'],
    ['abc', '"abc"'],
    [null, 'null'],
    [undefined, 'undefined'],
    [3, '3'],
  ])('names what it received instead (%#)', (value, received) => {
    expect(() => checkBytes('bytes', value)).toThrow(new TypeError(`"bytes" must be a Uint8Array, received ${received}`));
  });
});
