import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Database, Jobs } from '#platform';
import { findLostRuns, freeQueueOf } from './training-runs.sql.ts';
import { TRAINING_JOB, queueRun } from './queue-run.ts';

/** A process says every two seconds that it is at work; after so long a silence it is dead, or as good as dead. */
const SILENT_SECONDS = 60;
const EACH_MINUTE = '* * * * *';

/** Runs whose server was killed go on at another one: no run stays "running" with nobody at work. */
@Injectable()
export class LostRuns implements OnModuleInit {
  private readonly log = new Logger(LostRuns.name);

  constructor(private readonly db: Database, private readonly jobs: Jobs) {}

  onModuleInit(): void {
    this.jobs.handle('training-look-after', () => this.queueAgain(), EACH_MINUTE);
  }

  async queueAgain(): Promise<void> {
    const lost = await this.db.acrossWorkspaces((tx) => findLostRuns(tx, TRAINING_JOB, SILENT_SECONDS));
    for (const { workspaceId, id } of lost) {
      await this.db.acrossWorkspaces(async (tx) => {
        await freeQueueOf(tx, TRAINING_JOB, id);
        await queueRun(this.jobs, tx, { workspaceId, id });
      });
      this.log.warn({ event: 'training.lost', workspaceId, runId: id });
    }
  }
}
