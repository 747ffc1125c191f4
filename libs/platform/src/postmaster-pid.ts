import fs from 'node:fs';
import path from 'node:path';

/**
 * The pid of the server that runs on this data directory, if one does. A file left behind by a server that is gone is
 * removed, for PostgreSQL would take any process which got that pid since, a zombie included, for its own.
 */
export function postmasterPid(data: string): number | undefined {
  const file = path.join(data, 'postmaster.pid');
  const pid = readPid(file);
  if (pid === undefined) return undefined;
  if (isServerOf(data, pid)) return pid;
  fs.rmSync(file, { force: true });
  return undefined;
}

/** The folder of that server's socket; it may have been started with another temporary folder than ours. */
export function postmasterSocketFolder(data: string): string | undefined {
  try {
    return fs.readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[4]?.trim() || undefined;
  } catch {
    return undefined;
  }
}

function readPid(file: string): number | undefined {
  try {
    const pid = Number(fs.readFileSync(file, 'utf8').split('\n')[0]);
    return Number.isInteger(pid) && pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** A server's working directory is its data directory; a zombie has none. */
function isServerOf(data: string, pid: number): boolean {
  if (process.platform !== 'linux') return accepts(pid);
  try {
    return fs.readlinkSync(`/proc/${pid}/cwd`) === fs.realpathSync(data);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES' && looksLikeServerOf(data, pid);
  }
}

/** In a container root may not read another user's links (no CAP_SYS_PTRACE), only name, state and owner. */
function looksLikeServerOf(data: string, pid: number): boolean {
  try {
    const [, name, state] = /^\d+ \((.*)\) (\S)/s.exec(fs.readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    const sameUser = fs.statSync(`/proc/${pid}`).uid === fs.statSync(data).uid;
    return name === 'postgres' && state !== 'Z' && sameUser;
  } catch {
    return false;
  }
}

function accepts(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
