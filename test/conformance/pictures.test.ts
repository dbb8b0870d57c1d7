import { describe, expect, it } from 'vitest';
import { CONFORMANCE_PICTURES } from '../../src/conformance/pictures.ts';
import { sha256Hex } from '../support/sha256.ts';
import vectors from '../vectors/conformance-pictures.json' with { type: 'json' };

describe('CONFORMANCE_PICTURES', () => {
  it('holds the pictures that the references were given, in their order', () => {
    expect(Object.keys(CONFORMANCE_PICTURES)).toEqual(vectors.cases.map(({ name }) => name));
  });

  it.each(vectors.cases)('makes the samples of $name that the references were given', ({ name, shape, sha256 }) => {
    const { data, width, height, channels } = CONFORMANCE_PICTURES[name]();
    expect([height, width, channels]).toEqual(shape);
    expect(sha256Hex(data)).toBe(sha256);
  });
});
