import { Controller } from '@nestjs/common';
import { Requires, Who, type Actor } from '#accounts';
import { readLoop, type InputOf, type Loop } from '#contracts';
import { Endpoint, Input } from '#platform';
import { LearningLoop } from './loop.service.ts';

@Controller()
export class LoopController {
  constructor(private readonly loop: LearningLoop) {}

  @Endpoint(readLoop)
  @Requires('analytics:read')
  read(@Input() { days }: InputOf<typeof readLoop>, @Who() { workspaceId }: Actor): Promise<Loop> {
    return this.loop.read(workspaceId, days);
  }
}
