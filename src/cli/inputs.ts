import { basename, resolve } from 'node:path';
import { findFiles, readImageFile, readStream } from '../adapters/node/index.ts';
import type { FoundFile } from '../adapters/node/index.ts';
import { identifyFormat, mediaTypeOf } from '../guard/index.ts';
import type { Terminal } from './terminal.ts';

/** A file that a command is to work on; its bytes come when they are asked for. */
export interface Input {
  /** How messages call it. */
  readonly label: string;
  /** Where its results go, below the output folder. */
  readonly relativePath: string;
  readonly name: string;
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

/**
 * Resolves what the user named: files, folders, patterns, or `-` for standard input.
 *
 * Files found in folders that are no images are passed over; a file named outright is always tried.
 */
export async function resolveInputs(
  paths: readonly string[],
  terminal: Terminal,
  { exclude, others = 'skip' }: InputOptions = {},
): Promise<readonly Input[]> {
  const inputs: Input[] = [];
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
    for (const file of files) {
      const key = resolve(file.path);
      if (seen.has(key)) continue;
      seen.add(key);
      inputs.push(fromFile(file, names.take(file.relativePath), others));
    }
  }
  return inputs;
}

/** Keeps the results of `a/photo.jpg` and `b/photo.jpg` apart. */
class FreeNames {
  readonly #taken = new Set<string>();

  /** The path itself the first time, then with `~2`, `~3` … before its extension. */
  take(path: string): string {
    const [, stem, extension] = /^(.*?)(\.[^./]*)?$/s.exec(path) ?? ['', path, ''];
    let free = path;
    for (let count = 2; this.#taken.has(free); count++) free = `${stem}~${count}${extension ?? ''}`;
    this.#taken.add(free);
    return free;
  }
}

function fromFile(file: FoundFile, relativePath: string, others: 'skip' | 'keep'): Input {
  return {
    label: file.path,
    relativePath,
    name: basename(file.path),
    read: async () => {
      const bytes = await readImageFile(file.path);
      const format = identifyFormat(bytes);
      const isImage = format !== undefined && mediaTypeOf(format) !== undefined;
      return file.isNamed || isImage || others === 'keep' ? { bytes } : { skip: 'not an image' };
    },
  };
}
