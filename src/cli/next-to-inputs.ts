import { realpath } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Input } from './inputs.ts';
import { UsageError } from './usage-error.ts';

/**
 * Sees to it that no result is written next to, let alone over, an input: no folder may hold both.
 *
 * @param output - The output folder, which need not exist yet.
 * @param results - Paths below it, with forward slashes.
 * @throws {UsageError} Results would go to a folder that inputs lie in.
 */
export async function refuseNextToInputs(output: string, results: readonly string[], inputs: readonly Input[]): Promise<void> {
  const holders = new Map<string, string>();
  for (const { file } of inputs) if (file !== undefined) holders.set(dirname(resolve(file.path)), file.path);
  const examples = new Map<string, string>();
  for (const [holder, example] of holders) examples.set(await realFolder(holder), example);
  for (const target of new Set(results.map((path) => dirname(join(resolve(output), ...path.split('/')))))) {
    const example = examples.get(await realFolder(target));
    if (example === undefined) continue;
    throw new UsageError(`results would be written next to ${example}: name another output folder than ${output}`);
  }
}

/** Where a folder really is, links resolved, also one that does not exist yet. */
async function realFolder(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch (error) {
    const parent = dirname(folder);
    if (parent === folder) throw error;
    return join(await realFolder(parent), folder.slice(parent.length));
  }
}
