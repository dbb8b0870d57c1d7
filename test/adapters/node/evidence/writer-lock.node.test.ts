import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { thisOwner } from '../../../../src/adapters/node/evidence/lock-owner.ts';
import type { LockOwner } from '../../../../src/adapters/node/evidence/lock-owner.ts';
import { WriterLock } from '../../../../src/adapters/node/evidence/writer-lock.ts';
import { bundleWorker } from '../../../support/bundled-worker.node.ts';
import { temporaryFolder } from '../../../support/temporary-folder.node.ts';

const LOCK_HOLDER = fileURLToPath(await bundleWorker('test/adapters/node/evidence/lock-holder.node.ts'));

function newPath(): string {
  return join(temporaryFolder(), 'log.jsonl.writer');
}

/** Writes the lock of somebody, renewed so many seconds ago. */
function lockOf(path: string, change: Partial<LockOwner>, age = 0): void {
  writeFileSync(path, JSON.stringify({ ...thisOwner(), ...change }));
  const time = Date.now() / 1000 - age;
  utimesSync(path, time, time);
}

/** The number of a process that is gone. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', ''], { stdio: 'ignore' });
  await new Promise((resolve) => child.on('exit', resolve));
  return child.pid ?? 0;
}

/** A process that holds a lock until it is killed. */
async function holderOf(path: string): Promise<{ pid: number; kill(): Promise<void> }> {
  const child = spawn(process.execPath, [LOCK_HOLDER, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return {
    pid: child.pid ?? 0,
    async kill() {
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('exit', resolve));
    },
  };
}

describe('WriterLock', () => {
  it('is held by one at a time, and leaves nothing behind', async () => {
    const path = newPath();
    const lock = await WriterLock.take(path);
    expect(lock.isInherited).toBe(false);
    await expect(WriterLock.take(path)).rejects.toMatchObject({ code: 'locked' });
    await lock.confirm();
    await lock.release();
    const again = await WriterLock.take(path);
    await again.release();
    expect(readdirSync(dirname(path))).toEqual([]);
  });

  it('goes to exactly one of many who come at once', async () => {
    const path = newPath();
    for (const isAbandoned of [false, true]) {
      if (isAbandoned) lockOf(path, { pid: await deadPid() });
      const results = await Promise.allSettled(Array.from({ length: 30 }, () => WriterLock.take(path)));
      const winners = results.filter((result) => result.status === 'fulfilled').map(({ value }) => value);
      expect(winners).toHaveLength(1);
      for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'locked' });
      await winners[0].confirm();
      await winners[0].release();
    }
    expect(readdirSync(dirname(path))).toEqual([]);
  });

  it('is not left stuck by a killed process', async () => {
    const path = newPath();
    const holder = await holderOf(path);
    await expect(WriterLock.take(path)).rejects.toMatchObject({
      code: 'locked',
      message: expect.stringContaining(`process ${holder.pid} `) as string,
    });
    await holder.kill();
    const lock = await WriterLock.take(path);
    expect(lock.isInherited).toBe(true);
    await lock.release();
  });

  it('is free when another process has the number of its holder', async () => {
    const path = newPath();
    // Only Linux says when a process began; elsewhere silence has to tell.
    lockOf(path, { started: '1' }, process.platform === 'linux' ? 0 : 70);
    const lock = await WriterLock.take(path);
    await lock.release();
  });

  it.each([
    ['another host', { place: 'elsewhere 1 2' }],
    ['a platform that does not say when processes began', { started: '', pid: process.ppid }],
  ])('of %s is free after a minute of silence', async (_, change) => {
    const path = newPath();
    lockOf(path, change, 50);
    await expect(WriterLock.take(path)).rejects.toMatchObject({ code: 'locked' });
    lockOf(path, change, 70);
    const lock = await WriterLock.take(path);
    expect(lock.isInherited).toBe(true);
    await lock.release();
  });

  it.each(['', 'null', '{"token":"../../x","pid":1,"started":"","place":""}', '[1]'])(
    'that holds %j is free after a minute',
    async (content) => {
      const path = newPath();
      writeFileSync(path, content);
      await expect(WriterLock.take(path)).rejects.toMatchObject({ code: 'locked' });
      const time = Date.now() / 1000 - 70;
      utimesSync(path, time, time);
      await (await WriterLock.take(path)).release();
      expect(readdirSync(dirname(path))).toEqual([]);
    },
  );

  it('survives the death of one who was taking it over', async () => {
    const path = newPath();
    const gone = { ...thisOwner(), pid: await deadPid() };
    writeFileSync(path, JSON.stringify(gone));
    lockOf(`${path}.after-${gone.token}`, { pid: await deadPid() });
    const lock = await WriterLock.take(path);
    await lock.confirm();
    await lock.release();
    expect(readdirSync(dirname(path))).toEqual([]);
  });

  it('tells its holder when somebody else has it, and is not taken from them', async () => {
    const path = newPath();
    const lock = await WriterLock.take(path);
    const other = JSON.stringify(thisOwner());
    writeFileSync(path, other);
    await expect(lock.confirm()).rejects.toMatchObject({ code: 'locked' });
    await lock.release();
    expect(existsSync(path) && readFileSync(path, 'utf8')).toBe(other);
  });
});
