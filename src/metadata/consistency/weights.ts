import type { EvidenceAxis, RuleHit } from './rule.ts';

/** Most that the findings of one axis may weigh together, as natural logarithms of a likelihood ratio. */
export const MAXIMUM_WEIGHTS: Readonly<Record<EvidenceAxis, number>> = { processing: 1, contradiction: 4, declaration: 6 };

/** Adds up the weights of each axis, up to its maximum. */
export function weigh(hits: readonly RuleHit[]): Record<EvidenceAxis, number> {
  const sums = { processing: 0, contradiction: 0, declaration: 0 };
  for (const { axis, weight } of hits) sums[axis] = Math.min(MAXIMUM_WEIGHTS[axis], sums[axis] + weight);
  return sums;
}
