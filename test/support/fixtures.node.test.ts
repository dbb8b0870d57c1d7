import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from './sha256.ts';

const root = fileURLToPath(new URL('../../fixtures', import.meta.url));

/** Folders whose SOURCES.md names each file with its digest. */
const FOLDERS = ['authentic', 'tampered', 'formats/jpeg'];

/** What a checkout may grow to before somebody asks why. */
const MAXIMUM_BYTES = 4 << 20;

describe('fixtures', () => {
  it('stay below 4 MiB together', () => {
    const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => join(root, name));
    const bytes = paths.map((path) => statSync(path)).reduce((sum, entry) => sum + (entry.isFile() ? entry.size : 0), 0);
    expect(bytes).toBeLessThanOrEqual(MAXIMUM_BYTES);
  });

  it.each(FOLDERS)('in %s are what SOURCES.md beside them says', (folder) => {
    const sources = readFileSync(join(root, folder, 'SOURCES.md'), 'utf8');
    const listed = [...sources.matchAll(/^\| `([^`]+)` .* `([0-9a-f]{64})` \|$/gm)].map(
      ([, name, digest]) => `${name} ${digest}`,
    );
    const present = readdirSync(join(root, folder))
      .filter((name) => name !== 'SOURCES.md')
      .map((name) => `${name} ${sha256Hex(readFileSync(join(root, folder, name)))}`);
    expect(listed.sort()).toEqual(present.sort());
  });
});
