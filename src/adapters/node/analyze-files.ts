import { availableParallelism } from 'node:os';
import { checkInteger, checkRange, ForensicsError, resolveLimits, resolveOptions } from '../../errors/index.ts';
import type { Limits } from '../../errors/index.ts';
import type { Accept } from './accept.ts';
import type { AnalyzeJob } from './analyze-job.ts';
import { checkJob } from './image-job.ts';
import type { AnalysisOf, ImageAnswer, ImageJob, ImageTask } from './image-job.ts';
import { imageWorker } from './worker-location.ts';
import { WorkerPool } from './worker-pool.ts';

/** A file for {@link analyzeFiles}; what `findFiles` finds is one. */
export interface ImageFile {
  /** Where it is, and how it is called when `bytes` are given. */
  readonly path: string;
  /** Its place below the folder. */
  readonly relativePath: string;
  /** Whether it was named outright: then it is tried whatever it is. */
  readonly isNamed: boolean;
  /** The file itself, when it is in memory already: then nothing is read, and it is tried whatever it is. */
  readonly bytes?: Uint8Array | undefined;
}

/** Options of {@link analyzeFiles}. */
export interface AnalyzeFilesOptions<Job extends ImageJob = ImageJob> {
  /**
   * What to do with each image.
   * @defaultValue `{ kind: 'analyze' }`
   */
  readonly job: Job;
  /**
   * Images at work at a time, each in a thread of its own, 1..64.
   * @defaultValue one for each processor, at most 8: large images need memory
   */
  readonly concurrency: number | undefined;
  /**
   * Most time for one image in milliseconds, 1..2147483647, from the moment when a thread begins with it. Past that the thread is killed.
   * @defaultValue 60000
   */
  readonly timeoutMs: number;
  /** Limits to change; the rest are the defaults. */
  readonly limits: Partial<Limits>;
  /** Kills all threads at once; the iterator then throws `aborted`. */
  readonly signal: AbortSignal | undefined;
  /** Hears how much of an image is done, 0..1, in steps. */
  readonly onProgress: ((progress: { readonly path: string; readonly progress: number }) => void) | undefined;
  /**
   * The worker's file, `dist/image-worker.js` of this package, for programs that were bundled and do not have it beside them.
   * @defaultValue `image-worker.js` beside the adapter, or beside the program that it was bundled into
   */
  readonly workerUrl: URL | undefined;
}

/** What became of one file. */
export type FileResult<Analysis> = {
  readonly path: string;
  readonly relativePath: string;
  /** Its place in the order of paths. Results come in the order in which they are ready. */
  readonly index: number;
} & (
  | { readonly status: 'analyzed'; readonly analysis: Analysis }
  /** Not wanted: another kind of file, a symbolic link, a pipe, a folder that may not be read. */
  | { readonly status: 'skipped'; readonly reason: string }
  /** Wanted, and could not be examined: see `Failure.code`. */
  | { readonly status: 'failed'; readonly code: string; readonly reason: string }
);

/** More threads than this are a choice of the caller's. */
const MOST_USUAL_THREADS = 8;

const DEFAULTS: AnalyzeFilesOptions = {
  job: { kind: 'analyze' },
  concurrency: undefined,
  timeoutMs: 60_000,
  limits: {},
  signal: undefined,
  onProgress: undefined,
  workerUrl: undefined,
};

/**
 * Examines files in worker threads, as `analyzeDirectory` does for a folder.
 *
 * @param files - What to examine, in the order that `index` counts; taken one by one as threads become free.
 * @throws {TypeError | RangeError} An option is wrong.
 * @throws {ForensicsError} `aborted`: the signal fired.
 * @throws {Error} No thread can be started.
 */
