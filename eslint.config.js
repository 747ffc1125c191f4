import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import ts from 'typescript-eslint';

const noEnvironment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Settings come from libs/platform/src/config.ts.',
};
const moduleMocks = ['mock', 'doMock', 'unmock', 'unstable_mockModule', 'setMock'].map((property) => ({
  object: 'jest',
  property,
  message: 'No module mocks: hand the collaborator in.',
}));
const noNow = {
  selector: "NewExpression[callee.name='Date'][arguments.length=0]",
  message: 'Time comes in as an argument.',
};
const clockAndChance = [
  { object: 'performance', property: 'now', message: 'Time comes in as an argument.' },
  { object: 'Math', property: 'random', message: 'Chance comes in as an argument.' },
  { object: 'Date', property: 'now', message: 'Time comes in as an argument.' },
];
const nodeGlobals = ['process', 'console', 'performance', 'fetch', 'URL', 'Buffer', 'AbortController', 'AbortSignal',
  'TextDecoder', 'TextEncoder', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'structuredClone'];

/** Packages with a home: everybody else goes through the lib that owns them. */
const langchain = { group: ['langchain', 'langchain/*', '@langchain/*'], message: 'LangChain lives in models, knowledge and backends.' };
const sockets = { group: ['socket.io', 'socket.io/*', '@nestjs/platform-socket.io'], message: 'socket.io lives in the gateways, platform and apps.' };
const imports = (...patterns) => ['error', { patterns }];

export default defineConfig(
  globalIgnores(['dist', 'node_modules', 'coverage', '.duet', 'tmp', 'apps/*/public']),
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [ts.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // An interface may ask for a promise where there is nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Control characters are what the text gate is about.
      'no-control-regex': 'off',
      'no-restricted-imports': imports(langchain, sockets),
      'no-restricted-properties': ['error', ...moduleMocks],
      'no-restricted-syntax': ['error', noEnvironment],
    },
  },
  {
    files: ['libs/{contracts,stats,textmodels}/**'],
    rules: {
      'no-restricted-properties': ['error', ...moduleMocks, ...clockAndChance],
      'no-restricted-syntax': ['error', noEnvironment, noNow],
    },
  },
  { files: ['libs/{models,knowledge,backends}/**'], rules: { 'no-restricted-imports': imports(sockets) } },
  {
    files: ['libs/conversations/**', 'libs/platform/**', 'apps/**', 'test/**', 'bench/**'],
    rules: { 'no-restricted-imports': imports(langchain) },
  },
  { files: ['bench/**'], rules: { 'no-restricted-imports': 'off' } },
  {
    files: ['libs/platform/src/config.ts', 'scripts/**', 'test/**', 'bench/**', '**/*.spec.ts', '**/*.spec.tsx'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.spec.ts', '**/*.spec.tsx', 'test/**'],
    rules: { '@typescript-eslint/unbound-method': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.js', '**/*.cjs'],
    languageOptions: { globals: Object.fromEntries(nodeGlobals.map((name) => [name, 'readonly'])) },
    rules: { 'no-unused-vars': ['error', { argsIgnorePattern: '^_' }] },
  },
  // Hands functions to the browser.
  { files: ['scripts/screenshots.mjs'], languageOptions: { globals: { document: 'readonly', window: 'readonly' } } },
  { files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs' } },
);
