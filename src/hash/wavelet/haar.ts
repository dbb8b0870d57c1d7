import type { TiledPicture } from './tiled-picture.ts';

/** √½, as PyWavelets has it. */
const HALF_ROOT = 0.7071067811865476;

/**
 * Takes a square apart by the Haar wavelet, in place: of every four neighbors the first becomes their approximation, the others
 * what they deviate by; then the same among the approximations. Columns come before rows, in PyWavelets' order of operations.
 *
 * @param square - `[side, side]`.
 * @param side - A power of two, at least 2^levels.
 */
export function analyzeHaar(square: Float64Array, side: number, levels: number): void {
  for (let level = 0; level < levels; level++) {
    const step = 1 << level;
    for (let y = 0; y < side; y += 2 * step) {
      const upper = y * side;
      const lower = upper + step * side;
      for (let x = 0; x < side; x += 2 * step) {
        const a = HALF_ROOT * square[upper + x];
        const b = HALF_ROOT * square[upper + x + step];
        const c = HALF_ROOT * square[lower + x];
        const d = HALF_ROOT * square[lower + x + step];
        const left = HALF_ROOT * (c + a);
        const right = HALF_ROOT * (d + b);
        const leftDetail = HALF_ROOT * (a - c);
        const rightDetail = HALF_ROOT * (b - d);
        square[upper + x] = right + left;
        square[upper + x + step] = left - right;
        square[lower + x] = rightDetail + leftDetail;
        square[lower + x + step] = leftDetail - rightDetail;
      }
    }
  }
}

/** Puts together what {@link analyzeHaar} took apart, rows before columns. */
export function synthesizeHaar(square: Float64Array, side: number, levels: number): void {
  for (let level = levels - 1; level >= 0; level--) {
    const step = 1 << level;
    for (let y = 0; y < side; y += 2 * step) {
      const upper = y * side;
      const lower = upper + step * side;
      for (let x = 0; x < side; x += 2 * step) {
        const approximation = HALF_ROOT * square[upper + x];
        const across = HALF_ROOT * square[upper + x + step];
        const down = HALF_ROOT * square[lower + x];
        const diagonal = HALF_ROOT * square[lower + x + step];
        const left = HALF_ROOT * (approximation + across);
        const right = HALF_ROOT * (approximation - across);
        const leftDetail = HALF_ROOT * (down + diagonal);
        const rightDetail = HALF_ROOT * (down - diagonal);
        square[upper + x] = left + leftDetail;
        square[upper + x + step] = right + rightDetail;
        square[lower + x] = left - leftDetail;
        square[lower + x + step] = right - rightDetail;
      }
    }
  }
}

/**
 * Computes the approximations alone and packs them at the start of the square.
 *
 * @param square - `[side, side]`; afterwards its first `(side / 2^levels)²` numbers count.
 */
export function shrinkByHaar(square: Float64Array, side: number, levels: number): void {
  for (let level = 0; level < levels; level++) {
    const half = side / 2;
    for (let y = 0; y < half; y++) {
      const upper = 2 * y * side;
      const lower = upper + side;
      // Never overtakes what is still to be read.
      for (let x = 0, at = y * half; x < side; x += 2, at++) {
        const left = HALF_ROOT * square[lower + x] + HALF_ROOT * square[upper + x];
        const right = HALF_ROOT * square[lower + x + 1] + HALF_ROOT * square[upper + x + 1];
        square[at] = HALF_ROOT * right + HALF_ROOT * left;
      }
    }
    side = half;
  }
}

/**
 * Computes the approximation of a picture at a level, holding a tile of it at a time.
 *
 * @param levels - 0 … log2 of its side.
 * @returns `[side / 2^levels, side / 2^levels]`.
 */
export function approximateByHaar({ side, tileSide, read }: TiledPicture, levels: number): Float64Array {
  const tiles = side / tileSide;
  const levelsInTile = Math.min(levels, levelsOf(tileSide));
  const part = tileSide >> levelsInTile;
  const across = tiles * part;
  const approximation = new Float64Array(across * across);
  const tile = new Float64Array(tileSide * tileSide);
  for (let row = 0; row < tiles; row++) {
    for (let column = 0; column < tiles; column++) {
      read(column, row, tile);
      shrinkByHaar(tile, tileSide, levelsInTile);
      for (let y = 0; y < part; y++) {
        approximation.set(tile.subarray(y * part, (y + 1) * part), (row * part + y) * across + column * part);
      }
    }
  }
  shrinkByHaar(approximation, across, levels - levelsInTile);
  return approximation.slice(0, (side >> levels) * (side >> levels));
}

/** Takes the mean out of a picture: takes it apart down to one number, which becomes 0, and puts the rest together again. */
export function withoutMean(picture: TiledPicture): TiledPicture {
  const { side, tileSide, read } = picture;
  const tiles = side / tileSide;
  const levels = levelsOf(tileSide);
  const means = approximateByHaar(picture, levels);
  analyzeHaar(means, tiles, levelsOf(tiles));
  means[0] = 0;
  synthesizeHaar(means, tiles, levelsOf(tiles));
  return {
    side,
    tileSide,
    read: (column, row, tile) => {
      read(column, row, tile);
      analyzeHaar(tile, tileSide, levels);
      tile[0] = means[row * tiles + column];
      synthesizeHaar(tile, tileSide, levels);
    },
  };
}

function levelsOf(side: number): number {
  return 31 - Math.clz32(side);
}
