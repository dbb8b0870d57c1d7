import { describe, expect, it } from 'vitest';
import { deviationFromLikeCells } from '../../src/detectors/like-cells.ts';
import type { LikeCellsRule } from '../../src/detectors/like-cells.ts';
import { xorshiftBytes } from '../support/scene.ts';

const RULE: LikeCellsRule = { classes: 2, offset: 1, minimumSpread: 0.5 };
const all = (): boolean => true;

describe('deviationFromLikeCells', () => {
  it('compares with the median and the spread of the class, worked by hand', () => {
    // Two classes of like cells: medians 2 and 20; MAD 1 and 10 are spreads of 1.4826 and 14.826.
    const likeness = Float32Array.of(0, 0, 0, 7, 7, 7);
    const values = Float64Array.of(1, 2, 3, 10, 20, 30);
    const expected = Float32Array.of(-1, 0, 1, -1, 0, 1).map((value) => value / 1.4826022185056018);
    expect(deviationFromLikeCells(values, likeness, all, RULE)).toEqual(expected);
  });

  it('compares a cell between two classes with what lies between them, on a logarithmic scale', () => {
    // Places ln 1 and ln 4; a likeness of 1 stands at ln 2, half-way: center 5, spread 0.5.
    const likeness = Float32Array.of(0, 0, 0, 0, 1, 3, 3, 3, 3, 3);
    const values = Float64Array.of(0, 0, 0, 0, 6, 10, 10, 10, 10, 10);
    const result = deviationFromLikeCells(values, likeness, all, RULE);
    expect(result[4]).toBeCloseTo((6 - 5) / 0.5, 6);
    expect(Array.from(result).filter((value, i) => i !== 4 && value !== 0)).toEqual([]);
  });

  it('never takes the spread to be less than the least', () => {
    const result = deviationFromLikeCells(Float64Array.of(0, 0, 0, 3), new Float32Array(4), all, { ...RULE, classes: 1 });
    expect(result).toEqual(Float32Array.of(0, 0, 0, 6));
  });

  it('leaves cells out that do not count', () => {
    const likeness = Float32Array.from(xorshiftBytes(200, 1));
    const values = Float64Array.from(xorshiftBytes(200, 2));
    const counts = (cell: number): boolean => cell % 3 !== 0;
    const result = deviationFromLikeCells(values, likeness, counts, RULE);
    const other = values.map((value, cell) => (counts(cell) ? value : 1e9));
    expect(deviationFromLikeCells(other, likeness, counts, RULE)).toEqual(result);
    expect(Array.from(result).filter((value, cell) => !counts(cell) && value !== 0)).toEqual([]);
  });

  it('says nothing of fewer cells than classes', () => {
    expect(deviationFromLikeCells(Float64Array.of(9), Float32Array.of(1), all, RULE)).toEqual(new Float32Array(1));
    expect(deviationFromLikeCells(new Float64Array(0), new Float32Array(0), all, RULE)).toEqual(new Float32Array(0));
  });
});
