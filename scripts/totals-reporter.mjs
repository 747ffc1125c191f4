import fs from 'node:fs';

/** Writes how many tests passed and failed; a suite that could not run counts as one that failed. */
export default class TotalsReporter {
  onRunComplete(_contexts, results) {
    const totals = {
      passed: results.numPassedTests,
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
    };
    fs.writeFileSync(process.env.DUET_TEST_TOTALS, JSON.stringify(totals));
  }
}
