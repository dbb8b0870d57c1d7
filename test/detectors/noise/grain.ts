import type { Box, Plane } from '../../../src/image/index.ts';
import { xorshiftBytes } from '../../support/scene.ts';
import type { Scene } from '../../support/scene.ts';

/** Bytes that one value is the sum of: near enough to a Gaussian, which ends at 6.9 standard deviations here. */
const TERMS = 12;

/** The mean of twelve bytes, and the variance: that of one byte is (256² − 1) / 12. */
const MEAN = 127.5 * TERMS;
const DEVIATION = Math.sqrt(65_535);

/** Independent, nearly Gaussian values of mean 0 and standard deviation 1. */
export function grain(count: number, seed: number): Float64Array {
  const bytes = xorshiftBytes(count * TERMS, seed);
  return Float64Array.from({ length: count }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < TERMS; k++) sum += bytes[i * TERMS + k];
    return (sum - MEAN) / DEVIATION;
  });
}

/** Grain of a known σ, which may vary, on levels that may vary; rounded and clipped to 0..255. */
export function grainyPlane(
  width: number,
  height: number,
  level: (x: number, y: number) => number,
  sigma: (x: number, y: number) => number,
  seed: number,
): Plane {
  const values = grain(width * height, seed);
  const data = Uint8ClampedArray.from(values, (value, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return Math.round(level(x, y) + sigma(x, y) * value);
  });
  return { data: Uint8Array.from(data), width, height };
}

/** Whether a pixel lies in a box. */
export function isInside(box: Box, x: number, y: number): boolean {
  return x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height;
}

/** A picture with gray grain of standard deviation `sigma` added in a box. */
export function withGrain(scene: Scene, box: Box, sigma: number, seed: number): Scene {
  const values = grain(scene.width * scene.height, seed);
  return changed(scene, box, (at, channel) => scene.data[at * 3 + channel] + sigma * values[at]);
}

/** A picture whose pixels in a box are the means of their 3×3 neighborhoods, as a mild denoising leaves them. */
export function smoothed(scene: Scene, box: Box): Scene {
  const { width, height } = scene;
  return changed(scene, box, (at, channel) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    let sum = 0;
    for (let row = y - 1; row <= y + 1; row++) {
      for (let column = x - 1; column <= x + 1; column++) {
        const [u, v] = [Math.min(width - 1, Math.max(0, column)), Math.min(height - 1, Math.max(0, row))];
        sum += scene.data[(v * width + u) * 3 + channel];
      }
    }
    return sum / 9;
  });
}

function changed(scene: Scene, box: Box, level: (at: number, channel: number) => number): Scene {
  const data = scene.data.slice();
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let x = box.x; x < box.x + box.width; x++) {
      const at = y * scene.width + x;
      for (let channel = 0; channel < 3; channel++) {
        data[at * 3 + channel] = Math.min(255, Math.max(0, Math.round(level(at, channel))));
      }
    }
  }
  return { ...scene, data };
}
