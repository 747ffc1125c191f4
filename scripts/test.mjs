import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from './build-parts.mjs';
import { findChromium, installChromium } from './chromium.mjs';
import { install } from './install.mjs';
import { checkNode, endWith } from './prepare.mjs';
import { runNode } from './run.mjs';

const args = process.argv.slice(2);
const wholeSuite = args.every((arg) => arg.startsWith('-'));

checkNode();
await install().catch(endWith);
const built = await build().then(() => true, (error) => console.error(error.message));
const chromium = (await findChromium()) ?? (wholeSuite ? await installChromium().then(findChromium) : undefined);
const { passed, failed, retried } = await runJest(chromium ? { CHROMIUM_PATH: chromium } : {});
// The whole-product suites run what was built; a build that failed is a failure of its own, whatever they say.
const failures = failed + (built ? 0 : 1);
for (const test of retried) console.log(`Needed a second try: ${test}`);
process.exitCode = failures === 0 ? 0 : 1;
console.log(`${passed} passed, ${failures} failed`);

async function runJest(env) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'duet-test-'));
  const totals = path.join(folder, 'totals.json');
  const jest = ['--import', './test/support/runner/loader.mjs', '--conditions=source', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
  // After the arguments of the caller: Jest takes every word behind them for one more reporter.
  const reporters = ['--reporters=default', '--reporters=./scripts/totals-reporter.mjs'];
  try {
    const clean = await runNode([...jest, ...args, ...reporters], { ...env, DUET_TEST_TOTALS: totals }).then(
      () => true,
      () => false,
    );
    const counts = fs.existsSync(totals) ? JSON.parse(fs.readFileSync(totals, 'utf8')) : { passed: 0, failed: 0, retried: [] };
    // Jest can end badly with all tests passed, for example below a coverage threshold.
    return clean || counts.failed > 0 ? counts : { ...counts, failed: 1 };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
