import { Controller } from '@nestjs/common';
import { Requires, Who } from '#accounts';
import type { Actor } from '#accounts';
import { learnSearch, readSearch } from '#contracts';
import type { SearchState } from '#contracts';
import { Endpoint } from '#platform';
import { SearchLearning } from './search-learning.service.ts';

@Controller()
export class SearchController {
  constructor(private readonly learning: SearchLearning) {}

  @Endpoint(readSearch)
  @Requires('content:read')
  read(@Who() who: Actor): Promise<SearchState> {
    return this.learning.state(who.workspaceId);
  }

  @Endpoint(learnSearch)
  @Requires('content:write')
  async learn(@Who() who: Actor): Promise<SearchState> {
    await this.learning.learn(who.workspaceId);
    return this.learning.state(who.workspaceId);
  }
}
