import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serveTasks } from '../../../src/adapters/node/serve-tasks.ts';
import type { TaskWork } from '../../../src/adapters/node/serve-tasks.ts';
import type { WorkerMessage } from '../../../src/adapters/node/worker-message.ts';
import { limitExceeded } from '../../../src/errors/index.ts';

/** What the other side of the port hears of these tasks, up to the last answer. */
async function messagesOf<Task>(
  tasks: readonly Task[],
  work: TaskWork<Task, unknown>,
  tidy?: () => void,
): Promise<WorkerMessage<unknown>[]> {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => port1.close());
  const messages: WorkerMessage<unknown>[] = [];
  let answers = 0;
  const done = new Promise<void>((resolve) => {
    port2.on('message', (message: WorkerMessage<unknown>) => {
      messages.push(message);
      if ((message.kind === 'answer' || message.kind === 'failure') && ++answers === tasks.length) resolve();
    });
  });
  serveTasks(port1, work, tidy);
  for (const task of tasks) port2.postMessage(task);
  await done;
  return messages;
}

describe('serveTasks', () => {
  it('says that it is ready, that it has begun, and the answer', async () => {
    const messages = await messagesOf([20, 21], (task) => Promise.resolve({ answer: 2 * task, transfer: [] }));
    expect(messages.filter(({ kind }) => kind !== 'started')).toEqual([
      { kind: 'ready' },
      { kind: 'answer', answer: 40 },
      { kind: 'answer', answer: 42 },
    ]);
    expect(messages[1]).toEqual({ kind: 'started' });
  });

  it('hands buffers over instead of copying them', async () => {
    const bytes = new Uint8Array(1000).fill(7);
    const [, , answer] = await messagesOf([0], () => Promise.resolve({ answer: bytes, transfer: [bytes.buffer] }));
    expect(bytes.length).toBe(0);
    expect(answer).toEqual({ kind: 'answer', answer: new Uint8Array(1000).fill(7) });
  });

  it('tells progress in steps, not for each small one', async () => {
    const messages = await messagesOf([0], (_, onShare) => {
      for (let i = 0; i <= 1000; i++) onShare(i / 1000);
      return Promise.resolve({ answer: 0, transfer: [] });
    });
    const shares = messages.flatMap((message) => (message.kind === 'share' ? [message.share] : []));
    expect(shares.length).toBeGreaterThanOrEqual(15);
    expect(shares.length).toBeLessThanOrEqual(20);
  });

  it('words what the work throws, and goes on', async () => {
    const thrown = [
      limitExceeded('guard', { name: 'maximumPixels', maximum: 1, actual: 2 }, 'pixels'),
      Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' }),
      'just text',
      undefined,
    ];
    const messages = await messagesOf([0, 1, 2, 3], (task) => {
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- what is thrown need not be an Error
      return Promise.reject(thrown[task]);
    });
    expect(messages.flatMap((message) => (message.kind === 'failure' ? [message.failure] : []))).toEqual([
      { code: 'limit-exceeded', reason: 'pixels: 2 exceeds the limit "maximumPixels" of 1' },
      { code: 'EACCES', reason: 'EACCES: permission denied' },
      { code: 'internal', reason: 'just text' },
      { code: 'internal', reason: 'undefined' },
    ]);
  });

  it('tidies up after each task, failed ones included', async () => {
    let tidied = 0;
    const work = (task: number) =>
      task === 1 ? Promise.reject(new Error('bad')) : Promise.resolve({ answer: task, transfer: [] });
    await messagesOf([0, 1, 2], work, () => tidied++);
    expect(tidied).toBe(3);
  });
});
