import { pow } from '../../math/index.ts';

/** Scene light of one color: linear, 4096 is what saturates the sensor. */
export type Light = readonly [red: number, green: number, blue: number];

/** The light that saturates a photosite. */
export const SATURATION = 4096;

/** The light that a display shows for an sRGB-like color, by the power 2.2, which the camera's tone curve takes back. */
export function lightOf(red: number, green: number, blue: number): Light {
  return [toLight(red), toLight(green), toLight(blue)];
}

function toLight(level: number): number {
  return Math.round(SATURATION * pow(Math.max(0, Math.min(255, level)) / 255, 2.2));
}

/** Lays a color over one pixel of a row of light. `cover` 0..256, `gain` multiplies the color, in 1/1024. */
export function cover(row: Int32Array, x: number, color: Light, gain: number, amount: number): void {
  const at = 3 * x;
  row[at] += ((((color[0] * gain) >> 10) - row[at]) * amount) >> 8;
  row[at + 1] += ((((color[1] * gain) >> 10) - row[at + 1]) * amount) >> 8;
  row[at + 2] += ((((color[2] * gain) >> 10) - row[at + 2]) * amount) >> 8;
}

/** Multiplies the light of one pixel by `gain` / 1024. */
export function dim(row: Int32Array, x: number, gain: number): void {
  const at = 3 * x;
  row[at] = (row[at] * gain) >> 10;
  row[at + 1] = (row[at + 1] * gain) >> 10;
  row[at + 2] = (row[at + 2] * gain) >> 10;
}

/** Brings a value to `low..high`. */
export function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}

/** The color between two, `t` in 0..256. */
export function between(a: Light, b: Light, t: number): Light {
  return [a[0] + (((b[0] - a[0]) * t) >> 8), a[1] + (((b[1] - a[1]) * t) >> 8), a[2] + (((b[2] - a[2]) * t) >> 8)];
}
