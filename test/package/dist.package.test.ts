import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { ENTRIES, outputName, packageExports, specifierOf } from '../../scripts/entries.ts';
import { compilerOptions } from './public-api.ts';
import { ROOT } from './source-graph.ts';

const built = (name: string): string => join(ROOT, 'dist', name);

function packedFiles(): string[] {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT, encoding: 'utf8' });
  const [pack] = JSON.parse(output) as [{ files: { path: string }[] }];
  return pack.files.map((file) => file.path);
}

describe('every entry', () => {
  it.each(ENTRIES.map((entry) => ({ name: specifierOf(entry), entry })))('stays within its budget: $name', async ({ entry }) => {
    const { outputFiles } = await build({
      entryPoints: [built(`${outputName(entry)}.js`)],
      bundle: true,
      minify: true,
      format: 'esm',
      platform: entry.platform,
      write: false,
    });
    const size = gzipSync(outputFiles[0].contents, { level: 9 }).length;
    expect(size, `${entry.subpath} weighs ${size} bytes, its budget is ${entry.budgetBytes}`).toBeLessThanOrEqual(
      entry.budgetBytes,
    );
  });

  it.each(ENTRIES.map((entry) => ({ name: specifierOf(entry), entry })))('loads by require(): $name', async ({ name, entry }) => {
    const required = createRequire(join(ROOT, 'package.json'))(name) as object;
    const imported = (await import(pathToFileURL(built(`${outputName(entry)}.js`)).href)) as object;
    expect(Object.keys(required).filter((key) => key !== '__esModule')).toEqual(Object.keys(imported));
  });

  // A change here changes what users can import: `npm run test:package -- --update` writes it, and a changeset tells them.
  it('exports the names that are pinned', async () => {
    const program = ts.createProgram(
      ENTRIES.map((entry) => built(`${outputName(entry)}.d.ts`)),
      compilerOptions(),
    );
    const checker = program.getTypeChecker();
    const pinned = ENTRIES.map((entry) => {
      const source = program.getSourceFile(built(`${outputName(entry)}.d.ts`))!;
      const symbols = checker.getExportsOfModule(checker.getSymbolAtLocation(source)!);
      const isValue = (symbol: ts.Symbol): boolean => {
        const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
        return (target.flags & ts.SymbolFlags.Value) !== 0;
      };
      const names = (wanted: boolean): string[] =>
        symbols
          .filter((symbol) => isValue(symbol) === wanted)
          .map((symbol) => symbol.name)
          .sort();
      return [entry.subpath, { values: names(true), types: names(false) }] as const;
    });
    for (const [subpath, { values }] of pinned) {
      const entry = ENTRIES.find((candidate) => candidate.subpath === subpath)!;
      const module = (await import(pathToFileURL(built(`${outputName(entry)}.js`)).href)) as object;
      expect(Object.keys(module).sort(), `${subpath}: what runs agrees with what is typed`).toEqual(values);
    }
    await expect(`${JSON.stringify(Object.fromEntries(pinned), null, 2)}\n`).toMatchFileSnapshot('./exports.json');
  });

  it('exports one class and one copy of everything, whichever subpath it comes from', async () => {
    const byName = new Map<string, unknown>();
    const copies: string[] = [];
    for (const entry of ENTRIES) {
      const module = (await import(pathToFileURL(built(`${outputName(entry)}.js`)).href)) as Record<string, unknown>;
      for (const [name, value] of Object.entries(module)) {
        if (byName.has(name) && byName.get(name) !== value) copies.push(`${entry.subpath} ${name}`);
        byName.set(name, value);
      }
    }
    expect(copies).toEqual([]);
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

  it('carries nothing else than dist, src and the usual papers', () => {
    const papers = ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md'];
    expect(files.filter((path) => !/^(dist|src)\//.test(path) && !papers.includes(path))).toEqual([]);
    expect(files.filter((path) => /(^|\/)(test|tests|fixtures|bench)\/|\.test\./.test(path))).toEqual([]);
  });

  it('has an executable command that Node starts', () => {
    expect(readFileSync(built('cli.js'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(statSync(built('cli.js')).mode & 0o111).not.toBe(0);
  });
});
