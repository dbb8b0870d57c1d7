import ts from 'typescript';
import { parseSource, sourceFiles } from '../package/source-graph.ts';

/** One place in the sources that makes a note, or hands a code to a function that does. */
export interface NoteCall {
  readonly place: string;
  /** `undefined` when the code is no literal. */
  readonly code: string | undefined;
  /** Names of the parameters, `undefined` when they are no object literal. */
  readonly params: readonly string[] | undefined;
}

/** Functions that take a code and give it to `note`, with the place of the code among their arguments. */
const MAKERS: Readonly<Record<string, number>> = { note: 0, cutShort: 1, count: 1 };

/** Every call that makes a note, outside of the function that defines notes. */
export function noteCalls(): NoteCall[] {
  return sourceFiles()
    .filter((path) => path !== 'src/notes/note.ts')
    .flatMap((path) => callsIn(parseSource(path)));
}

/** The string literals of the sources, beside those that word the notes. */
export function literalsOutsideReports(): Set<string> {
  const literals = new Set<string>();
  for (const path of sourceFiles().filter((name) => name !== 'src/report/wording.ts')) {
    visitAll(parseSource(path), (node) => {
      if (ts.isStringLiteralLike(node)) literals.add(node.text);
    });
  }
  return literals;
}

function callsIn(file: ts.SourceFile): NoteCall[] {
  const calls: NoteCall[] = [];
  visitAll(file, (node) => {
    if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return;
    const at = MAKERS[node.expression.text];
    if (at === undefined || node.arguments.length <= at) return;
    const code = node.arguments[at];
    const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
    calls.push({
      place: `${file.fileName}:${line} ${node.getText(file)}`,
      code: ts.isStringLiteralLike(code) ? code.text : undefined,
      params: keysOf(node.arguments[at + 1]),
    });
  });
  return calls;
}

function keysOf(node: ts.Expression | undefined): string[] | undefined {
  if (node === undefined) return [];
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  return node.properties.flatMap(({ name }) => (name !== undefined && ts.isIdentifier(name) ? [name.text] : []));
}

function visitAll(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => visitAll(child, look));
}
