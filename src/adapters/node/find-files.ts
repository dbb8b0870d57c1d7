import { lstat, readdir, realpath } from 'node:fs/promises';
import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path';

/** A file to examine. */
export interface FoundFile {
  /** Where it is. */
  readonly path: string;
  /**
   * Its place below the folder that was named, or below the part of a pattern without wildcards, with forward slashes; the bare name
   * for a file that was named itself.
   */
  readonly relativePath: string;
  /** Whether the caller named it, rather than a folder or pattern. */
  readonly isNamed: boolean;
}

/** What {@link findFiles} found and what it passed over. */
export interface FoundFiles {
  /** In the order of the arguments, sorted by path within a folder or pattern, each once. */
  readonly files: readonly FoundFile[];
  readonly skipped: readonly SkippedPath[];
}

/** Something in a folder that was passed over: a symbolic link, which is not followed, a pipe, a folder that may not be read. */
export interface SkippedPath {
  readonly path: string;
  readonly reason: string;
}

/** Options of {@link findFiles}. */
export interface FindFilesOptions {
  /** A folder below a named one that is not looked into, for example the one that results are written to. */
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
  const skipped: SkippedPath[] = [];
  const exclude = options.exclude === undefined ? undefined : await realpath(options.exclude).catch(() => undefined);
  const add = (file: FoundFile) => {
    const key = resolve(file.path);
    if (!files.has(key)) files.set(key, file);
  };
  for (const path of paths) {
    const stats = await lstat(path).catch(() => undefined);
    // Loaded when it is needed: where a program was bundled to CommonJS, loading it fails.
    const globbing = stats === undefined ? await import('tinyglobby') : undefined;
    if (globbing?.isDynamicPattern(path) === true) {
      const folder = resolve(fixedPart(path, globbing));
      const found = await matches(path, folder, exclude, globbing);
      if (found.length === 0) throw new Error(`no file matches ${path}`);
      for (const name of found) {
        const shown = isAbsolute(path) ? name : relative(process.cwd(), name);
        add({ path: shown, relativePath: placeBelow(folder, name), isNamed: false });
      }
      continue;
    }
    const target = stats?.isSymbolicLink() === true ? await lstat(await realpath(path)) : await lstat(path);
    if (!target.isDirectory()) {
      add({ path, relativePath: basename(path), isNamed: true });
      continue;
    }
    const found: string[] = [];
    const passedOver: SkippedPath[] = [];
    await walk(path, exclude, found, passedOver);
    skipped.push(...passedOver.sort((a, b) => (a.path < b.path ? -1 : 1)));
    for (const name of found.sort()) add({ path: name, relativePath: placeBelow(path, name), isNamed: false });
  }
  return { files: [...files.values()], skipped };
}

type Globbing = typeof import('tinyglobby');

/** The folders of a pattern before its first wildcard. */
function fixedPart(pattern: string, { isDynamicPattern }: Globbing): string {
  const parts = pattern.split('/');
  const wild = parts.findIndex((part) => isDynamicPattern(part));
  return parts.slice(0, wild).join('/') || (isAbsolute(pattern) ? '/' : '.');
}

/** Where a file lies below a folder, with forward slashes; its bare name when it lies elsewhere. */
function placeBelow(folder: string, file: string): string {
  const place = relative(folder, file);
  return place.startsWith(`..${sep}`) ? basename(file) : place.split(sep).join('/');
}

/** Absolute paths of the regular files that a pattern matches, sorted. Links are not matched. */
async function matches(pattern: string, folder: string, exclude: string | undefined, { glob }: Globbing): Promise<string[]> {
  const options = { absolute: true, dot: true, followSymbolicLinks: false, expandDirectories: false } as const;
  const names = await glob(pattern, options);
  const below = exclude !== undefined && isBelow(exclude, folder) ? exclude : undefined;
  const files: string[] = [];
  for (const name of names.sort()) if (below === undefined || !isBelow(await realpath(name), below)) files.push(name);
  return files;
}

/** Collects the regular files below a folder; what else there is goes to `skipped`. */
async function walk(folder: string, exclude: string | undefined, files: string[], skipped: SkippedPath[]): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isFile()) files.push(path);
    else if (entry.isSymbolicLink()) skipped.push({ path, reason: 'symbolic link' });
    else if (!entry.isDirectory()) skipped.push({ path, reason: 'not a regular file' });
    else if (exclude === undefined || (await realpath(path)) !== exclude) {
      // A folder that may not be read is no reason to leave out the others.
      await walk(path, exclude, files, skipped).catch((error: Error) => skipped.push({ path, reason: error.message }));
    }
  }
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder + sep);
}
