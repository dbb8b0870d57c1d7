import type { Measurement, Outcome } from './measure.ts';
import { areaUnderRoc, operatingPoint, winsOf } from './roc.ts';

type Measured = Extract<Outcome, { status: 'measured' }>;

/** A measurement of a detector that applied. */
export type Applied = Measurement & { readonly outcome: Measured };

/** Those of the measurements in which the detector applied. Where it did not, nothing is counted for or against it. */
export function appliedOf(measurements: readonly Measurement[]): Applied[] {
  return measurements.filter((measurement): measurement is Applied => measurement.outcome.status === 'measured');
}

/** The mean over pictures of a figure of the map, `undefined` when no picture has one. */
export function meanOfMaps(
  items: readonly Applied[],
  figure: 'auc' | 'bestF1' | 'allPositiveF1' | 'bestMcc' | 'fixedF1' | 'measuredShare',
): number | undefined {
  let [sum, count] = [0, 0];
  for (const { outcome } of items) {
    if (outcome.map === undefined) continue;
    sum += outcome.map[figure];
    count++;
  }
  return count === 0 ? undefined : sum / count;
}

/** The statistics of the pictures with a label. */
export function statisticsOf(items: readonly Applied[], label: 'authentic' | 'tampered'): number[] {
  return items.filter(({ picture }) => picture.label === label).map(({ outcome }) => outcome.statistic);
}

/**
 * The area under the ROC curve of the statistic over pairs within the same set: sets differ in source, size and format, so that pairs
 * across sets say more about those. Of a single set this is the ordinary area.
 */
export function imageAuc(items: readonly Applied[]): number | undefined {
  let [wins, pairs] = [0, 0];
  for (const set of new Set(items.map(({ picture }) => picture.set))) {
    const own = items.filter(({ picture }) => picture.set === set);
    const [tampered, authentic] = [statisticsOf(own, 'tampered'), statisticsOf(own, 'authentic')];
    if (areaUnderRoc(tampered, authentic) === undefined) continue;
    wins += winsOf(tampered, authentic);
    pairs += tampered.length * authentic.length;
  }
  return pairs === 0 ? undefined : wins / pairs;
}

/** The share of tampered pictures found at a false positive rate, all pictures taken together. */
export function truePositiveRate(items: readonly Applied[], falsePositiveRate: number): number | undefined {
  return operatingPoint(statisticsOf(items, 'tampered'), statisticsOf(items, 'authentic'), falsePositiveRate)?.truePositiveRate;
}
