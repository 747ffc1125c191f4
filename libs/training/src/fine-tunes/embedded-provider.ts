import { Injectable } from '@nestjs/common';
import { fineTuneCapabilities, type TrainingRun } from '#contracts';
import { ModelFailed } from '#models';
import { Database, Problem } from '#platform';
import { TrainingRuns } from '../training-runs.service.ts';
import { FineTuneJobRow } from './fine-tune-job.entity.ts';
import type { FineTuneProvider, Polled, Prepared, ToldCheckpoint, ToldEvent } from './fine-tune-provider.ts';

/** Duet's own trainer: the job is a training run, whose page tells more of it. */
@Injectable()
export class EmbeddedProvider implements FineTuneProvider {
  readonly capabilities = fineTuneCapabilities.embedded;

  constructor(private readonly db: Database, private readonly runs: TrainingRuns) {}

  /** The labelled questions are counted when the run begins. */
  prepare(): Promise<Prepared> {
    return Promise.resolve({ files: [], issues: [] });
  }

  /** The run and its name on the job are written together. A run of somebody else is waited for. */
  async submit({ workspaceId, id, trainingRunId, parameters: { seed }, note, backendIds, number }: FineTuneJobRow): Promise<void> {
    if (trainingRunId !== null) return;
    const wish = { seed, note: note || `Fine-tune ${number}`, backendIds, search: null };
    try {
      await this.runs.start(workspaceId, wish, (tx, runId) => tx.update(FineTuneJobRow, { workspaceId, id }, { trainingRunId: runId, remoteId: runId }));
    } catch (error) {
      if (error instanceof Problem && error.code === 'training_running') throw new ModelFailed('busy', { detail: error.message, cause: error });
      throw error;
    }
  }

  async poll({ workspaceId, trainingRunId }: FineTuneJobRow): Promise<Polled> {
    return polledOf(await this.runs.read(workspaceId, trainingRunId ?? ''));
  }

  /** They are on the page of the run. */
  events(): Promise<ToldEvent[]> {
    return Promise.resolve([]);
  }

  checkpoints(): Promise<ToldCheckpoint[]> {
    return Promise.resolve([]);
  }

  async cancel({ workspaceId, id }: FineTuneJobRow): Promise<Polled | null> {
    const row = await this.db.inWorkspace(workspaceId, (tx) => tx.findOneBy(FineTuneJobRow, { workspaceId, id }));
    if (!row?.trainingRunId) return null;
    const run = await this.runs.cancel(workspaceId, row.trainingRunId).catch((error: unknown) => {
      if (error instanceof Problem && error.code === 'training_not_running') return this.runs.read(workspaceId, row.trainingRunId!);
      throw error;
    });
    return polledOf(run);
  }
}

function polledOf({ state, progress, number, errorCode }: TrainingRun): Polled {
  const error = state === 'failed' ? { code: errorCode ?? 'internal', detail: '' } : null;
  return { state, fraction: progress.fraction, trainedTokens: null, model: state === 'succeeded' ? `embedded/intent@${number}` : null, error };
}
