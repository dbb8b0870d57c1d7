/** Writes the version of package.json into the sources, which read no files. Part of preparing a release. */
import { readFileSync, writeFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
const url = new URL('../src/report/version.ts', import.meta.url);
const before = readFileSync(url, 'utf8');
if (!/VERSION = '[^']*'/.test(before)) throw new Error('src/report/version.ts holds no VERSION');
writeFileSync(url, before.replace(/VERSION = '[^']*'/, `VERSION = '${version}'`));
