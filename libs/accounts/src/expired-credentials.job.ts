import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Database, Jobs } from '#platform';

const NAME = 'forget-expired-credentials';
const NIGHTLY = '17 3 * * *';

/** Sessions, links and visitor tokens that let nobody in any more are removed each night. */
@Injectable()
export class ExpiredCredentials implements OnModuleInit {
  private readonly log = new Logger(ExpiredCredentials.name);

  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(NAME, () => this.forget(), NIGHTLY);
  }

  async forget(): Promise<void> {
    const [, count] = await this.db.atTheDoor((tx) => tx.query<[unknown[], number]>(
      `delete from credential where expires_at < now()
         or (kind = 'visitor' and coalesce(last_used_at, created_at) < now() - interval '30 days')
         or (kind = 'session' and coalesce(last_used_at, created_at) < now() - interval '12 hours')`));
    this.log.log({ event: 'credentials.forgotten', count });
  }
}
