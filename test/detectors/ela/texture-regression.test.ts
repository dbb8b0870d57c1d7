import { describe, expect, it } from 'vitest';
import { deviationFromTexture } from '../../../src/detectors/ela/texture-regression.ts';
import { xorshiftBytes } from '../../support/scene.ts';

const SIDE = 40;
const CELL = { width: 8, height: 8, offsetX: 0, offsetY: 0 };

/** Detail of 1600 blocks, from 0.5 to 32 levels per pixel. */
const DETAIL = Float32Array.from(xorshiftBytes(SIDE * SIDE, 3), (byte) => 0.5 + byte / 8);

/** From this many robust deviations on the detector outlines a region. */
const UNEXPLAINED = 1.5;

function deviations(errors: Float32Array, detail: Float32Array = DETAIL, valid?: Uint8Array): Float32Array {
  const size = { width: SIDE, height: detail.length / SIDE };
  return deviationFromTexture(
    { data: errors, ...size, cell: CELL, ...(valid === undefined ? {} : { valid }) },
    { data: detail, ...size },
  );
}

const LAWS: Readonly<Record<string, (detail: number) => number>> = {
  'a share of it': (detail) => 0.2 * detail,
  'its square': (detail) => 0.05 * detail * detail,
  'its root': (detail) => Math.sqrt(detail),
};

describe('deviationFromTexture', () => {
  it.each(Object.keys(LAWS))('explains an error that follows detail as %s', (law) => {
    const result = deviations(DETAIL.map(LAWS[law]));
    expect(Math.max(...result)).toBeLessThan(UNEXPLAINED);
  });

  it.each(Object.keys(LAWS))('does not explain blocks with four times the error that follows detail as %s', (law) => {
    const isMoved = (i: number): boolean => i % SIDE >= 10 && i % SIDE < 16 && i >= 10 * SIDE && i < 16 * SIDE;
    const result = deviations(DETAIL.map((detail, i) => LAWS[law](detail) * (isMoved(i) ? 4 : 1)));
    const [moved, rest] = [true, false].map((side) => Array.from(result).filter((_, i) => isMoved(i) === side));
    expect(Math.min(...moved)).toBeGreaterThan(UNEXPLAINED);
    expect(Math.max(...rest)).toBeLessThan(UNEXPLAINED);
  });

  it('is negative where the error is lower than that of like blocks', () => {
    const result = deviations(DETAIL.map((detail, i) => (i === 0 ? detail / 100 : detail)));
    expect(result[0]).toBeLessThan(-UNEXPLAINED);
    expect(Array.from(result).indexOf(Math.min(...result))).toBe(0);
  });

  it('does not depend on where the blocks lie', () => {
    const noise = xorshiftBytes(DETAIL.length, 4);
    const errors = DETAIL.map((detail, i) => detail * (1 + noise[i] / 255));
    const result = deviations(errors);
    expect(deviations(errors.slice().reverse(), DETAIL.slice().reverse())).toEqual(result.slice().reverse());
  });

  it('is 0 for flat and for unmeasured blocks, and these do not count', () => {
    const noise = xorshiftBytes(DETAIL.length, 5);
    const detail = DETAIL.map((value, i) => (i % 7 === 0 ? 0.29 : value));
    const valid = Uint8Array.from(DETAIL, (_, i) => (i % 5 === 0 ? 0 : 1));
    const counts = (i: number): boolean => i % 7 !== 0 && i % 5 !== 0;
    const errors = detail.map((value, i) => value + noise[i] / 100);
    const result = deviations(errors, detail, valid);
    expect(Array.from(result).filter((value, i) => !counts(i) && value !== 0)).toEqual([]);
    const other = errors.map((error, i) => (counts(i) ? error : 200));
    expect(deviations(other, detail, valid)).toEqual(result);
    expect(result.some((value) => value !== 0)).toBe(true);
  });

  it('says nothing of a map that is too small to learn from', () => {
    const detail = new Float32Array(SIDE).fill(0.1);
    detail.set(DETAIL.subarray(0, 23));
    expect(
      deviations(
        Float32Array.from(detail, (_, i) => i),
        detail,
      ),
    ).toEqual(new Float32Array(SIDE));
  });

  it('is 0 where all blocks are alike', () => {
    const alike = new Float32Array(SIDE * SIDE).fill(4);
    expect(deviations(alike, alike)).toEqual(new Float32Array(SIDE * SIDE));
    // One block of 1600 does not move the median; 4 → 8 is far outside the least spread of 5 %.
    const one = alike.slice();
    one[77] = 8;
    const result = deviations(one, alike);
    expect(result.filter((value) => value !== 0)).toHaveLength(1);
    expect(result[77]).toBeGreaterThan(10);
  });

  it('stays finite for errors of 0 and for the largest there are', () => {
    const errors = DETAIL.map((_, i) => (i % 2 === 0 ? 0 : 255));
    expect(deviations(errors).every(Number.isFinite)).toBe(true);
  });
});
