import { describe, expect, it } from 'vitest';
import vectors from '../vectors/scene.json' with { type: 'json' };
import { binaryNoise, blocks, checker, gradient, noise, syntheticPhoto, throughBayer } from './scene.ts';
import type { Scene } from './scene.ts';
import { sha256Hex } from './sha256.ts';

type Maker = (...values: number[]) => Scene;

const makers: Record<string, Maker> = {
  noise: noise as Maker,
  binaryNoise: binaryNoise as Maker,
  checker: checker as Maker,
  gradient: gradient as Maker,
  blocks: blocks as Maker,
  syntheticPhoto,
  bayerPhoto: (...values) => throughBayer(syntheticPhoto(...(values as [number, number, number]))),
};

describe('scene', () => {
  it.each(vectors.cases)('$maker($arguments) makes the bytes that scene.py makes', ({ maker, arguments: values, sha256 }) => {
    expect(sha256Hex(makers[maker](...values).data)).toBe(sha256);
  });
});
