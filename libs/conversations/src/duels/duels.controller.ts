import { Controller, Req } from '@nestjs/common';
import { Requires, Who, type Actor } from '#accounts';
import { askForDuel, decideDuel, listDuels, readDuelDesk, type Duel, type InputOf, type ReplyOf } from '#contracts';
import { Endpoint, Input, Problem } from '#platform';
import type { FastifyRequest } from 'fastify';
import { Duels } from './duels.service.ts';

@Controller()
export class DuelsController {
  constructor(private readonly duels: Duels) {}

  @Endpoint(readDuelDesk)
  @Requires('conversations:reply')
  desk(@Input() { id }: InputOf<typeof readDuelDesk>, @Who() who: Actor): Promise<ReplyOf<typeof readDuelDesk>> {
    return this.duels.desk(who, id);
  }

  /** Stops both drafts when the agent leaves. */
  @Endpoint(askForDuel)
  @Requires('conversations:reply')
  async ask(@Input() { id }: InputOf<typeof askForDuel>, @Who() who: Actor, @Req() request: FastifyRequest): Promise<Duel> {
    const left = new AbortController();
    const leave = (): void => left.abort(new Problem('duel_cancelled'));
    request.raw.socket.once('close', leave);
    try {
      return await this.duels.ask(who, id, left.signal);
    } finally {
      request.raw.socket.off('close', leave);
    }
  }

  @Endpoint(decideDuel)
  @Requires('conversations:reply')
  decide(@Input() { id, result }: InputOf<typeof decideDuel>, @Who() who: Actor): Promise<Duel> {
    return this.duels.decide(who, id, result);
  }

  @Endpoint(listDuels)
  @Requires('conversations:read')
  list(@Input() filter: InputOf<typeof listDuels>, @Who() who: Actor): Promise<ReplyOf<typeof listDuels>> {
    return this.duels.list(who.workspaceId, filter);
  }
}