export async function* analyzeFiles<Job extends ImageJob = AnalyzeJob>(
  files: Iterable<ImageFile>,
  options: Partial<AnalyzeFilesOptions<Job>> = {},
): AsyncGenerator<FileResult<AnalysisOf<Job>>, void, undefined> {
  const resolved = resolveOptions(DEFAULTS, options as Partial<AnalyzeFilesOptions>);
  const { job, signal, concurrency = Math.min(MOST_USUAL_THREADS, availableParallelism()), workerUrl = imageWorker() } = resolved;
  checkInteger('concurrency', concurrency, 1, 64);
  checkRange('timeoutMs', resolved.timeoutMs, 1, 2_147_483_647);
  resolveLimits(resolved.limits);
  await checkJob(job);
  const pool = new WorkerPool<ImageTask, ImageAnswer>(workerUrl);
  const kill = () => void pool.close();
  signal?.addEventListener('abort', kill, { once: true });
  const runs = new Runs<FileResult<AnalysisOf<Job>>>(concurrency);
  const waiting = numbered(files);
  const fill = () =>
    runs.fill(() => {
      const next = waiting.next();
      return next.done === true ? undefined : runOne<Job>(pool, next.value, resolved);
    });
  try {
    for (;;) {
      if (signal?.aborted === true) {
        throw new ForensicsError('aborted', 'the analysis was aborted', { stage: 'folder', cause: signal.reason });
      }
      fill();
      const result = runs.take();
      if (result !== undefined) {
        // The thread that became free goes on while the caller looks at the result.
        fill();
        yield result;
      } else if (runs.atWork === 0) return;
      else await runs.next();
    }
  } finally {
    signal?.removeEventListener('abort', kill);
    await pool.close();
  }
}

interface NumberedFile {
  readonly file: ImageFile;
  readonly index: number;
}

function* numbered(files: Iterable<ImageFile>): Generator<NumberedFile, void, undefined> {
  let index = 0;
  for (const file of files) yield { file, index: index++ };
}

async function runOne<Job extends ImageJob>(
  pool: WorkerPool<ImageTask, ImageAnswer>,
  { file, index }: NumberedFile,
  { job, limits, timeoutMs, onProgress }: AnalyzeFilesOptions,
): Promise<FileResult<AnalysisOf<Job>>> {
  const { path, relativePath, isNamed, bytes } = file;
  const accept: Accept = isNamed || bytes !== undefined ? 'any' : job.kind === 'ela' ? 'jpeg' : 'image';
  const onShare = (progress: number) => onProgress?.({ path, progress });
  onShare(0);
  const outcome = await pool.run({ job, limits, path, accept, bytes }, { timeoutMs, onShare });
  const place = { path, relativePath, index };
  if ('failure' in outcome) return { ...place, status: 'failed', ...outcome.failure };
  const { answer } = outcome;
  if (answer.status === 'skipped') return { ...place, ...answer };
  // The worker did this very job.
  return { ...place, status: 'analyzed', analysis: answer.analysis as AnalysisOf<Job> };
}

/** Promises of which a number may be at work or waiting to be taken, whichever is ready first. */
class Runs<Result> {
  /** How many are at work. */
  atWork = 0;
  readonly #limit: number;
  readonly #ready: Result[] = [];
  #problem: { readonly thrown: unknown } | undefined;
  #wake: () => void = () => undefined;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Starts as many as there is room for. @param start - Starts one; `undefined` when there is none left. */
  fill(start: () => Promise<Result> | undefined): void {
    while (this.atWork + this.#ready.length < this.#limit) {
      const run = start();
      if (run === undefined) return;
      this.atWork++;
      run
        .then(
          (result) => this.#ready.push(result),
          (thrown: unknown) => (this.#problem = { thrown }),
        )
        .finally(() => {
          this.atWork--;
          this.#wake();
        });
    }
  }

  /** Gives a result that is ready. @throws What one of them was rejected with. */
  take(): Result | undefined {
    if (this.#problem !== undefined) throw this.#problem.thrown;
    return this.#ready.shift();
  }

  /** Waits until one more is ready. */
  next(): Promise<void> {
    return new Promise((resolve) => (this.#wake = resolve));
  }
}
