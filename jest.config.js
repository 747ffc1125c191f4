export default {
  testEnvironment: '<rootDir>/test/support/runner/environment.cjs',
  runtime: '<rootDir>/test/support/runner/runtime.cjs',
  testRegex: '\\.spec\\.tsx?$',
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.duet/'],
  globalSetup: '<rootDir>/test/support/run-folder.mjs',
  globalTeardown: '<rootDir>/test/support/remove-run-folder.mjs',
  setupFilesAfterEnv: ['<rootDir>/test/support/second-try.ts'],
  testTimeout: 60_000,
  // Suites of servers and browsers wait a part of their time; a fourth worker only made the others slower on two cores.
  maxWorkers: 3,
  transform: {},
};
