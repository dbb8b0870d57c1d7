const PER_MILLISECOND = 1_000_000;

/**
 * Makes a clock for `now`: the system's time, nanoseconds since 1970-01-01 UTC.
 *
 * The system's clock gives whole milliseconds, and those are what is true of the result. The six digits below come from a timer that
 * counts on from the first reading in the same millisecond; they keep readings in order and are no measurement. Readings within a
 * millisecond grow; when somebody sets the system's clock back, the next reading is earlier.
 *
 * @example
 * ```ts
 * import { serverClock } from 'tamperlens/node';
 *
 * const now = serverClock();
 * now() < now(); // true
 * ```
 */
export function serverClock(): () => bigint {
  return clockOf(
    () => Date.now(),
    () => process.hrtime.bigint(),
  );
}

/**
 * Refines a clock by a timer, without ever leaving the millisecond that the clock states.
 *
 * @param milliseconds - Milliseconds since 1970-01-01 UTC.
 * @param timer - Nanoseconds since whenever, never going back.
 */
export function clockOf(milliseconds: () => number, timer: () => bigint): () => bigint {
  let millisecond = NaN;
  let began = 0n;
  let within = 0;
  return () => {
    const now = milliseconds();
    const time = timer();
    if (now !== millisecond) {
      [millisecond, began, within] = [now, time, 0];
    } else {
      within = Math.min(Math.max(within + 1, Number(time - began)), PER_MILLISECOND - 1);
    }
    return BigInt(millisecond) * BigInt(PER_MILLISECOND) + BigInt(within);
  };
}
