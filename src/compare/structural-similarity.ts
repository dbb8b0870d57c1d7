import { checkOneOf, resolveOptions } from '../errors/index.ts';
import { lumaRows } from '../image/index.ts';
import type { CellMap, RasterLike, RowSource } from '../image/index.ts';
import { exp } from '../math/index.ts';
import { note } from '../notes/index.ts';
import type { NotComparable } from './not-comparable.ts';
import { pairOf } from './same-size.ts';

/** Options of {@link structuralSimilarity}. */
export interface StructuralSimilarityOptions {
  /**
   * Whether the index of every window comes with their mean.
   * @defaultValue 'omit'
   */
  readonly map: 'omit' | 'keep';
}

/** How alike two pictures are in structure. */
export interface MeasuredSimilarity {
  readonly status: 'measured';
  /** Mean index over all windows, -1..1: 1 for equal luma, near 0 for unrelated pictures. It is no probability. */
  readonly mean: number;
  /** `[height - 10, width - 10]`: the index of the window that is centered on pixel (x + 5, y + 5), when it was asked for. */
  readonly map?: CellMap;
}

/** What {@link structuralSimilarity} gives. */
export type StructuralSimilarity = MeasuredSimilarity | NotComparable;

const DEFAULTS: StructuralSimilarityOptions = { map: 'omit' };

/** Window of section III-C: 11×11 pixels, Gaussian of σ = 1.5 pixels. */
const RADIUS = 5;
const SIDE: number = 2 * RADIUS + 1;
const SIGMA = 1.5;

/** (K₁ L)² and (K₂ L)² for K₁ = 0.01, K₂ = 0.03 and L = 255 levels, section III-C. */
const C1: number = 0.01 * 255 * (0.01 * 255);
const C2: number = 0.03 * 255 * (0.03 * 255);

/**
 * Measures the structural similarity index (SSIM) of two pictures of one size, on their luma.
 *
 * Windows are taken where they lie wholly inside, and variances are those of the population, as in the paper. The mean agrees within 1e-12
 * with scikit-image's `structural_similarity(gaussian_weights=True, sigma=1.5, use_sample_covariance=False, data_range=255)`; the order
 * of the summands differs. Equal luma gives exactly 1, and the order of the pictures does not matter. Alpha is dropped.
 *
 * @returns The mean index, or why there is none: a side is shorter than 11 pixels.
 * @throws {TypeError | RangeError} The sizes differ, the pixels of one do not fit its size, or an option is wrong.
 *
 * @see Z. Wang, A. C. Bovik, H. R. Sheikh, E. P. Simoncelli, "Image Quality Assessment: From Error Visibility to Structural Similarity",
 *   IEEE Transactions on Image Processing 13(4), 2004, equations 13 to 17. doi:10.1109/TIP.2003.819861
 *
 * @example
 * ```ts
 * import { structuralSimilarity } from 'tamperlens/compare';
 *
 * const black = { data: new Uint8Array(256), width: 16, height: 16 };
 * const white = { data: new Uint8Array(256).fill(255), width: 16, height: 16 };
 * const { status } = structuralSimilarity(black, white);
 * status; // 'measured'
 * ```
 */
export function structuralSimilarity(
  a: RasterLike,
  b: RasterLike,
  options?: Partial<StructuralSimilarityOptions>,
): StructuralSimilarity {
  const { map: wanted } = resolveOptions(DEFAULTS, options);
  checkOneOf('map', wanted, ['omit', 'keep']);
  const pair = pairOf(a, b);
  const { width, height } = pair.a;
  if (width < SIDE || height < SIDE) {
    return { status: 'not-applicable', reason: note('compare-too-small', { width, height, minimumSide: SIDE }) };
  }
  const across = width - SIDE + 1;
  const down = height - SIDE + 1;
  const map = wanted === 'keep' ? { data: new Float32Array(across * down), width: across, height: down } : undefined;
  const indices = new Float64Array(across);
  let total = 0;
  forEachWindowRow(lumaRows(pair.a), lumaRows(pair.b), { width, height }, (y, means) => {
    let sum = 0;
    for (let x = 0; x < across; x++) sum += indices[x] = indexOf(means.a[x], means.b[x], means.squares[x], means.product[x]);
    total += sum;
    map?.data.set(indices, y * across);
  });
  const mean = total / (across * down);
  return { status: 'measured', mean, ...(map === undefined ? {} : { map }) };
}

