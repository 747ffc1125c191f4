import { Injectable } from '@nestjs/common';
import { fineTuneCapabilities } from '#contracts';
import type { FineTuneJobRow } from './fine-tune-job.entity.ts';
import type { FineTuneProvider, Polled, Prepared, ToldCheckpoint, ToldEvent } from './fine-tune-provider.ts';
import { TrainingFiles } from './training-files.service.ts';

/** Somebody takes the files, trains anywhere, and says in the end what the model is called. */
@Injectable()
export class ManualProvider implements FineTuneProvider {
  readonly capabilities = fineTuneCapabilities.manual;

  constructor(private readonly files: TrainingFiles) {}

  prepare(job: FineTuneJobRow): Promise<Prepared> {
    return this.files.prepare(job, ['openai', 'trl'], this.capabilities);
  }

  /** Nothing is sent. */
  async submit(): Promise<void> {}

  /** Waits for a person. */
  poll(): Promise<Polled> {
    return Promise.resolve({ state: 'queued', fraction: null, trainedTokens: null, model: null, error: null });
  }

  events(): Promise<ToldEvent[]> {
    return Promise.resolve([]);
  }

  checkpoints(): Promise<ToldCheckpoint[]> {
    return Promise.resolve([]);
  }

  cancel(): Promise<null> {
    return Promise.resolve(null);
  }
}
