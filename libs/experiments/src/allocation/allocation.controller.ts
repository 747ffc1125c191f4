import { Controller } from '@nestjs/common';
import { Requires, Who } from '#accounts';
import type { Actor } from '#accounts';
import { readAllocation, type AllocationView, type InputOf } from '#contracts';
import { Endpoint, Input } from '#platform';
import { Allocations } from './allocations.service.ts';

@Controller()
export class AllocationController {
  constructor(private readonly allocations: Allocations) {}

  @Endpoint(readAllocation)
  @Requires('experiments:read')
  read(@Input() { id }: InputOf<typeof readAllocation>, @Who() who: Actor): Promise<AllocationView> {
    return this.allocations.read(who.workspaceId, id);
  }
}
