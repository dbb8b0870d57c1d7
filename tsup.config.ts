import { defineConfig } from 'tsup';
import { CLI_SOURCE, ENTRIES, outputName } from './scripts/entries.ts';

const entries = Object.fromEntries(ENTRIES.map((entry) => [outputName(entry), entry.source]));

// One build for the library and the command line, so that both share their chunks and the package carries one copy.
export default defineConfig({
  entry: { ...entries, cli: CLI_SOURCE },
  // tsup 8 still sets `baseUrl`, which TypeScript 6 calls deprecated.
  dts: { entry: entries, compilerOptions: { ignoreDeprecations: '6.0' } },
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  external: [/^node:/],
  splitting: true,
  // The package has no side effects on import, so a chunk of which nothing is used need not be imported.
  treeshake: { moduleSideEffects: false },
  sourcemap: true,
  clean: true,
});
