import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { JobWorkers, SHOW_EVERY_MS, SILENT_FOR_MS } from './job-workers.ts';
import { Jobs } from './jobs.ts';

describe('the processes that work on jobs of one database', () => {
  let db: TestDatabase;
  let now: number;
  let workers: JobWorkers;

  beforeAll(async () => {
    db = await startDatabase();
    const jobs = new Jobs(db.database);
    await jobs.start(true);
    await jobs.stop();
  }, 120_000);
  afterAll(() => db.stop(), 60_000);
  beforeEach(() => {
    now = 1_000_000;
    workers = new JobWorkers(db.source, 'here:1', () => now);
  });
  afterEach(() => workers.forgetAll());

  const jobHeldBy = async (worker: string): Promise<void> => {
    await db.source.query(`select graphile_worker.add_job('work', '{}'::json, queue_name => 'line')`);
    await db.source.query('update graphile_worker._private_jobs set locked_by = $1, locked_at = now() where locked_by is null', [worker]);
    await db.source.query('update graphile_worker._private_job_queues set locked_by = $1, locked_at = now()', [worker]);
  };
  const isFree = async (): Promise<boolean> => {
    const [row] = await db.source.query<{ held: boolean }[]>(`
      select exists (select from graphile_worker._private_jobs where locked_by is not null)
        or exists (select from graphile_worker._private_job_queues where locked_by is not null or not is_available) as held`);
    return !row?.held;
  };
  /** Looks as often as a running server does. */
  const after = async (ms: number, meanwhile: () => Promise<unknown> = () => Promise.resolve()): Promise<string[]> => {
    const freed: string[] = [];
    for (const until = now + ms; now < until; ) {
      now += SHOW_EVERY_MS;
      await meanwhile();
      freed.push(...(await workers.beat('ours')));
    }
    return freed;
  };

  it('take over, with its queue, the job of one that fell silent', async () => {
    const other = new JobWorkers(db.source, 'there:2', () => now);
    await other.beat('theirs');
    await jobHeldBy('theirs');
    expect(await after(SILENT_FOR_MS)).toEqual([]);
    expect(await isFree()).toBe(false);
    expect(await after(SHOW_EVERY_MS)).toEqual(['theirs']);
    expect(await isFree()).toBe(true);
    expect(await db.source.query('select id from job_worker')).toEqual([{ id: 'ours' }]);
  });

  it('take over the job of one that never showed itself', async () => {
    await jobHeldBy('unknown');
    expect(await after(SILENT_FOR_MS + SHOW_EVERY_MS)).toEqual(['unknown']);
    expect(await isFree()).toBe(true);
  });

  it('leave alone what a living one works on', async () => {
    const other = new JobWorkers(db.source, 'there:2', () => now);
    await jobHeldBy('theirs');
    expect(await after(4 * SILENT_FOR_MS, () => other.beat('theirs'))).toEqual([]);
    expect(await isFree()).toBe(false);
  });

  it('take nobody for dead after a time in which they could not look themselves', async () => {
    await jobHeldBy('theirs');
    await workers.beat('ours');
    now += 10 * SILENT_FOR_MS;
    expect(await workers.beat('ours')).toEqual([]);
    expect(await after(SILENT_FOR_MS - SHOW_EVERY_MS)).toEqual([]);
  });

  it('free at once, when one knows itself alone, whatever the last process left behind', async () => {
    await jobHeldBy('theirs');
    await workers.forgetAll();
    expect(await isFree()).toBe(true);
  });
});
