import { lstat, realpath } from 'node:fs/promises';
import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';

/** A file to examine. */
export interface FoundFile {
  /** Where it is. */
  readonly path: string;
  /** Its place below the folder that was named, with forward slashes; the bare name for a file that was named itself. */
  readonly relativePath: string;
  /** Whether the caller named it, rather than a folder or pattern. */
  readonly isNamed: boolean;
}

/** What {@link findFiles} found and what it passed over. */
export interface FoundFiles {
  /** In the order of the arguments, sorted by path within a folder or pattern, each once. */
  readonly files: readonly FoundFile[];
  /** Symbolic links, which are not followed. */
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

/** Options of {@link findFiles}. */
export interface FindFilesOptions {
  /** A folder that is never looked into, for example the one that results are written to. */
  readonly exclude?: string | undefined;
}

/**
 * Resolves files, folders (with everything below them) and glob patterns to files.
 *
 * Symbolic links inside folders are listed as skipped and not followed, so there are no loops; one that the caller names is followed.
 *
 * @throws {Error} A path does not exist (`ENOENT`), or a pattern matches nothing.
 */
export async function findFiles(paths: readonly string[], options: FindFilesOptions = {}): Promise<FoundFiles> {
  const files = new Map<string, FoundFile>();
  const skipped: { path: string; reason: string }[] = [];
  const exclude = options.exclude === undefined ? undefined : await realpath(options.exclude).catch(() => undefined);
  const add = (file: FoundFile) => {
    const key = resolve(file.path);
    if (!files.has(key)) files.set(key, file);
  };
  for (const path of paths) {
    const stats = await lstat(path).catch(() => undefined);
    if (stats === undefined && isDynamicPattern(path)) {
      const found = await walk(process.cwd(), path, exclude, skipped);
      if (found.length === 0) throw new Error(`no file matches ${path}`);
      for (const name of found) {
        add({ path: isAbsolute(path) ? name : relative(process.cwd(), name), relativePath: basename(name), isNamed: false });
      }
      continue;
    }
    const target = stats?.isSymbolicLink() === true ? await lstat(await realpath(path)) : await lstat(path);
    if (!target.isDirectory()) {
      add({ path, relativePath: basename(path), isNamed: true });
      continue;
    }
    for (const name of await walk(path, '**/*', exclude, skipped)) {
      const below = relative(resolve(path), name);
      add({ path: join(path, below), relativePath: below.split(sep).join('/'), isNamed: false });
    }
  }
  return { files: [...files.values()], skipped };
}

/** Absolute paths of the files that a pattern matches, sorted; links go to `skipped`. */
async function walk(
  folder: string,
  pattern: string,
  exclude: string | undefined,
  skipped: { path: string; reason: string }[],
): Promise<string[]> {
  const names = await glob(pattern, {
    cwd: folder,
    absolute: true,
    dot: true,
    followSymbolicLinks: false,
    onlyFiles: false,
    expandDirectories: false,
  });
  const files: string[] = [];
  for (const name of names.sort()) {
    if (name.endsWith('/')) continue;
    const stats = await lstat(name);
    if (stats.isSymbolicLink()) skipped.push({ path: relative(process.cwd(), name), reason: 'symbolic link' });
    else if (!stats.isDirectory() && !isBelow(await realpath(name), exclude)) files.push(name);
  }
  return files;
}

function isBelow(path: string, folder: string | undefined): boolean {
  return folder !== undefined && path.startsWith(folder + sep);
}
