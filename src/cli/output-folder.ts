import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Writes results below one folder, making folders as they are needed. */
export class OutputFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Writes one file and returns its path. @param relativePath - Below the folder, with forward slashes. */
  async write(relativePath: string, content: string | Uint8Array): Promise<string> {
    const path = join(this.path, ...relativePath.split('/'));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    return path;
  }
}
