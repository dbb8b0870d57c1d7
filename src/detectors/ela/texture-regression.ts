import type { CellMap } from '../../image/index.ts';
import { log, MAD_TO_SIGMA, median, medianAbsoluteDeviation } from '../../math/index.ts';
import type { HeatMap } from '../contract.ts';

/** Classes of equally many blocks, by detail. */
const CLASSES = 24;

/** Blocks with less detail, in levels per pixel, are flat: their error is 0 or chance. */
export const FLAT = 0.3;

/** Keep logarithms of small detail and error finite; both are far below a level. */
const DETAIL_OFFSET = 0.1;
const ERROR_OFFSET = 0.05;

/** Smallest spread of log error within a class, about 5 %. */
const MINIMUM_SPREAD = 0.05;

/**
 * How much each block's error level differs from that of blocks with as much detail: error levels follow texture, and what does not
 * is worth more.
 *
 * Blocks are split into classes by detail; a block's value is `(log error − median of its class) / (1.4826 · MAD of its class)`, both
 * interpolated between classes.
 *
 * @param errors - Smoothed block-mean errors.
 * @param detail - Detail of the same blocks, smoothed alike.
 * @returns `[height, width]` robust deviations; 0 for flat and unmeasured blocks.
 */
export function deviationFromTexture(errors: HeatMap, detail: CellMap): Float32Array {
  const deviations = new Float32Array(errors.data.length);
  const counts = (i: number) => detail.data[i] >= FLAT && (errors.valid === undefined || errors.valid[i] !== 0);
  const sorted = detail.data.filter((_, i) => counts(i)).sort();
  if (sorted.length < CLASSES) return deviations;
  const classes = fitClasses(errors, detail, counts, sorted);
  for (let i = 0; i < deviations.length; i++) {
    if (!counts(i)) continue;
    const { center, spread } = interpolate(classes, log(detail.data[i] + DETAIL_OFFSET));
    deviations[i] = (log(errors.data[i] + ERROR_OFFSET) - center) / spread;
  }
  return deviations;
}

interface TextureClass {
  /** Log of its median detail. */
  readonly place: number;
  /** Median and spread of log error. */
  readonly center: number;
  readonly spread: number;
}

function fitClasses(
  errors: HeatMap,
  detail: CellMap,
  counts: (i: number) => boolean,
  sorted: Float32Array,
): readonly TextureClass[] {
  const edges = Array.from({ length: CLASSES }, (_, k) => sorted[Math.floor((k * sorted.length) / CLASSES)]);
  const members: number[][] = edges.map(() => []);
  for (let i = 0; i < detail.data.length; i++) {
    if (!counts(i)) continue;
    let k = CLASSES - 1;
    while (k > 0 && detail.data[i] < edges[k]) k--;
    members[k].push(i);
  }
  const classes: TextureClass[] = [];
  for (const blocks of members) {
    // Many equal values can leave a class empty.
    if (blocks.length === 0) continue;
    const logs = Float64Array.from(blocks, (i) => log(errors.data[i] + ERROR_OFFSET));
    const center = median(logs);
    classes.push({
      place: log(median(Float64Array.from(blocks, (i) => detail.data[i])) + DETAIL_OFFSET),
      center,
      spread: Math.max(MINIMUM_SPREAD, MAD_TO_SIGMA * medianAbsoluteDeviation(logs, center)),
    });
  }
  return classes;
}

function interpolate(classes: readonly TextureClass[], place: number): Pick<TextureClass, 'center' | 'spread'> {
  let k = 0;
  while (k < classes.length - 1 && place > classes[k + 1].place) k++;
  const from = classes[k];
  const to = classes[Math.min(k + 1, classes.length - 1)];
  const gap = to.place - from.place;
  const share = gap > 0 ? Math.min(1, Math.max(0, (place - from.place) / gap)) : 0;
  return { center: from.center + share * (to.center - from.center), spread: from.spread + share * (to.spread - from.spread) };
}
