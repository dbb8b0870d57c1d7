import { describe, expect, it } from 'vitest';
import { median3x3 } from '../../src/image/index.ts';
import { noise } from '../support/scene.ts';
import { sha256Hex } from '../support/sha256.ts';
import vectors from '../vectors/image-smoothing.json' with { type: 'json' };
import { grayScene } from './scenes.ts';

describe('median3x3', () => {
  it.each(vectors.cases)('makes the bytes that Pillow makes of $maker($arguments)', (vector) => {
    const plane = grayScene(vector.maker, vector.arguments);
    const before = plane.data.slice();
    expect(sha256Hex(median3x3(plane).data)).toBe(vector.median);
    expect(plane.data).toEqual(before);
  });

  it('removes a lone pixel and keeps an edge', () => {
    const lone = new Uint8Array(25).fill(9, 12, 13);
    expect([...median3x3({ data: lone, width: 5, height: 5 }).data]).toEqual(Array.from({ length: 25 }, () => 0));
    const edge = Uint8Array.from({ length: 25 }, (_, i) => (i % 5 < 2 ? 10 : 200));
    expect(median3x3({ data: edge, width: 5, height: 5 }).data).toEqual(edge);
  });

  it('gives the fifth of nine sorted samples', () => {
    const plane = noise(40, 30, 1, 9);
    const { data } = median3x3(plane);
    for (let y = 0; y < 30; y++) {
      for (let x = 0; x < 40; x++) {
        const around = [-1, 0, 1].flatMap((dy) =>
          [-1, 0, 1].map((dx) => plane.data[Math.min(Math.max(y + dy, 0), 29) * 40 + Math.min(Math.max(x + dx, 0), 39)]),
        );
        expect([x, y, data[y * 40 + x]]).toEqual([x, y, around.sort((a, b) => a - b)[4]]);
      }
    }
  });

  it('refuses a plane whose samples do not fit', () => {
    expect(() => median3x3({ data: new Uint8Array(3), width: 2, height: 2 })).toThrow('"data" must hold 4 samples for 2×2');
  });
});
