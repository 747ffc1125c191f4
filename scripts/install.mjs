import fs from 'node:fs';
import path from 'node:path';
import { root, run, runNode } from './run.mjs';

/** Installs exactly what the lock file says, unless it is there. */
export async function install() {
  if (isInstalled()) return;
  console.log('Installing packages ...');
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  await (npm?.endsWith('npm-cli.js') ? runNode([npm, ...args]) : run('npm', args));
}

/**
 * npm writes the list of what it put into node_modules there, when it has finished. Optional packages are left out of
 * the comparison: most of them are for other systems.
 */
function isInstalled() {
  const present = packagesOf('node_modules/.package-lock.json');
  if (!present) return false;
  return Object.entries(packagesOf('package-lock.json') ?? {}).every(([where, wanted]) => {
    const needless = where === '' || wanted.optional || wanted.devOptional || wanted.link;
    return needless || present[where]?.version === wanted.version;
  });
}

function packagesOf(lockFile) {
  try {
    return JSON.parse(fs.readFileSync(path.join(root, lockFile), 'utf8')).packages;
  } catch {
    return undefined;
  }
}
