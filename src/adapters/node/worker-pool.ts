import { setTimeout as delay } from 'node:timers/promises';
import { PooledWorker } from './pooled-worker.ts';
import type { TaskOptions, TaskOutcome } from './pooled-worker.ts';

/** Tasks after which a thread is replaced: what a decoder leaves behind cannot pile up, and a start costs a hundredth of their time. */
const TASKS_PER_WORKER = 250;

/** Milliseconds to wait at the end for threads that are stuck in native code. */
const PATIENCE_MS = 1000;

const ABORTED = { code: 'aborted', reason: 'the work was aborted' } as const;

/**
 * Threads that do one task each at a time. They are started when there is work for them, kept warm, and replaced when they are killed,
 * break, or have done many tasks. How many there are is up to the caller: one for each task that runs.
 */
export class WorkerPool<Task, Answer> {
  readonly #file: URL;
  readonly #workers = new Set<PooledWorker<Task, Answer>>();
  readonly #idle: PooledWorker<Task, Answer>[] = [];
  readonly #leaving = new Set<Promise<void>>();
  #isClosed = false;

  /** @param file - A module that calls `serveTasks`. */
  constructor(file: URL) {
    this.#file = file;
  }

  /**
   * Does a task in a thread of its own.
   *
   * @returns The answer, or why there is none: what the task threw, `timeout`, `crashed`, `out-of-memory`, or `aborted` once the pool is
   *   closed.
   * @throws {Error} No thread can be started with this file.
   */
  async run(task: Task, options: TaskOptions): Promise<TaskOutcome<Answer>> {
    if (this.#isClosed) return { failure: ABORTED };
    const worker = this.#takeIdle() ?? this.#start();
    try {
      await worker.ready;
    } catch (cause) {
      if (this.#isClosed) return { failure: ABORTED };
      throw new Error(`no worker could be started from ${this.#file.href}: see "workerUrl"`, { cause });
    }
    const outcome = await worker.run(task, options);
    // A failure without a code of its own is a mistake of ours, and nobody knows what state it left.
    const isSound = !('failure' in outcome && outcome.failure.code === 'internal');
    if (worker.isAlive && isSound && worker.tasks < TASKS_PER_WORKER) this.#idle.push(worker);
    else this.#remove(worker);
    return outcome;
  }

  /** Ends all threads at once; tasks that run fail as `aborted`. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#idle.length = 0;
    for (const worker of this.#workers) this.#remove(worker);
    await Promise.race([Promise.all(this.#leaving), delay(PATIENCE_MS, undefined, { ref: false })]);
  }

  #takeIdle(): PooledWorker<Task, Answer> | undefined {
    for (let worker = this.#idle.pop(); worker !== undefined; worker = this.#idle.pop()) {
      if (worker.isAlive) return worker;
      // It broke after its answer, by something that it had left running.
      this.#remove(worker);
    }
    return undefined;
  }

  #start(): PooledWorker<Task, Answer> {
    const worker = new PooledWorker<Task, Answer>(this.#file);
    this.#workers.add(worker);
    return worker;
  }

  #remove(worker: PooledWorker<Task, Answer>): void {
    this.#workers.delete(worker);
    const gone: Promise<void> = worker.kill(ABORTED).finally(() => this.#leaving.delete(gone));
    this.#leaving.add(gone);
  }
}
