/**
 * A group of checks against one reference.
 *
 * - `imagehash`: all hashes of Python's imagehash.
 * - `pdq`: hash, quality and the seven turned hashes of the C++ core of PDQ.
 * - `blockhash`: commonsmachinery's blockhash, both methods.
 * - `pillow`: luma and Lanczos resizing, on which imagehash stands; checksums of the samples.
 * - `jpeg`: the files that libjpeg-turbo writes through Pillow, and what it reads from them; checksums.
 */
export type ConformanceSuite = (typeof CONFORMANCE_SUITES)[number];

/** Every suite, in the order in which they run and are listed. */
export const CONFORMANCE_SUITES = ['imagehash', 'pdq', 'blockhash', 'pillow', 'jpeg'] as const;

/**
 * What came of one check.
 *
 * - `equal`: the reference's value, to the last bit.
 * - `undetermined`: all bits that differ compare two numbers which are equal in exact arithmetic, so the reference's own bits are an
 *   accident of its rounding: see `undetermined` of a `Hash`.
 * - `tolerated`: within what the reference's own test allows between two decoders; only among published values.
 * - `differs`: anything else, a failure included.
 */
export type ConformanceVerdict = 'equal' | 'undetermined' | 'tolerated' | 'differs';

/** One check. */
export interface ConformanceRow {
  readonly suite: ConformanceSuite;
  /** Where the expected value comes from: a program and its version, or the tests of a project. */
  readonly reference: string;
  readonly picture: string;
  /** What was computed: `perceptual 8`, `decode q85 4:2:2`. */
  readonly what: string;
  readonly expected: string;
  /** What this engine computed, or the error that it ended in. */
  readonly actual: string;
  readonly verdict: ConformanceVerdict;
}

/** How the checks against one reference came out; the counts of the verdicts sum to `checks`. */
export interface ConformanceTally extends Readonly<Record<ConformanceVerdict, number>> {
  readonly suite: ConformanceSuite;
  readonly reference: string;
  readonly checks: number;
}

/** What `runConformance` found. */
export interface ConformanceReport {
  /** Every check, suite by suite. */
  readonly rows: readonly ConformanceRow[];
  readonly tallies: readonly ConformanceTally[];
  /** Whether no check differs. */
  readonly conforms: boolean;
}

/** Counts verdicts by suite and reference, in the order in which they come first, and puts the checks of each together. */
export function reportOf(rows: readonly ConformanceRow[]): ConformanceReport {
  const groups = new Map<string, ConformanceRow[]>();
  for (const row of rows) {
    const key = `${row.suite} ${row.reference}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  const tallies = [...groups.values()].map(tallyOf);
  return { rows: [...groups.values()].flat(), tallies, conforms: tallies.every(({ differs }) => differs === 0) };
}

function tallyOf(rows: readonly ConformanceRow[]): ConformanceTally {
  const count = (verdict: ConformanceVerdict) => rows.filter((row) => row.verdict === verdict).length;
  const { suite, reference } = rows[0];
  return {
    ...{ suite, reference, checks: rows.length },
    ...{ equal: count('equal'), undetermined: count('undetermined'), tolerated: count('tolerated'), differs: count('differs') },
  };
}
