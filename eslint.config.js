import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const CORE = { files: ['src/**/*.ts'], ignores: ['src/adapters/**', 'src/cli/**'] };

// ECMAScript leaves the last bits of these to the engine, and V8 and JavaScriptCore differ.
const INEXACT_MATH = [
  ...['acos', 'acosh', 'asin', 'asinh', 'atan', 'atan2', 'atanh', 'cbrt', 'cos', 'cosh', 'exp', 'expm1', 'hypot'],
  ...['log', 'log10', 'log1p', 'log2', 'pow', 'sin', 'sinh', 'tan', 'tanh'],
];

const AMBIENT = [
  ...['Date', 'performance', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'requestAnimationFrame', 'Intl'],
  ...['console', 'process', 'Buffer', 'require', 'document', 'window', 'navigator', 'location', 'fetch', 'XMLHttpRequest'],
  ...['crypto', 'localStorage', 'indexedDB', 'Worker', 'OffscreenCanvas', 'createImageBitmap', 'ImageDecoder'],
];

const EXPORTS = [
  { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
  { selector: 'ExportAllDeclaration', message: 'List what is exported, name by name.' },
];

const DETERMINISM = [
  {
    selector: "BinaryExpression[operator='**']",
    message: 'Engines differ in the last bits of "**": multiply, shift, or use math/.',
  },
  {
    selector: "AssignmentExpression[operator='**=']",
    message: 'Engines differ in the last bits of "**=": multiply, or use math/.',
  },
  {
    selector: 'MemberExpression[property.name=/^(toLocale\\w*|localeCompare)$/]',
    message: 'The result depends on the machine: core knows no locale and no time zone.',
  },
];

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', 'docs/', 'demo-output/', 'fixtures/', '**/.vitest-attachments/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: 'error',
      'object-shorthand': 'error',
      'no-restricted-syntax': ['error', ...EXPORTS],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },

  {
    ...CORE,
    rules: {
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...EXPORTS, ...DETERMINISM],
      'no-restricted-properties': [
        'error',
        ...INEXACT_MATH.map((property) => ({
          object: 'Math',
          property,
          message: 'Engines differ in its last bits: use math/ or a table.',
        })),
        { object: 'Math', property: 'random', message: 'Take a seed and use the seeded generator in math/.' },
      ],
      'no-restricted-globals': [
        'error',
        {
          globals: AMBIENT.map((name) => ({ name, message: 'Core knows no platform, clock or locale: take it as an option.' })),
          checkGlobalObject: true,
        },
      ],
    },
  },

  {
    files: ['test/**/*.ts'],
    rules: {
      // A test knows what it put in, and may say so.
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-syntax': [
        'error',
        ...EXPORTS,
        {
          selector:
            'CallExpression > MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(only|skip|todo|fails)$/]',
          message: 'Every committed test runs.',
        },
      ],
    },
  },

  // Tools read their configuration from a default export.
  { files: ['*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
