import { describe, expect, it } from 'vitest';
import { forwardColumns, forwardRow, inverseBlock } from '../../../src/detectors/double-jpeg/float-dct.ts';
import { xorshiftBytes } from '../../support/scene.ts';

/** The orthonormal basis by its definition. */
function basis(v: number, u: number, y: number, x: number): number {
  const scale = (k: number): number => (k === 0 ? Math.SQRT1_2 : 1) / 2;
  return scale(u) * scale(v) * Math.cos(((2 * x + 1) * u * Math.PI) / 16) * Math.cos(((2 * y + 1) * v * Math.PI) / 16);
}

const STEPS = Uint16Array.from({ length: 64 }, (_, k) => 1 + (k % 7));

describe('inverseBlock', () => {
  it.each([
    ['every coefficient', 64],
    ['the first column', 1],
    ['a few', 12],
  ])('is the definition, with %s', (name, count) => {
    const bytes = xorshiftBytes(64, count);
    const isUsed = (k: number): boolean => (name === 'the first column' ? k % 8 === 0 : k < count);
    const coefficients = Int16Array.from(bytes, (byte, k) => (isUsed(k) ? byte - 128 : 0));
    const out = new Float32Array(20 * 8);
    inverseBlock(coefficients, 0, STEPS, out, 5, 20);
    for (let y = 0; y < 8; y++) {
      for (let x = 0; x < 8; x++) {
        let expected = 0;
        for (let k = 0; k < 64; k++) expected += coefficients[k] * STEPS[k] * basis(k >> 3, k & 7, y, x);
        // Samples of up to some thousands in 24 bits.
        expect(Math.abs(out[5 + 20 * y + x] - expected), `sample ${x},${y}`).toBeLessThan(1e-3);
      }
    }
  });
});

describe('forwardRow and forwardColumns', () => {
  it('give the fifteen lowest frequencies by definition', () => {
    const samples = Float32Array.from(xorshiftBytes(64, 3), (byte) => byte - 128);
    const rows = new Float64Array(40);
    for (let y = 0; y < 8; y++) forwardRow(samples, 8 * y, rows, 5 * y);
    forwardColumns(rows);
    for (let v = 0; v < 5; v++) {
      for (let u = 0; u + v < 5; u++) {
        let expected = 0;
        for (let i = 0; i < 64; i++) expected += samples[i] * basis(v, u, i >> 3, i & 7);
        expect(Math.abs(rows[5 * v + u] - expected), `frequency ${u},${v}`).toBeLessThan(1e-9);
      }
    }
  });
});
