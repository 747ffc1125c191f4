import { Controller } from '@nestjs/common';
import { Requires, Who } from '#accounts';
import type { Actor } from '#accounts';
import { acceptSuggestion, declineSuggestion, listArticleSuggestions, restoreSuggestion } from '#contracts';
import type { Article, InputOf, ReplyOf } from '#contracts';
import { Endpoint, Input } from '#platform';
import { Suggestions } from './suggestions.service.ts';

@Controller()
export class SuggestionsController {
  constructor(private readonly suggestions: Suggestions) {}

  @Endpoint(listArticleSuggestions)
  @Requires('conversations:read')
  list(@Input() which: InputOf<typeof listArticleSuggestions>, @Who() who: Actor): Promise<ReplyOf<typeof listArticleSuggestions>> {
    return this.suggestions.list(who.workspaceId, which);
  }

  @Endpoint(acceptSuggestion)
  @Requires('content:write')
  accept(@Input() { id }: InputOf<typeof acceptSuggestion>, @Who() who: Actor): Promise<Article> {
    return this.suggestions.accept(who.workspaceId, id);
  }

  @Endpoint(declineSuggestion)
  @Requires('content:write')
  async decline(@Input() { id }: InputOf<typeof declineSuggestion>, @Who() who: Actor): Promise<{ ok: true }> {
    await this.suggestions.turn(who.workspaceId, id, 'declined');
    return { ok: true };
  }

  @Endpoint(restoreSuggestion)
  @Requires('content:write')
  async restore(@Input() { id }: InputOf<typeof restoreSuggestion>, @Who() who: Actor): Promise<{ ok: true }> {
    await this.suggestions.turn(who.workspaceId, id, 'open');
    return { ok: true };
  }
}
