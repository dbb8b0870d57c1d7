import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { type Entry, ENTRIES, specifierOf } from '../../scripts/entries.ts';
import { fromRoot, importsOf, parseSource, ROOT } from './source-graph.ts';

/** One name that a public entry exports, with the declarations behind it. */
export interface PublicName {
  readonly entry: Entry;
  readonly name: string;
  readonly symbol: ts.Symbol;
}

/** The entries whose source file exists; that all of them do is asserted with the list of entries. */
export const PRESENT_ENTRIES: readonly Entry[] = ENTRIES.filter((entry) => existsSync(join(ROOT, entry.source)));

/** The compiler options of tsconfig.json, with `tamperlens/…` meaning the sources. */
export function compilerOptions(): ts.CompilerOptions {
  const path = join(ROOT, 'tsconfig.json');
  const config = ts.readConfigFile(path, (name) => ts.sys.readFile(name)) as { config: { compilerOptions: object } };
  const { options } = ts.convertCompilerOptionsFromJson(config.config.compilerOptions, ROOT, path);
  const paths = Object.fromEntries(ENTRIES.map((entry) => [specifierOf(entry), [join(ROOT, entry.source)]]));
  return { ...options, paths, typeRoots: [join(ROOT, 'node_modules/@types')] };
}

/** Every name that a public entry exports. */
export function publicNames(): { names: PublicName[]; checker: ts.TypeChecker } {
  const program = ts.createProgram(
    PRESENT_ENTRIES.map((entry) => join(ROOT, entry.source)),
    compilerOptions(),
  );
  const checker = program.getTypeChecker();
  const names = PRESENT_ENTRIES.flatMap((entry) => {
    const source = program.getSourceFile(join(ROOT, entry.source));
    const module = source && checker.getSymbolAtLocation(source);
    if (module === undefined) return [];
    return checker.getExportsOfModule(module).map((symbol) => ({
      entry,
      name: symbol.name,
      symbol: symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
    }));
  });
  return { names, checker };
}

/** Where a symbol is declared, as `path:line`. */
export function locationOf(symbol: ts.Symbol): string {
  const node = symbol.declarations?.[0];
  if (node === undefined) return 'unknown';
  const file = node.getSourceFile();
  return `${fromRoot(file.fileName)}:${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1}`;
}

/** The source files that a public entry reaches, in a fixed order. */
export function reachableFiles(): ts.SourceFile[] {
  const reached = new Map<string, ts.SourceFile>();
  const queue = PRESENT_ENTRIES.map((entry) => entry.source);
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (reached.has(path) || !existsSync(join(ROOT, path))) continue;
    const file = parseSource(path);
    reached.set(path, file);
    for (const { target } of importsOf(file)) if (target !== undefined) queue.push(target);
  }
  return [...reached.values()].sort((a, b) => (a.fileName < b.fileName ? -1 : 1));
}
