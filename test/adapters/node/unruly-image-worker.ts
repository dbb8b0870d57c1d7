/** The image worker, but for images whose names tell it to misbehave. Not a test. */
import { basename } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { doImageTask } from '../../../src/adapters/node/image-job.ts';
import { serveTasks } from '../../../src/adapters/node/serve-tasks.ts';

const MISCHIEF: Readonly<Record<string, () => unknown>> = {
  hang: () => {
    for (;;);
  },
  exit: () => process.exit(7),
  text: () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- anything may be thrown
    throw 'just text';
  },
  memory: () => {
    let chain: object = {};
    for (;;) chain = { chain, more: { x: 1 } };
  },
  slow: () => new Promise((resolve) => setTimeout(resolve, 400)),
};

if (parentPort === null) throw new Error('for a thread');
serveTasks(parentPort, async (task: Parameters<typeof doImageTask>[0], onShare) => {
  const word = /^[a-z]+/.exec(basename(task.path))?.[0] ?? '';
  await MISCHIEF[word]?.();
  return doImageTask(task, onShare);
});
