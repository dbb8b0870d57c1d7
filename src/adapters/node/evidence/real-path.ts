import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * One name for a file and all symbolic links to it, or two writers could take two locks.
 *
 * @throws {Error} `ENOENT`: the file's folder is not there. The file itself may be yet to be created.
 */
export async function realPathOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return join(await realpath(dirname(resolve(path))), basename(path));
  }
}
