/** The order of the color filters on the sensor: the four photosites at the top left, row by row. */
export type BayerPattern = 'rggb' | 'grbg' | 'gbrg' | 'bggr';

/** All of them. */
export const BAYER_PATTERNS: readonly BayerPattern[] = ['rggb', 'grbg', 'gbrg', 'bggr'];

/** What a single sensor records, `[height, width]`, 12 bits a photosite. */
export interface Mosaic {
  readonly data: Uint16Array;
  readonly width: number;
  readonly height: number;
  readonly pattern: BayerPattern;
}

/** The channel (0 red, 1 green, 2 blue) of each photosite of a 2×2 cell, by `(y & 1) * 2 + (x & 1)`. */
export function cellChannels(pattern: BayerPattern): readonly [number, number, number, number] {
  const channel = (i: number): number => 'rgb'.indexOf(pattern[i]);
  return [channel(0), channel(1), channel(2), channel(3)];
}
