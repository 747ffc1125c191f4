import { Controller } from '@nestjs/common';
import { readBudgets, type ReplyOf } from '#contracts';
import { Endpoint } from '#platform';
import { Requires } from '../access.ts';
import { Who, type Actor } from '../who.ts';
import { Budgets } from './budgets.service.ts';

@Controller()
export class BudgetsController {
  constructor(private readonly budgets: Budgets) {}

  @Endpoint(readBudgets)
  @Requires('workspace:read')
  read(@Who() who: Actor): Promise<ReplyOf<typeof readBudgets>> {
    return this.budgets.today(who.workspaceId);
  }
}
