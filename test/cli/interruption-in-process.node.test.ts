import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Interruption } from '../../src/cli/interruption.ts';
import { encodeJpeg } from '../../src/codec/jpeg/index.ts';
import { bundleWorker } from '../support/bundled-worker.node.ts';
import { noise } from '../support/scene.ts';
import { filesBelow, temporaryFolder } from '../support/temporary-folder.node.ts';
import { runWith } from './run.node.ts';

const TINY = encodeJpeg(noise(16, 16, 1, 1));
const UNRULY = await bundleWorker('test/adapters/node/unruly-image-worker.ts');

/** Acts as if the signal had come, for the listener that was added last: the test runner has its own. */
function deliver(signal: NodeJS.Signals): void {
  (process.listeners(signal).at(-1) as () => void)();
}

describe('Interruption', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('turns %s into an abort and an exit status, once', (signal, status) => {
    const before = process.listenerCount(signal);
    const interruption = new Interruption();
    expect([interruption.signal.aborted, interruption.status]).toEqual([false, undefined]);
    deliver(signal);
    expect([interruption.signal.aborted, interruption.status]).toEqual([true, status]);
    expect(interruption.signal.reason).toEqual(new Error(`received ${signal}`));
    // The next one is the system's again.
    expect(process.listenerCount(signal)).toBe(before);
  });

  it('leaves no listener behind', () => {
    const before = process.listenerCount('SIGINT');
    new Interruption().stopListening();
    expect(process.listenerCount('SIGINT')).toBe(before);
  });
});

describe.each(['ela', 'analyze'])('%s', (command) => {
  it('ends in order when a signal comes, with what was done so far and without a summary', async () => {
    const folder = temporaryFolder({ 'in/a.jpg': TINY, 'in/hang.jpg': TINY });
    const output = join(folder, 'out');
    const waiting = setInterval(() => {
      if (!existsSync(join(output, command === 'ela' ? 'a_ela.jpg' : 'a.jpg.report.json'))) return;
      clearInterval(waiting);
      deliver('SIGTERM');
    }, 20);
    const { status, remarks } = await runWith({ workerUrl: UNRULY }, command, join(folder, 'in'), '--output', output);
    expect([status, remarks]).toEqual([143, 'interrupted after 1 of 2 files; no summary was written\n']);
    expect(filesBelow(output)).toEqual([command === 'ela' ? 'a_ela.jpg' : 'a.jpg.report.json']);
  });
});
