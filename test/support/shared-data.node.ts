import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'vitest';

/**
 * Labelled real images and reference outputs that may be measured but not kept in the repository: a `shared` folder beside it,
 * or the folder that `TAMPERLENS_SHARED` names.
 */
const shared = process.env['TAMPERLENS_SHARED'] ?? fileURLToPath(new URL('../../../shared', import.meta.url));

/** The folder with `images/`, `masks/` and `labels.csv`; undefined when it is not there. */
export const sharedData: string | undefined = existing('data');

/** The folder with other tools' outputs; undefined when it is not there. */
export const sharedVectors: string | undefined = existing('vectors');

/** A `describe` that is skipped, and says so, where the shared folder is absent. */
export function describeWithShared(name: string, body: (paths: { data: string; vectors: string }) => void): void {
  const paths =
    sharedData !== undefined && sharedVectors !== undefined ? { data: sharedData, vectors: sharedVectors } : undefined;
  if (paths === undefined) console.log(`${name}: skipped: shared measurement data is not there`);
  describe.skipIf(paths === undefined)(name, () => {
    // The body may read the folder while it lists its tests, so it does not run without.
    if (paths === undefined) it('needs the shared measurement data', () => undefined);
    else body(paths);
  });
}

function existing(name: string): string | undefined {
  const path = join(shared, name);
  return existsSync(path) ? path : undefined;
}
