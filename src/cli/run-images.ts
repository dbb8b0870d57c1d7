import { analyzeFiles, describeFailure } from '../adapters/node/index.ts';
import type { AnalysisOf, Failure, FileResult, ImageFile, ImageJob } from '../adapters/node/index.ts';
import { EXIT } from './exit-status.ts';
import type { ExitStatus } from './exit-status.ts';
import { InOrder } from './in-order.ts';
import type { Input } from './inputs.ts';
import { Interruption } from './interruption.ts';
import type { Terminal } from './terminal.ts';

/** How a command runs its images. */
export interface ImageRun<Job extends ImageJob> {
  readonly job: Job;
  /** Images at a time; `undefined` leaves it to the library. */
  readonly concurrency: number | undefined;
  /** Most seconds for one image. */
  readonly timeout: number;
  /** The worker's file; the package's own unless a test brings one that misbehaves. */
  readonly workerUrl: URL | undefined;
  /** When to tell of an image: as soon as it is ready, or in the order of paths. */
  readonly order: 'ready' | 'path';
  /**
   * Hears of each image as soon as it is examined, and says what to print of it, if anything. What it throws is the failure of that
   * image.
   */
  onAnalyzed(input: Input, analysis: AnalysisOf<Job>, index: number): string | undefined;
}

/** What became of all images; lists in the order of the inputs. */
export interface RunOutcome {
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  readonly failed: readonly ({ readonly path: string } & Failure)[];
  /** Images that were examined. */
  readonly analyzed: number;
  readonly status: ExitStatus;
  /** Whether a signal ended the run: then there is more to do, and no summary is to be written. */
  readonly isInterrupted: boolean;
}

/** Takes images through the worker threads, tells on the terminal what happens as it happens, and ends in order on a signal. */
export async function runImages<Job extends ImageJob>(
  inputs: readonly Input[],
  terminal: Terminal,
  run: ImageRun<Job>,
): Promise<RunOutcome> {
  const skipped: { index: number; path: string; reason: string }[] = [];
  const failed: ({ index: number; path: string } & Failure)[] = [];
  let analyzed = 0;
  const ordered = new InOrder();
  const tell = (index: number, words: () => void) => (run.order === 'path' ? ordered.put(index, words) : words());
  const fail = (index: number, { code, reason }: Failure) => {
    const path = inputs[index].label;
    failed.push({ index, path, code, reason });
    tell(index, () =>
      terminal.warn(code === 'timeout' ? `skipped ${path}: ${reason}` : `cannot examine ${path} (${code}): ${reason}`),
    );
  };
  const take = (result: FileResult<AnalysisOf<Job>>, index: number) => {
    if (result.status === 'failed') return fail(index, result);
    if (result.status === 'skipped') {
      const path = inputs[index].label;
      skipped.push({ index, path, reason: result.reason });
      return tell(index, () => terminal.warn(`skipped ${path}: ${result.reason}`));
    }
    let text: string | undefined;
    try {
      text = run.onAnalyzed(inputs[index], result.analysis, index);
    } catch (error) {
      return fail(index, describeFailure(error));
    }
    analyzed++;
    tell(index, () => text !== undefined && terminal.print(text));
  };
  const { files, numbers } = await readable(inputs, fail);
  // Not before: whoever is asked to type standard input can still leave by Ctrl-C.
  const interruption = new Interruption();
  const progress = new Progress(terminal, inputs.length);
  try {
    const { job, concurrency, timeout, workerUrl } = run;
    const { signal } = interruption;
    const options = { job, concurrency, timeoutMs: timeout * 1000, workerUrl, signal, onProgress: progress.onProgress };
    for await (const result of analyzeFiles<Job>(files, options)) {
      take(result, numbers[result.index]);
      progress.finish(result.path);
    }
  } catch (error) {
    if (interruption.status === undefined) throw error;
  } finally {
    interruption.stopListening();
    progress.end();
  }
  const isInterrupted = interruption.status !== undefined;
  if (isInterrupted) {
    const done = analyzed + skipped.length + failed.length;
    terminal.warn(`interrupted after ${done} of ${inputs.length} files; no summary was written`);
  }
  return {
    skipped: inOrder(skipped).map(({ path, reason }) => ({ path, reason })),
    failed: inOrder(failed).map(({ path, code, reason }) => ({ path, code, reason })),
    analyzed,
    status: interruption.status ?? (failed.length > 0 ? EXIT.failed : EXIT.done),
    isInterrupted,
  };
}

/** What the library is to examine, and the number of the input that each is: standard input is read here, and may fail here. */
async function readable(
  inputs: readonly Input[],
  fail: (index: number, failure: Failure) => void,
): Promise<{ files: ImageFile[]; numbers: number[] }> {
  const files: ImageFile[] = [];
  const numbers: number[] = [];
  for (const [index, input] of inputs.entries()) {
    const { file, name, relativePath } = input;
    if (file !== undefined) files.push({ ...file, relativePath });
    else {
      try {
        const read = await input.read();
        if ('skip' in read) throw new TypeError(`${name} was passed over: ${read.skip}`);
        files.push({ path: name, relativePath, isNamed: true, bytes: read.bytes });
      } catch (error) {
        fail(index, describeFailure(error));
        continue;
      }
    }
    numbers.push(index);
  }
  return { files, numbers };
}

/** Adds up how far the images are that are at work. */
class Progress {
  readonly #terminal: Terminal;
  readonly #shares = new Map<string, number>();
  #finished = 0;

  constructor(terminal: Terminal, total: number) {
    this.#terminal = terminal;
    terminal.startProgress(total);
  }

  readonly onProgress = ({ path, progress }: { readonly path: string; readonly progress: number }): void => {
    this.#shares.set(path, progress);
    this.#show(path);
  };

  finish(path: string): void {
    this.#shares.delete(path);
    this.#finished++;
    this.#show([...this.#shares.keys()][0] ?? '');
  }

  end(): void {
    this.#terminal.stopProgress();
  }

  #show(path: string): void {
    const atWork = [...this.#shares.values()].reduce((sum, share) => sum + share, 0);
    this.#terminal.progress(this.#finished + atWork, path);
  }
}

function inOrder<Row extends { readonly index: number }>(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => a.index - b.index);
}
