import { describe, expect, it } from 'vitest';
import { ForensicsError, isForensicsError, limitExceeded, malformed, unsupported } from '../../src/errors/index.ts';

describe('ForensicsError', () => {
  it('says where in the input, when it knows', () => {
    expect(malformed('jpeg', 'the file has no scan (SOS)', 617).message).toBe('the file has no scan (SOS) (at byte 617)');
    expect(malformed('jpeg', 'the file is empty', 0).message).toBe('the file is empty (at byte 0)');
    expect(unsupported('read', 'not a regular file').message).toBe('not a regular file');
  });

  it('carries code, stage and offset', () => {
    expect(malformed('png', 'x', 8)).toMatchObject({ code: 'malformed', stage: 'png', offset: 8, limit: undefined });
    expect(unsupported('guard', 'x')).toMatchObject({ code: 'unsupported', stage: 'guard', offset: undefined });
  });

  it('names the limit, its value and the value met', () => {
    const error = limitExceeded('png', { name: 'maximumPixels', maximum: 100, actual: 120 }, 'pixels of 12×10', 16);
    expect(error.message).toBe('pixels of 12×10: 120 exceeds the limit "maximumPixels" of 100 (at byte 16)');
    expect(error).toMatchObject({
      code: 'limit-exceeded',
      stage: 'png',
      offset: 16,
      limit: { name: 'maximumPixels', maximum: 100, actual: 120 },
    });
  });

  it('keeps the error underneath, and has no cause where there is none', () => {
    const cause = new Error('underneath');
    expect(new ForensicsError('aborted', 'x', { stage: 'analyze', cause }).cause).toBe(cause);
    expect('cause' in new ForensicsError('aborted', 'x', { stage: 'analyze' })).toBe(false);
  });

  it('is an Error with its own name and a stack', () => {
    const error = malformed('jpeg', 'x');
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toBe('ForensicsError: x');
    expect(error.stack).toContain('ForensicsError: x');
  });
});

describe('isForensicsError', () => {
  it('knows one of another copy of the library, which is another class with the same fields', () => {
    const error = malformed('jpeg', 'x', 3);
    class ForensicsErrorOfAnotherCopy extends Error {
      readonly brand = error.brand;
      readonly code = error.code;
    }
    expect(isForensicsError(error)).toBe(true);
    expect(isForensicsError(new ForensicsErrorOfAnotherCopy('x'))).toBe(true);
    expect(isForensicsError({ ...error })).toBe(true);
  });

  it.each([null, undefined, 'malformed', 5, {}, new Error('malformed'), { code: 'malformed' }, { brand: 'ForensicsError' }])(
    'does not take anything else for one (%#)',
    (value) => {
      expect(isForensicsError(value)).toBe(false);
    },
  );
});
