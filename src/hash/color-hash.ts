import { checkInteger, resolveOptions } from '../errors/index.ts';
import { lumaRows } from '../image/index.ts';
import type { Raster, RasterLike } from '../image/index.ts';
import { hashOfBits } from './hash-bits.ts';
import { hashSource, SOURCE_DEFAULTS } from './hash-source.ts';
import type { HashSourceOptions } from './hash-source.ts';
import type { Hash } from './hash.ts';

/** Options of {@link colorHash}. */
export interface ColorHashOptions extends HashSourceOptions {
  /**
   * Bits for the share of each of the 14 classes of color, 1..16: the hash has `14 × binBits` bits.
   * @defaultValue 3
   */
  readonly binBits: number;
}

const DEFAULTS: ColorHashOptions = { ...SOURCE_DEFAULTS, binBits: 3 };

// Pixels below this luma are black; those below this saturation (0..255) are gray, at this one neither faint nor bright.
const BLACK_BELOW = 32;
const GRAY_BELOW = 85;
const BRIGHT_ABOVE = 170;

/** The first of the six classes of faint colors; those of bright colors follow. Black and gray stand before them. */
const FAINT = 2;
const BRIGHT = 8;
const CLASSES = 14;

/**
 * Computes the color hash, bit for bit as imagehash's `colorhash`: the share of black pixels, of gray ones, and of six hues each of
 * faint and of bright colors, the hues as shares of all pixels that are neither black nor gray.
 *
 * As in the reference, colors whose saturation is exactly 170 of 255 belong to no class but count as colored, and a share is no
 * plain binary number: with three bits, no eighth to seven are 000, 001, 010, 011, 110, 111, 110, 111.
 *
 * @param image - 8-bit pixels.
 * @returns A hash of kind `color`; its quality is the percentage of pixels that carry hue, neither black nor gray.
 * @throws {TypeError | RangeError} The pixels do not fit their size, or an option is unknown or out of range.
 * @see imagehash 4.3.2, `colorhash`; Pillow 9.4, `rgb2hsv_row` in `src/libImaging/Convert.c`.
 *
 * @example
 * ```ts
 * import { colorHash } from 'tamperlens/hash';
 *
 * colorHash({ data: new Uint8Array([255, 0, 0, 128, 128, 128]), width: 2, height: 1 }).hex; // '06000038000'
 * ```
 */
export function colorHash(image: RasterLike, options?: Partial<ColorHashOptions>): Hash {
  const { binBits, ...source } = resolveOptions(DEFAULTS, options);
  checkInteger('binBits', binBits, 1, 16);
  const raster = hashSource(image, source);
  const pixels = raster.width * raster.height;
  const { counts, colored } = countColors(raster);
  const levels = 1 << binBits;
  const bits = new Uint8Array(CLASSES * binBits);
  for (let i = 0; i < CLASSES; i++) {
    const share = counts[i] / (i < FAINT ? pixels : Math.max(1, colored));
    const value = Math.min(levels - 1, Math.trunc(share * levels));
    // The reference takes the quotient modulo 2^(binBits − bit) instead of modulo 2: with three bits 4 becomes 110.
    for (let bit = 0; bit < binBits; bit++) {
      const quotient = value >> (binBits - bit - 1);
      bits[i * binBits + bit] = (quotient & ((1 << (binBits - bit)) - 1)) > 0 ? 1 : 0;
    }
  }
  return hashOfBits('color', bits, { quality: Math.round((100 * colored) / pixels) });
}

/** Counts the pixels of each class: black, gray, six faint hues, six bright ones; and all that are neither black nor gray. */
function countColors(raster: Raster): { counts: Float64Array; colored: number } {
  const { data, width, height, channels } = raster;
  const counts = new Float64Array(CLASSES);
  const rows = lumaRows(raster);
  const luma = new Uint8Array(width);
  let colored = 0;
  for (let y = 0; y < height; y++) {
    rows(y, luma);
    for (let x = 0, at = y * width * channels; x < width; x++, at += channels) {
      if (luma[x] < BLACK_BELOW) {
        counts[0]++;
        continue;
      }
      const r = data[at];
      const g = channels === 1 ? r : data[at + 1];
      const b = channels === 1 ? r : data[at + 2];
      const most = r > g ? (r > b ? r : b) : g > b ? g : b;
      const least = r < g ? (r < b ? r : b) : g < b ? g : b;
      const chroma = most - least;
      const saturation = Math.trunc(Math.fround(chroma / most) * 255);
      if (saturation < GRAY_BELOW) {
        counts[1]++;
        continue;
      }
      colored++;
      if (saturation === BRIGHT_ABOVE) continue;
      counts[(saturation < BRIGHT_ABOVE ? FAINT : BRIGHT) + hueClass(r, g, b, most, chroma)]++;
    }
  }
  return { counts, colored };
}

/** Which sixth of 0..255 the hue lies in, as Pillow computes it: in single precision between the steps. */
function hueClass(r: number, g: number, b: number, most: number, chroma: number): number {
  const red = Math.fround((most - r) / chroma);
  const green = Math.fround((most - g) / chroma);
  const blue = Math.fround((most - b) / chroma);
  const sextant = Math.fround(r === most ? blue - green : g === most ? 2 + red - blue : 4 + green - red);
  const turns = sextant / 6 + 1;
  const hue = Math.trunc(Math.fround(turns >= 1 ? turns - 1 : turns) * 255);
  // The edges are multiples of 42.5; the last class holds 255 too.
  return hue === 255 ? 5 : Math.trunc(hue / 42.5);
}
