import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';
import { collectExamples, instrument, isLiteral, literalValue, OBSERVER } from './examples.ts';
import { compilerOptions } from './public-api.ts';

const folder = mkdtempSync(join(tmpdir(), 'tamperlens-examples-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const examples = collectExamples().map(({ location, code }, index) => {
  const path = join(folder, `example-${index}.mts`);
  writeFileSync(path, `${code}\nexport {};\n`);
  return { location, code, path };
});

describe.runIf(examples.length > 0)('every example in the documentation', () => {
  it('type-checks', () => {
    const program = ts.createProgram(
      examples.map(({ path }) => path),
      { ...compilerOptions(), noUnusedLocals: false },
    );
    const problems = examples.flatMap(({ location, path }) => {
      const file = program.getSourceFile(path);
      const diagnostics = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
      return diagnostics.map(({ start = 0, messageText }) => {
        const line = file?.getLineAndCharacterOfPosition(start).line;
        return `${location} + ${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
      });
    });
    expect(problems).toEqual([]);
  });

  it.each(examples)('runs and tells the truth: $location', async ({ code, path }) => {
    const { code: instrumented, claims } = instrument(code);
    const observer = `export const observed = new Map();\nconst ${OBSERVER} = (claim, value) => (observed.set(claim, value), value);\n`;
    const copy = path.replace('.mts', '.run.mts');
    writeFileSync(copy, observer + instrumented);
    const { observed } = (await import(/* @vite-ignore */ copy)) as { observed: Map<number, unknown> };
    for (const [index, { line, expected }] of claims.entries()) {
      expect(observed.has(index), `line ${line} of the example runs`).toBe(true);
      const value = observed.get(index);
      // `[255, 216]` is also how one writes down a typed array.
      const comparable = ArrayBuffer.isView(value) ? Array.from(value as Uint8Array) : value;
      expect(comparable, `line ${line} of the example`).toEqual(literalValue(expected));
    }
  });
});

describe('the reader of examples', () => {
  it('turns literal comments into claims and leaves prose alone', () => {
    const { code, claims } = instrument("half(3); // 1.5\nhalf(4); // rounds down\nif (ok) name(); // 'a'\nconst x = 1; // 1\n");
    expect(claims).toEqual([
      { line: 1, expected: '1.5' },
      { line: 3, expected: "'a'" },
    ]);
    expect(code).toBe(
      `${OBSERVER}(0, half(3)); // 1.5\nhalf(4); // rounds down\nif (ok) ${OBSERVER}(1, name()); // 'a'\nconst x = 1; // 1\n`,
    );
  });

  it.each(['1', '-0.5', "'text'", 'true', 'null', 'undefined', '[1, [2]]', '{ x: 0, y: -1 }'])('takes %s for a value', (text) => {
    expect(isLiteral(text)).toBe(true);
  });

  it.each(['three', '1 px', 'larger is worse', 'f()', '1); f(', '0..1', ''])('takes %j for prose', (text) => {
    expect(isLiteral(text)).toBe(false);
  });
});
