import fs from 'node:fs';
import path from 'node:path';

/** Writes how many tests passed and failed, and which needed a second try; a suite that could not run counts as one that failed. */
export default class TotalsReporter {
  onRunComplete(_contexts, results) {
    const totals = {
      passed: results.numPassedTests,
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      retried: results.testResults.flatMap(({ testFilePath, testResults }) =>
        testResults.filter(({ invocations }) => invocations > 1).map(({ fullName, status }) => `${path.relative(process.cwd(), testFilePath)}: ${fullName} (${status})`)),
    };
    fs.writeFileSync(process.env.DUET_TEST_TOTALS, JSON.stringify(totals));
  }
}
