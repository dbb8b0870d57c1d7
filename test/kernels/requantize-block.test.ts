import { describe, expect, it } from 'vitest';
import { standardQuantizationTable } from '../../src/codec/jpeg/index.ts';
import { forwardDct, inverseDct, reciprocals, requantizeBlock } from '../../src/kernels/index.ts';
import { sampleBlocks } from './sample-blocks.ts';

/** The same in separate steps with a true division, as T.81 (A.3.4, A.4) writes it: what a coefficient is worth is 8 · step. */
function throughCoefficients(samples: Uint8ClampedArray, table: Uint16Array): Uint8ClampedArray {
  const work = new Int32Array(64);
  forwardDct(samples, 0, 8, work);
  const quantized = Int16Array.from(work, (value, k) => {
    const magnitude = Math.floor((Math.abs(value) + 4 * table[k]) / (8 * table[k]));
    return value < 0 ? -magnitude : magnitude;
  });
  const out = new Uint8ClampedArray(64);
  inverseDct(quantized, 0, table, work, out, 0, 8);
  return out;
}

/** A block after {@link requantizeBlock}. */
function requantized(samples: Uint8ClampedArray, table: Uint16Array): Uint8ClampedArray {
  const out = samples.slice();
  requantizeBlock(out, 0, 8, new Int32Array(64), table, reciprocals(table));
  return out;
}

function difference(samples: Uint8ClampedArray, table: Uint16Array): string | undefined {
  const actual = requantized(samples, table);
  const expected = throughCoefficients(samples, table);
  const at = actual.findIndex((sample, i) => sample !== expected[i]);
  return at < 0 ? undefined : `sample (${at & 7}, ${at >> 3}): ${actual[at]} instead of ${expected[at]}`;
}

describe('reciprocals', () => {
  it('divide every value that quantization can meet by every 8-bit step exactly', () => {
    // |coefficient| · 8 is at most 8192; half a step, 4 · 255, is added and the sum divided by 8 before the step divides it.
    const largest = (8192 + 4 * 255) >> 3;
    const wrong: string[] = [];
    for (let step = 1; step <= 255; step++) {
      const [inverse] = reciprocals(Uint16Array.of(step));
      for (let value = 0; value <= largest; value++) {
        const quotient = Math.imul(value, inverse) >>> 20;
        if (quotient !== Math.floor(value / step)) wrong.push(`${value} / ${step} = ${quotient}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('requantizeBlock', () => {
  const blocks = sampleBlocks(40, 100);

  it.each(['luma', 'chroma'] as const)(
    'equals transform, division and inverse transform for the %s table of every quality',
    (kind) => {
      for (let quality = 1; quality <= 100; quality++) {
        const table = standardQuantizationTable(kind, quality);
        for (const [b, samples] of blocks.entries())
          expect(difference(samples, table), `quality ${quality}, block ${b}`).toBeUndefined();
      }
    },
  );

  it('equals them for a table of one step of every size', () => {
    for (let step = 1; step <= 255; step++) {
      const table = new Uint16Array(64).fill(step);
      for (const [b, samples] of blocks.entries()) expect(difference(samples, table), `step ${step}, block ${b}`).toBeUndefined();
    }
  });

  it('equals them for a table of unlike steps, so that each goes to its own coefficient', () => {
    const table = Uint16Array.from({ length: 64 }, (_, k) => 1 + ((k * 37) % 255));
    for (const samples of sampleBlocks(500, 300)) expect(difference(samples, table)).toBeUndefined();
  });

  it('changes its block of a wider plane and nothing else', () => {
    const table = standardQuantizationTable('luma', 40);
    const block = blocks[blocks.length - 1];
    const plane = new Uint8ClampedArray(24 * 12).fill(200);
    for (let y = 0; y < 8; y++) plane.set(block.subarray(8 * y, 8 * y + 8), (y + 3) * 24 + 8);
    requantizeBlock(plane, 3 * 24 + 8, 24, new Int32Array(64), table, reciprocals(table));
    const expected = requantized(block, table);
    plane.forEach((sample, i) => {
      const [x, y] = [(i % 24) - 8, Math.floor(i / 24) - 3];
      const isInside = x >= 0 && x < 8 && y >= 0 && y < 8;
      expect(sample, `(${x}, ${y})`).toBe(isInside ? expected[y * 8 + x] : 200);
    });
  });
});
