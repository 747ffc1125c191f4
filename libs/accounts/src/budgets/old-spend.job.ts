import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Database, Jobs } from '#platform';
import { forgetSpend } from './spend.sql.ts';

const NAME = 'forget-old-spend';
const NIGHTLY = '27 3 * * *';

/** What was used on a day is of interest on that day; messages keep what each of them has cost. */
@Injectable()
export class OldSpend implements OnModuleInit {
  private readonly log = new Logger(OldSpend.name);

  constructor(private readonly db: Database, private readonly jobs: Jobs) {}

  onModuleInit(): void {
    this.jobs.handle(NAME, () => this.forget(), NIGHTLY);
  }

  async forget(): Promise<void> {
    const count = await this.db.acrossWorkspaces(forgetSpend);
    this.log.log({ event: 'spend.forgotten', count });
  }
}
