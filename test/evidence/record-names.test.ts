import { describe, expect, it } from 'vitest';
import { RecordNames } from '../../src/evidence/record-names.ts';

describe('RecordNames', () => {
  it('knows every name that was taken and no other, while it grows', () => {
    const names = new RecordNames();
    const taken = Array.from({ length: 20_000 }, (_, i) => `upload-${i}`);
    for (const name of taken) {
      expect(names.has(name)).toBe(false);
      names.take(name);
    }
    expect(taken.filter((name) => !names.has(name))).toEqual([]);
    expect(taken.filter((name) => names.has(`${name}x`))).toEqual([]);
  });

  it('keeps apart names that differ in one character or in order', () => {
    const names = new RecordNames();
    names.take('ab');
    expect(['ba', 'aa', 'a', 'b', 'abc', ''].filter((name) => names.has(name))).toEqual([]);
  });
});
