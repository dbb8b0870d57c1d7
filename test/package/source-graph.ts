import { readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { globSync } from 'tinyglobby';
import ts from 'typescript';

/** The repository's root folder. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** One `import … from`, `export … from`, `import()` or `import('…')` type; `target` is a path from the root for relative ones. */
export interface ImportEdge {
  readonly specifier: string;
  readonly line: number;
  readonly target: string | undefined;
}

/** Every source file, as a path from the root with forward slashes, in a fixed order. */
export function sourceFiles(): string[] {
  return globSync('src/**/*.ts', { cwd: ROOT }).sort();
}

export function parseSource(path: string, text = readFileSync(join(ROOT, path), 'utf8')): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

/** What a file imports, types included: a cycle of types is a cycle for the reader. */
export function importsOf(file: ts.SourceFile): ImportEdge[] {
  const edges: ImportEdge[] = [];
  const add = (node: ts.Node | undefined): void => {
    if (node === undefined || !ts.isStringLiteral(node)) return;
    const specifier = node.text;
    edges.push({
      specifier,
      line: file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1,
      target: specifier.startsWith('.') ? join(dirname(file.fileName), specifier).split(sep).join('/') : undefined,
    });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0]);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return edges;
}

/** The cycles of a graph of imports, each as the path that leads back to its first file. */
export function findCycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): void => {
    const start = path.indexOf(file);
    if (start >= 0) cycles.push([...path.slice(start), file]);
    if (start >= 0 || done.has(file)) return;
    path.push(file);
    for (const next of graph.get(file) ?? []) visit(next);
    path.pop();
    done.add(file);
  };
  for (const file of graph.keys()) visit(file);
  return cycles;
}

/** A path on this machine as a path from the root. */
export function fromRoot(path: string): string {
  return relative(ROOT, path).split(sep).join('/');
}
