import { spawn } from 'node:child_process';
import { install } from './install.mjs';
import { checkNode, endWith } from './prepare.mjs';
import { root } from './run.mjs';

const types = (project) => ['node_modules/typescript/bin/tsc', '--noEmit', '-p', project];
const steps = [
  { name: 'types', args: types('tsconfig.json') },
  { name: 'types of the widget', args: types('apps/widget/tsconfig.json') },
  { name: 'types of the dashboard', args: types('apps/dashboard/tsconfig.json') },
  { name: 'lint', args: ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings=0'] },
  { name: 'imports', args: ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', 'apps', 'libs'] },
  { name: 'dead code', args: ['node_modules/knip/bin/knip.js', '--no-progress'] },
  { name: 'sizes', args: ['scripts/sizes.mjs'] },
];

checkNode();
await install().catch(endWith);
const waiting = [...steps];
const results = [];
await Promise.all([worker(), worker()]);
const failed = results.filter(({ code }) => code !== 0).map(({ name }) => name);
console.log(failed.length === 0 ? 'All checks passed.' : `Failed: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;

async function worker() {
  for (let step = waiting.shift(); step; step = waiting.shift()) {
    const result = await runStep(step);
    results.push(result);
    console.log(`${result.code === 0 ? 'ok    ' : 'FAILED'} ${result.name}, ${(result.ms / 1000).toFixed(1)} s`);
    if (result.output) console.log(result.output.replace(/^/gm, '       '));
  }
}

/** Steps run side by side, so each one's output is kept and printed in one piece. */
function runStep({ name, args }) {
  const began = performance.now();
  return new Promise((done) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const pieces = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => pieces.push(piece));
    child.on('close', (code) => {
      done({ name, code, ms: performance.now() - began, output: Buffer.concat(pieces).toString().trim() });
    });
  });
}
