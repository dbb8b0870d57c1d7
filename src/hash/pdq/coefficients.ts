import { cos } from '../../math/index.ts';
import { SIDE } from './reduce-luma.ts';

/** Coefficients along each side of what is kept. */
const KEPT = 16;

const PI = 3.141592653589793;

/** A turned or mirrored copy of a picture: rows and columns are mirrored first, then change places. */
export interface Turn {
  /** Left and right change places. */
  readonly mirrorsRows: boolean;
  /** Top and bottom change places. */
  readonly mirrorsColumns: boolean;
  readonly transposes: boolean;
}

/**
 * Computes the lowest 16×16 coefficients of a 64×64 picture's cosine transform, the constant ones left out: `B = D A Dᵀ` with
 * `D[i][j] = √(2 / 64) cos(π (i + 1) (2 j + 1) / 128)`. float32, each product and each sum rounded, summed from the first sample on.
 *
 * @param samples - `[64, 64]`.
 * @returns `[16, 16]`: vertical frequency 1..16, horizontal frequency 1..16.
 */
export function computeCoefficients(samples: Float32Array): Float32Array {
  const basis = makeBasis();
  const half = new Float32Array(KEPT * SIDE);
  for (let i = 0; i < KEPT; i++) {
    for (let k = 0; k < SIDE; k++) {
      const factor = basis[i * SIDE + k];
      for (let j = 0; j < SIDE; j++) half[i * SIDE + j] += Math.fround(factor * samples[k * SIDE + j]);
    }
  }
  const coefficients = new Float32Array(KEPT * KEPT);
  for (let k = 0; k < SIDE; k++) {
    for (let i = 0; i < KEPT; i++) {
      const factor = half[i * SIDE + k];
      for (let j = 0; j < KEPT; j++) coefficients[i * KEPT + j] += Math.fround(factor * basis[j * SIDE + k]);
    }
  }
  return coefficients;
}

/**
 * Makes the coefficients of a turned copy: mirroring negates the odd frequencies.
 *
 * @param coefficients - `[16, 16]`, as {@link computeCoefficients} returns them.
 */
export function turnCoefficients(coefficients: Float32Array, turn: Turn): Float32Array {
  const { mirrorsRows, mirrorsColumns, transposes } = turn;
  const turned = new Float32Array(coefficients.length);
  for (let i = 0; i < KEPT; i++) {
    for (let j = 0; j < KEPT; j++) {
      const isNegated = (mirrorsColumns && i % 2 === 0) !== (mirrorsRows && j % 2 === 0);
      const value = coefficients[i * KEPT + j];
      turned[transposes ? j * KEPT + i : i * KEPT + j] = isNegated ? -value : value;
    }
  }
  return turned;
}

function makeBasis(): Float32Array {
  const scale = Math.fround(Math.sqrt(2 / SIDE));
  const basis = new Float32Array(KEPT * SIDE);
  for (let i = 0; i < KEPT; i++) {
    for (let j = 0; j < SIDE; j++) basis[i * SIDE + j] = scale * cos((PI / 2 / SIDE) * (i + 1) * (2 * j + 1));
  }
  return basis;
}
