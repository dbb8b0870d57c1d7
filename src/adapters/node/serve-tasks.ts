import type { MessagePort } from 'node:worker_threads';
import { describeFailure } from './describe-failure.ts';
import type { WorkerMessage } from './worker-message.ts';

/** An answer, with the buffers in it that change hands instead of being copied. */
export interface Served<Answer> {
  readonly answer: Answer;
  readonly transfer: readonly ArrayBuffer[];
}

/** Does one task; `onShare` tells how much of it is done, 0..1. */
export type TaskWork<Task, Answer> = (task: Task, onShare: (share: number) => void) => Promise<Served<Answer>>;

/** Smallest step of progress that is worth a message. */
const SHARE_STEP = 0.05;

/**
 * The worker's side of a pool: takes tasks from the port, one after another, and answers each. Whatever `work` throws becomes a
 * failure of that task alone.
 *
 * @param tidy - Called after each answer, when the task's data are out of use.
 */
export function serveTasks<Task, Answer>(
  port: Pick<MessagePort, 'on' | 'postMessage'>,
  work: TaskWork<Task, Answer>,
  tidy: () => void = () => undefined,
): void {
  const tell = (message: WorkerMessage<Answer>, transfer: readonly ArrayBuffer[] = []) => port.postMessage(message, transfer);
  const perform = async (task: Task) => {
    let told = 0;
    const onShare = (share: number) => {
      if (share < told + SHARE_STEP) return;
      told = share;
      tell({ kind: 'share', share });
    };
    try {
      const { answer, transfer } = await work(task, onShare);
      tell({ kind: 'answer', answer }, transfer);
    } catch (error) {
      tell({ kind: 'failure', failure: describeFailure(error) });
    }
    tidy();
  };
  port.on('message', (task: Task) => {
    tell({ kind: 'started' });
    void perform(task);
  });
  tell({ kind: 'ready' });
}
