import { checkOneOf, resolveOptions } from '../errors/index.ts';
import { comparePicture } from './compare.ts';
import { CONFORMANCE_PICTURES } from './pictures.ts';
import { CONFORMANCE_SUITES, reportOf } from './report.ts';
import type { ConformanceReport, ConformanceRow, ConformanceSuite } from './report.ts';
import { VECTORS } from './vectors.ts';

/** How far a run is. */
export interface ConformanceProgress {
  /** Pictures finished, of `total`. */
  readonly done: number;
  readonly total: number;
  /** The one that comes next; empty at the end. */
  readonly picture: string;
}

/** Options of {@link runConformance}. */
export interface ConformanceOptions {
  /**
   * The suites to run.
   * @defaultValue all
   */
  readonly suites: readonly ConformanceSuite[];
  /** Hears how far the work is, before each picture and at the end. */
  readonly onProgress: ((progress: ConformanceProgress) => void) | undefined;
}

const DEFAULTS: ConformanceOptions = { suites: CONFORMANCE_SUITES, onProgress: undefined };

/**
 * Checks that this engine computes what the reference programs computed: hashes, resized pictures, JPEG files and their pixels.
 *
 * The pictures are generated, so nothing is read; the references were given the same samples. The run takes a few seconds and blocks.
 *
 * @returns Every check and the counts; the same on every engine that conforms.
 * @throws {TypeError | RangeError} An option is unknown, or a suite is.
 *
 * @example
 * ```ts
 * import { runConformance } from 'tamperlens/conformance';
 *
 * const { conforms, rows } = runConformance({ suites: ['blockhash'] });
 * conforms; // true
 * rows[0].reference; // 'blockhash.c a8150ec'
 * ```
 */
export function runConformance(options?: Partial<ConformanceOptions>): ConformanceReport {
  const { suites, onProgress } = resolveOptions(DEFAULTS, options);
  if (!Array.isArray(suites)) throw new TypeError('"suites" must be an array of names');
  for (const suite of suites) checkOneOf('suites', suite, CONFORMANCE_SUITES);
  const chosen = CONFORMANCE_SUITES.filter((suite) => suites.includes(suite));
  const bySuite = new Map(chosen.map((suite) => [suite, [] as ConformanceRow[]]));
  const pictures = Object.entries(CONFORMANCE_PICTURES);
  pictures.forEach(([name, make], index) => {
    onProgress?.({ done: index, total: pictures.length, picture: name });
    const raster = make();
    for (const [suite, rows] of bySuite) {
      const { reference, columns, rows: values } = VECTORS[suite];
      if (Object.hasOwn(values, name))
        rows.push(...comparePicture(name, raster, { suite, reference, columns, values: values[name] }));
    }
  });
  onProgress?.({ done: pictures.length, total: pictures.length, picture: '' });
  return reportOf([...bySuite.values()].flat());
}
