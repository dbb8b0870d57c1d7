import { hashAtPoint } from '../draws.ts';

/** How a texture is made: octaves of value noise, each half as coarse as the one before. */
export interface FractalShape {
  /** Lattice spacing of the coarsest octave in pixels, 2 or more; made odd. */
  readonly coarsest: number;
  /** Octaves stop above this spacing, in pixels. */
  readonly finest: number;
  /** Amplitude of an octave relative to the one before, in 1/256: 128 is like clouds, 180 is like gravel. */
  readonly roughness: number;
  /**
   * How much wider than high the lattice cells are, in 1/256.
   * @defaultValue 256
   */
  readonly stretch?: number;
}

interface Octave {
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly amplitude: number;
  readonly key: number;
  /** Rows of the lattice's first cell that lie above the picture. */
  readonly offsetY: number;
  readonly upper: Int32Array;
  readonly lower: Int32Array;
  readonly between: Int32Array;
  /** Per column: its lattice cell, and the smoothstep weight in it. */
  readonly cell: Int32Array;
  readonly weight: Int32Array;
  row: number;
}

const AMPLITUDE = 1024;

/**
 * Rows of fractal noise: per pixel a whole number of mean 0, about −2048..2047, of standard deviation near 500.
 *
 * Rows are asked for in any order; neighbouring ones are cheap. All arithmetic is in whole numbers.
 */
export class FractalRows {
  private readonly octaves: Octave[] = [];
  private readonly sums: Int32Array;
  private readonly total: number;
  private last = -1;

  constructor(width: number, shape: FractalShape, key: number) {
    const { finest, roughness, stretch = 256 } = shape;
    this.sums = new Int32Array(width);
    let amplitude = AMPLITUDE;
    let squares = 0;
    for (let cellSize = Math.max(2, shape.coarsest); ; cellSize = cellSize >> 1, amplitude = (amplitude * roughness) >> 8) {
      // Odd: a lattice of even period would look like the traces of JPEG blocks or of color filters.
      const cellHeight = Math.max(3, cellSize | 1);
      const cellWidth = Math.max(3, ((cellSize * stretch) >> 8) | 1);
      squares += amplitude * amplitude;
      this.octaves.push(octaveOf(width, cellWidth, cellHeight, amplitude, key + Math.imul(this.octaves.length, 0x632be5ab)));
      if (cellSize >> 1 < Math.max(2, finest) || this.octaves.length === 12) break;
    }
    // The sum's spread is that of one octave alone.
    this.total = Math.max(1, Math.floor(Math.sqrt(squares)));
  }

  /** The row `y`; the array is reused by the next call. */
  row(y: number): Int32Array {
    const { sums } = this;
    if (y === this.last) return sums;
    this.last = y;
    sums.fill(0);
    for (const octave of this.octaves) addOctave(octave, y, sums);
    const { total } = this;
    for (let x = 0; x < sums.length; x++) sums[x] = Math.trunc(sums[x] / total);
    return sums;
  }
}

function octaveOf(width: number, cellWidth: number, cellHeight: number, amplitude: number, key: number): Octave {
  const offset = hashAtPoint(3, 5, key) % cellWidth;
  const offsetY = hashAtPoint(5, 3, key) % cellHeight;
  const cells = Math.ceil(width / cellWidth) + 3;
  const cell = new Int32Array(width);
  const weight = new Int32Array(width);
  for (let x = 0; x < width; x++) {
    const index = Math.floor((x + offset) / cellWidth);
    cell[x] = index;
    weight[x] = smoothStep(Math.floor(((x + offset - index * cellWidth) * 256) / cellWidth));
  }
  const [upper, lower, between] = [new Int32Array(cells), new Int32Array(cells), new Int32Array(cells)];
  return { cellWidth, cellHeight, amplitude, key, offsetY, upper, lower, between, cell, weight, row: -2 };
}

function addOctave(octave: Octave, y: number, sums: Int32Array): void {
  const { cellHeight, amplitude, key, offsetY, upper, lower, between, cell, weight } = octave;
  const row = Math.floor((y + offsetY) / cellHeight);
  if (row !== octave.row) {
    octave.row = row;
    for (let i = 0; i < upper.length; i++) {
      upper[i] = (hashAtPoint(i, row, key) >>> 20) - 2048;
      lower[i] = (hashAtPoint(i, row + 1, key) >>> 20) - 2048;
    }
  }
  const down = smoothStep(Math.floor(((y + offsetY - row * cellHeight) * 256) / cellHeight));
  for (let i = 0; i < between.length; i++) between[i] = upper[i] + (((lower[i] - upper[i]) * down) >> 8);
  for (let x = 0; x < sums.length; x++) {
    const left = between[cell[x]];
    sums[x] += (left + (((between[cell[x] + 1] - left) * weight[x]) >> 8)) * amplitude;
  }
}

/** 3t² − 2t³ in 1/256. */
function smoothStep(t: number): number {
  return (t * t * (768 - 2 * t)) >> 16;
}
