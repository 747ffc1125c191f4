import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { BackendVersions } from '#backends';
import type { RunState, TrainingProgress } from '#contracts';
import { Broadcast } from '#conversations';
import { TextEngine, type TrainedIntentModel } from '#models';
import { Database, Jobs, Problem, newId } from '#platform';
import { z } from 'zod';
import { Learning, type Learnt } from './learning.ts';
import { ProgressKeeper } from './progress-keeper.ts';
import { Promotion } from './promotion.ts';
import { TRAINING_JOB, queueRun } from './queue-run.ts';
import { RunningTrainings, TrainingCancelled } from './running-trainings.ts';
import { reportOf } from './training-report.ts';
import { TrainingRunRow, type KeptTrials } from './training-run.entity.ts';
import { asReply } from './trials-keeper.ts';
import { keepProgress, keepTrials, putRunBack, takeRun, type Held } from './training-runs.sql.ts';

const Payload = z.object({ workspaceId: z.uuid(), runId: z.uuid() });
/** A run that kills its server, for example by taking all memory, is not tried for ever. */
const MOST_CRASHES = 5;

/** Carries a training run out. After a restart it begins again: from stored vectors and by its seed it makes the same model. */
@Injectable()
export class TrainingJob implements OnModuleInit {
  private readonly log = new Logger(TrainingJob.name);

  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
    private readonly learning: Learning,
    private readonly engine: TextEngine,
    private readonly running: RunningTrainings,
    private readonly broadcast: Broadcast,
    private readonly promotion: Promotion,
    private readonly versions: BackendVersions,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(TRAINING_JOB, (payload, stopping) => this.handle(payload, stopping));
  }

  /** Throws only when the same run may succeed later: the queue then tries it again. */
  private async handle(payload: unknown, stopping: AbortSignal): Promise<void> {
    const { workspaceId, runId } = Payload.parse(payload);
    const row = await this.begin({ workspaceId, id: runId, owner: newId() });
    if (!row) return;
    try {
      await this.running.hold(runId, stopping, (signal) => this.carryOut(row, signal));
    } catch (error) {
      if (stopping.aborted) return this.putBack(row);
      await this.endBy(row, error);
    }
  }

  private async endBy(row: OwnedRun, error: unknown): Promise<void> {
    if (error instanceof TrainingCancelled) return this.end(row, 'cancelled', null);
    if (error instanceof Problem && error.code === 'training_running') {
      await this.putBack(row);
      throw error;
    }
    await this.end(row, 'failed', error instanceof Problem ? error.code : 'internal');
    this.log.error({ event: 'training.failed', workspaceId: row.workspaceId, runId: row.id }, error);
  }

  /** @returns null when there is nothing left to do */
  private async begin(held: Held): Promise<OwnedRun | null> {
    const row = await this.db.inWorkspace(held.workspaceId, async (tx) =>
      (await takeRun(tx, held)) ? tx.findOneBy(TrainingRunRow, { workspaceId: held.workspaceId, id: held.id }) : null);
    if (!row) return null;
    const owned = { ...row, owner: held.owner };
    const over = owned.cancelRequested ? 'cancelled' : owned.crashes >= MOST_CRASHES ? 'failed' : null;
    if (over === null) return owned;
    await this.end(owned, over, over === 'failed' ? 'interrupted' : null);
    return null;
  }

  private async carryOut(row: OwnedRun, signal: AbortSignal): Promise<void> {
    const keeper = new ProgressKeeper((progress) => this.keep(row, progress), () => this.running.stop(row.id));
    try {
      const learnt = await this.learning.learn(row, { keeper, keepTrials: (trials) => this.keepTrials(row, trials) }, signal);
      await keeper.settled();
      await this.finish(row, learnt);
    } finally {
      await keeper.close();
    }
  }

  private async finish(row: OwnedRun, { trained, picture }: Learnt): Promise<void> {
    const { workspaceId, id, owner } = row;
    const versions = await this.promotion.of(row);
    await this.db.inWorkspace(workspaceId, async (tx) => {
      const artefactId = await this.engine.saveArtefact(tx, workspaceId, trained.bytes);
      const done = { state: 'succeeded' as const, artefactId, report: reportOf(trained), trials: trialsOf(row, trained), progress: picture.finished('done'), finishedAt: new Date() };
      const { affected } = await tx.update(TrainingRunRow, { workspaceId, id, owner, state: 'running', cancelRequested: false }, done);
      if (affected === 0) throw new TrainingCancelled();
      for (const version of versions) await this.versions.saveIn(tx, workspaceId, version);
    });
    this.log.log({ event: 'training.succeeded', workspaceId, runId: id, number: row.number, cpuSeconds: Math.round(trained.cpuSeconds) });
    this.tell(row, 'succeeded');
  }

  /** The server stops: the next one goes on, as soon as it is there. */
  private async putBack(row: OwnedRun): Promise<void> {
    await this.db.inWorkspace(row.workspaceId, async (tx) => {
      if (await putRunBack(tx, row)) await queueRun(this.jobs, tx, row);
    });
    this.tell(row, 'queued');
  }

  private async end(row: OwnedRun, state: 'cancelled' | 'failed', errorCode: string | null): Promise<void> {
    const { workspaceId, id, owner } = row;
    await this.db.inWorkspace(workspaceId, (tx) => tx.update(TrainingRunRow, { workspaceId, id, owner, state: 'running' }, { state, errorCode, finishedAt: new Date() }));
    this.tell(row, state);
  }

  private async keep(row: OwnedRun, progress: TrainingProgress | null): Promise<boolean> {
    const stop = await this.db.inWorkspace(row.workspaceId, (tx) => keepProgress(tx, row, progress));
    if (progress && !stop) this.tell(row, 'running', progress);
    return stop;
  }

  private keepTrials(row: OwnedRun, trials: KeptTrials): Promise<void> {
    return this.db.inWorkspace(row.workspaceId, (tx) => keepTrials(tx, row, trials));
  }

  private tell({ workspaceId, id: runId }: TrainingRunRow, state: RunState, progress?: TrainingProgress): void {
    this.broadcast.tellDesk(workspaceId, { type: 'training', runId, state, ...(progress && { progress }) });
  }
}

/** The table as it ended; what was measured is not needed any more. */
const trialsOf = ({ trials }: TrainingRunRow, { search }: TrainedIntentModel): KeptTrials | null =>
  (search ? { measurements: [], table: search.verdict.trials.map(asReply) } : trials);

type OwnedRun = TrainingRunRow & Held;
