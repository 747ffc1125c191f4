import type { FileIssue, FineTuneCapabilities, FineTuneCheckpoint, FineTuneEvent, FineTuneFile, FineTunePoint } from '#contracts';
import type { FineTuneJobRow } from './fine-tune-job.entity.ts';

/** What is learnt from, and what would be refused. */
export interface Prepared {
  files: FineTuneFile[];
  issues: FileIssue[];
}

/** How far a job is at its provider. */
export interface Polled {
  state: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';
  /** 0 to 1; null where it is not told. */
  fraction: number | null;
  trainedTokens: number | null;
  /** Name of the tuned model as its server calls it; null until there is one. */
  model: string | null;
  error: { code: string; detail: string } | null;
}

export interface ToldEvent {
  remoteId: string;
  level: FineTuneEvent['level'];
  message: string;
  point: FineTunePoint | null;
  /** Steps of the whole training; null where it is not told. */
  steps: number | null;
  at: Date;
}

export type ToldCheckpoint = Omit<FineTuneCheckpoint, 'at'> & { remoteId: string; at: Date };

/** Ids under which the provider has what was sent; kept as soon as they are known. */
export type Sent = Partial<Pick<FineTuneJobRow, 'trainingFileId' | 'validationFileId' | 'remoteId'>>;
export type Keep = (sent: Sent) => Promise<void>;

/**
 * Somebody who trains. Each step may be asked for again after a crash and does then what is left to do; what cannot be
 * reached throws `ModelFailed`, which says whether it may pass.
 */
export interface FineTuneProvider {
  readonly capabilities: FineTuneCapabilities;
  /** Checks the data set as the provider would, without sending it anywhere. */
  prepare(job: FineTuneJobRow): Promise<Prepared>;
  /** Brings the job to the provider, once: what it has already is found there and not sent again. */
  submit(job: FineTuneJobRow, keep: Keep, signal: AbortSignal): Promise<void>;
  poll(job: FineTuneJobRow, signal: AbortSignal): Promise<Polled>;
  /** Those after the newest one that is stored, oldest first. */
  events(job: FineTuneJobRow, signal: AbortSignal): Promise<ToldEvent[]>;
  checkpoints(job: FineTuneJobRow, signal: AbortSignal): Promise<ToldCheckpoint[]>;
  /** @returns how far it is then; null when the provider never knew of it */
  cancel(job: FineTuneJobRow, signal: AbortSignal): Promise<Polled | null>;
}
