import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { LaunchProblem } from './launch-problem.ts';

const lockId = 7305;
const namePrefix = 'duet launcher of pid ';

/** A session with this name says to others which process holds the data. */
export const lockHolderName = `${namePrefix}${process.pid}`;

const findHolder = `
  select activity.application_name as name
    from pg_locks held join pg_stat_activity activity using (pid)
   where held.locktype = 'advisory' and held.objid = ${lockId} and held.granted
     and held.database = (select oid from pg_database where datname = current_database())`;

/**
 * One product per data directory: a session's lock lives exactly as long as its process. The session of a process
 * killed a moment ago may still be on its way out, so a second is given to it.
 */
export async function lockData(session: pg.Client, home: string): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    const { rows } = await session.query<{ locked: boolean }>(`select pg_try_advisory_lock(${lockId}) as locked`);
    if (rows[0]?.locked) return;
    await pause(50);
  }
  const { rows } = await session.query<{ name: string }>(findHolder);
  const pid = rows[0]?.name.startsWith(namePrefix) ? Number(rows[0].name.slice(namePrefix.length)) : undefined;
  throw new AlreadyRunning(home, pid);
}

export class AlreadyRunning extends LaunchProblem {
  constructor(
    home: string,
    readonly pid: number | undefined,
  ) {
    super('already_running', `Duet already runs on ${home}${pid === undefined ? '' : ` (process ${pid})`}: stop it first.`);
  }
}
