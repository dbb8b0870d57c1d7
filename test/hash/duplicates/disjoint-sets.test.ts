import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DisjointSets } from '../../../src/hash/duplicates/disjoint-sets.ts';

describe('DisjointSets', () => {
  it('lists sets of two or more, each and all in rising order', () => {
    const sets = new DisjointSets(7);
    sets.join(5, 2);
    sets.join(6, 1);
    sets.join(2, 4);
    expect(sets.groups()).toEqual([
      [1, 6],
      [2, 4, 5],
    ]);
  });

  it('is as good as walking the links, in whatever order they come', () => {
    const links = fc.array(fc.tuple(fc.nat(19), fc.nat(19)), { maxLength: 25 });
    fc.assert(
      fc.property(links, (pairs) => {
        const sets = new DisjointSets(20);
        for (const [a, b] of pairs) sets.join(a, b);
        const backwards = new DisjointSets(20);
        for (const [a, b] of [...pairs].reverse()) backwards.join(b, a);
        expect(sets.groups()).toEqual(backwards.groups());
        for (let start = 0; start < 20; start++) {
          const reached = new Set([start]);
          for (let size = 0; size < reached.size;) {
            size = reached.size;
            for (const [a, b] of pairs) {
              if (reached.has(a)) reached.add(b);
              if (reached.has(b)) reached.add(a);
            }
          }
          expect(sets.find(start)).toBe(Math.min(...reached));
        }
      }),
    );
  });
});
