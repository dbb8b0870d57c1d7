/**
 * The package's public subpaths: the one list behind the build, the `exports` map, the API reference, the aliases that tests
 * use, and the size budgets. After a change here run `npm run exports:sync`.
 */
export interface Entry {
  /** The key in `exports`: `.` for `import 'tamperlens'`, `./jpeg` for `import 'tamperlens/jpeg'`. */
  readonly subpath: '.' | `./${string}`;
  /** The module that lists what the subpath exports, from the repository's root. */
  readonly source: string;
  /** Where it runs. */
  readonly platform: 'neutral' | 'node';
  /** The most it may weigh in bytes: bundled with its dependencies, minified, gzipped. */
  readonly budgetBytes: number;
}

export const ENTRIES: readonly Entry[] = [
  { subpath: '.', source: 'src/index.ts', platform: 'neutral', budgetBytes: 80_000 },
  { subpath: './image', source: 'src/image/index.ts', platform: 'neutral', budgetBytes: 12_000 },
  { subpath: './jpeg', source: 'src/codec/jpeg/index.ts', platform: 'neutral', budgetBytes: 20_000 },
  { subpath: './png', source: 'src/codec/png/index.ts', platform: 'neutral', budgetBytes: 15_000 },
  { subpath: './metadata', source: 'src/metadata/index.ts', platform: 'neutral', budgetBytes: 36_000 },
  { subpath: './guard', source: 'src/guard/index.ts', platform: 'neutral', budgetBytes: 14_000 },
  { subpath: './hash', source: 'src/hash/index.ts', platform: 'neutral', budgetBytes: 25_000 },
  { subpath: './compare', source: 'src/compare/index.ts', platform: 'neutral', budgetBytes: 24_000 },
  { subpath: './conformance', source: 'src/conformance/index.ts', platform: 'neutral', budgetBytes: 40_000 },
  { subpath: './ela', source: 'src/detectors/ela/index.ts', platform: 'neutral', budgetBytes: 18_000 },
  { subpath: './detectors', source: 'src/detectors/index.ts', platform: 'neutral', budgetBytes: 52_000 },
  { subpath: './ensemble', source: 'src/ensemble/index.ts', platform: 'neutral', budgetBytes: 4_000 },
  { subpath: './evidence', source: 'src/evidence/index.ts', platform: 'neutral', budgetBytes: 32_000 },
  { subpath: './forgery', source: 'src/forgery/index.ts', platform: 'neutral', budgetBytes: 36_000 },
  { subpath: './report', source: 'src/report/index.ts', platform: 'neutral', budgetBytes: 30_000 },
  { subpath: './node', source: 'src/adapters/node/index.ts', platform: 'node', budgetBytes: 130_000 },
];

/** The command line: built to `dist/cli.js`, started through `bin`, not importable. */
export const CLI_SOURCE = 'src/cli/bin.ts';

/** What worker threads of the Node adapter run: built to `dist/image-worker.js`, found beside the adapter, not importable by name. */
export const WORKER_SOURCE = 'src/adapters/node/image-worker.ts';

/** The name of an entry's file in `dist/`, without extension. */
export function outputName({ subpath }: Entry): string {
  return subpath === '.' ? 'index' : subpath.slice(2);
}

/** What a user writes to import an entry. */
export function specifierOf({ subpath }: Entry): string {
  return `tamperlens${subpath.slice(1)}`;
}

/** The `exports` map of package.json. */
export function packageExports(): Record<string, string | { types: string; default: string }> {
  return {
    './package.json': './package.json',
    ...Object.fromEntries(
      ENTRIES.map((entry) => {
        const output = `./dist/${outputName(entry)}`;
        return [entry.subpath, { types: `${output}.d.ts`, default: `${output}.js` }];
      }),
    ),
  };
}
