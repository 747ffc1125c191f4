import fs from 'node:fs';
import path from 'node:path';

/** Writes how many tests of each suite passed and failed, and which needed a second try; a suite that could not run counts as one that failed. */
export default class TotalsReporter {
  onRunComplete(_contexts, { testResults, numTotalTestSuites }) {
    const suites = testResults.map(({ testFilePath, numPassingTests, numFailingTests, testExecError, testResults: tests }) => ({
      file: path.relative(process.cwd(), testFilePath),
      passed: numPassingTests,
      failed: testExecError ? Math.max(1, numFailingTests) : numFailingTests,
      retried: tests.filter(({ invocations }) => invocations > 1).map(({ fullName, status }) => `${fullName} (${status})`),
    }));
    fs.writeFileSync(process.env.DUET_TEST_TOTALS, JSON.stringify({ suites, notRun: numTotalTestSuites - suites.length }));
  }
}
