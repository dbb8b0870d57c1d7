/** Yellow, orange, red, dark red: readable on gray, also without red-green vision because lightness falls throughout. */
const STOPS: readonly (readonly [red: number, green: number, blue: number])[] = [
  [255, 232, 60],
  [255, 160, 20],
  [232, 64, 12],
  [150, 0, 30],
];

/**
 * The color of a heat from 0 to 1.
 *
 * @returns Red, green, blue, 0..255.
 */
export function heatColor(heat: number): readonly [number, number, number] {
  const place = Math.min(1, Math.max(0, heat)) * (STOPS.length - 1);
  const index = Math.min(STOPS.length - 2, Math.floor(place));
  const share = place - index;
  const [from, to] = [STOPS[index], STOPS[index + 1]];
  return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1]), from[2] + share * (to[2] - from[2])];
}
