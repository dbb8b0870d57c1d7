import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { ROOT } from './source-graph.ts';

// Snippets are no files of the project, so the rules that need its types are off here.
const eslint = new ESLint({ cwd: ROOT, overrideConfig: { files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked } });

async function problems(code: string, filePath: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(`${code}\n`, { filePath });
  return (result?.messages ?? []).map((message) => message.ruleId ?? message.message);
}

const INEXACT =
  'acos acosh asin asinh atan atan2 atanh cbrt cos cosh exp expm1 hypot log log10 log1p log2 pow sin sinh tan tanh random'.split(
    ' ',
  );

const AMBIENT =
  'Date performance setTimeout setInterval Intl console process Buffer document window navigator fetch crypto localStorage'.split(
    ' ',
  );

describe('the linter in core', () => {
  const inCore = (code: string) => problems(code, 'src/math/snippet.ts');

  it.each(INEXACT)('refuses Math.%s', async (name) => {
    expect(await inCore(`export const f = Math.${name};`)).toEqual(['no-restricted-properties']);
    expect(await inCore(`const { ${name} } = Math;\nexport { ${name} };`)).toEqual(['no-restricted-properties']);
  });

  it.each(AMBIENT)('refuses %s', async (name) => {
    expect(await inCore(`export const x: unknown = ${name};`)).toEqual(['no-restricted-globals']);
    expect(await inCore(`export const x: unknown = globalThis.${name};`)).toEqual(['no-restricted-globals']);
  });

  it.each([
    'export const f = (x: number): number => x ** 2;',
    'export const f = (x: number): number => (x **= 2);',
    'export const f = (x: number): string => x.toLocaleString();',
    'export const f = (x: string): string => x.toLocaleLowerCase();',
    'export const f = (x: string): number => x.localeCompare("a");',
    'export default 1;',
    "export * from './other.ts';",
    "export * as other from './other.ts';",
  ])('refuses %s', async (code) => {
    expect(await inCore(code)).toEqual(['no-restricted-syntax']);
  });

  it.each([
    ['export const f = (x: any): unknown => x;', '@typescript-eslint/no-explicit-any'],
    ['export const f = (x: number | undefined): number => x!;', '@typescript-eslint/no-non-null-assertion'],
    ['export const f = (x: number): boolean => x == 1;', 'eqeqeq'],
    ['// @ts-ignore\nexport const x = 1;', '@typescript-eslint/ban-ts-comment'],
  ])('refuses %s', async (code, rule) => {
    expect(await inCore(code)).toEqual([rule]);
  });

  it.each([
    'export const f = (x: number): number => Math.sqrt(Math.fround(x)) + Math.floor(x) + Math.imul(x, 3);',
    'export const f = (document: { page: number }): number => document.page;',
    'export const f = (x: number): string => x.toFixed(2);',
  ])('allows %s', async (code) => {
    expect(await inCore(code)).toEqual([]);
  });
});

describe('the linter elsewhere', () => {
  it.each(['src/adapters/node/snippet.ts', 'src/cli/snippet.ts'])('lets %s know its platform', async (path) => {
    expect(await problems('export const now = (): number => Date.now() + process.uptime();', path)).toEqual([]);
  });

  it('refuses default exports outside core too', async () => {
    expect(await problems('export default 1;', 'src/cli/snippet.ts')).toEqual(['no-restricted-syntax']);
  });

  it.each(['it.only', 'it.skip', 'describe.only', 'test.todo'])('refuses %s in a test', async (name) => {
    expect(await problems(`${name}('x', () => {});`, 'test/math/snippet.test.ts')).toEqual(['no-restricted-syntax']);
  });
});
