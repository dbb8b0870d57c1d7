import ts from 'typescript';
import { reachableFiles } from './public-api.ts';

/** A fenced `ts` block of an `@example`. */
export interface Example {
  /** `path:line` of the first line of code. */
  readonly location: string;
  readonly code: string;
}

/** A statement whose trailing comment says what it evaluates to. */
export interface Claim {
  readonly line: number;
  readonly expected: string;
}

/** The name of the function that {@link instrument} calls; it takes the claim's number and the value that was seen. */
export const OBSERVER = '__observe';

/** The examples in the docstrings of all files that a public entry reaches. */
export function collectExamples(): Example[] {
  return reachableFiles().flatMap((file) => {
    const found = new Map<number, Example>();
    const visit = (node: ts.Node): void => {
      for (const tag of ts.getJSDocTags(node)) {
        if (tag.tagName.text === 'example') for (const [start, example] of examplesIn(file, tag)) found.set(start, example);
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
    return [...found.values()];
  });
}

function examplesIn(file: ts.SourceFile, tag: ts.JSDocTag): [number, Example][] {
  const text = file.text.slice(tag.pos, tag.end);
  return [...text.matchAll(/^[ \t]*\*[ \t]*```ts\b.*\n([\s\S]*?)^[ \t]*\*[ \t]*```/gm)].map((match) => {
    const start = tag.pos + match.index;
    const line = file.getLineAndCharacterOfPosition(start).line + 2;
    const code = (match[1] ?? '').replace(/^[ \t]*\* ?/gm, '');
    return [start, { location: `${file.fileName}:${line}`, code }];
  });
}

/**
 * Makes the claims of an example checkable: `half(3); // 1.5` becomes a call that reports what `half(3)` was.
 *
 * Only a comment that is a literal is a claim; prose stays prose.
 */
export function instrument(code: string): { code: string; claims: Claim[] } {
  const file = ts.createSourceFile('example.ts', code, ts.ScriptTarget.Latest, true);
  const claims: Claim[] = [];
  const edits: { at: number; text: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isExpressionStatement(node)) {
      const [comment] = ts.getTrailingCommentRanges(code, node.end) ?? [];
      const expected =
        comment &&
        code
          .slice(comment.pos, comment.end)
          .replace(/^\/\/\s*/, '')
          .trim();
      if (expected !== undefined && isLiteral(expected)) {
        edits.push(
          { at: node.expression.getStart(file), text: `${OBSERVER}(${claims.length}, ` },
          { at: node.expression.end, text: ')' },
        );
        claims.push({ line: file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1, expected });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  edits.sort((a, b) => b.at - a.at);
  return { code: edits.reduce((text, edit) => text.slice(0, edit.at) + edit.text + text.slice(edit.at), code), claims };
}

/** The value of a literal; only call it with what {@link isLiteral} accepted. */
export function literalValue(text: string): unknown {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- a literal from our own docstrings
  return new Function(`return (${text});`)();
}

/** Whether a text is a number, string, boolean, `null`, `undefined`, or an array or object of those. */
export function isLiteral(text: string): boolean {
  const file = ts.createSourceFile('literal.ts', `(${text});`, ts.ScriptTarget.Latest, true);
  const [statement] = file.statements;
  const { parseDiagnostics } = file as unknown as { parseDiagnostics: readonly unknown[] };
  if (file.statements.length !== 1 || parseDiagnostics.length > 0) return false;
  return statement !== undefined && ts.isExpressionStatement(statement) && isLiteralNode(statement.expression);
}

function isLiteralNode(node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return isLiteralNode(node.expression);
  if (ts.isNumericLiteral(node) || ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return true;
  if (ts.isPrefixUnaryExpression(node)) return node.operator === ts.SyntaxKind.MinusToken && ts.isNumericLiteral(node.operand);
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(isLiteralNode);
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.every((property) => ts.isPropertyAssignment(property) && isLiteralNode(property.initializer));
  }
  const constants = [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword];
  return constants.includes(node.kind) || (ts.isIdentifier(node) && ['undefined', 'NaN', 'Infinity'].includes(node.text));
}
