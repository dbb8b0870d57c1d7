import { stat } from 'node:fs/promises';
import { resolveInputs } from '../../inputs.ts';
import type { Input } from '../../inputs.ts';
import type { Terminal } from '../../terminal.ts';
import { UsageError } from '../../usage-error.ts';

/**
 * Resolves files, patterns, or `-` for standard input. Folders are refused: what is recorded stays recorded, so each file has to be meant.
 *
 * @throws {UsageError} A path is a folder, or standard input is named twice.
 * @throws {Error} A path does not exist, or a pattern matches nothing.
 */
export async function namedFiles(paths: readonly string[], terminal: Terminal): Promise<readonly Input[]> {
  if (paths.filter((path) => path === '-').length > 1) throw new UsageError('standard input can be read once');
  for (const path of paths) {
    // A path that does not exist may be a pattern; the search below tells.
    const stats = await stat(path).catch(() => undefined);
    if (stats?.isDirectory() === true)
      throw new UsageError(`${path} is a folder: name files, or a pattern such as '${path}/*.jpg'`);
  }
  return (await resolveInputs(paths, terminal, { others: 'keep' })).inputs;
}
