import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { randomUUID } from 'node:crypto';

/** Who holds a lock: enough to tell, later and from another process, whether the holder is still alive. */
export interface LockOwner {
  /** Different for each time a lock is taken. */
  readonly token: string;
  readonly pid: number;
  /** When the process began, in the kernel's ticks since it booted; empty where the platform does not tell. */
  readonly started: string;
  /** Where the number of the process means something: host, boot and namespace. */
  readonly place: string;
}

/** Describes this process as the holder of a lock that it is about to take. */
export function thisOwner(): LockOwner {
  return { token: randomUUID(), pid: process.pid, started: startOf(process.pid) ?? '', place: thisPlace() };
}

/** Reads what a lock file holds; `undefined` when it is no description of an owner. */
export function parseOwner(text: string): LockOwner | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // A power cut may leave an empty lock file; its age decides then.
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { token, pid, started, place } = value as Record<keyof LockOwner, unknown>;
  // The token becomes part of a file's name.
  const isWhole = typeof token === 'string' && /^[0-9a-f-]{36}$/.test(token) && typeof pid === 'number' && Number.isInteger(pid);
  return isWhole && typeof started === 'string' && typeof place === 'string' ? { token, pid, started, place } : undefined;
}

/**
 * Tells whether an owner is alive.
 *
 * @returns `unknown` when it cannot be told from here: the owner is on another host or in another container, or the platform does not say
 *   when a process began, so that the number may be another process's by now.
 */
export function stateOf(owner: LockOwner): 'alive' | 'dead' | 'unknown' {
  if (owner.place !== thisPlace()) return 'unknown';
  if (!isThere(owner.pid)) return 'dead';
  const started = startOf(owner.pid);
  if (started === undefined || owner.started === '') return owner.pid === process.pid ? 'alive' : 'unknown';
  return started === owner.started ? 'alive' : 'dead';
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Field 22 of `/proc/<pid>/stat` (proc_pid_stat(5)); the second field may hold spaces and parentheses. */
function startOf(pid: number): string | undefined {
  const text = readOr(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')[19];
}

function thisPlace(): string {
  const boot = readOr(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
  const namespace = readOr(() => readlinkSync('/proc/self/ns/pid'));
  return [hostname(), boot ?? '', namespace ?? ''].join(' ');
}

function readOr(read: () => string): string | undefined {
  try {
    return read();
  } catch {
    // Only Linux has these; elsewhere the age of the lock decides.
    return undefined;
  }
}
