import { Injectable, Logger } from '@nestjs/common';
import type { FineTuneState } from '#contracts';
import { ModelFailed } from '#models';
import { Database, Problem } from '#platform';
import { In, QueryFailedError, type EntityManager } from 'typeorm';
import { EmbeddedProvider } from './embedded-provider.ts';
import { FineTuneJobRow } from './fine-tune-job.entity.ts';
import type { FineTuneProvider, Keep, Polled, ToldCheckpoint, ToldEvent } from './fine-tune-provider.ts';
import { storeCheckpoints, storeEvents } from './fine-tunes.sql.ts';
import { ManualProvider } from './manual-provider.ts';
import { storable } from './openai-protocol.ts';
import { OpenAiProvider } from './openai-provider.ts';
import { pollDelayMs, troubleDelayMs } from './poll-delay.ts';
import { TunedModels } from './tuned-models.service.ts';

/** What comes after a step: the next one at once, the same again later, or nothing. */
export type After = { next: 'now' } | { next: 'later'; inMs: number } | { next: 'never' };

const now: After = { next: 'now' };
const never: After = { next: 'never' };

/** What a database refuses it refuses again: a try or two are for what another writer did meanwhile. */
const MOST_REFUSALS = 3;

interface Told {
  polled: Polled;
  events: ToldEvent[];
  checkpoints: ToldCheckpoint[];
}

interface Trouble {
  code: string;
  detail?: string | undefined;
  retryAfterMs?: number | undefined;
}

/**
 * One step of a fine-tune: from the state in its row to the next. The provider is asked outside of any transaction, what it
 * said is written in one, and only while the row is as it was read; a step that is done twice changes nothing.
 */
@Injectable()
export class FineTuneSteps {
  private readonly log = new Logger(FineTuneSteps.name);
  private readonly providers: Readonly<Record<FineTuneJobRow['provider'], FineTuneProvider>>;

  constructor(private readonly db: Database, private readonly tuned: TunedModels, embedded: EmbeddedProvider, openai: OpenAiProvider, manual: ManualProvider) {
    this.providers = { embedded, openai, manual };
  }

  /** Failures of the provider end in the row: they pass, or end the job. */
  async advance(job: FineTuneJobRow, signal: AbortSignal): Promise<After> {
    try {
      return await this.step(job, this.providers[job.provider], signal);
    } catch (error) {
      if (signal.aborted) throw error;
      if (error instanceof ModelFailed && error.retryable) return this.trouble(job, error);
      if (error instanceof ModelFailed) return this.fail(job, goneAt(job, error) ? 'job_gone' : error.code, error.detail ?? '');
      if (error instanceof Problem) return this.fail(job, error.code, error.message);
      if (refused(error)) return this.unstorable(job, error);
      throw error;
    }
  }

  /** @returns false when the job is not in this state any more */
  async fail(job: FineTuneJobRow, errorCode: string, errorDetail: string): Promise<After> {
    await this.move(job, 'failed', { errorCode, errorDetail: storable(errorDetail, 500), finishedAt: new Date(), nextPollAt: null });
    return never;
  }

  private async step(job: FineTuneJobRow, provider: FineTuneProvider, signal: AbortSignal): Promise<After> {
    if (job.cancelRequested) return this.cancel(job, provider, signal);
    switch (job.state) {
      case 'draft':
        return this.move(job, 'validating', {});
      case 'validating':
        return this.validate(job, provider);
      case 'uploading':
        await provider.submit(job, this.keeping(job), signal);
        return this.move(job, 'queued', { failures: 0, errorCode: null, errorDetail: null });
      case 'queued':
      case 'running':
        return job.provider === 'manual' ? never : this.follow(job, provider, signal);
      default:
        return never;
    }
  }

  private async validate(job: FineTuneJobRow, provider: FineTuneProvider): Promise<After> {
    const prepared = await provider.prepare(job);
    if (!prepared.issues.some(({ severity }) => severity === 'error')) return this.move(job, 'uploading', { ...prepared });
    await this.move(job, 'failed', { ...prepared, errorCode: 'data_set_refused', errorDetail: prepared.issues[0]?.sentence ?? null, finishedAt: new Date() });
    return never;
  }

  /** Asks first how far it is: what the provider told until then is kept, and its word about the end counts. */
  private async follow(job: FineTuneJobRow, provider: FineTuneProvider, signal: AbortSignal): Promise<After> {
    const polled = await provider.poll(job, signal);
    const told = { polled, events: await provider.events(job, signal), checkpoints: await provider.checkpoints(job, signal) };
    if (polled.state === 'succeeded') return this.succeed(job, told);
    return this.keepTold(job, told);
  }

  private async cancel(job: FineTuneJobRow, provider: FineTuneProvider, signal: AbortSignal): Promise<After> {
    if (job.state === 'uploading' && job.remoteId !== null) return this.move(job, 'queued', {});
    const polled = await provider.cancel(job, signal);
    if (polled === null) return this.ended(job, 'cancelled');
    if (job.remoteId === null && job.provider === 'openai') return this.ended(job, 'cancelled');
    return this.follow(job, provider, signal);
  }