/** Equation 13 of one window, from its weighted means of a, b, a² + b² and a b. */
function indexOf(a: number, b: number, squares: number, product: number): number {
  const both = a * a + b * b;
  const cross = a * b;
  return ((2 * cross + C1) * (2 * (product - cross) + C2)) / ((both + C1) * (squares - both + C2));
}

/** Weighted means of a row of windows, a sample a window. */
interface WindowMeans {
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly squares: Float64Array;
  readonly product: Float64Array;
}

type Quantity = keyof WindowMeans;

const QUANTITIES: readonly Quantity[] = ['a', 'b', 'squares', 'product'];

/** Smooths a, b, a² + b² and a b, holding eleven rows of each. The variances enter as their sum only, so a² and b² need not be apart. */
function forEachWindowRow(
  rowsA: RowSource,
  rowsB: RowSource,
  { width, height }: { readonly width: number; readonly height: number },
  onRow: (y: number, means: WindowMeans) => void,
): void {
  const weights = windowWeights();
  const across = width - SIDE + 1;
  const luma = { a: new Uint8Array(width), b: new Uint8Array(width) };
  const samples = eachQuantity(() => new Float64Array(width));
  const rings = eachQuantity(() => Array.from({ length: SIDE }, () => new Float64Array(across)));
  const means = eachQuantity(() => new Float64Array(across));
  for (let y = 0; y < height; y++) {
    rowsA(y, luma.a);
    rowsB(y, luma.b);
    fillSamples(luma.a, luma.b, samples);
    for (const quantity of QUANTITIES) sumAlong(samples[quantity], weights, rings[quantity][y % SIDE]);
    if (y < SIDE - 1) continue;
    // The oldest row lies behind the newest; the weights are symmetric, so the window may be read either way round.
    const oldest = (y + 1) % SIDE;
    for (const quantity of QUANTITIES) sumAcross(rings[quantity], oldest, weights, means[quantity]);
    onRow(y - SIDE + 1, means);
  }
}

function eachQuantity<T>(make: () => T): Record<Quantity, T> {
  return { a: make(), b: make(), squares: make(), product: make() };
}

function fillSamples(a: Uint8Array, b: Uint8Array, samples: WindowMeans): void {
  for (let x = 0; x < a.length; x++) {
    samples.a[x] = a[x];
    samples.b[x] = b[x];
    samples.squares[x] = a[x] * a[x] + b[x] * b[x];
    samples.product[x] = a[x] * b[x];
  }
}

function sumAlong(samples: Float64Array, [w0, w1, w2, w3, w4, w5]: Float64Array, out: Float64Array): void {
  for (let x = 0; x < out.length; x++) {
    out[x] =
      w5 * (samples[x] + samples[x + 10]) +
      w4 * (samples[x + 1] + samples[x + 9]) +
      w3 * (samples[x + 2] + samples[x + 8]) +
      w2 * (samples[x + 3] + samples[x + 7]) +
      w1 * (samples[x + 4] + samples[x + 6]) +
      w0 * samples[x + 5];
  }
}

function sumAcross(
  ring: readonly Float64Array[],
  oldest: number,
  [w0, w1, w2, w3, w4, w5]: Float64Array,
  out: Float64Array,
): void {
  const [r0, r1, r2, r3, r4, r5, r6, r7, r8, r9, r10] = [...ring.slice(oldest), ...ring.slice(0, oldest)];
  for (let x = 0; x < out.length; x++) {
    out[x] =
      w5 * (r0[x] + r10[x]) +
      w4 * (r1[x] + r9[x]) +
      w3 * (r2[x] + r8[x]) +
      w2 * (r3[x] + r7[x]) +
      w1 * (r4[x] + r6[x]) +
      w0 * r5[x];
  }
}

/** The window's weights along one axis from its center outwards; all eleven sum to 1. */
function windowWeights(): Float64Array {
  const weights = Float64Array.from({ length: RADIUS + 1 }, (_, i) => exp((-0.5 * i * i) / (SIGMA * SIGMA)));
  const sum = weights[0] + 2 * (weights[1] + weights[2] + weights[3] + weights[4] + weights[5]);
  return weights.map((weight) => weight / sum);
}
