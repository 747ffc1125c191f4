import type { Jobs } from '#platform';
import type { EntityManager } from 'typeorm';

export const FINE_TUNE_JOB = 'fine_tune.advance';
/** For failures that are nobody's fault, such as a database that was away for a moment. */
const ATTEMPTS = 25;

/** Gives a fine-tune its one place in the queue of its workspace: no two workers ever ask a provider about the same job. */
export function queueFineTune(jobs: Jobs, tx: EntityManager, { workspaceId, id }: { workspaceId: string; id: string }, inMs?: number): Promise<void> {
  return jobs.add(tx, FINE_TUNE_JOB, { workspaceId, id }, { key: `${FINE_TUNE_JOB} ${id}`, attempts: ATTEMPTS, queue: `${FINE_TUNE_JOB} ${workspaceId}`, ...(inMs === undefined ? {} : { inMs }) });
}