  private async keepTold(job: FineTuneJobRow, told: Told): Promise<After> {
    const { polled } = told;
    const over = polled.state === 'failed' || polled.state === 'cancelled';
    const inMs = pollDelayMs(Date.now() - (job.startedAt ?? job.createdAt).getTime());
    await this.db.inWorkspace(job.workspaceId, async (tx) => {
      const row = await this.locked(tx, job);
      if (!row) return;
      await tx.update(FineTuneJobRow, { workspaceId: job.workspaceId, id: job.id }, {
        ...(await this.courseOf(tx, row, told)), state: polled.state, errorCode: polled.error?.code ?? null, errorDetail: polled.error ? storable(polled.error.detail, 500) : null,
        ...(over ? { finishedAt: new Date(), nextPollAt: null } : { nextPollAt: new Date(Date.now() + inMs) }),
      });
    });
    return over ? never : { next: 'later', inMs };
  }

  /** Model, versions and the word "succeeded" in one transaction. */
  private async succeed(job: FineTuneJobRow, told: Told): Promise<After> {
    const backends = job.provider === 'embedded' ? [] : await this.tuned.backendsOf(job);
    const name = told.polled.model ?? '';
    const model = await this.db.inWorkspace(job.workspaceId, async (tx) => {
      const row = await this.locked(tx, job);
      if (!row) return null;
      const made = job.provider === 'embedded' ? { id: null, key: name } : await this.tuned.bring(tx, row, this.tuned.servedBy(row, name), backends);
      const end = made ? { state: 'succeeded' as const, modelKey: made.key, modelId: made.id, errorCode: null, errorDetail: null } : { state: 'failed' as const, errorCode: 'model_taken', errorDetail: name };
      await tx.update(FineTuneJobRow, { workspaceId: job.workspaceId, id: job.id }, { ...(await this.courseOf(tx, row, told)), ...end, fraction: 1, finishedAt: new Date(), nextPollAt: null });
      return made;
    });
    if (model?.id) this.tuned.began(job.workspaceId, model.id);
    return never;
  }

  private async courseOf(tx: EntityManager, job: FineTuneJobRow, { polled, events, checkpoints }: Told): Promise<Partial<FineTuneJobRow>> {
    await storeEvents(tx, job, events);
    await storeCheckpoints(tx, job, checkpoints);
    const step = Math.max(job.step ?? 0, ...events.map(({ point }) => point?.step ?? 0)) || null;
    const steps = events.findLast((event) => event.steps !== null)?.steps ?? job.steps;
    const began = polled.state !== 'queued' ? { startedAt: job.startedAt ?? new Date() } : {};
    return {
      ...began, step, steps, failures: 0, fraction: polled.fraction ?? (step !== null && steps ? Math.min(1, step / steps) : job.fraction),
      newestEventId: events.at(-1)?.remoteId ?? job.newestEventId, ...(polled.trainedTokens === null ? {} : { trainedTokens: String(polled.trainedTokens) }),
    };
  }

  /** As long as nobody changed its state meanwhile: a person may have given it up. */
  private locked(tx: EntityManager, { workspaceId, id, attempt }: FineTuneJobRow): Promise<FineTuneJobRow | null> {
    return tx.getRepository(FineTuneJobRow).findOne({ where: { workspaceId, id, attempt, state: In(['queued', 'running']) }, lock: { mode: 'pessimistic_write' } });
  }

  private keeping({ workspaceId, id, attempt }: FineTuneJobRow): Keep {
    return async (sent) => {
      await this.db.inWorkspace(workspaceId, (tx) => tx.update(FineTuneJobRow, { workspaceId, id, attempt }, sent));
    };
  }

  private async trouble(job: FineTuneJobRow, { code, detail, retryAfterMs }: Trouble): Promise<After> {
    const inMs = troubleDelayMs(job.failures, retryAfterMs);
    await this.move(job, job.state, { failures: job.failures + 1, errorCode: code, errorDetail: detail === undefined ? null : storable(detail, 500), nextPollAt: new Date(Date.now() + inMs) });
    return { next: 'later', inMs };
  }

  /** A job that would be asked about for ever ends, and says so. */
  private unstorable(job: FineTuneJobRow, error: QueryFailedError): Promise<After> {
    this.log.error({ event: 'fine_tune.refused_by_database', workspaceId: job.workspaceId, fineTuneId: job.id, failures: job.failures }, error);
    return job.failures + 1 < MOST_REFUSALS ? this.trouble(job, { code: 'internal' }) : this.fail(job, 'internal', '');
  }

  private async ended(job: FineTuneJobRow, state: 'cancelled'): Promise<After> {
    await this.move(job, state, { errorCode: null, errorDetail: null, finishedAt: new Date(), nextPollAt: null });
    return never;
  }

  private async move({ workspaceId, id, state, attempt }: FineTuneJobRow, next: FineTuneState, changes: Partial<FineTuneJobRow>): Promise<After> {
    await this.db.inWorkspace(workspaceId, (tx) => tx.update(FineTuneJobRow, { workspaceId, id, state, attempt }, { ...changes, state: next }));
    return now;
  }
}

/** The provider does not know the job any more. */
const goneAt = ({ remoteId }: FineTuneJobRow, { detail }: ModelFailed): boolean => remoteId !== null && /^404:/.test(detail ?? '');

/** Values that do not fit (22), break a rule (23) or are too large (54); a database that is away is another matter. */
const refused = (error: unknown): error is QueryFailedError => error instanceof QueryFailedError && /^(22|23|54)/.test(String((error.driverError as { code?: string }).code ?? ''));
