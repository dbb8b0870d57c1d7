/**
 * Rounds to the nearest whole number, and what lies half-way to the even one: C's `lrint` and Python's `round`, where `Math.round` goes up.
 *
 * @param value - Any finite number.
 */
export function roundHalfToEven(value: number): number {
  const below = Math.floor(value);
  // Exact but for numbers next to zero from below, which are far from half-way.
  const rest = value - below;
  if (rest === 0.5) return below % 2 === 0 ? below : below + 1;
  return rest < 0.5 ? below : below + 1;
}
