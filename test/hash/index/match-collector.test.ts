import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HashStore } from '../../../src/hash/index/hash-store.ts';
import { MatchCollector } from '../../../src/hash/index/match-collector.ts';

describe('MatchCollector', () => {
  it('keeps the best of what it is offered, in whatever order that comes', () => {
    const offers = fc.uniqueArray(fc.tuple(fc.nat(99), fc.nat(20)), { maxLength: 100, selector: ([entry]) => entry });
    fc.assert(
      fc.property(offers, fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constant(Number.POSITIVE_INFINITY)), (all, limit) => {
        const store = new HashStore(32);
        store.extend(100);
        const collector = new MatchCollector(store, 20, limit);
        for (const [entry, distance] of all) if (distance <= collector.radius) collector.offer(entry, distance);
        const expected = all.map(([entry, distance]) => ({ entry, distance }));
        expected.sort((a, b) => a.distance - b.distance || a.entry - b.entry);
        expect(collector.matches()).toEqual(expected.slice(0, limit));
        expect(collector.isFull).toBe(all.length >= limit);
      }),
    );
  });

  it('wants nothing farther than the worst once it is full, and of later entries only nearer ones', () => {
    const store = new HashStore(32);
    store.extend(10);
    const collector = new MatchCollector(store, 20, 2);
    collector.offer(4, 7);
    expect([collector.radius, collector.radiusOfLater, collector.isFull]).toEqual([20, 20, false]);
    collector.offer(5, 9);
    expect([collector.radius, collector.radiusOfLater, collector.isFull]).toEqual([9, 8, true]);
    collector.offer(3, 9);
    expect(collector.matches()).toEqual([
      { entry: 4, distance: 7 },
      { entry: 3, distance: 9 },
    ]);
  });

  it('passes over what was removed', () => {
    const store = new HashStore(32);
    store.extend(3);
    store.remove(1);
    const collector = new MatchCollector(store, 5, 1);
    collector.offer(1, 0);
    collector.offer(2, 3);
    expect(collector.matches()).toEqual([{ entry: 2, distance: 3 }]);
  });

  it('orders entries beyond the 31st bit of the key', () => {
    const store = new HashStore(32);
    store.extend(9);
    const collector = new MatchCollector(store, 16_384, 9);
    collector.offer(8, 16_384);
    collector.offer(7, 0);
    expect(collector.matches()).toEqual([
      { entry: 7, distance: 0 },
      { entry: 8, distance: 16_384 },
    ]);
  });
});
