import { pow } from '../../math/index.ts';

/** The largest value of a photosite: 12 bits. */
export const WHITE = 4095;

/**
 * The table from a demosaiced sample to an 8-bit one: white balance, then the power 1/2.2 with a slight S-curve, as cameras do.
 *
 * @param gain - White balance of the channel, in 1/256.
 * @returns 4096 levels, never falling.
 */
export function toneTable(gain: number): Uint8Array {
  const table = new Uint8Array(WHITE + 1);
  for (let value = 0; value <= WHITE; value++) {
    const linear = Math.min(1, (value * gain) / 256 / WHITE);
    const gamma = pow(linear, 1 / 2.2);
    // A quarter of the way to the smoothstep curve.
    const curved = gamma + 0.25 * (gamma * gamma * (3 - 2 * gamma) - gamma);
    table[value] = Math.floor(255 * curved + 0.5);
  }
  return table;
}
