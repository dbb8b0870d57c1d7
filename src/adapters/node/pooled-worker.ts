import { Worker } from 'node:worker_threads';
import type { Failure } from './describe-failure.ts';
import { threadEntry } from './worker-location.ts';
import type { WorkerMessage } from './worker-message.ts';

/** How a task ended. */
export type TaskOutcome<Answer> = { readonly answer: Answer } | { readonly failure: Failure };

/** What one task is run with. */
export interface TaskOptions {
  /** Most time for the task in milliseconds, from the moment when the worker begins with it. */
  readonly timeoutMs: number;
  readonly onShare?: ((share: number) => void) | undefined;
}

/** MiB of JavaScript objects that a worker may hold. Pixels live in typed arrays, to which no such limit applies. */
const HEAP_MIB = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 } as const;

/** Milliseconds for a thread to load its file, or to take up a task: it needs a few dozen, and something is wrong when it needs these. */
const START_MS = 60_000;

/** One thread that does one task at a time. Once it is killed, or has ended by itself, it is of no use any more. */
export class PooledWorker<Task, Answer> {
  /** Settles when the thread has loaded its file; rejects when it ends before that. */
  readonly ready: Promise<void>;
  /** Tasks that it was given. */
  tasks = 0;
  readonly #worker: Worker;
  #isAlive = true;
  #onReady: () => void = () => undefined;
  #onStartFailure: (failure: Error) => void = () => undefined;
  #settle: ((outcome: TaskOutcome<Answer>) => void) | undefined;
  #options: TaskOptions | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(file: URL) {
    this.ready = new Promise((resolve, reject) => {
      this.#onReady = resolve;
      this.#onStartFailure = reject;
    });
    // Whoever asked for the worker waits for `ready`; a pool that is closed meanwhile does not.
    this.ready.catch(() => undefined);
    // Without flags of the main thread: some of them, `--input-type` for one, keep a thread from loading a file.
    this.#worker = new Worker(threadEntry(file), { execArgv: [], resourceLimits: HEAP_MIB });
    this.#worker.on('message', (message: WorkerMessage<Answer>) => this.#receive(message));
    this.#worker.on('error', (error: unknown) => this.#end(crash(error)));
    this.#worker.on('messageerror', (error) => void this.kill(crash(error)));
    this.#worker.on('exit', (code) => this.#end({ code: 'crashed', reason: `the worker ended with exit code ${code}` }));
    this.#killAfter(START_MS, { code: 'crashed', reason: `the worker did not load within ${START_MS / 1000} s` });
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** Does a task. Never rejects: a crash of the thread is the failure of its task. */
  run(task: Task, options: TaskOptions): Promise<TaskOutcome<Answer>> {
    return new Promise((settle) => {
      if (!this.#isAlive) {
        settle({ failure: { code: 'crashed', reason: 'the worker is gone' } });
        return;
      }
      this.tasks++;
      this.#settle = settle;
      this.#options = options;
      this.#worker.ref();
      this.#killAfter(START_MS, { code: 'crashed', reason: `the worker did not take up the task within ${START_MS / 1000} s` });
      this.#worker.postMessage(task);
    });
  }

  /**
   * Ends the thread at once, whatever it is doing; only a call into native code is waited for, by Node itself. Its task fails as given.
   *
   * @returns When the thread is gone.
   */
  async kill(failure: Failure): Promise<void> {
    this.#end(failure);
    await this.#worker.terminate();
  }

  #receive(message: WorkerMessage<Answer>): void {
    if (!this.#isAlive) return;
    switch (message.kind) {
      case 'ready':
        clearTimeout(this.#timer);
        this.#worker.unref();
        this.#onReady();
        break;
      case 'started': {
        const { timeoutMs = START_MS } = this.#options ?? {};
        this.#killAfter(timeoutMs, { code: 'timeout', reason: `took longer than ${timeoutMs / 1000} s and was stopped` });
        break;
      }
      case 'share':
        this.#options?.onShare?.(message.share);
        break;
      case 'answer':
        this.#finish({ answer: message.answer });
        break;
      case 'failure':
        this.#finish({ failure: message.failure });
        break;
    }
  }

  #killAfter(ms: number, failure: Failure): void {
    clearTimeout(this.#timer);
    const settle = this.#settle;
    // An answer may have arrived while this thread was busy: messages have their turn before the verdict.
    const timer = setTimeout(
      () => setImmediate(() => this.#settle === settle && this.#timer === timer && void this.kill(failure)),
      ms,
    );
    this.#timer = timer;
  }

  #finish(outcome: TaskOutcome<Answer>): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const settle = this.#settle;
    this.#settle = undefined;
    this.#options = undefined;
    // A thread that waits for work must not keep the process alive.
    if (this.#isAlive) this.#worker.unref();
    settle?.(outcome);
  }

  #end(failure: Failure): void {
    if (!this.#isAlive) return;
    this.#isAlive = false;
    this.#onStartFailure(new Error(failure.reason));
    this.#finish({ failure });
  }
}

/** What became of a thread that broke; anything may have been thrown in it. */
function crash(error: unknown): Failure {
  if (error instanceof Error && (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return { code: 'out-of-memory', reason: `needed more than ${HEAP_MIB.maxOldGenerationSizeMb} MiB of objects` };
  }
  return {
    code: 'crashed',
    reason: `the worker broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  };
}
