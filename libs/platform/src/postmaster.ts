import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ClusterPlace } from './cluster-place.ts';
import { cannotRun, seenByOwner } from './create-cluster.ts';
import { asOwner, giveTo } from './data-owner.ts';
import { explainFailure, type LaunchProblem } from './launch-problem.ts';
import { postmasterPid, postmasterSocketFolder } from './postmaster-pid.ts';
import { openSocketFolder, socketPort } from './socket-folder.ts';

const settings = {
  max_connections: '60',
  shared_buffers: '64MB',
  fsync: 'on',
  synchronous_commit: 'on',
  jit: 'off',
  // Plans made without statistics read whole indexes; a new installation shall not wait a minute for its first ones.
  autovacuum_naptime: '15s',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // A session whose client was killed gives its locks back within this time, also in the middle of a query.
  client_connection_check_interval: '2s',
};
const largestLogBytes = 10_000_000;
const patienceOfStopMs = 20_000;

/** The server process of one data directory, whoever started it. */
export class Postmaster {
  #child: ChildProcess | undefined;
  #spawnError: Error | undefined;
  #logStart = 0;

  #socketFolder: string;

  constructor(private readonly place: ClusterPlace) {
    this.#socketFolder = place.socketFolder;
  }

  get pid(): number | undefined {
    return postmasterPid(this.place.data) ?? (this.#childLives ? this.#child?.pid : undefined);
  }

  /** Stays the same over restarts, also the one of a server that was found running. */
  get socketFolder(): string {
    this.#socketFolder = postmasterSocketFolder(this.place.data) ?? this.#socketFolder;
    return this.#socketFolder;
  }

  /** In a session of its own: Ctrl-C reaches the whole group, and the database has to outlive the server's farewell. */
  launch(): void {
    const { place, socketFolder } = this;
    openSocketFolder(socketFolder, place.owner);
    const log = this.#openLog();
    const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const where = ['-D', seenByOwner(place, place.data), '-h', '', '-k', socketFolder, '-p', `${socketPort}`];
    this.#spawnError = undefined;
    this.#child = spawn(path.join(place.binaries, 'bin/postgres'), [...where, ...options], {
      ...asOwner(place.owner),
      cwd: place.data,
      detached: true,
      stdio: ['ignore', log, log],
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    });
    this.#child.on('error', (error) => { this.#spawnError = error; });
    this.#child.unref();
    fs.closeSync(log);
  }

  /** Why the last launch ended, in a sentence. */
  failure(cause?: unknown): LaunchProblem {
    const program = path.join(this.place.binaries, 'bin/postgres');
    if (this.#spawnError) return cannotRun(program, this.place, this.#spawnError);
    return explainFailure(fs.readFileSync(this.place.log, 'utf8').slice(this.#logStart), this.place.home, cause);
  }

  /** Fast shutdown: sessions are ended, everything is written. One that hangs is cut; its log replays it later. */
  async stop(): Promise<void> {
    const { socketFolder } = this;
    this.#signal('SIGINT');
    if (!(await this.#isGoneWithin(patienceOfStopMs))) this.#signal('SIGQUIT');
    await this.#isGoneWithin(patienceOfStopMs);
    fs.rmSync(socketFolder, { recursive: true, force: true });
  }

  async #isGoneWithin(ms: number): Promise<boolean> {
    const until = performance.now() + ms;
    while (this.pid !== undefined) {
      if (performance.now() > until) return false;
      await pause(10);
    }
    return true;
  }

  get #childLives(): boolean {
    const child = this.#child;
    return child?.pid !== undefined && child.exitCode === null && child.signalCode === null;
  }

  #signal(name: NodeJS.Signals): void {
    const { pid } = this;
    if (pid === undefined) return;
    try {
      process.kill(pid, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }

  #openLog(): number {
    const { log, owner } = this.place;
    const size = fs.statSync(log, { throwIfNoEntry: false })?.size ?? 0;
    if (size > largestLogBytes) fs.renameSync(log, `${log}.1`);
    const handle = fs.openSync(log, 'a', 0o600);
    giveTo(owner, log);
    this.#logStart = fs.fstatSync(handle).size;
    return handle;
  }
}
