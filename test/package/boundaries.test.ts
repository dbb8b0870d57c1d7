import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLI_SOURCE, ENTRIES, packageExports } from '../../scripts/entries.ts';
import { VERSION } from '../../src/report/version.ts';
import { importProblem, packageProblem } from './layers.ts';
import { findCycles, importsOf, parseSource, ROOT, sourceFiles } from './source-graph.ts';

/** Files that may pass 400 lines, each with its reason. */
const LONG_FILES: Readonly<Record<string, string>> = {};

interface PackageJson {
  readonly version: string;
  readonly exports: unknown;
  readonly dependencies: Record<string, string>;
}

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as PackageJson;
const typedoc = JSON.parse(readFileSync(join(ROOT, 'typedoc.json'), 'utf8')) as { entryPoints: string[] };
const files = sourceFiles().map((path) => parseSource(path));
const edges = files.flatMap((file) => importsOf(file).map((edge) => ({ from: file.fileName, ...edge })));

describe('imports', () => {
  it('point down, and reach neighbours through their index', () => {
    const problems = edges.flatMap(({ from, line, target }) => {
      if (target === undefined) return [];
      const problem = target.startsWith('src/') ? importProblem(from, target) : `${target} is outside src/`;
      return problem === undefined ? [] : [`${from}:${line} ${problem}`];
    });
    expect(problems).toEqual([]);
  });

  it('name files that exist', () => {
    const known = new Set(files.map((file) => file.fileName));
    const missing = edges.filter(({ target }) => target !== undefined && !known.has(target));
    expect(missing.map(({ from, line, specifier }) => `${from}:${line} ${specifier}`)).toEqual([]);
  });

  it('form no cycle', () => {
    const graph = new Map(files.map((file) => [file.fileName, [] as string[]]));
    for (const { from, target } of edges) if (target !== undefined) graph.get(from)?.push(target);
    expect(findCycles(graph).map((cycle) => cycle.join(' → '))).toEqual([]);
  });

  it('of packages and platforms stay where they are allowed', () => {
    const problems = edges.flatMap(({ from, line, specifier, target }) => {
      const problem = target === undefined ? packageProblem(from, specifier, Object.keys(manifest.dependencies)) : undefined;
      return problem === undefined ? [] : [`${from}:${line} ${problem}`];
    });
    expect(problems).toEqual([]);
  });
});

describe('the rules of imports', () => {
  it.each([
    ['src/image/plane.ts', 'src/codec/jpeg/index.ts', 'higher layer'],
    ['src/ensemble/combine.ts', 'src/report/index.ts', 'higher layer'],
    ['src/detectors/ela/index.ts', 'src/index.ts', 'higher layer'],
    ['src/detectors/ela/ela.ts', 'src/detectors/noise/local.ts', 'import its index.ts'],
    ['src/detectors/all.ts', 'src/detectors/ela/ela.ts', 'import its index.ts'],
    ['src/codec/sniff.ts', 'src/codec/jpeg/markers.ts', 'import its index.ts'],
    ['src/bytes/hex.ts', 'src/errors/check.ts', 'import its index.ts'],
    ['src/helpers/x.ts', 'src/errors/index.ts', 'in no layer'],
    ['src/image/plane.ts', 'src/misc.ts', 'in no layer'],
  ])('refuse %s → %s', (from, to, problem) => {
    expect(importProblem(from, to)).toContain(problem);
  });

  it.each([
    ['src/codec/jpeg/frame.ts', 'src/codec/jpeg/markers.ts'],
    ['src/detectors/ela/ela.ts', 'src/detectors/contract.ts'],
    ['src/detectors/ela/ela.ts', 'src/detectors/noise/index.ts'],
    ['src/detectors/ela/ela.ts', 'src/image/convolve.ts'],
    ['src/adapters/node/index.ts', 'src/index.ts'],
    ['src/cli/program.ts', 'src/cli/commands/analyze.ts'],
  ])('allow %s → %s', (from, to) => {
    expect(importProblem(from, to)).toBeUndefined();
  });

  it('keep platforms and foreign packages out of core', () => {
    const dependencies = ['fflate', '@noble/hashes', 'commander'];
    expect(packageProblem('src/image/plane.ts', 'node:fs', dependencies)).toContain('platform');
    expect(packageProblem('src/image/plane.ts', 'commander', dependencies)).toContain('core may not import');
    expect(packageProblem('src/cli/bin.ts', 'sharp', dependencies)).toContain('not a dependency');
    expect(packageProblem('src/cli/bin.ts', 'fs', dependencies)).toContain('not a dependency');
    expect(packageProblem('src/bytes/digest.ts', '@noble/hashes/sha2.js', dependencies)).toBeUndefined();
    expect(packageProblem('src/adapters/node/index.ts', 'node:fs/promises', dependencies)).toBeUndefined();
  });

  it('find a cycle', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', ['b']],
      ['d', []],
    ]);
    expect(findCycles(graph)).toEqual([['b', 'c', 'b']]);
  });
});

describe('source files', () => {
  it('fit on a few screens', () => {
    const lengths = files.map((file) => ({ path: file.fileName, lines: file.text.split('\n').length - 1 }));
    const long = lengths.filter(({ path, lines }) => lines > 400 && !(path in LONG_FILES));
    expect(long).toEqual([]);
    const excused = Object.keys(LONG_FILES).filter((path) => !lengths.some((file) => file.path === path && file.lines > 400));
    expect(excused, 'excuses that are no longer needed').toEqual([]);
  });
});

describe('the list of entries', () => {
  it('names files that exist', () => {
    const sources = [...ENTRIES.map((entry) => entry.source), CLI_SOURCE];
    expect(sources.filter((source) => !existsSync(join(ROOT, source)))).toEqual([]);
  });

  it('agrees with the exports of package.json, in order (npm run exports:sync)', () => {
    expect(JSON.stringify(manifest.exports, null, 2)).toBe(JSON.stringify(packageExports(), null, 2));
  });

  it('agrees with the entry points of the API reference (npm run exports:sync)', () => {
    expect(typedoc.entryPoints).toEqual(ENTRIES.map((entry) => entry.source));
  });
});

describe('the version in the sources', () => {
  it('is that of package.json (npm run release:prepare)', () => {
    expect(VERSION).toBe(manifest.version);
  });
});
