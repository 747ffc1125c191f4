import type { Jobs } from '#platform';
import type { EntityManager } from 'typeorm';

export const TRAINING_JOB = 'training.run';
/** For failures that are nobody's fault, such as a database that was away for a moment. */
const ATTEMPTS = 25;

/** Gives a run its place in the queue, which trains one at a time; it has one place only. */
export function queueRun(jobs: Jobs, tx: EntityManager, { workspaceId, id }: { workspaceId: string; id: string }): Promise<void> {
  return jobs.add(tx, TRAINING_JOB, { workspaceId, runId: id }, { key: `${TRAINING_JOB} ${id}`, attempts: ATTEMPTS, queue: TRAINING_JOB });
}
