import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { checkBytes } from '../../src/errors/index.ts';

describe('checkBytes', () => {
  it('accepts a Buffer, and a Uint8Array of another realm', () => {
    const foreign: unknown = runInNewContext('new Uint8Array(3)');
    expect(foreign instanceof Uint8Array).toBe(false);
    expect(() => checkBytes('bytes', foreign)).not.toThrow();
    expect(() => checkBytes('bytes', Buffer.from('abc'))).not.toThrow();
  });
});
