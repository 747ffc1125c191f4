import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { BackendVersions } from '#backends';
import type { RunState, TrainingProgress } from '#contracts';
import { Broadcast } from '#conversations';
import { Examples, OUT_OF_SCOPE, TextVectors } from '#knowledge';
import { TextEngine, type TrainedIntentModel, type TrainingExample } from '#models';
import { Database, Jobs, Problem } from '#platform';
import { z } from 'zod';
import { dataSetOf } from './data-set.ts';
import { Promotion } from './promotion.ts';
import { RunningTrainings, TrainingCancelled } from './running-trainings.ts';
import { ProgressKeeper } from './progress-keeper.ts';
import { ProgressPicture } from './training-progress.ts';
import { reportOf } from './training-report.ts';
import { TrainingRunRow } from './training-run.entity.ts';
import { TRAINING_JOB } from './training-runs.service.ts';
import { keepProgress } from './training-runs.sql.ts';

const Payload = z.object({ workspaceId: z.uuid(), runId: z.uuid() });

interface Run {
  row: TrainingRunRow;
  picture: ProgressPicture;
  keeper: ProgressKeeper;
  examples: TrainingExample[];
}

/** Carries a training run out. After a restart it begins again: from stored vectors and by its seed it makes the same model. */
@Injectable()
export class TrainingJob implements OnModuleInit {
  private readonly log = new Logger(TrainingJob.name);

  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
    private readonly examples: Examples,
    private readonly vectors: TextVectors,
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
    const row = await this.begin(workspaceId, runId);
    if (!row) return;
    try {
      await this.running.hold(runId, stopping, (signal) => this.train(row, signal));
    } catch (error) {
      if (stopping.aborted) throw error;
      if (error instanceof Problem && error.code === 'training_running') throw error;
      if (error instanceof TrainingCancelled) return await this.end(row, 'cancelled', null);
      await this.end(row, 'failed', error instanceof Problem ? error.code : 'internal');
      this.log.error({ event: 'training.failed', workspaceId, runId }, error);
    }
  }

  /** @returns null when there is nothing left to do */
  private async begin(workspaceId: string, id: string): Promise<TrainingRunRow | null> {
    const row = await this.db.inWorkspace(workspaceId, async (tx) => {
      await tx.query(`update training_run set state = 'running', started_at = coalesce(started_at, now()) where workspace_id = $1 and id = $2 and state = 'queued'`, [workspaceId, id]);
      return tx.findOneBy(TrainingRunRow, { workspaceId, id, state: 'running' });
    });
    if (!row?.cancelRequested) return row;
    await this.end(row, 'cancelled', null);
    return null;
  }

  private async train(row: TrainingRunRow, signal: AbortSignal): Promise<void> {
    const { workspaceId, id } = row;
    const examples = dataSetOf(await this.examples.labelled(workspaceId));
    const picture = new ProgressPicture(examples.length, performance.now());
    const keeper = new ProgressKeeper((progress) => this.keepProgress(row, progress), () => this.running.stop(id));
    keeper.tell(picture.current);
    try {
      const run: Run = { row, picture, keeper, examples };
      const trained = await this.learn({ ...run, examples: await this.withVectors(run, signal) }, signal);
      keeper.tell(picture.finished('testing'));
      await this.finish(run, trained);
    } finally {
      await keeper.settled();
    }
  }

  private async withVectors({ row, picture, keeper, examples }: Run, signal: AbortSignal): Promise<TrainingExample[]> {
    let known: number | undefined;
    const texts = [...new Set(examples.map(({ text }) => text))];
    const onProgress = (done: number): void => keeper.tell(picture.embedded(done, texts.length, (known ??= done), performance.now()));
    const made = await this.vectors.of(row.workspaceId, texts, { signal, onProgress });
    if (!made) throw new Problem('model_unavailable', { detail: this.engine.state().detail });
    const pooled = new Map(texts.map((text, at) => [text, made[at]!.pooled]));
    return examples.map((example) => ({ ...example, pooled: pooled.get(example.text)! }));
  }

  private learn({ row, picture, keeper, examples }: Run, signal: AbortSignal): Promise<TrainedIntentModel> {
    return this.engine.train({ examples, seed: row.seed, neverAnswered: [OUT_OF_SCOPE] }, (step) => {
      if (step.stage === 'training') keeper.tell(picture.stepped(step, performance.now()));
    }, signal);
  }

  private async finish({ row, picture, keeper }: Run, trained: TrainedIntentModel): Promise<void> {
    const { workspaceId, id } = row;
    await keeper.settled();
    const versions = await this.promotion.of(row);
    await this.db.inWorkspace(workspaceId, async (tx) => {
      const artefactId = await this.engine.saveArtefact(tx, workspaceId, trained.bytes);
      const done = { state: 'succeeded' as const, artefactId, report: reportOf(trained), progress: picture.finished('done'), finishedAt: new Date() };
      const { affected } = await tx.update(TrainingRunRow, { workspaceId, id, state: 'running' }, done);
      if (affected === 0) throw new TrainingCancelled();
      for (const version of versions) await this.versions.saveIn(tx, workspaceId, version);
    });
    this.log.log({ event: 'training.succeeded', workspaceId, runId: id, number: row.number, cpuSeconds: Math.round(trained.cpuSeconds) });
    this.tell(row, 'succeeded');
  }

  private async end(row: TrainingRunRow, state: 'cancelled' | 'failed', errorCode: string | null): Promise<void> {
    const { workspaceId, id } = row;
    await this.db.inWorkspace(workspaceId, (tx) => tx.update(TrainingRunRow, { workspaceId, id, state: 'running' }, { state, errorCode, finishedAt: new Date() }));
    this.tell(row, state);
  }

  private async keepProgress(row: TrainingRunRow, progress: TrainingProgress): Promise<boolean> {
    const stop = await this.db.inWorkspace(row.workspaceId, (tx) => keepProgress(tx, row.workspaceId, row.id, progress));
    this.tell(row, 'running');
    return stop;
  }

  private tell({ workspaceId, id: runId }: TrainingRunRow, state: RunState): void {
    this.broadcast.tellDesk(workspaceId, { type: 'training', runId, state });
  }
}
