import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { encodeJpeg } from '../../../src/codec/jpeg/index.ts';
import { noise } from '../../support/scene.ts';
import { temporaryFolder } from '../../support/temporary-folder.node.ts';

const [ADAPTER, WORKER] = ['index', 'image-worker'].map((name) =>
  fileURLToPath(new URL(`../../../src/adapters/node/${name}.ts`, import.meta.url)),
);

/** Bundles a program that uses the adapter, and runs it in its folder. */
async function outputOf(program: string, format: 'esm' | 'cjs', entries: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = temporaryFolder({
    'program.ts': `import { analyzeDirectory, analyzeFile } from ${JSON.stringify(ADAPTER)};\nvoid (async () => {\n${program}\n})();\n`,
    'photos/a.jpg': encodeJpeg(noise(40, 30, 3, 1)),
  });
  const extension = { esm: '.mjs', cjs: '.cjs' }[format];
  const outExtension = { '.js': extension };
  const entryPoints = { program: join(folder, 'program.ts'), ...entries };
  await build({
    entryPoints,
    outdir: folder,
    outExtension,
    bundle: true,
    platform: 'node',
    format,
    logLevel: 'error',
    logOverride: { 'empty-import-meta': 'silent' },
  });
  writeFileSync(join(folder, 'package.json'), '{}');
  return execFileSync(process.execPath, [`program${extension}`], { cwd: folder, encoding: 'utf8' });
}

describe('the adapter in a bundled program', () => {
  it('examines a file where CommonJS knows no import.meta', async () => {
    const program = `console.log((await analyzeFile('photos/a.jpg')).report.file.width);`;
    expect(await outputOf(program, 'cjs')).toBe('40\n');
  });

  it('says there that the worker’s file has to be named', async () => {
    const program = `try { await analyzeDirectory('photos').next(); } catch (error) { console.log(String(error)); }`;
    expect(await outputOf(program, 'cjs')).toBe('Error: a bundled program has to name the worker\'s file in "workerUrl"\n');
  });

  it.each(['esm', 'cjs'] as const)('finds a worker that was bundled beside it and is named: %s', async (format) => {
    const extension = { esm: '.mjs', cjs: '.cjs' }[format];
    const here = { esm: 'import.meta.url', cjs: 'require("node:url").pathToFileURL(__filename)' }[format];
    const program = `
      const workerUrl = new URL('./worker${extension}', ${here});
      for await (const result of analyzeDirectory('photos', { workerUrl })) console.log(result.relativePath, result.status);`;
    expect(await outputOf(program, format, { worker: WORKER })).toBe('a.jpg analyzed\n');
  });
});
