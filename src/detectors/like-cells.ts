import { log, MAD_TO_SIGMA, median, medianAbsoluteDeviation } from '../math/index.ts';

/** How cells are sorted into classes, and what their values are compared with. */
export interface LikeCellsRule {
  /** Classes of equally many cells. */
  readonly classes: number;
  /** Added to the likeness before its logarithm is taken, which keeps that finite. */
  readonly offset: number;
  /** Smallest spread of a class, in the unit of the values. */
  readonly minimumSpread: number;
}

/**
 * How much the value of each cell differs from that of cells which are like it in another respect.
 *
 * Cells are split into classes by that likeness; a cell's deviation is `(value − median of its class) / (1.4826 · MAD of its class)`, both
 * interpolated between classes on the logarithm of the likeness.
 *
 * @param values - What is compared.
 * @param likeness - By which cells are like each other, ≥ 0; as many.
 * @param counts - Tells which cells take part.
 * @returns Robust deviations; 0 for cells that do not count, and for all when fewer count than there are classes.
 */
export function deviationFromLikeCells(
  values: Float64Array,
  likeness: Float32Array,
  counts: (cell: number) => boolean,
  rule: LikeCellsRule,
): Float32Array {
  const deviations = new Float32Array(values.length);
  const sorted = likeness.filter((_, i) => counts(i)).sort();
  if (sorted.length < rule.classes) return deviations;
  const classes = fitClasses(values, likeness, counts, sorted, rule);
  for (let i = 0; i < deviations.length; i++) {
    if (!counts(i)) continue;
    const { center, spread } = interpolate(classes, log(likeness[i] + rule.offset));
    deviations[i] = (values[i] - center) / spread;
  }
  return deviations;
}

interface LikeCells {
  /** Log of its median likeness. */
  readonly place: number;
  /** Median and spread of the values. */
  readonly center: number;
  readonly spread: number;
}

function fitClasses(
  values: Float64Array,
  likeness: Float32Array,
  counts: (cell: number) => boolean,
  sorted: Float32Array,
  rule: LikeCellsRule,
): readonly LikeCells[] {
  const edges = Array.from({ length: rule.classes }, (_, k) => sorted[Math.floor((k * sorted.length) / rule.classes)]);
  const members: number[][] = edges.map(() => []);
  for (let i = 0; i < likeness.length; i++) {
    if (!counts(i)) continue;
    let k = rule.classes - 1;
    while (k > 0 && likeness[i] < edges[k]) k--;
    members[k].push(i);
  }
  const classes: LikeCells[] = [];
  for (const cells of members) {
    // Many equal values can leave a class empty.
    if (cells.length === 0) continue;
    const own = Float64Array.from(cells, (i) => values[i]);
    const center = median(own);
    classes.push({
      place: log(median(Float64Array.from(cells, (i) => likeness[i])) + rule.offset),
      center,
      spread: Math.max(rule.minimumSpread, MAD_TO_SIGMA * medianAbsoluteDeviation(own, center)),
    });
  }
  return classes;
}

function interpolate(classes: readonly LikeCells[], place: number): Pick<LikeCells, 'center' | 'spread'> {
  let k = 0;
  while (k < classes.length - 1 && place > classes[k + 1].place) k++;
  const from = classes[k];
  const to = classes[Math.min(k + 1, classes.length - 1)];
  const gap = to.place - from.place;
  const share = gap > 0 ? Math.min(1, Math.max(0, (place - from.place) / gap)) : 0;
  return { center: from.center + share * (to.center - from.center), spread: from.spread + share * (to.spread - from.spread) };
}
