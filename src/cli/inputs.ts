import { basename, resolve } from 'node:path';
import { findFiles, readStream } from '../adapters/node/index.ts';
import type { FoundFile, SkippedPath } from '../adapters/node/index.ts';
import { reasonToPassOver } from '../adapters/node/accept.ts';
import { readUnless } from '../adapters/node/read-image-file.ts';
import { DEFAULT_LIMITS } from '../errors/index.ts';
import { FreeNames } from './free-names.ts';
import type { Terminal } from './terminal.ts';

/** A file that a command is to work on; its bytes come when they are asked for. */
export interface Input {
  /** How messages call it. */
  readonly label: string;
  /** Where its results go, below the output folder. */
  readonly relativePath: string;
  readonly name: string;
  /** Where it is; absent for standard input. */
  readonly file?: FoundFile;
  /** The file's bytes, or why it is passed over. */
  read(): Promise<{ readonly bytes: Uint8Array } | { readonly skip: string }>;
}

/** Options of {@link resolveInputs}. */
export interface InputOptions {
  /** A folder that is not looked into: the one that results go to. */
  readonly exclude?: string | undefined;
  /** What to do with files in folders that are no images. */
  readonly others?: 'skip' | 'keep';
}

/** What {@link resolveInputs} found. */
export interface Inputs {
  readonly inputs: readonly Input[];
  /** What was passed over: links, pipes, folders that may not be read. Already told on the terminal. */
  readonly skipped: readonly SkippedPath[];
}

/**
 * Resolves what the user named: files, folders, patterns, or `-` for standard input.
 *
 * Files found in folders that are no images are passed over; a file named outright is always tried.
 */
export async function resolveInputs(
  paths: readonly string[],
  terminal: Terminal,
  { exclude, others = 'skip' }: InputOptions = {},
): Promise<Inputs> {
  const inputs: Input[] = [];
  const passedOver: SkippedPath[] = [];
  const seen = new Set<string>();
  const names = new FreeNames();
  for (const path of paths) {
    if (path === '-') {
      inputs.push({
        label: 'standard input',
        relativePath: names.take('stdin'),
        name: 'stdin',
        read: async () => ({ bytes: await readStream(process.stdin) }),
      });
      continue;
    }
    const { files, skipped } = await findFiles([path], { exclude });
    for (const { path: link, reason } of skipped) terminal.warn(`skipped ${link}: ${reason}`);
    passedOver.push(...skipped);
    for (const file of files) {
      const key = resolve(file.path);
      if (seen.has(key)) continue;
      seen.add(key);
      inputs.push(fromFile(file, names.take(file.relativePath), others));
    }
  }
  return { inputs, skipped: passedOver };
}

function fromFile(file: FoundFile, relativePath: string, others: 'skip' | 'keep'): Input {
  const { path } = file;
  const accept = file.isNamed || others === 'keep' ? 'any' : 'image';
  return {
    label: path,
    relativePath,
    name: basename(path),
    file,
    read: () => readUnless(path, DEFAULT_LIMITS.maximumBytes, (head) => reasonToPassOver(head, path, accept)),
  };
}
