import { build } from 'esbuild';
import type { BuildOptions } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { type Entry, ENTRIES, outputName, packageExports, specifierOf } from '../../scripts/entries.ts';
import { compilerOptions } from './public-api.ts';
import { ROOT } from './source-graph.ts';

const built = (name: string): string => join(ROOT, 'dist', name);

async function load(entry: Entry): Promise<Record<string, unknown>> {
  return (await import(pathToFileURL(built(`${outputName(entry)}.js`)).href)) as Record<string, unknown>;
}

function packedFiles(): string[] {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT, encoding: 'utf8' });
  const [pack] = JSON.parse(output) as [{ files: { path: string }[] }];
  return pack.files.map((file) => file.path);
}

/** What a program weighs in bytes: bundled with its dependencies, minified, gzipped. */
async function weigh(program: Pick<BuildOptions, 'entryPoints' | 'stdin' | 'platform'>): Promise<number> {
  const { outputFiles } = await build({ ...program, bundle: true, minify: true, format: 'esm', write: false });
  return gzipSync(outputFiles[0].contents, { level: 9 }).length;
}

describe('every entry', () => {
  it.each(ENTRIES.map((entry) => ({ name: specifierOf(entry), entry })))('stays within its budget: $name', async ({ entry }) => {
    const size = await weigh({ entryPoints: [built(`${outputName(entry)}.js`)], platform: entry.platform });
    expect(size, `${entry.subpath} weighs ${size} bytes, its budget is ${entry.budgetBytes}`).toBeLessThanOrEqual(
      entry.budgetBytes,
    );
  });

  it.each(ENTRIES.map((entry) => ({ name: specifierOf(entry), entry })))('loads by require(): $name', async ({ name, entry }) => {
    const required = createRequire(join(ROOT, 'package.json'))(name) as object;
    const names = Object.keys(required).filter((key) => key !== '__esModule');
    expect(names.sort()).toEqual(Object.keys(await load(entry)).sort());
  });

  // A change here changes what users can import: `npm run test:package -- --update` writes it, and a changeset tells them.
  it('exports the names that are pinned', async () => {
    const program = ts.createProgram(
      ENTRIES.map((entry) => built(`${outputName(entry)}.d.ts`)),
      compilerOptions(),
    );
    const checker = program.getTypeChecker();
    const pinned: Record<string, { values: string[]; types: string[] }> = {};
    for (const entry of ENTRIES) {
      const source = program.getSourceFile(built(`${outputName(entry)}.d.ts`));
      const module = source && checker.getSymbolAtLocation(source);
      const typed = module === undefined ? [] : checker.getExportsOfModule(module).map((symbol) => symbol.name);
      const values = Object.keys(await load(entry)).sort();
      expect(
        values.filter((name) => !typed.includes(name)),
        `${entry.subpath}: exported without a type`,
      ).toEqual([]);
      pinned[entry.subpath] = { values, types: typed.filter((name) => !values.includes(name)).sort() };
    }
    await expect(`${JSON.stringify(pinned, null, 2)}\n`).toMatchFileSnapshot('./exports.json');
  });

  it('exports one class and one copy of everything, whichever subpath it comes from', async () => {
    const byName = new Map<string, unknown>();
    const copies: string[] = [];
    for (const entry of ENTRIES) {
      for (const [name, value] of Object.entries(await load(entry))) {
        if (byName.has(name) && byName.get(name) !== value) copies.push(`${entry.subpath} ${name}`);
        byName.set(name, value);
      }
    }
    expect(copies).toEqual([]);
  });
});

describe('one hash imported alone', () => {
  const BUDGET_BYTES = 8_000;
  const hashes = [
    ...['averageHash', 'blockHash', 'colorHash', 'cropResistantHash', 'differenceHash', 'pdqDihedralHashes', 'pdqHash'],
    ...['perceptualHash', 'waveletHash'],
  ];

  it.each(hashes)('stays within its budget: %s', async (name) => {
    const contents = `import { ${name} } from ${JSON.stringify(built('hash.js'))};\nglobalThis.hash = ${name};`;
    expect(await weigh({ stdin: { contents, resolveDir: ROOT }, platform: 'neutral' })).toBeLessThanOrEqual(BUDGET_BYTES);
  });
});

describe('the package', () => {
  const files = packedFiles();

  it('carries what its exports and its command name', () => {
    const named = Object.values(packageExports()).flatMap((target) =>
      typeof target === 'string' ? target : Object.values(target),
    );
    expect([...named, './dist/cli.js'].filter((path) => !files.includes(path.slice(2)))).toEqual([]);
  });

  it('carries nothing else than dist, src, sql and the usual papers', () => {
    const papers = ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md'];
    expect(files.filter((path) => !/^(dist|sql|src)\//.test(path) && !papers.includes(path))).toEqual([]);
    expect(files.filter((path) => /(^|\/)(test|tests|fixtures|bench)\/|\.test\./.test(path))).toEqual([]);
  });

  it('has an executable command that Node starts', () => {
    expect(readFileSync(built('cli.js'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(statSync(built('cli.js')).mode & 0o111).not.toBe(0);
  });
});
