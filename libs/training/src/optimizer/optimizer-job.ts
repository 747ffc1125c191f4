import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Budgets } from '#accounts';
import { Backends } from '#backends';
import type { OptimizerEnd, OptimizerState } from '#contracts';
import { isEnglish, Knowledge } from '#knowledge';
import { Catalogue } from '#models';
import { Database, Jobs, newId, Problem } from '#platform';
import { z } from 'zod';
import { RunningTrainings, TrainingCancelled } from '../running-trainings.ts';
import { OptimizerRunRow } from './optimizer-run.entity.ts';
import { queueOptimizer, OptimizerRuns } from './optimizer-runs.service.ts';
import { putRunBack, takeRun, type Held } from './optimizer.sql.ts';
import { withoutRepeats } from './propose-examples.ts';
import { RunKeeper } from './run-keeper.ts';
import { readMaterial } from './run-material.ts';
import { ModelDown, RunWorld } from './run-world.ts';
import { Search } from './search.ts';

const Payload = z.object({ workspaceId: z.uuid(), id: z.uuid() });

const MOST_INTERRUPTIONS = 20;

type OwnedRun = OptimizerRunRow & Held;

/** Carries runs of the optimizer out. After a restart a run goes on behind the last step that it has stored. */
@Injectable()
export class OptimizerJob implements OnModuleInit {
  private readonly log = new Logger(OptimizerJob.name);

  constructor(
    private readonly db: Database, private readonly jobs: Jobs, private readonly runs: OptimizerRuns, private readonly running: RunningTrainings,
    private readonly backends: Backends, private readonly knowledge: Knowledge, private readonly catalogue: Catalogue, private readonly budgets: Budgets,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(OptimizerRuns.job, (payload, stopping) => this.handle(payload, stopping));
  }

  private async handle(payload: unknown, stopping: AbortSignal): Promise<void> {
    const { workspaceId, id } = Payload.parse(payload);
    const held: Held = { workspaceId, id, owner: newId() };
    const row = await this.db.inWorkspace(workspaceId, async (tx) => ((await takeRun(tx, held)) ? tx.findOneBy(OptimizerRunRow, { workspaceId, id }) : null));
    if (!row) return;
    // A run that kills its server is not tried for ever.
    if (row.interruptions > MOST_INTERRUPTIONS) return this.end({ ...row, owner: held.owner }, 'failed', { errorCode: 'interrupted' });
    const owned = { ...row, owner: held.owner };
    this.runs.tell(workspaceId, { id, state: 'running' });
    try {
      const endedBy = await this.running.hold(id, stopping, (signal) => this.search(owned, signal));
      await this.end(owned, 'done', { endedBy });
    } catch (error) {
      if (stopping.aborted) return this.putBack(owned);
      await this.endBy(owned, error);
    }
  }

  private async search(row: OwnedRun, signal: AbortSignal): Promise<OptimizerEnd> {
    const { workspaceId, id, rolloutLimit, reflectionModel, steps, seed } = row;
    if (row.cancelRequested) throw new TrainingCancelled();
    const { start, feedback, validation, candidates, judging } = await this.db.inWorkspace(workspaceId, (tx) => readMaterial(tx, row));
    const index = await this.knowledge.freshIndexOf(workspaceId);
    // Made now, so that the first prompts are not compared by words alone because vectors were on their way.
    await this.knowledge.vectorsOf(index, index.examples.map(({ text }) => text).filter(isEnglish), signal);
    const keeper = new RunKeeper(this.db, row, { candidates, stop: () => this.running.stop(id), told: () => this.runs.tell(workspaceId, { id, state: 'running' }) });
    const world = new RunWorld({
      workspaceId, start, usesTokens: !start.model.startsWith('embedded/'), reflectionModel, rolloutLimit, rollouts: row.rollouts, cases: [...feedback, ...validation],
      shelf: withoutRepeats(index, [...judging, ...validation.map(({ question }) => question)]),
      backends: this.backends, catalogue: this.catalogue, budgets: this.budgets, ledger: keeper, signal,
      progress: (rollouts, microUsd) => keeper.progress(rollouts, microUsd), join: (candidate, nextStep) => keeper.join(candidate, nextStep, validation),
      pass: (nextStep, refused) => keeper.pass(nextStep, refused),
    });
    try {
      return await new Search({ start: start.promptPack, steps, seed, feedback, validation }, world, { candidates: [...candidates], step: row.nextStep }).run();
    } finally {
      await keeper.flush();
    }
  }

  private async endBy(row: OwnedRun, error: unknown): Promise<void> {
    if (error instanceof TrainingCancelled) return this.end(row, 'cancelled', {});
    const errorCode = error instanceof Problem || error instanceof ModelDown ? error.code : 'internal';
    await this.end(row, 'failed', { errorCode });
    this.log.error({ event: 'optimizer.failed', workspaceId: row.workspaceId, runId: row.id, errorCode }, error);
  }

  private async end(row: OwnedRun, state: OptimizerState, how: { endedBy?: OptimizerEnd; errorCode?: string }): Promise<void> {
    const { workspaceId, id, owner, number } = row;
    const { affected } = await this.db.inWorkspace(workspaceId, (tx) => tx.update(OptimizerRunRow, { workspaceId, id, owner, state: 'running' }, { ...how, state, finishedAt: new Date() }));
    if (!affected) return;
    this.log.log({ event: 'optimizer.ended', workspaceId, runId: id, number, state, ...how });
    this.runs.tell(workspaceId, { id, state });
  }

  /** The server stops: the next one goes on, as soon as it is there. */
  private async putBack(row: OwnedRun): Promise<void> {
    await this.db.inWorkspace(row.workspaceId, async (tx) => {
      if (await putRunBack(tx, row)) await queueOptimizer(this.jobs, tx, row);
    });
  }
}
