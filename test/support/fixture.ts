/**
 * Reads a file of the repository's `fixtures/` folder, in Node and in vitest's browser mode (where the dev server serves it).
 *
 * @param path - Relative to `fixtures/`, with forward slashes: `formats/jpeg/gray.jpg`.
 */
export async function readFixture(path: string): Promise<Uint8Array> {
  if (typeof document !== 'undefined') {
    const response = await fetch(`/fixtures/${path}`);
    // The dev server answers an unknown path with its HTML page and status 200.
    const isPage = response.headers.get('content-type')?.startsWith('text/html') === true && !path.endsWith('.html');
    if (!response.ok || isPage) throw new Error(`no fixture at /fixtures/${path}`);
    return new Uint8Array(await response.arrayBuffer());
  }
  // The name stands in a variable so that no bundler tries to follow it into a browser build.
  const fileSystem = 'node:fs/promises';
  const { readFile } = (await import(/* @vite-ignore */ fileSystem)) as typeof import('node:fs/promises');
  const bytes = await readFile(new URL(`../../fixtures/${path}`, import.meta.url));
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
