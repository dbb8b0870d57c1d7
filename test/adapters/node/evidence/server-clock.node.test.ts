import { describe, expect, it } from 'vitest';
import { newRecordId, serverClock } from '../../../../src/adapters/node/evidence/index.ts';
import { clockOf } from '../../../../src/adapters/node/evidence/server-clock.ts';

describe('serverClock', () => {
  it('grows with each reading, within the millisecond of the system', () => {
    const now = serverClock();
    const before = Date.now();
    const times = Array.from({ length: 20_000 }, () => now());
    const after = Date.now();
    expect(times.every((time, i) => i === 0 || time > times[i - 1])).toBe(true);
    expect(times[0] / 1_000_000n).toBeGreaterThanOrEqual(BigInt(before));
    expect(times[19_999] / 1_000_000n).toBeLessThanOrEqual(BigInt(after));
  });

  it('takes its milliseconds from the clock and the digits below from the timer', () => {
    const milliseconds = [5, 5, 5, 5, 6, 6, 4, 4];
    const timer = [100n, 350n, 350n, 99_000_000n, 99_000_000n, 99_000_010n, 99_000_020n, 99_000_021n];
    const now = clockOf(
      () => milliseconds.shift() ?? 0,
      () => timer.shift() ?? 0n,
    );
    // A reading of the same instant counts one on; a millisecond that lasts too long stays itself; a clock that is set back is believed.
    expect(Array.from({ length: 8 }, () => now())).toEqual([
      5_000_000n,
      5_000_250n,
      5_000_251n,
      5_999_999n,
      6_000_000n,
      6_000_010n,
      4_000_000n,
      4_000_001n,
    ]);
  });
});

describe('newRecordId', () => {
  it('is a random UUID', () => {
    const ids = new Set(Array.from({ length: 1000 }, newRecordId));
    expect(ids.size).toBe(1000);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
