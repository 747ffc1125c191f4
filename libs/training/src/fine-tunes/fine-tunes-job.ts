import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { isFineTuning } from '#contracts';
import { Database, Jobs } from '#platform';
import { z } from 'zod';
import { FineTuneJobRow } from './fine-tune-job.entity.ts';
import { FineTuneSteps, type After } from './fine-tune-steps.service.ts';
import { findLostFineTunes } from './fine-tunes.sql.ts';
import { FineTunes } from './fine-tunes.service.ts';
import { FINE_TUNE_JOB, queueFineTune } from './queue-fine-tune.ts';

const Payload = z.object({ workspaceId: z.uuid(), id: z.uuid() });
const EACH_FIVE_MINUTES = '*/5 * * * *';
/** Twice the longest time between two questions. */
const LATE_SECONDS = 600;

/** Carries fine-tunes on, step by step. All that it knows is in the row: any server goes on after any other, or after itself. */
@Injectable()
export class FineTunesJob implements OnModuleInit {
  private readonly log = new Logger(FineTunesJob.name);

  constructor(private readonly db: Database, private readonly jobs: Jobs, private readonly steps: FineTuneSteps, private readonly fineTunes: FineTunes) {}

  onModuleInit(): void {
    this.jobs.handle(FINE_TUNE_JOB, (payload, signal) => this.handle(Payload.parse(payload), signal));
    this.jobs.handle('fine-tunes-look-after', () => this.queueLost(), EACH_FIVE_MINUTES);
  }

  /** Throws only when the server stops, or its database is away: the queue then tries it again. */
  private async handle(which: z.output<typeof Payload>, signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const job = await this.db.inWorkspace(which.workspaceId, (tx) => tx.findOneBy(FineTuneJobRow, which));
      if (!job || !isFineTuning(job)) return;
      const after = await this.steps.advance(job, signal);
      await this.tell(which);
      if (after.next === 'never') return;
      if (after.next === 'later') return this.comeBack(which, after);
    }
  }

  private comeBack(which: z.output<typeof Payload>, { inMs }: Extract<After, { next: 'later' }>): Promise<void> {
    return this.db.inWorkspace(which.workspaceId, (tx) => queueFineTune(this.jobs, tx, which, inMs));
  }

  private async tell({ workspaceId, id }: z.output<typeof Payload>): Promise<void> {
    const job = await this.db.inWorkspace(workspaceId, (tx) => tx.findOneBy(FineTuneJobRow, { workspaceId, id }));
    if (!job) return;
    this.fineTunes.tell(workspaceId, job);
    const { state, number, errorCode } = job;
    if (!isFineTuning(job)) this.log.log({ event: `fine_tune.${state}`, workspaceId, fineTuneId: id, number, errorCode });
  }

  /** Whose place in the queue was lost, or whose every try met something unforeseen. */
  private async queueLost(): Promise<void> {
    for (const which of await this.db.acrossWorkspaces((tx) => findLostFineTunes(tx, LATE_SECONDS))) {
      await this.db.inWorkspace(which.workspaceId, (tx) => queueFineTune(this.jobs, tx, which));
      this.log.warn({ event: 'fine_tune.lost', workspaceId: which.workspaceId, fineTuneId: which.id });
    }
  }
}
