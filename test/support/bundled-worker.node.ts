import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll } from 'vitest';

/**
 * Builds a worker's TypeScript file into one of JavaScript, so that its threads start in a tenth of the time that `tsx` takes. To be
 * called while a test file loads.
 *
 * @param source - The file, from the repository's root.
 */
export async function bundleWorker(source: string): Promise<URL> {
  const folder = mkdtempSync(join(tmpdir(), 'tamperlens-worker-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  // Also for the user that a test may turn into.
  chmodSync(folder, 0o755);
  const outfile = join(folder, 'worker.mjs');
  const entry = fileURLToPath(new URL(`../../${source}`, import.meta.url));
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' });
  return pathToFileURL(outfile);
}
