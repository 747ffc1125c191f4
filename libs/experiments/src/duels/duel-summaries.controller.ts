import { Controller } from '@nestjs/common';
import { Requires, Who, type Actor } from '#accounts';
import { readDuelSummary, type DuelSummary, type InputOf } from '#contracts';
import { Endpoint, Input } from '#platform';
import { DuelSummaries } from './duel-summaries.service.ts';

@Controller()
export class DuelSummariesController {
  constructor(private readonly summaries: DuelSummaries) {}

  @Endpoint(readDuelSummary)
  @Requires('experiments:read')
  read(@Input() { id }: InputOf<typeof readDuelSummary>, @Who() who: Actor): Promise<DuelSummary> {
    return this.summaries.read(who.workspaceId, id);
  }
}
