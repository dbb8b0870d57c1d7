import { describe, expect, it } from 'vitest';
import { roundedCosine, roundedSine } from '../../../src/hash/dct/rounded-sine.ts';
import { rootsOfUnity } from '../../../src/hash/dct/roots-of-unity.ts';

describe('roundedSine and roundedCosine', () => {
  // By exact rational arithmetic (Python's fractions), rounded once.
  it.each([
    [0.5, 0.479425538604203, 0.8775825618903728],
    [0.7853981633974483, 0.7071067811865475, 0.7071067811865476],
    [0.125, 0.12467473338522769, 0.992197667229329],
    [0.0009765625, 0.0009765623447795783, 0.9999995231628797],
  ])('are right to the last bit for %d', (angle, sine, cosine) => {
    expect([roundedSine(angle), roundedCosine(angle)]).toEqual([sine, cosine]);
  });
});

describe('rootsOfUnity', () => {
  it.each([2, 3, 4, 7, 24, 128, 1000, 1024, 4096])('stand on the circle, %d in a turn', (order) => {
    const { cosines, sines } = rootsOfUnity(order, order);
    const wrong = Array.from(cosines.keys()).filter((i) => {
      const angle = (2 * Math.PI * i) / order;
      // Products of two roots that are each right to half a unit of rounding, and what the angle has lost here.
      return Math.abs(cosines[i] - Math.cos(angle)) > 1e-15 || Math.abs(sines[i] - Math.sin(angle)) > 1e-15;
    });
    expect(wrong).toEqual([]);
  });

  it('are mirrored exactly', () => {
    const { cosines, sines } = rootsOfUnity(100, 100);
    for (let i = 1; i < 50; i++) expect([cosines[100 - i], sines[100 - i]]).toEqual([cosines[i], -sines[i]]);
  });

  it('are as many as asked for', () => {
    const few = rootsOfUnity(512, 129);
    expect(few.cosines).toEqual(rootsOfUnity(512, 512).cosines.slice(0, 129));
    expect(few.sines).toHaveLength(129);
  });
});
