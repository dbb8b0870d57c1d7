/** The largest step of a baseline table, which has 8 bits. */
export const LARGEST_BASELINE_STEP = 255;

/** The largest step that the IJG software writes when it is not held to baseline: it keeps clear of the sign bit of 16. */
const LARGEST_STEP = 32767;

/**
 * Scales a base table to a quality as the IJG software does.
 *
 * @param base - 64 steps, those of quality 50.
 * @param quality - 1..100, whole.
 * @param largestStep - Where steps are cut off: 255 ("force baseline") or 32767.
 * @returns 64 steps in the order of `base`, 1..`largestStep`.
 * @see IJG `jcparam.c`, `jpeg_quality_scaling` and `jpeg_add_quant_table`.
 */
export function scaleTable(base: ArrayLike<number>, quality: number, largestStep: number): Uint16Array {
  const scale = quality < 50 ? Math.floor(5000 / quality) : 200 - 2 * quality;
  const table = new Uint16Array(64);
  for (let k = 0; k < 64; k++) table[k] = Math.min(largestStep, Math.max(1, Math.floor((base[k] * scale + 50) / 100)));
  return table;
}

/** Where the steps of a table like this one are cut off: above 255 it was not held to baseline. */
export function largestStepOf(table: ArrayLike<number>): number {
  for (let k = 0; k < 64; k++) if (table[k] > LARGEST_BASELINE_STEP) return LARGEST_STEP;
  return LARGEST_BASELINE_STEP;
}

/**
 * The qualities at which a base table is scaled to exactly this one.
 *
 * @returns Ascending; empty when there is none. Several where rounding or the limits make neighbors alike.
 */
export function exactQualities(table: ArrayLike<number>, base: ArrayLike<number>): number[] {
  const largestStep = largestStepOf(table);
  const found: number[] = [];
  for (let quality = 1; quality <= 100; quality++) {
    if (hasSameSteps(table, scaleTable(base, quality, largestStep))) found.push(quality);
  }
  return found;
}

/** Whether two tables have the same 64 steps. */
export function hasSameSteps(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  for (let k = 0; k < 64; k++) if (a[k] !== b[k]) return false;
  return true;
}
