import type { FineTuneEvent, FineTunePoint } from '#contracts';
import { z } from 'zod';
import type { FineTuneJobRow } from './fine-tune-job.entity.ts';
import type { Polled, ToldCheckpoint, ToldEvent } from './fine-tune-provider.ts';

/** Servers that follow the protocol leave fields out, and add their own. */
const number = z.number().nullish().catch(null);
/** Whole, and no larger than its column. */
const within = (most: number) => (value: number): number => Math.min(most, Math.max(0, Math.round(value)));
const stepOf = within(2 ** 31 - 1);
const count = number.transform((value) => value == null ? null : stepOf(value));
const tokens = number.transform((value) => value == null ? null : within(Number.MAX_SAFE_INTEGER)(value));
/** Some count milliseconds, or less: so many seconds lie three thousand years ahead. */
const farAhead = 1e11;
const moment = number.transform((at) => {
  let seconds = Math.max(0, at ?? 0);
  while (seconds > farAhead) seconds /= 1_000;
  return new Date(seconds * 1_000);
});
/** No database keeps NUL or half a character, and none finds a row by a word without end. */
const words = (longest: number) => z.string().transform((text) => storable(text, longest));
const id = words(500);

/** @param longest UTF-16 units */
export const storable = (text: string, longest: number): string => text.slice(0, longest).replace(/\p{Surrogate}|\u0000/gu, '\ufffd');

/** A page of any of its lists. */
export const page = <T extends z.ZodType>(item: T) => z.object({ data: z.array(item), has_more: z.boolean().nullish().transform((more) => more ?? false) });

export const RemoteFile = z.object({ id, filename: z.string().nullish(), status: z.string().nullish() });

export const RemoteJob = z.object({
  id, status: z.string(), training_file: z.string().nullish(), metadata: z.record(z.string(), z.string()).nullish().catch(null),
  fine_tuned_model: words(500).nullish(), trained_tokens: tokens,
  error: z.object({ code: words(100).nullish(), message: words(2_000).nullish() }).nullish().catch(null),
});
export type RemoteJob = z.output<typeof RemoteJob>;

const metrics = z.object({
  step: count, total_steps: count, train_loss: number, valid_loss: number, full_valid_loss: number, train_mean_token_accuracy: number, valid_mean_token_accuracy: number,
});
export const RemoteEvent = z.object({
  id, created_at: moment, level: z.string().nullish(), message: words(2_000).nullish(), data: metrics.partial().nullish().catch(null),
});
export const RemoteCheckpoint = z.object({
  id, created_at: moment, step_number: z.number().transform(stepOf), fine_tuned_model_checkpoint: words(500).nullish(), metrics: metrics.partial().nullish().catch(null),
});

const states: Readonly<Record<string, Polled['state']>> = {
  validating_files: 'queued', queued: 'queued', pending: 'queued', running: 'running', paused: 'running', succeeded: 'succeeded', failed: 'failed', cancelled: 'cancelled',
};

export function polledOf({ status, fine_tuned_model: model, trained_tokens: trainedTokens, error }: RemoteJob): Polled {
  const told = { fraction: null, trainedTokens: trainedTokens ?? null, model: model ?? null };
  const state = states[status] ?? 'running';
  if (state === 'succeeded' && !model) return { ...told, state: 'failed', error: { code: 'no_model', detail: 'The provider says that the job succeeded and names no model.' } };
  return { ...told, state, error: state === 'failed' ? { code: error?.code || 'provider_failed', detail: error?.message ?? '' } : null };
}

/** As the protocol's own service words it. */
const stepMessage = /^Step (\d+)\/(\d+): training loss=([\d.]+)(?:, validation loss=([\d.]+))?/;

export function eventOf({ id, created_at: at, level, message, data }: z.output<typeof RemoteEvent>): ToldEvent {
  const text = message ?? '';
  const said = stepMessage.exec(text);
  const step = data?.step ?? (said ? stepOf(Number(said[1])) : null);
  return {
    remoteId: id, at, level: levelOf(level), message: text, steps: data?.total_steps ?? (said ? stepOf(Number(said[2])) : null),
    point: step === null ? null : pointOf(step, data ?? {}, said),
  };
}

function pointOf(step: number, data: Partial<z.output<typeof metrics>>, said: RegExpExecArray | null): FineTunePoint {
  return {
    step, trainLoss: data.train_loss ?? numberIn(said?.[3]), validationLoss: data.full_valid_loss ?? data.valid_loss ?? numberIn(said?.[4]),
    trainAccuracy: data.train_mean_token_accuracy ?? null, validationAccuracy: data.valid_mean_token_accuracy ?? null,
  };
}

const numberIn = (text: string | undefined): number | null => (text === undefined || !Number.isFinite(Number(text)) ? null : Number(text));
const levelOf = (level: string | null | undefined): FineTuneEvent['level'] => (level === 'error' ? 'error' : level?.startsWith('warn') ? 'warn' : 'info');

export const checkpointOf = ({ id, created_at: at, step_number: step, fine_tuned_model_checkpoint: model, metrics: measured }: z.output<typeof RemoteCheckpoint>): ToldCheckpoint =>
  ({ remoteId: id, at, step, model: model ?? '', trainLoss: measured?.train_loss ?? null, validationLoss: measured?.full_valid_loss ?? measured?.valid_loss ?? null });

/** By this the provider's list tells which job is ours. */
export const marksOf = ({ id, attempt }: Pick<FineTuneJobRow, 'id' | 'attempt'>): Record<string, string> => ({ duet_job: id, duet_attempt: String(attempt) });

/** The body that creates a job. What is null is left to the provider. */
export function creationOf(job: FineTuneJobRow, trainingFile: string): Record<string, unknown> {
  const { epochs, batchSize, learningRateMultiplier, beta, seed } = job.parameters;
  const type = job.method === 'dpo' ? 'dpo' : 'supervised';
  const given = { n_epochs: epochs, batch_size: batchSize, learning_rate_multiplier: learningRateMultiplier, ...(type === 'dpo' ? { beta } : {}) };
  const hyperparameters = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
  return {
    model: job.baseModel, training_file: trainingFile, ...(job.validationFileId ? { validation_file: job.validationFileId } : {}),
    ...(job.suffix ? { suffix: job.suffix } : {}), seed, metadata: marksOf(job),
    method: { type, [type]: { hyperparameters } },
  };
}
