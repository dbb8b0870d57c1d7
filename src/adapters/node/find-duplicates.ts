import { analyzeFiles } from './analyze-files.ts';
import type { AnalyzeFilesOptions } from './analyze-files.ts';
import { DuplicateSearch } from './duplicate-search.ts';
import type { DuplicateFindings, DuplicateSearchOptions } from './duplicate-search.ts';
import { findFiles } from './find-files.ts';
import type { HashJob } from './hash-job.ts';

/** Options of {@link findDuplicates}. */
export interface FindDuplicatesOptions extends DuplicateSearchOptions, Omit<AnalyzeFilesOptions<HashJob>, 'job'> {
  /** A folder below a named one that is not looked into. */
  readonly exclude: string | undefined;
}

/**
 * Finds the pictures that look alike among files and below folders, in worker threads.
 *
 * Two files are alike when their bytes or pixels are the same, or when their hashes differ in few bits; groups are linked through
 * (`groupDuplicates`). One image never stops the others: what cannot be read or takes too long is listed, and compared by its bytes.
 *
 * @param paths - Files, folders or patterns.
 * @param options - What makes pictures alike, and how to run.
 * @returns The report, the same whatever the number of threads.
 * @throws {TypeError | RangeError} An option is unknown or out of range.
 * @throws {ForensicsError} `aborted`: the signal fired.
 * @throws {Error} A path does not exist, or no thread can be started.
 *
 * @example
 * ```ts
 * import { findDuplicates } from 'tamperlens/node';
 *
 * const { report } = await findDuplicates('fixtures/tampered', { distance: 31 });
 * report.summary.failed; // 0
 * ```
 */
export async function findDuplicates(
  paths: string | readonly string[],
  options: Partial<FindDuplicatesOptions> = {},
): Promise<DuplicateFindings> {
  const { exclude, concurrency, timeoutMs, limits, signal, onProgress, workerUrl, ...rest } = options;
  const search = new DuplicateSearch(rest);
  const found = await findFiles(typeof paths === 'string' ? [paths] : paths, { exclude });
  const skipped: { index: number; path: string; reason: string }[] = [];
  const failed: { index: number; path: string; code: string; reason: string }[] = [];
  const run = { job: search.job, concurrency, timeoutMs, limits, signal, onProgress, workerUrl };
  for await (const result of analyzeFiles(found.files, run as Partial<AnalyzeFilesOptions<HashJob>>)) {
    const { path, index } = result;
    if (result.status === 'analyzed') search.add(path, index, result.analysis);
    else if (result.status === 'skipped') skipped.push({ index, path, reason: result.reason });
    else failed.push({ index, path, code: result.code, reason: result.reason });
  }
  const uncompared = {
    skipped: [...found.skipped, ...inOrder(skipped).map(({ path, reason }) => ({ path, reason }))],
    failed: inOrder(failed).map(({ path, code, reason }) => ({ path, code, reason })),
  };
  return search.finish(uncompared, limits?.maximumBytes);
}

function inOrder<Row extends { readonly index: number }>(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => a.index - b.index);
}
