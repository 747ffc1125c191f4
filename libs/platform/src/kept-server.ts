import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { applicationConnection, ensureApplication } from './application-role.ts';
import type { ClusterPlace } from './cluster-place.ts';
import { superuser, type Passwords } from './create-cluster.ts';
import { AlreadyRunning, lockData, lockHolderName } from './data-lock.ts';
import type { EmbeddedPostgresOptions, PostgresConnection } from './launch-options.ts';
import { LaunchProblem } from './launch-problem.ts';
import { Postmaster } from './postmaster.ts';
import { socketPort } from './socket-folder.ts';

/** A start may fail while the remains of a killed server still hold its shared memory. */
const launchesBeforeGivingUp = 25;
const pauseBetweenLaunchesMs = 200;
const longestSilenceMs = 30_000;
const pauseBetweenRestartsMs = 1_000;

/** A server that is kept running, seen through one session which also holds the lock on the data. */
export class KeptServer {
  readonly #postmaster: Postmaster;
  #session: pg.Client | undefined;
  #launched = false;
  #heldSince = -Infinity;
  #recovery: Promise<void> | undefined;
  #stopped: Promise<void> | undefined;

  constructor(
    private readonly place: ClusterPlace,
    private readonly passwords: Passwords,
    private readonly options: EmbeddedPostgresOptions,
  ) {
    this.#postmaster = new Postmaster(place);
  }

  get pid(): number | undefined {
    return this.#postmaster.pid;
  }

  get connection(): PostgresConnection {
    return applicationConnection(this.#postmaster.socketFolder, this.passwords.application);
  }

  /** @returns true when the server was running already */
  async start(): Promise<boolean> {
    try {
      const session = await this.#hold();
      await ensureApplication(session, this.passwords.application);
      return !this.#launched;
    } catch (problem) {
      await this.#giveUp(problem);
      throw problem;
    }
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#shutDown();
    return this.#stopped;
  }

  async #shutDown(): Promise<void> {
    // The field that marks the end is set by now: a recovery under way gives up at its next step.
    await Promise.resolve();
    await this.#recovery;
    await this.#postmaster.stop();
    await this.#session?.end();
    this.options.log({ event: 'database.stopped' });
  }

  /** Leaves nothing behind that was not there before. */
  async #giveUp(problem: unknown): Promise<void> {
    if (this.#launched && !(problem instanceof AlreadyRunning)) return this.stop();
    this.#stopped = Promise.resolve(this.#session?.end());
    return this.#stopped;
  }

  async #hold(): Promise<pg.Client> {
    const session = await this.#reach();
    try {
      await lockData(session, this.place.home);
    } catch (problem) {
      await session.end();
      throw problem;
    }
    session.once('end', () => { this.#recovery = this.#recover(); });
    this.#session = session;
    this.#heldSince = performance.now();
    return session;
  }

  async #recover(): Promise<void> {
    const { log, onRestart, onLost } = this.options;
    if (this.#stopped) return;
    log({ event: 'database.lost' });
    try {
      if (performance.now() - this.#heldSince < pauseBetweenRestartsMs) await pause(pauseBetweenRestartsMs);
      await this.#hold();
      log({ event: 'database.restarted', pid: this.pid });
      onRestart?.();
    } catch (problem) {
      if (this.#stopped) return;
      log({ event: 'database.gone', reason: String(problem) });
      onLost?.(problem);
    }
  }

  /** A session on the server, which is launched as often as it takes. */
  async #reach(): Promise<pg.Client> {
    let heardAt = performance.now();
    for (let launches = 0; !this.#stopped; ) {
      if (this.#postmaster.pid === undefined) {
        if (launches > 0) await this.#afterFailedLaunch(launches);
        this.#postmaster.launch();
        this.#launched = true;
        launches++;
      }
      const answer = await openSession(this.#sessionConfig());
      if (answer instanceof pg.Client) return answer;
      if (isRefusal(answer)) throw refused(this.place, answer);
      if (isBusy(answer)) heardAt = performance.now();
      if (performance.now() - heardAt > longestSilenceMs) throw this.#postmaster.failure(answer);
      await pause(20);
    }
    throw new Error('stopped while starting');
  }

  async #afterFailedLaunch(launches: number): Promise<void> {
    const failure = this.#postmaster.failure();
    if (failure.code !== 'start_failed' || launches >= launchesBeforeGivingUp) throw failure;
    await pause(pauseBetweenLaunchesMs);
  }

  #sessionConfig(): pg.ClientConfig {
    return {
      host: this.#postmaster.socketFolder,
      port: socketPort,
      user: superuser,
      password: this.passwords.superuser,
      database: 'postgres',
      application_name: lockHolderName,
      connectionTimeoutMillis: 5_000,
    };
  }
}

async function openSession(config: pg.ClientConfig): Promise<pg.Client | Error> {
  const session = new pg.Client(config);
  // What matters about an error is the end that follows it.
  session.on('error', () => undefined);
  try {
    await session.connect();
    return session;
  } catch (error) {
    await session.end().catch(() => undefined);
    return error as Error;
  }
}

function codeOf(error: Error): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

/** A wrong password or an unknown role: the server on this socket is not the one that we made. */
function isRefusal(error: Error): boolean {
  return codeOf(error)?.startsWith('28') ?? false;
}

/** It answers that it is starting, recovering, stopping or full; a recovery may take minutes. */
function isBusy(error: Error): boolean {
  return ['57P03', '57P01', '53300'].includes(codeOf(error) ?? '');
}

function refused(place: ClusterPlace, cause: Error): LaunchProblem {
  return new LaunchProblem(
    'password_missing',
    `The database in ${place.home} refuses the launcher's password; put ${place.data} back from your backup.`,
    { cause },
  );
}
