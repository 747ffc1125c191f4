import { Injectable } from '@nestjs/common';
import { BackendVersions, VersionLabels } from '#backends';
import type { InputOf, OptimizerCandidate, OptimizerRun, ReplyOf, saveOptimized, startOptimizer } from '#contracts';
import { Broadcast } from '#conversations';
import { Database, Jobs, newId, Problem } from '#platform';
import type { EntityManager } from 'typeorm';
import { RunningTrainings } from '../running-trainings.ts';
import { candidatesAsReply } from './candidate-replies.ts';
import { OptimizerCandidateRow } from './optimizer-candidate.entity.ts';
import { OptimizerRunRow } from './optimizer-run.entity.ts';
import { OptimizerPlans } from './optimizer-plans.service.ts';
import { nextNumber, readRuns, readStart, type RunPage } from './optimizer.sql.ts';

const OPTIMIZER_JOB = 'optimizer.run';
const CANDIDATE = 'candidate';
/** A run that is interrupted by restarts goes on as often as this. */
const ATTEMPTS = 25;

/** Gives a run its place in the queue, which optimises one at a time; it has one place only. */
export const queueOptimizer = (jobs: Jobs, tx: EntityManager, { workspaceId, id }: { workspaceId: string; id: string }): Promise<void> =>
  jobs.add(tx, OPTIMIZER_JOB, { workspaceId, id }, { key: `${OPTIMIZER_JOB} ${id}`, attempts: ATTEMPTS, queue: OPTIMIZER_JOB });

/** Runs of the prompt optimizer: asked for here, carried out by the job. */
@Injectable()
export class OptimizerRuns {
  static readonly job = OPTIMIZER_JOB;

  constructor(
    private readonly db: Database, private readonly jobs: Jobs, private readonly plans: OptimizerPlans, private readonly running: RunningTrainings,
    private readonly versions: BackendVersions, private readonly labels: VersionLabels, private readonly broadcast: Broadcast,
  ) {}

  /** @throws Problem `not_found`, `invalid_request`, `optimizer_set_frozen`, `optimizer_too_few_cases`, `optimizer_budget_too_small` */
  async start({ workspaceId, name: createdBy }: { workspaceId: string; name: string }, wish: InputOf<typeof startOptimizer>): Promise<OptimizerRun> {
    const { versionId: startVersionId, setId, steps, tokenBudget, rolloutLimit, seed, note } = wish;
    const { split: { feedback, validation, leftOut }, questionKeys, needs: { leastTokens } } = await this.plans.prepare(workspaceId, wish);
    if (tokenBudget < leastTokens) throw new Problem('optimizer_budget_too_small', { detail: `This run needs ${leastTokens} tokens or more.` });
    const reflectionModel = steps === 'examples' ? null : wish.reflectionModel;
    const id = newId();
    const run = await this.db.inWorkspace(workspaceId, async (tx) => {
      const number = await nextNumber(tx, workspaceId);
      await tx.insert(OptimizerRunRow, { workspaceId, id, number, startVersionId, setId, steps, reflectionModel, tokenBudget, rolloutLimit, seed, note, feedbackIds: feedback, validationIds: validation, questionKeys, leftOut, createdBy });
      await queueOptimizer(this.jobs, tx, { workspaceId, id });
      return one(tx, workspaceId, id);
    });
    this.tell(workspaceId, run);
    return run;
  }

  list(workspaceId: string, { limit, before }: RunPage): Promise<{ items: OptimizerRun[]; next: string | null }> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const found = await readRuns(tx, workspaceId, { limit: limit + 1, before });
      const items = found.slice(0, limit);
      return { items, next: found.length > limit ? items.at(-1)!.id : null };
    });
  }

  /** @throws Problem `not_found` */
  read(workspaceId: string, id: string): Promise<OptimizerRun> {
    return this.db.inWorkspace(workspaceId, (tx) => one(tx, workspaceId, id));
  }

  /** Best first. @throws Problem `not_found` */
  candidates(workspaceId: string, id: string): Promise<OptimizerCandidate[]> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const run = await tx.findOneBy(OptimizerRunRow, { workspaceId, id });
      if (!run) throw new Problem('not_found');
      return candidatesAsReply(await tx.find(OptimizerCandidateRow, { where: { workspaceId, runId: id }, order: { number: 'ASC' } }), run.validationIds);
    });
  }

  /** A waiting run is cancelled at once, a running one before its next answer. @throws Problem `not_found`, `optimizer_not_running` */
  async cancel(workspaceId: string, id: string): Promise<OptimizerRun> {
    const run = await this.db.inWorkspace(workspaceId, async (tx) => {
      await one(tx, workspaceId, id);
      const waiting = await tx.update(OptimizerRunRow, { workspaceId, id, state: 'waiting' }, { state: 'cancelled', cancelRequested: true, finishedAt: new Date() });
      const running = waiting.affected ? waiting : await tx.update(OptimizerRunRow, { workspaceId, id, state: 'running' }, { cancelRequested: true });
      if (!running.affected) throw new Problem('optimizer_not_running');
      return one(tx, workspaceId, id);
    });
    this.running.stop(id);
    this.tell(workspaceId, run);
    return run;
  }

  /** Saved once, with the label `candidate`: asked again it is the same version. @throws Problem `not_found`, `optimizer_nothing_found` */
  async save({ workspaceId, name: authorName }: { workspaceId: string; name: string }, { id, candidate }: InputOf<typeof saveOptimized>): Promise<ReplyOf<typeof saveOptimized>> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const run = await one(tx, workspaceId, id);
      const number = candidate ?? run.best?.number ?? 0;
      if (number === 0) throw new Problem('optimizer_nothing_found');
      // Whoever saves it at the same time waits here, and finds it saved.
      const chosen = await tx.findOne(OptimizerCandidateRow, { where: { workspaceId, runId: id, number }, lock: { mode: 'pessimistic_write' } });
      const start = await readStart(tx, workspaceId, run.start.id);
      if (!chosen || !start) throw new Problem('not_found');
      if (chosen.savedVersionId === null) {
        const [reply] = candidatesAsReply([chosen], Object.keys(chosen.scores));
        const { version: { backendId }, model, trainingRunId, targetAccuracy } = start;
        const note = `Optimised by run ${run.number}: ${percent(run.startScore ?? 0)} -> ${percent(reply!.score)} on its development cases`;
        const { id: savedVersionId } = await this.versions.saveIn(tx, workspaceId, { backendId, model, promptPack: chosen.pack, trainingRunId, targetAccuracy, note, authorName });
        await tx.update(OptimizerCandidateRow, { workspaceId, runId: id, number }, { savedVersionId });
        await this.labels.moveIn(tx, workspaceId, { id: backendId, label: CANDIDATE, to: savedVersionId, message: `Optimizer run ${run.number}` }, authorName);
      }
      const after = await one(tx, workspaceId, id);
      return { run: after, version: after.saved.find((one) => one.candidate === number)!.version };
    });
  }

  tell(workspaceId: string, { id: runId, state }: Pick<OptimizerRun, 'id' | 'state'>): void {
    this.broadcast.tellDesk(workspaceId, { type: 'optimizer', runId, state });
  }
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

async function one(tx: EntityManager, workspaceId: string, id: string): Promise<OptimizerRun> {
  const [found] = await readRuns(tx, workspaceId, { id, limit: 1 });
  if (!found) throw new Problem('not_found');
  return found;
}
