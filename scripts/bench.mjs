import fs from 'node:fs';
import path from 'node:path';
import { endWith, prepare } from './prepare.mjs';
import { root, runNode } from './run.mjs';

const [name, ...args] = process.argv.slice(2);
const benches = fs
  .readdirSync(path.join(root, 'bench'))
  .filter((file) => /^[^.]+\.ts$/.test(file))
  .map((file) => file.replace(/\.ts$/, ''));

if (!benches.includes(name)) {
  console.error(`npm run bench -- <name> [options]; <name> is one of: ${benches.join(', ')}`);
  process.exit(1);
}
await prepare().catch(endWith);
const loader = ['--import', './scripts/ts-loader.mjs', '--conditions=source'];
await runNode([...loader, `bench/${name}.ts`, ...args]).catch(() => { process.exitCode = 1; });
