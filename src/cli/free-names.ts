/** Gives out paths, each once: keeps the results of `a/photo.jpg` and `b/photo.jpg` apart. */
export class FreeNames {
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
