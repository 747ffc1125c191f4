import { Controller } from '@nestjs/common';
import { Requires, Who } from '#accounts';
import type { Actor } from '#accounts';
import { readReplays, startDemoReplay } from '#contracts';
import type { InputOf, Replay } from '#contracts';
import { Endpoint, Input } from '#platform';
import { Replays } from './replays.service.ts';

@Controller()
export class ReplaysController {
  constructor(private readonly replays: Replays) {}

  @Endpoint(startDemoReplay)
  @Requires('replay:run')
  start(@Input() wish: InputOf<typeof startDemoReplay>, @Who() who: Actor): Promise<Replay> {
    return this.replays.start(who, wish);
  }

  @Endpoint(readReplays)
  @Requires('analytics:read')
  async list(@Who() who: Actor): Promise<{ items: Replay[] }> {
    return { items: this.replays.list(who.workspaceId) };
  }
}
