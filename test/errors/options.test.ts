import { describe, expect, it } from 'vitest';
import { resolveOptions } from '../../src/errors/index.ts';

const DEFAULTS: { readonly quality: number; readonly mode: string | undefined } = { quality: 90, mode: 'fast' };

describe('resolveOptions', () => {
  it('gives a copy of the defaults where nothing is said', () => {
    const resolved = resolveOptions(DEFAULTS, undefined);
    expect(resolved).toEqual(DEFAULTS);
    expect(resolved).not.toBe(DEFAULTS);
    expect(resolveOptions(DEFAULTS, {})).toEqual(DEFAULTS);
  });

  it('lays what is said over the defaults and takes undefined for nothing said', () => {
    expect(resolveOptions(DEFAULTS, { quality: 75 })).toEqual({ quality: 75, mode: 'fast' });
    expect(resolveOptions<object>(DEFAULTS, { quality: undefined, mode: 'slow' })).toEqual({ quality: 90, mode: 'slow' });
  });

  it('leaves both objects as they were', () => {
    const options = Object.freeze({ quality: 75 });
    resolveOptions(Object.freeze({ ...DEFAULTS }), options);
    expect(options).toEqual({ quality: 75 });
  });

  it('names the unknown key and those it knows', () => {
    expect(() => resolveOptions<object>(DEFAULTS, { qualty: 75 })).toThrow(
      new TypeError('unknown option "qualty"; known options: quality, mode'),
    );
    expect(() => resolveOptions<object>(DEFAULTS, { qualty: undefined })).toThrow('unknown option "qualty"');
  });

  it.each(['constructor', 'toString', 'hasOwnProperty'])(
    'does not take %s, which every object inherits, for an option',
    (key) => {
      expect(() => resolveOptions<object>(DEFAULTS, { [key]: 1 })).toThrow(`unknown option "${key}"`);
    },
  );

  it('refuses a "__proto__" key, as JSON.parse makes one', () => {
    const options = JSON.parse('{"__proto__": {"quality": 1}}') as object;
    expect(() => resolveOptions<object>(DEFAULTS, options)).toThrow('unknown option "__proto__"');
  });

  it.each([null, 5, 'quality'])('refuses %j instead of an object', (options) => {
    expect(() => resolveOptions(DEFAULTS, options as never)).toThrow(new TypeError('options must be an object'));
  });
});
