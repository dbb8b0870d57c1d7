import { link, open, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { EvidenceStoreError } from '../../../evidence/index.ts';
import { parseOwner, stateOf, thisOwner } from './lock-owner.ts';
import type { LockOwner } from './lock-owner.ts';

/** How often a holder shows that it is alive. */
const BEAT_MILLISECONDS = 5_000;

/** Twelve missed beats: a holder of whom nothing else is known is taken for dead. */
const SILENCE_MILLISECONDS = 60_000;

/** Each round means that somebody else took or left the lock meanwhile. */
const MOST_ROUNDS = 10;

/**
 * The right to write to a store, held by one process at a time: a file beside the store that names its holder.
 *
 * A killed process cannot leave it stuck. Where the holder's process can be seen (the same host and container, on Linux), the lock is
 * free as soon as that process is gone, even when its number was given to another one. Elsewhere the holder renews the file's time
 * every 5 seconds, and 60 seconds of silence free it. A holder that was silent and comes back finds out in {@link WriterLock.confirm}.
 */
export class WriterLock {
  readonly #path: string;
  readonly #owner: LockOwner;
  readonly #handle: FileHandle;
  readonly #beat: NodeJS.Timeout;

  /** Whether the one who held it before is gone without having given it back. */
  readonly isInherited: boolean;

  private constructor(path: string, owner: LockOwner, handle: FileHandle, isInherited: boolean) {
    this.isInherited = isInherited;
    this.#path = path;
    this.#owner = owner;
    this.#handle = handle;
    this.#beat = setInterval(() => void renew(handle, owner), BEAT_MILLISECONDS).unref();
  }

  /**
   * Takes the lock.
   *
   * @param path - The lock's file.
   * @throws {EvidenceStoreError} `locked`: somebody else holds it, be it in this process.
   */
  static async take(path: string): Promise<WriterLock> {
    const owner = thisOwner();
    const draft = `${path}.${owner.token}`;
    const handle = await open(draft, 'wx');
    try {
      await renew(handle, owner);
      return new WriterLock(path, owner, handle, await claim(path, draft));
    } catch (error) {
      await handle.close();
      throw error;
    } finally {
      await unlink(draft);
    }
  }

  /**
   * Makes sure that nobody has taken the lock over.
   *
   * @throws {EvidenceStoreError} `locked`: somebody has.
   */
  async confirm(): Promise<void> {
    const held = await readOwner(this.#path);
    if (held?.token !== this.#owner.token) {
      throw new EvidenceStoreError('locked', `${this.#path}: the writer's lock was taken over: open the store again`);
    }
  }

  /** Gives the lock back; what somebody else holds by now stays. */
  async release(): Promise<void> {
    clearInterval(this.#beat);
    await this.#handle.close();
    const held = await readOwner(this.#path);
    if (held?.token === this.#owner.token) await unlink(this.#path).catch(ignoreMissing);
  }
}

/**
 * Puts the draft of a lock file in its place, if that is free or its holder is gone.
 *
 * @returns Whether a holder was gone.
 */
async function claim(path: string, draft: string): Promise<boolean> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    // A link is there at once and with its content, or not at all.
    if (await linkOrNot(draft, path)) return false;
    const text = await readFile(path, 'utf8').catch(ignoreMissing);
    if (text === undefined) continue;
    const holder = parseOwner(text);
    if (!(await isGone(path, holder))) throw locked(path, holder);
    // Several may find the holder gone; only the one that gets this second lock, named after the holder, may replace the first.
    const takeover = `${path}.after-${holder?.token ?? 'nobody'}`;
    await claim(takeover, draft);
    if ((await readFile(path, 'utf8').catch(ignoreMissing)) === text) {
      await rename(takeover, path);
      return true;
    }
    await unlink(takeover);
  }
  throw new EvidenceStoreError('locked', `${path}: others keep taking this lock`);
}

async function isGone(path: string, holder: LockOwner | undefined): Promise<boolean> {
  const state = holder === undefined ? 'unknown' : stateOf(holder);
  return state === 'unknown' ? await isSilent(path) : state === 'dead';
}

/** Whether a lock was not renewed for long, by the clock of the file system that it lies on. */
async function isSilent(path: string): Promise<boolean> {
  const probe = `${path}.${thisOwner().token}`;
  await writeFile(probe, '');
  const [now, then] = await Promise.all([stat(probe), stat(path).catch(ignoreMissing)]).finally(() => unlink(probe));
  return then === undefined || now.mtimeMs - then.mtimeMs > SILENCE_MILLISECONDS;
}

function locked(path: string, holder: LockOwner | undefined): EvidenceStoreError {
  const who = holder === undefined ? 'somebody' : `process ${holder.pid} on ${holder.place.split(' ')[0]}`;
  return new EvidenceStoreError('locked', `${who} writes to this store (${path})`);
}

async function readOwner(path: string): Promise<LockOwner | undefined> {
  const text = await readFile(path, 'utf8').catch(ignoreMissing);
  return text === undefined ? undefined : parseOwner(text);
}

async function linkOrNot(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Writes the file again, so that the file system's clock, not this host's, says when. After a takeover it is a file without a name. */
async function renew(handle: FileHandle, owner: LockOwner): Promise<void> {
  // A beat that fails is a missed beat.
  await handle.write(`${JSON.stringify(owner)}\n`, 0).catch(() => undefined);
}

function ignoreMissing(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error;
}

function codeOf(error: unknown): unknown {
  return (error as NodeJS.ErrnoException).code;
}
