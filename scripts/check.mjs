import { spawn } from 'node:child_process';
import { install } from './install.mjs';
import { checkNode, endWith } from './prepare.mjs';
import { root } from './run.mjs';

/** What was found right stays known until it or something below it changes. */
const types = (name, project) => ({
  name: `types of the ${name}`,
  args: [
    'node_modules/typescript/bin/tsc', '--noEmit', '-p', project,
    '--incremental', '--tsBuildInfoFile', `node_modules/.cache/types/${name}.tsbuildinfo`,
  ],
});
const lint = (name, ...which) => ({
  name: `lint of the ${name}`,
  args: ['node_modules/eslint/bin/eslint.js', ...which, '--max-warnings=0'],
});
const pages = ['apps/dashboard', 'apps/widget'];

/** The longest first, so that both workers end together. */
const steps = [
  lint('server', '.', ...pages.flatMap((folder) => ['--ignore-pattern', folder])),
  lint('pages', ...pages),
  types('server', 'tsconfig.json'),
  types('dashboard', 'apps/dashboard/tsconfig.json'),
  types('widget', 'apps/widget/tsconfig.json'),
  { name: 'imports', args: ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', 'apps', 'libs'] },
  { name: 'dead code', args: ['node_modules/knip/bin/knip.js', '--no-progress'] },
  { name: 'sizes', args: ['scripts/sizes.mjs'] },
];

checkNode();
await install().catch(endWith);
const began = performance.now();
const waiting = [...steps];
const results = [];
await Promise.all([worker(), worker()]);
const failed = results.filter(({ code }) => code !== 0).map(({ name }) => name);
const verdict = failed.length === 0 ? 'All checks passed' : `Failed: ${failed.join(', ')}`;
console.log(`${verdict} in ${seconds(began)}.`);
process.exitCode = failed.length === 0 ? 0 : 1;

async function worker() {
  for (let step = waiting.shift(); step; step = waiting.shift()) {
    const result = await runStep(step);
    results.push(result);
    console.log(`${result.code === 0 ? 'ok    ' : 'FAILED'} ${result.name}, ${result.took}`);
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
      done({ name, code, took: seconds(began), output: Buffer.concat(pieces).toString().trim() });
    });
  });
}

function seconds(began) {
  return `${((performance.now() - began) / 1000).toFixed(1)} s`;
}
