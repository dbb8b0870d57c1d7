import { playwright } from '@vitest/browser-playwright';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { ENTRIES, specifierOf } from './scripts/entries.ts';

// `tamperlens/…` means the sources, so nothing has to be built before a test.
const alias = ENTRIES.map((entry) => ({
  find: new RegExp(`^${specifierOf(entry)}$`),
  replacement: fileURLToPath(new URL(entry.source, import.meta.url)),
}));

const NEEDS_BUILD = 'test/package/*.package.test.ts';
const NEEDS_BROWSER = 'test/browser-only/**/*.test.ts';
const NEEDS_NODE = 'test/**/*.node.test.ts';

/** The folders whose tests run a second time, unchanged, in Chromium. */
const ISOMORPHIC = [
  'analysis',
  'bytes',
  'codec',
  'compare',
  'conformance',
  'detectors',
  'ensemble',
  'errors',
  'evidence',
  'exhibit',
  'forgery',
  'guard',
  'hash',
  'image',
  'kernels',
  'math',
  'metadata',
  'report',
];

const resultsFile = process.env.TEST_RESULTS_FILE;

export default defineConfig({
  resolve: { alias },
  test: {
    testTimeout: 30_000,
    hookTimeout: 30_000,
    allowOnly: false,
    reporters: resultsFile ? ['default', ['json', { outputFile: resultsFile }]] : ['default'],
    coverage: { include: ['src/**/*.ts'] },
    projects: [
      {
        extends: true,
        test: { name: 'node', include: ['test/**/*.test.ts'], exclude: [NEEDS_BUILD, NEEDS_BROWSER] },
      },
      {
        extends: true,
        test: { name: 'package', include: [NEEDS_BUILD] },
      },
      {
        extends: true,
        // Found late, a dependency makes the page reload in the middle of a run.
        optimizeDeps: {
          include: ['@noble/curves/ed25519.js', '@noble/hashes/legacy.js', '@noble/hashes/sha2.js', 'fflate', 'fast-check'],
        },
        test: {
          name: 'browser',
          include: [...ISOMORPHIC.map((folder) => `test/${folder}/**/*.test.ts`), NEEDS_BROWSER],
          exclude: [NEEDS_NODE],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                executablePath: process.env.TAMPERLENS_CHROMIUM ?? '/usr/bin/chromium',
                // Containers run as root and without a GPU or a large /dev/shm.
                args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
