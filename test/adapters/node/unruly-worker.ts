/** A worker for tests of the pool: its tasks say what it is to do. Not a test. */
import { parentPort, threadId } from 'node:worker_threads';
import { serveTasks } from '../../../src/adapters/node/serve-tasks.ts';
import { malformed } from '../../../src/errors/index.ts';

/** What a thread of the unruly worker does. */
export type UnrulyTask =
  | { readonly do: 'answer'; readonly value: unknown }
  | { readonly do: 'wait'; readonly ms: number }
  | {
      readonly do:
        | 'spin'
        | 'wait-forever'
        | 'exit'
        | 'break-late'
        | 'break-with-nothing'
        | 'reject-unheard'
        | 'fill-memory'
        | 'throw-text'
        | 'throw-malformed'
        | 'throw-mistake'
        | 'answer-with-function'
        | 'answer-and-break';
    };

/** What it answers: the value, and which thread it was. */
export interface UnrulyAnswer {
  readonly value: unknown;
  readonly thread: number;
}

async function work(task: UnrulyTask): Promise<unknown> {
  switch (task.do) {
    case 'answer':
      return task.value;
    case 'wait':
      return new Promise((resolve) => setTimeout(() => resolve('waited'), task.ms));
    case 'spin':
      for (;;);
    case 'wait-forever':
      return new Promise(() => undefined);
    case 'exit':
      return process.exit(7);
    case 'break-late':
      setTimeout(() => {
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- anything may be thrown
        throw 'just text';
      });
      return new Promise(() => undefined);
    case 'break-with-nothing':
      setTimeout(() => {
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- anything may be thrown
        throw undefined;
      });
      return new Promise(() => undefined);
    case 'reject-unheard':
      void Promise.reject(new TypeError('unheard'));
      return new Promise(() => undefined);
    case 'fill-memory': {
      let chain: object = {};
      for (;;) chain = { chain, more: { x: 1 } };
    }
    case 'throw-text':
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- anything may be thrown
      throw 'just text';
    case 'throw-malformed':
      throw malformed('test', 'bad bytes', 3);
    case 'throw-mistake':
      throw new TypeError('a mistake of ours');
    case 'answer-with-function':
      return () => 'not to be cloned';
    case 'answer-and-break':
      setTimeout(() => process.exit(9), 20);
      return 'answered';
  }
}

if (parentPort === null) throw new Error('for a thread');
serveTasks<UnrulyTask, UnrulyAnswer>(parentPort, async (task, onShare) => {
  onShare(0.5);
  return { answer: { value: await work(task), thread: threadId }, transfer: [] };
});
