import { Controller } from '@nestjs/common';
import { Requires, Who, type Actor } from '#accounts';
import { createShare, listShares, withdrawShare, type ExperimentShare, type InputOf, type ReplyOf } from '#contracts';
import { Endpoint, Input } from '#platform';
import { ExperimentShares } from './shares.service.ts';

/** Who may read an experiment's results by a link. */
@Controller()
export class SharesController {
  constructor(private readonly shares: ExperimentShares) {}

  @Endpoint(listShares)
  @Requires('experiments:read')
  async list(@Input() { id }: InputOf<typeof listShares>, @Who() who: Actor): Promise<{ items: ExperimentShare[] }> {
    return { items: await this.shares.list(who.workspaceId, id) };
  }

  @Endpoint(createShare)
  @Requires('experiments:write')
  create(@Input() wish: InputOf<typeof createShare>, @Who() who: Actor): Promise<ReplyOf<typeof createShare>> {
    return this.shares.create(who, wish);
  }

  @Endpoint(withdrawShare)
  @Requires('experiments:write')
  withdraw(@Input() { id, shareId }: InputOf<typeof withdrawShare>, @Who() who: Actor): Promise<ExperimentShare> {
    return this.shares.withdraw(who, id, shareId);
  }
}
