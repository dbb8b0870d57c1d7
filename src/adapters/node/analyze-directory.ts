import { relative, sep } from 'node:path';
import type { AnalyzeJob } from './analyze-job.ts';
import { analyzeFiles } from './analyze-files.ts';
import type { AnalyzeFilesOptions, FileResult } from './analyze-files.ts';
import { findFiles } from './find-files.ts';
import type { AnalysisOf, ImageJob } from './image-job.ts';

/** Options of {@link analyzeDirectory}. */
export interface AnalyzeDirectoryOptions<Job extends ImageJob = ImageJob> extends AnalyzeFilesOptions<Job> {
  /** A folder below that is not looked into, for example the one that results are written to. */
  readonly exclude: string | undefined;
}

/**
 * Examines every image below a folder in worker threads, and tells of each as soon as it is ready.
 *
 * One image never stops the others: what hangs is killed at `timeoutMs`, what breaks its thread fails alone. No more images are at work
 * than there are threads, one more waits to be taken, so memory does not depend on the size of the folder. Symbolic links are not followed.
 *
 * What is no image (for the job `ela`: no JPEG file) is `skipped`, by its first bytes. Threads protect from what hangs or runs out of
 * objects; they cannot protect from memory taken by pixels, which `limits` bound, nor from an abort of the whole process.
 *
 * @param path - The folder.
 * @param options - The job and how to run it.
 * @returns Results in the order in which they are ready; sort by `index` for that of paths. Leaving the loop ends all threads.
 * @throws {TypeError | RangeError} An option is wrong.
 * @throws {ForensicsError} `aborted`: the signal fired.
 * @throws {Error} The folder cannot be read, or no thread can be started.
 *
 * @example
 * ```ts
 * import { analyzeDirectory } from 'tamperlens/node';
 *
 * const scores = new Map<string, number>();
 * for await (const result of analyzeDirectory('fixtures/tampered', { job: { kind: 'ela', quality: 90 }, timeoutMs: 20_000 })) {
 *   if (result.status === 'analyzed') scores.set(result.relativePath, result.analysis.likelihoodScore);
 * }
 * scores.has('seeding-splice.jpg'); // true
 * ```
 */
export async function* analyzeDirectory<Job extends ImageJob = AnalyzeJob>(
  path: string,
  options: Partial<AnalyzeDirectoryOptions<Job>> = {},
): AsyncGenerator<FileResult<AnalysisOf<Job>>, void, undefined> {
  const { exclude, ...rest } = options;
  const { files, skipped } = await findFiles([path], { exclude });
  const order = new Map(
    [...files, ...skipped]
      .map(({ path: place }) => place)
      .sort()
      .map((place, index) => [place, index]),
  );
  const indexOf = (place: string) => order.get(place) ?? 0;
  for (const { path: place, reason } of skipped) {
    const relativePath = relative(path, place).split(sep).join('/');
    yield { path: place, relativePath, index: indexOf(place), status: 'skipped', reason };
  }
  for await (const result of analyzeFiles(files, rest as Partial<AnalyzeFilesOptions<Job>>)) {
    yield { ...result, index: indexOf(result.path) };
  }
}
