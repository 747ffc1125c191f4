import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from './build-parts.mjs';
import { findChromium, installChromium } from './chromium.mjs';
import { install } from './install.mjs';
import { checkNode, endWith } from './prepare.mjs';
import { runNode } from './run.mjs';

const args = process.argv.slice(2);
/** More than these are a fault of the code or of the machine, which a second run does not mend. */
const MOST_RUN_AGAIN = 6;
const wholeSuite = args.every((arg) => arg.startsWith('-'));

checkNode();
await install().catch(endWith);
const built = await build().then(() => true, (error) => console.error(error.message));
const chromium = (await findChromium()) ?? (wholeSuite ? await installChromium().then(findChromium) : undefined);
const browser = chromium ? { CHROMIUM_PATH: chromium } : {};
const first = await runJest(args, browser);
const again = await runAgain(first, browser);
const suites = [...first.suites.filter(({ file }) => !again?.suites.some((one) => one.file === file)), ...(again?.suites ?? [])];
const sum = (of) => suites.reduce((total, suite) => total + suite[of], 0);
// The whole-product suites run what was built; a build that failed is a failure of its own, whatever they say.
const failures = sum('failed') + first.notRun + (again?.notRun ?? 0) + (built ? 0 : 1);
const failedFirst = first.suites.filter(({ failed }) => failed > 0);
for (const { file, retried } of first.suites) for (const test of retried) console.log(`Needed a second try: ${file}: ${test}`);
if (again) for (const { file } of failedFirst) console.log(`Needed a second run: ${file} (${again.suites.find((one) => one.file === file)?.failed === 0 ? 'passed' : 'failed'})`);
process.exitCode = failures === 0 ? 0 : 1;
console.log(`${sum('passed')} passed, ${failures} failed`);

/**
 * The tests of a page's suite build on each other, so that a second try of one alone rarely helps: the few suites that
 * failed in a run of all are run once more from their beginnings, with nothing beside them, and named at the end.
 */
async function runAgain({ suites }, env) {
  const failed = suites.filter((suite) => suite.failed > 0);
  if (!wholeSuite || failed.length === 0 || failed.length > MOST_RUN_AGAIN) return undefined;
  console.log(`\nOnce more, with nothing beside them: ${failed.map(({ file }) => file).join(', ')}`);
  return runJest([...args, '--runTestsByPath', ...failed.map(({ file }) => file)], env, 1);
}

async function runJest(jestArgs, env, workers) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'duet-test-'));
  const totals = path.join(folder, 'totals.json');
  const jest = ['--import', './test/support/runner/loader.mjs', '--conditions=source', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
  // After the arguments of the caller: Jest takes every word behind them for one more reporter.
  const last = [...(workers ? [`--maxWorkers=${workers}`] : []), '--reporters=default', '--reporters=./scripts/totals-reporter.mjs'];
  try {
    const clean = await runNode([...jest, ...jestArgs, ...last], { ...env, DUET_TEST_TOTALS: totals }).then(
      () => true,
      () => false,
    );
    const counts = fs.existsSync(totals) ? JSON.parse(fs.readFileSync(totals, 'utf8')) : { suites: [], notRun: 1 };
    // Jest can end badly with all tests passed, for example below a coverage threshold.
    return clean || counts.suites.some(({ failed }) => failed > 0) ? counts : { ...counts, notRun: Math.max(1, counts.notRun) };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
