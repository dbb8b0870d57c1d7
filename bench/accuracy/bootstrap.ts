/** How to resample. */
export interface BootstrapOptions {
  /** How many resamples to draw. */
  readonly resamples: number;
  /** The same seed draws the same resamples, 0..2^32 − 1. */
  readonly seed: number;
}

/** The ends of a 95 % interval. */
export type Interval = readonly [low: number, high: number];

const TAIL = 0.025;

/** Of three groups, 1 in 27 resamples is one group three times: an end of the interval would only be that group's own figure. */
const MINIMUM_GROUPS = 4;

/**
 * A percentile bootstrap 95 % interval. Groups are drawn whole, with replacement, because pictures of one scene are not independent.
 *
 * @param items - What the figure is taken of.
 * @param groupOf - The group that an item belongs to.
 * @param figure - The figure of a resample, `undefined` where it has none, for example without authentic pictures.
 * @returns `undefined` with fewer than four groups, when fewer than half of the resamples have the figure, or when the ends are equal:
 *   resampling then says nothing of how sure the figure is.
 */
export function bootstrapInterval<Item>(
  items: readonly Item[],
  groupOf: (item: Item) => string,
  figure: (resample: readonly Item[]) => number | undefined,
  { resamples, seed }: BootstrapOptions,
): Interval | undefined {
  const byName = new Map<string, Item[]>();
  for (const item of items) {
    const name = groupOf(item);
    const group = byName.get(name);
    if (group === undefined) byName.set(name, [item]);
    else group.push(item);
  }
  const groups = [...byName.values()];
  if (groups.length < MINIMUM_GROUPS) return undefined;
  const random = generator(seed);
  const figures: number[] = [];
  for (let i = 0; i < resamples; i++) {
    const resample = groups.flatMap(() => groups[Math.floor(random() * groups.length)]);
    const value = figure(resample);
    if (value !== undefined) figures.push(value);
  }
  if (2 * figures.length < resamples) return undefined;
  figures.sort((a, b) => a - b);
  const [low, high] = [quantile(figures, TAIL), quantile(figures, 1 - TAIL)];
  return low === high ? undefined : [low, high];
}

/** Between the two nearest of ascending values, linearly. */
function quantile(ascending: readonly number[], share: number): number {
  const at = share * (ascending.length - 1);
  const below = Math.floor(at);
  const above = Math.min(ascending.length - 1, below + 1);
  return ascending[below] + (at - below) * (ascending[above] - ascending[below]);
}

/** Mulberry32 by Tommy Ettinger (public domain): numbers in 0..1, 1 excluded, the same everywhere. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
