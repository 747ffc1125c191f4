import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root, runNode } from './run.mjs';

const everywhere = ['package.json', 'package-lock.json', 'tsconfig.json'];

const parts = [
  {
    name: 'server',
    sources: ['apps/server', 'libs', 'nest-cli.json'],
    outputs: [],
    make: buildServer,
  },
  page('widget'),
  page('dashboard'),
];

/** Over what was built before, never deleting first: a server that runs from there loads some of it only when needed. */
async function buildServer() {
  if (!fs.existsSync(inDist('apps/server/src/main.js'))) fs.rmSync(inDist('server.tsbuildinfo'), { force: true });
  await runNode(['node_modules/@nestjs/cli/bin/nest.js', 'build', 'server']);
  for (const folder of ['apps/server', 'libs']) {
    for (const built of filesOf(`dist/${folder}`).filter((file) => /\.(js|js\.map|d\.ts)$/.test(file))) {
      const source = path.join(root, path.relative('dist', built).replace(/\.(js|js\.map|d\.ts)$/, '.ts'));
      if (!fs.existsSync(source)) fs.rmSync(path.join(root, built));
    }
  }
}

function page(name) {
  return {
    name,
    sources: [`apps/${name}`, 'libs/contracts'],
    outputs: [`apps/${name}`],
    make: () => runNode(['node_modules/vite/bin/vite.js', 'build', `apps/${name}`, '--logLevel=warn']),
  };
}

/** Builds the parts whose sources changed since they were built, side by side. */
export async function build() {
  const stale = parts.filter(isStale);
  if (stale.length === 0) return;
  console.log(`Building ${stale.map(({ name }) => name).join(', ')} ...`);
  const results = await Promise.allSettled(stale.map(rebuild));
  const failed = results.find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
}

function isStale(part) {
  return read(stampOf(part)) !== fingerprint(part);
}

/** The fingerprint is taken before: what is edited during the build is built again by the next one. */
async function rebuild(part) {
  const taken = fingerprint(part);
  for (const output of [...part.outputs.map(inDist), stampOf(part)]) fs.rmSync(output, { recursive: true, force: true });
  await part.make();
  fs.mkdirSync(path.dirname(stampOf(part)), { recursive: true });
  fs.writeFileSync(stampOf(part), taken);
}

/** By content: times change with every clone and every switch of branches. */
function fingerprint({ sources }) {
  const hash = createHash('sha256').update(process.version);
  for (const file of [...everywhere, ...sources].flatMap(filesOf)) {
    hash.update(`\0${file}\0`).update(fs.readFileSync(path.join(root, file)));
  }
  return hash.digest('hex');
}

function filesOf(source) {
  const at = path.join(root, source);
  if (!fs.statSync(at).isDirectory()) return [source];
  return fs
    .readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.spec\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}

function read(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
}

function stampOf({ name }) {
  return inDist(`.built/${name}`);
}

function inDist(name) {
  return path.join(root, 'dist', name);
}
