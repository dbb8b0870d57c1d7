import { describe, expect, it } from 'vitest';
import { analyzeHaar, approximateByHaar, shrinkByHaar, synthesizeHaar, withoutMean } from '../../../src/hash/wavelet/haar.ts';
import type { TiledPicture } from '../../../src/hash/wavelet/tiled-picture.ts';
import { tilesOf } from '../../../src/hash/wavelet/tiled-picture.ts';
import { noise } from '../../support/scene.ts';

/** A picture in tiles of another size. */
function retiled(numbers: Float64Array, side: number, tileSide: number): TiledPicture {
  return {
    side,
    tileSide,
    read: (column, row, tile) => {
      for (let i = 0; i < tile.length; i++) {
        tile[i] = numbers[(row * tileSide + Math.floor(i / tileSide)) * side + column * tileSide + (i % tileSide)];
      }
    },
  };
}

const numbersOf = (side: number, seed: number): Float64Array =>
  Float64Array.from(noise(side, side, 1, seed).data, (v) => v / 255);

describe('analyzeHaar', () => {
  it('makes half the sum of four pixels, and what they differ by across, down and both ways', () => {
    const square = Float64Array.of(1, 2, 4, 9);
    analyzeHaar(square, 2, 1);
    // (1 + 2 + 4 + 9) / 2, (1 − 2 + 4 − 9) / 2, (1 + 2 − 4 − 9) / 2, (1 − 2 − 4 + 9) / 2
    const expected = [8, -3, -5, 2];
    square.forEach((value, i) => expect(value).toBeCloseTo(expected[i], 12));
  });

  it.each([1, 2, 5])('is undone by synthesizeHaar, %d levels deep', (levels) => {
    const numbers = numbersOf(32, 81);
    const square = numbers.slice();
    analyzeHaar(square, 32, levels);
    expect(square).not.toEqual(numbers);
    synthesizeHaar(square, 32, levels);
    // Some ten roundings of numbers up to 32.
    square.forEach((value, i) => expect(Math.abs(value - numbers[i])).toBeLessThan(1e-13));
  });
});

describe('shrinkByHaar', () => {
  it.each([0, 1, 3, 5])('leaves the approximations that analyzeHaar makes, %d levels deep', (levels) => {
    const [taken, shrunk] = [numbersOf(32, 82), numbersOf(32, 82)];
    analyzeHaar(taken, 32, levels);
    shrinkByHaar(shrunk, 32, levels);
    const side = 32 >> levels;
    const expected = Array.from({ length: side * side }, (_, i) => taken[(Math.floor(i / side) * 32 + (i % side)) << levels]);
    expect([...shrunk.subarray(0, side * side)]).toEqual(expected);
  });
});

describe('approximateByHaar and withoutMean', () => {
  it.each([1, 4, 16, 64])('give the same doubles in tiles of %d', (tileSide) => {
    const numbers = numbersOf(64, 83);
    const whole = tilesOf(noise(64, 64, 1, 83));
    for (const levels of [0, 1, 3, 6]) {
      const tiled = retiled(numbers, 64, tileSide);
      expect(approximateByHaar(tiled, levels)).toEqual(approximateByHaar(whole, levels));
      expect(approximateByHaar(withoutMean(tiled), levels)).toEqual(approximateByHaar(withoutMean(whole), levels));
    }
  });

  it('give sums of parts, and sums that come to nothing', () => {
    const side = 128;
    const plane = noise(side, side, 1, 84);
    const sums = new Float64Array(16);
    plane.data.forEach((level, i) => (sums[(i >> 12) * 4 + ((i >> 5) & 3)] += level / 255 / 32));
    const mean = sums.reduce((sum, value) => sum + value, 0) / 16;
    approximateByHaar(tilesOf(plane), 5).forEach((value, i) => expect(value).toBeCloseTo(sums[i], 10));
    approximateByHaar(withoutMean(tilesOf(plane)), 5).forEach((value, i) => expect(value).toBeCloseTo(sums[i] - mean, 10));
    expect(approximateByHaar(withoutMean(tilesOf(plane)), 7)[0]).toBeCloseTo(0, 10);
  });
});
