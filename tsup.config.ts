import { writeFile } from 'node:fs/promises';
import { defineConfig } from 'tsup';
import { CLI_SOURCE, ENTRIES, outputName, WORKER_SOURCE } from './scripts/entries.ts';
import { ELA_REPORT_SCHEMA } from './src/adapters/node/ela-report-schema.ts';

const entries = Object.fromEntries(ENTRIES.map((entry) => [outputName(entry), entry.source]));

// One build for the library and the command line, so that both share their chunks and the package carries one copy.
export default defineConfig({
  entry: { ...entries, cli: CLI_SOURCE, 'image-worker': WORKER_SOURCE },
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
  // For validators that are no JavaScript.
  onSuccess: () => writeFile('dist/ela-report.schema.json', `${JSON.stringify(ELA_REPORT_SCHEMA, null, 2)}\n`),
});
