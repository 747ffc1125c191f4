import { Controller } from '@nestjs/common';
import { Requires, Who, type Actor } from '#accounts';
import { listRetiringModels, type ReplyOf } from '#contracts';
import { Database, Endpoint } from '#platform';
import { retiringModels } from './retiring-models.sql.ts';

@Controller()
export class RetiringModelsController {
  constructor(private readonly db: Database) {}

  @Endpoint(listRetiringModels)
  @Requires('models:read')
  async list(@Who() who: Actor): Promise<ReplyOf<typeof listRetiringModels>> {
    return { items: await this.db.inWorkspace(who.workspaceId, (tx) => retiringModels(tx, who.workspaceId)) };
  }
}
