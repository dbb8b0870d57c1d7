import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { WorkerPool } from '../../../src/adapters/node/worker-pool.ts';
import { bundleWorker } from '../../support/bundled-worker.node.ts';
import { rejection } from '../../support/caught.ts';
import { temporaryFolder } from '../../support/temporary-folder.node.ts';
import type { UnrulyAnswer, UnrulyTask } from './unruly-worker.ts';

const WORKER = await bundleWorker('test/adapters/node/unruly-worker.ts');

/** Long enough for anything that is not stopped by it. */
const PATIENT = { timeoutMs: 20_000 };

const pools: WorkerPool<UnrulyTask, UnrulyAnswer>[] = [];
afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close();
});

function makePool(file = WORKER): WorkerPool<UnrulyTask, UnrulyAnswer> {
  const pool = new WorkerPool<UnrulyTask, UnrulyAnswer>(file);
  pools.push(pool);
  return pool;
}

/** The thread that the next task gets. */
async function nextThread(pool: WorkerPool<UnrulyTask, UnrulyAnswer>): Promise<number> {
  const outcome = await pool.run({ do: 'answer', value: 'x' }, PATIENT);
  if ('failure' in outcome) throw new Error(outcome.failure.reason);
  return outcome.answer.thread;
}

describe('WorkerPool', () => {
  it('answers, and keeps its thread warm for the next task', async () => {
    const pool = makePool();
    const shares: number[] = [];
    const value = { list: [1, 'two'], bytes: Uint8Array.of(3) };
    const outcome = await pool.run({ do: 'answer', value }, { ...PATIENT, onShare: (share) => shares.push(share) });
    expect(outcome).toMatchObject({ answer: { value } });
    expect(shares).toEqual([0.5]);
    expect(await nextThread(pool)).toBe('answer' in outcome ? outcome.answer.thread : undefined);
  });

  it('gives each task that runs a thread of its own', async () => {
    const pool = makePool();
    const threads = await Promise.all([nextThread(pool), nextThread(pool), nextThread(pool)]);
    expect(new Set(threads).size).toBe(3);
  });

  it.each(['spin', 'wait-forever'] as const)('kills a task that would %s, soon after its time', async (what) => {
    const pool = makePool();
    await nextThread(pool);
    const started = performance.now();
    const outcome = await pool.run({ do: what }, { timeoutMs: 300 });
    const took = performance.now() - started;
    expect(outcome).toEqual({ failure: { code: 'timeout', reason: 'took longer than 0.3 s and was stopped' } });
    expect(took).toBeGreaterThanOrEqual(295);
    // It takes some milliseconds; the machine may have other things to do.
    expect(took).toBeLessThan(2000);
    expect(await nextThread(pool)).toBeGreaterThan(0);
  });

  it('starts the clock with the task, not with the thread that has to load first', async () => {
    const slow = join(temporaryFolder(), 'slow.mjs');
    writeFileSync(slow, `await new Promise((done) => setTimeout(done, 400));\nawait import(${JSON.stringify(WORKER.href)});\n`);
    const pool = makePool(pathToFileURL(slow));
    expect(await pool.run({ do: 'wait', ms: 10 }, { timeoutMs: 300 })).toMatchObject({ answer: { value: 'waited' } });
  });

  it('does not blame a task for a main thread that was busy when the answer came', async () => {
    const pool = makePool();
    await nextThread(pool);
    const onShare = () => {
      // The clock of the task runs, and nobody looks at it.
      for (const end = performance.now() + 500; performance.now() < end;);
    };
    expect(await pool.run({ do: 'wait', ms: 50 }, { timeoutMs: 250, onShare })).toMatchObject({ answer: { value: 'waited' } });
  });

  it('leaves other tasks alone when one is killed', async () => {
    const pool = makePool();
    const [waiting, killed] = await Promise.all([
      pool.run({ do: 'wait', ms: 700 }, PATIENT),
      pool.run({ do: 'spin' }, { timeoutMs: 100 }),
    ]);
    expect(killed).toMatchObject({ failure: { code: 'timeout' } });
    expect(waiting).toMatchObject({ answer: { value: 'waited' } });
  });

  it.each([
    ['exit', 'crashed', 'the worker ended with exit code 7'],
    ['break-late', 'crashed', 'the worker broke: just text'],
    ['break-with-nothing', 'crashed', 'the worker broke: undefined'],
    ['reject-unheard', 'crashed', 'unheard'],
    ['fill-memory', 'out-of-memory', 'needed more than 256 MiB of objects'],
  ] as const)('replaces a thread whose task makes it %s', async (what, code, reason) => {
    const pool = makePool();
    const first = await nextThread(pool);
    const outcome = await pool.run({ do: what }, PATIENT);
    expect(outcome).toEqual({ failure: { code, reason: expect.stringContaining(reason) as string } });
    expect(await nextThread(pool)).not.toBe(first);
  });

  it('keeps the thread after a file that cannot be read', async () => {
    const pool = makePool();
    const first = await nextThread(pool);
    expect(await pool.run({ do: 'throw-malformed' }, PATIENT)).toEqual({
      failure: { code: 'malformed', reason: 'bad bytes (at byte 3)' },
    });
    expect(await nextThread(pool)).toBe(first);
  });

  it.each([
    ['throw-text', 'just text'],
    ['throw-mistake', 'TypeError: a mistake of ours\n'],
    ['answer-with-function', 'could not be cloned'],
  ] as const)('replaces the thread after a mistake of ours: %s', async (what, reason) => {
    const pool = makePool();
    const first = await nextThread(pool);
    const outcome = await pool.run({ do: what }, PATIENT);
    expect('failure' in outcome && outcome.failure.reason).toContain(reason);
    expect(await nextThread(pool)).not.toBe(first);
  });

  it('does not hand a task to a thread that broke while it had none', async () => {
    const pool = makePool();
    expect(await pool.run({ do: 'answer-and-break' }, PATIENT)).toMatchObject({ answer: { value: 'answered' } });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await nextThread(pool)).toBeGreaterThan(0);
  });

  it('replaces a thread after 250 tasks', async () => {
    const pool = makePool();
    const threads: number[] = [];
    for (let i = 0; i < 251; i++) threads.push(await nextThread(pool));
    expect(threads.findIndex((thread) => thread !== threads[0])).toBe(250);
  });

  it('ends everything at once when it is closed', async () => {
    const pool = makePool();
    await nextThread(pool);
    const running = [pool.run({ do: 'spin' }, PATIENT), pool.run({ do: 'wait-forever' }, PATIENT)];
    await new Promise((resolve) => setTimeout(resolve, 100));
    const started = performance.now();
    await pool.close();
    expect(performance.now() - started).toBeLessThan(1500);
    for (const outcome of [...(await Promise.all(running)), await pool.run({ do: 'answer', value: 1 }, PATIENT)]) {
      expect(outcome).toEqual({ failure: { code: 'aborted', reason: 'the work was aborted' } });
    }
  });

  it('can be closed while a thread is loading', async () => {
    const pool = makePool();
    const running = pool.run({ do: 'answer', value: 1 }, PATIENT);
    await pool.close();
    expect(await running).toMatchObject({ failure: { code: 'aborted' } });
  });

  it('throws when no thread can be started, with the reason', async () => {
    const folder = temporaryFolder({ 'broken.mjs': 'throw new Error("broken from the start");', 'silent.mjs': '' });
    const missing = pathToFileURL(join(folder, 'none.mjs'));
    const error = (await rejection(makePool(missing).run({ do: 'answer', value: 1 }, PATIENT))) as Error;
    expect(error.message).toBe(`no worker could be started from ${missing.href}: see "workerUrl"`);
    expect((error.cause as Error).message).toContain('Cannot find module');
    for (const [name, reason] of [
      ['broken.mjs', 'broken from the start'],
      ['silent.mjs', 'ended with exit code 0'],
    ]) {
      const { cause } = (await rejection(makePool(pathToFileURL(join(folder, name))).run({ do: 'spin' }, PATIENT))) as Error;
      expect((cause as Error).message).toContain(reason);
    }
  });
});
