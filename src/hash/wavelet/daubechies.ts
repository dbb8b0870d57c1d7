import { borderIndex } from '../../image/index.ts';
import type { TiledPicture } from './tiled-picture.ts';

/** The low-pass analysis filter of the Daubechies wavelet with four vanishing moments: `dec_lo` of PyWavelets' `db4`. */
const LOW_PASS: readonly number[] = [
  ...[-0.010597401785069032, 0.0328830116668852, 0.030841381835560764, -0.18703481171909309],
  ...[-0.027983769416859854, 0.6308807679298589, 0.7148465705529157, 0.2303778133088965],
];
const TAPS = 8;

/** A square of numbers, row-major. */
export interface Square {
  readonly data: Float64Array;
  readonly side: number;
}

/**
 * Computes the approximation of a picture at a level by the `db4` wavelet, continued by reflection, in PyWavelets' order of
 * operations: columns before rows, and every sum begins beyond the picture's far edge when it reaches so far.
 *
 * Each level has ⌊(side + 7) / 2⌋ numbers a side, for the filter reaches out of the picture.
 *
 * @param levels - At least 1.
 */
export function approximateByDaubechies(picture: TiledPicture, levels: number): Square {
  let square = halve(picture.side, stripsOf(picture));
  for (let level = 1; level < levels; level++) {
    const { data, side } = square;
    square = halve(side, (y) => data.subarray(y * side, (y + 1) * side));
  }
  return square;
}

/** Makes the rows of a picture from rows of tiles, of which the last two are held. */
function stripsOf({ side, tileSide, read }: TiledPicture): (y: number) => Float64Array {
  const tile = new Float64Array(tileSide * tileSide);
  const strips = [new Float64Array(side * tileSide), new Float64Array(side * tileSide)];
  const held = [-1, -1];
  return (y) => {
    const row = Math.floor(y / tileSide);
    const strip = strips[row & 1];
    if (held[row & 1] !== row) {
      held[row & 1] = row;
      for (let column = 0; column * tileSide < side; column++) {
        read(column, row, tile);
        for (let i = 0; i < tileSide; i++) {
          strip.set(tile.subarray(i * tileSide, (i + 1) * tileSide), i * side + column * tileSide);
        }
      }
    }
    const start = (y % tileSide) * side;
    return strip.subarray(start, start + side);
  };
}

function halve(side: number, rowAt: (y: number) => Float64Array): Square {
  const { half, sources, weights } = filterPlan(side);
  const data = new Float64Array(half * half);
  const line = new Float64Array(side);
  for (let v = 0; v < half; v++) {
    const at = v * TAPS;
    const [a, b, c, d, e, f, g, h] = Array.from(sources.subarray(at, at + TAPS), rowAt);
    const [wa, wb, wc, wd, we, wf, wg, wh] = weights.subarray(at, at + TAPS);
    for (let x = 0; x < side; x++) {
      line[x] = wa * a[x] + wb * b[x] + wc * c[x] + wd * d[x] + we * e[x] + wf * f[x] + wg * g[x] + wh * h[x];
    }
    for (let u = 0, tap = 0; u < half; u++) {
      let sum = 0;
      for (const end = tap + TAPS; tap < end; tap++) sum += weights[tap] * line[sources[tap]];
      data[v * half + u] = sum;
    }
  }
  return { data, side: half };
}

/** Lists for each of the numbers to make the samples it takes and their weights, in the order in which they are added. */
function filterPlan(length: number): { half: number; sources: Int32Array; weights: Float64Array } {
  const half = (length + TAPS - 1) >> 1;
  const sources = new Int32Array(half * TAPS);
  const weights = new Float64Array(half * TAPS);
  for (let u = 0, at = 0; u < half; u++) {
    const last = 2 * u + 1;
    // Taps that fall behind the last sample come first, from the edge outwards; the others follow from the last to the first
    // sample.
    const beyond = Math.max(last - length + 1, 0);
    for (let i = 0; i < TAPS; i++, at++) {
      const tap = i < beyond ? beyond - 1 - i : i;
      sources[at] = borderIndex(last - tap, length, 'reflect');
      weights[at] = LOW_PASS[tap];
    }
  }
  return { half, sources, weights };
}
