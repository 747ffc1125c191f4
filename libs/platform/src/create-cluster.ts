import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { asOwner, canEnter, giveTo } from './data-owner.ts';
import { LaunchProblem, explainFailure } from './launch-problem.ts';
import { closeSocketFolder, openSocketFolder } from './socket-folder.ts';
import type { ClusterPlace } from './cluster-place.ts';

/** The launcher's own role; the product never sees it. */
export const superuser = 'postgres';
const passwordsFile = 'duet-passwords.json';

const Passwords = z.object({ superuser: z.string(), application: z.string() });
export type Passwords = z.infer<typeof Passwords>;

/**
 * Makes the data directory. It is prepared under a name of this process's own and renamed when complete and on disk,
 * passwords included: a first start may be cut at any moment, and two may run at once.
 *
 * @returns false when it was there already, or another process was quicker
 */
export async function createCluster(place: ClusterPlace): Promise<boolean> {
  removeUnfinished(place);
  if (fs.existsSync(place.data)) return false;
  const unfinished = `${place.data}.new-${process.pid}`;
  fs.mkdirSync(unfinished, { mode: 0o700 });
  giveTo(place.owner, unfinished);
  try {
    const passwords = { superuser: randomPassword(), application: randomPassword() };
    await initialise(place, unfinished, passwords.superuser);
    writePrivate(place, path.join(unfinished, passwordsFile), JSON.stringify(passwords));
    return moveIntoPlace(place, unfinished);
  } finally {
    fs.rmSync(unfinished, { recursive: true, force: true });
  }
}

export function readPasswords(data: string): Passwords {
  const file = path.join(data, passwordsFile);
  try {
    return Passwords.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new LaunchProblem('password_missing', `${file} cannot be read; put it back from your backup.`, { cause });
  }
}

async function initialise(place: ClusterPlace, folder: string, password: string): Promise<void> {
  openSocketFolder(place.socketFolder, place.owner);
  const passwordFile = path.join(place.socketFolder, `password-${process.pid}`);
  writePrivate(place, passwordFile, `${password}\n`);
  try {
    await initdb(place, folder, passwordFile);
  } finally {
    fs.rmSync(passwordFile, { force: true });
    closeSocketFolder(place.socketFolder);
  }
}

async function initdb(place: ClusterPlace, folder: string, passwordFile: string): Promise<void> {
  const program = path.join(place.binaries, 'bin/initdb');
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--encoding=UTF8'];
  const access = [`--username=${superuser}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const child = spawn(program, ['-D', seenByOwner(place, folder), ...access, ...locale], {
    ...asOwner(place.owner),
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
  });
  const ended = new Promise<number | null>((done, fail) => child.on('error', fail).on('close', done));
  const [out, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]).catch(
    (error: unknown) => { throw cannotRun(program, place, error); },
  );
  if (code !== 0) throw explainFailure(`${out}\n${errors}`, place.home);
}

/** The file is there and yet "not found" where its loader is missing: a system without glibc, such as Alpine. */
export function cannotRun(program: string, place: ClusterPlace, cause: unknown): LaunchProblem {
  const why = fs.existsSync(program) ? `error: cannot run ${program}: ${String(cause)}` : `${program} is missing`;
  return explainFailure(`error while loading shared libraries: ${why}`, place.home, cause);
}

/**
 * The name of the data directory in the arguments. Node goes there before it gives up root, so a directory below
 * closed folders still works as "where I am".
 */
export function seenByOwner(place: ClusterPlace, folder: string): string {
  if (process.platform !== 'linux' || canEnter(place.owner, folder)) return folder;
  return '/proc/self/cwd';
}

function moveIntoPlace(place: ClusterPlace, unfinished: string): boolean {
  try {
    fs.renameSync(unfinished, place.data);
  } catch (error) {
    if (fs.existsSync(place.data)) return false;
    throw error;
  }
  syncFolder(place.home);
  return true;
}

function syncFolder(folder: string): void {
  const handle = fs.openSync(folder, 'r');
  fs.fsyncSync(handle);
  fs.closeSync(handle);
}

function removeUnfinished({ home, data }: ClusterPlace): void {
  const prefix = `${path.basename(data)}.new-`;
  for (const name of fs.readdirSync(home).filter((entry) => entry.startsWith(prefix))) {
    if (isAnotherLiveProcess(Number(name.slice(prefix.length)))) continue;
    // Its initdb may have outlived it and still be adding files.
    fs.rmSync(path.join(home, name), { recursive: true, force: true, maxRetries: 10 });
  }
}

/** In containers a process gets the pid of its forerunner: what carries our own pid is not ours. */
function isAnotherLiveProcess(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function writePrivate(place: ClusterPlace, file: string, content: string): void {
  fs.rmSync(file, { force: true });
  const handle = fs.openSync(file, 'wx', 0o600);
  fs.writeSync(handle, content);
  fs.fsyncSync(handle);
  fs.closeSync(handle);
  giveTo(place.owner, file);
}

function randomPassword(): string {
  return randomBytes(24).toString('base64url');
}
