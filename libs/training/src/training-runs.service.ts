import { Injectable } from '@nestjs/common';
import { BackendVersions } from '#backends';
import type { InputOf, TrainingRun, startTraining } from '#contracts';
import { Broadcast } from '#conversations';
import { Database, Jobs, Problem, newId } from '#platform';
import type { EntityManager } from 'typeorm';
import { queueRun } from './queue-run.ts';
import { RunningTrainings } from './running-trainings.ts';
import { atTheStart } from './training-progress.ts';
import { TrainingRunRow } from './training-run.entity.ts';
import { countLearnable, lockTraining, nextNumber, readRuns, readUnfinished } from './training-runs.sql.ts';

/** Fewer cannot be divided into learning, checking and testing. */
const QUESTIONS_PER_INTENT = 3;
const INTENTS = 2;

/** Training runs: asked for here, carried out by the job. */
@Injectable()
export class TrainingRuns {
  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
    private readonly running: RunningTrainings,
    private readonly broadcast: Broadcast,
    private readonly versions: BackendVersions,
  ) {}

  list(workspaceId: string): Promise<TrainingRun[]> {
    return this.db.inWorkspace(workspaceId, (tx) => readRuns(tx, workspaceId));
  }

  /** @throws Problem `not_found` */
  read(workspaceId: string, id: string): Promise<TrainingRun> {
    return this.db.inWorkspace(workspaceId, (tx) => one(tx, workspaceId, id));
  }

  /**
   * @param within is done in the same transaction
   * @throws Problem `training_running`, `too_few_examples`, `not_found` for an unknown backend, `invalid_request` for one that does not learn
   */
  async start(workspaceId: string, { seed, note, backendIds, search }: InputOf<typeof startTraining>, within?: (tx: EntityManager, id: string) => Promise<unknown>): Promise<TrainingRun> {
    await this.checkBackends(workspaceId, backendIds);
    const run = await this.db.inWorkspace(workspaceId, async (tx) => {
      await lockTraining(tx, workspaceId);
      if ((await readUnfinished(tx, workspaceId)) !== null) throw new Problem('training_running');
      if ((await countLearnable(tx, workspaceId, QUESTIONS_PER_INTENT)) < INTENTS) {
        throw new Problem('too_few_examples', { detail: `Training needs at least ${INTENTS} intents with ${QUESTIONS_PER_INTENT} labelled questions each; ten or more of each are better.` });
      }
      const id = newId();
      await tx.insert(TrainingRunRow, { workspaceId, id, number: await nextNumber(tx, workspaceId), state: 'queued', seed, note, backendIds, search, progress: atTheStart });
      await queueRun(this.jobs, tx, { workspaceId, id });
      await within?.(tx, id);
      return one(tx, workspaceId, id);
    });
    this.tell(workspaceId, run);
    return run;
  }

  /** A waiting run is cancelled at once, a running one soon after. @throws Problem `not_found`, `training_not_running` */
  async cancel(workspaceId: string, id: string): Promise<TrainingRun> {
    const run = await this.db.inWorkspace(workspaceId, async (tx) => {
      await one(tx, workspaceId, id);
      const waiting = await tx.update(TrainingRunRow, { workspaceId, id, state: 'queued' }, { state: 'cancelled', cancelRequested: true, finishedAt: new Date() });
      const running = waiting.affected ? waiting : await tx.update(TrainingRunRow, { workspaceId, id, state: 'running' }, { cancelRequested: true });
      if (!running.affected) throw new Problem('training_not_running');
      return one(tx, workspaceId, id);
    });
    this.running.stop(id);
    this.tell(workspaceId, run);
    return run;
  }

  /** Only backends that learn by training. @throws Problem `not_found`, `invalid_request` */
  async checkBackends(workspaceId: string, backendIds: readonly string[]): Promise<void> {
    if (backendIds.length === 0) return;
    const known = await this.versions.list(workspaceId);
    for (const id of backendIds) {
      const backend = known.find((one) => one.id === id);
      if (!backend) throw new Problem('not_found', { detail: 'There is no such backend.' });
      if (backend.kind === 'prompt') throw new Problem('invalid_request', { detail: `"${backend.name}" is prompt-engineered: it does not learn by training.` });
      if (backend.latest?.policy) throw new Problem('invalid_request', { detail: `"${backend.name}" routes by topic: it has no model of its own that could be trained.` });
    }
  }

  private tell(workspaceId: string, { id: runId, state }: TrainingRun): void {
    this.broadcast.tellDesk(workspaceId, { type: 'training', runId, state });
  }
}

async function one(tx: EntityManager, workspaceId: string, id: string): Promise<TrainingRun> {
  const [run] = await readRuns(tx, workspaceId, id);
  if (!run) throw new Problem('not_found');
  return run;
}
