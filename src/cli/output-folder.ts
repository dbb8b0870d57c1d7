import { mkdirSync, readdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';

/** A file that is being written: hidden, and named after the process that writes it. */
const PARTIAL = /^\.tamperlens-(\d+)\.partial$/;

/** Milliseconds after which a partial file is nobody's, even if a process of its number lives: writing one takes a few. */
const STALE_MS = 3_600_000;

/**
 * Writes results below one folder, making folders as they are needed.
 *
 * A file appears under its name when it is whole: it is written under another name and renamed, in one go that nothing in this process
 * can interrupt, signals included. Only a kill in those milliseconds can leave the partial file, and {@link prepare} of the next run takes
 * it away.
 */
export class OutputFolder {
  readonly path: string;
  readonly #partial: string;
  readonly #known = new Set<string>();

  constructor(path: string) {
    this.path = path;
    this.#partial = join(path, `.tamperlens-${process.pid}.partial`);
  }

  /** Makes the folder, and takes away what a killed run left in it. */
  prepare(): void {
    mkdirSync(this.path, { recursive: true });
    for (const name of readdirSync(this.path)) {
      const process = PARTIAL.exec(name)?.[1];
      if (process !== undefined && isAbandoned(join(this.path, name), Number(process)))
        rmSync(join(this.path, name), { force: true });
    }
  }

  /**
   * Writes one file and returns its path.
   *
   * @param relativePath - Below the folder, with forward slashes.
   * @throws {Error} The file system's own error, or a link leads out of the folder.
   */
  write(relativePath: string, content: string | Uint8Array): string {
    const path = join(this.path, ...relativePath.split('/'));
    this.#makeFolder(dirname(path));
    try {
      rmSync(this.#partial, { force: true });
      // `wx`: a link that somebody put there is not followed.
      writeFileSync(this.#partial, content, { flag: 'wx' });
      renameSync(this.#partial, path);
    } catch (error) {
      rmSync(this.#partial, { force: true });
      throw error;
    }
    return path;
  }

  #makeFolder(folder: string): void {
    if (this.#known.has(folder)) return;
    mkdirSync(folder, { recursive: true });
    const [real, root] = [realpathSync(folder), realpathSync(this.path)];
    if (real !== root && !real.startsWith(root + sep)) {
      throw Object.assign(new Error(`${folder} leads out of ${resolve(this.path)}, to ${real}`), { code: 'ELOOP' });
    }
    this.#known.add(folder);
  }
}

function isAbandoned(path: string, writer: number): boolean {
  if (writer === process.pid) return true;
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && (!isRunning(writer) || Date.now() - stats.mtimeMs > STALE_MS);
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    // Somebody else's process is one as well.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
