/** Writes what `scripts/entries.ts` decides into the files that cannot import it: package.json and typedoc.json. */
import { readFileSync, writeFileSync } from 'node:fs';
import { ENTRIES, packageExports } from './entries.ts';

function update(name: string, changes: Record<string, unknown>): void {
  const url = new URL(`../${name}`, import.meta.url);
  const before = readFileSync(url, 'utf8');
  const after = `${JSON.stringify({ ...(JSON.parse(before) as object), ...changes }, null, 2)}\n`;
  if (after !== before) writeFileSync(url, after);
  console.log(`${name}: ${after === before ? 'already in step' : 'updated'}`);
}

update('package.json', { exports: packageExports() });
update('typedoc.json', { entryPoints: ENTRIES.map((entry) => entry.source) });
