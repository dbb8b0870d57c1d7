import type { Raster } from '../image/index.ts';
import { judge } from './judge.ts';
import type { Outcome } from './judge.ts';
import type { ConformanceRow, ConformanceSuite } from './report.ts';
import { COMPUTATIONS } from './suites.ts';

/** What a reference gave for one picture. */
export interface ReferenceValues {
  readonly suite: ConformanceSuite;
  readonly reference: string;
  /** See `SuiteVectors`. */
  readonly columns: string;
  readonly values: string;
  /** Bits in which a hash may differ. */
  readonly tolerance?: number;
}

/** Computes of a picture what the reference computed, and compares. A computation that fails is a row like any other. */
export function comparePicture(
  picture: string,
  raster: Raster,
  { suite, reference, columns, values, tolerance }: ReferenceValues,
): ConformanceRow[] {
  const computations = COMPUTATIONS[suite](raster);
  const expectations = values.split(' ');
  return columns.split(', ').flatMap((what, i) => {
    const expected = expectations[i];
    const compute = computations.get(what);
    if (compute === undefined) throw new RangeError(`nothing computes ${suite} "${what}"`);
    if (expected === '-') return [];
    return [{ suite, reference, picture, what, expected, ...judge(expected, outcomeOf(compute), tolerance) }];
  });
}

function outcomeOf(compute: () => Outcome): Outcome {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return `${error.name}: ${error.message}`;
  }
}
