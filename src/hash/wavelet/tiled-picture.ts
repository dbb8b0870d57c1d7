import type { Plane } from '../../image/index.ts';

/** A square picture of numbers that is computed a tile at a time, so that large ones are never held whole. */
export interface TiledPicture {
  /** A power of two. */
  readonly side: number;
  /** A power of two, at most `side`. */
  readonly tileSide: number;
  /** Computes one tile, row-major; column and row count tiles. */
  readonly read: (column: number, row: number, tile: Float64Array) => void;
}

/** 32 KiB a tile: it stays in the processor's first cache while it is taken apart and put together. */
const LARGEST_TILE = 64;

/** Sees a plane whose sides are the same power of two as numbers from 0 to 1. */
export function tilesOf({ data, width: side }: Plane): TiledPicture {
  const levels = Float64Array.from({ length: 256 }, (_, level) => level / 255);
  const tileSide = Math.min(side, LARGEST_TILE);
  const read = (column: number, row: number, tile: Float64Array): void => {
    for (let y = 0, to = 0; y < tileSide; y++) {
      let from = (row * tileSide + y) * side + column * tileSide;
      for (const end = to + tileSide; to < end; to++, from++) tile[to] = levels[data[from]];
    }
  };
  return { side, tileSide, read };
}
