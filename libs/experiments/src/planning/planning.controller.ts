import { Controller } from '@nestjs/common';
import { Requires, Who, type Actor } from '#accounts';
import { planExperiment, readBaselines, type Baselines, type ExperimentPlan, type InputOf } from '#contracts';
import { Endpoint, Input } from '#platform';
import { PlanBaselines } from './baselines.service.ts';
import { planOf } from './plan.ts';

@Controller()
export class PlanningController {
  constructor(private readonly measured: PlanBaselines) {}

  @Endpoint(readBaselines)
  @Requires('experiments:read')
  baselines(@Input() asked: InputOf<typeof readBaselines>, @Who() who: Actor): Promise<Baselines> {
    return this.measured.read(who.workspaceId, asked);
  }

  @Endpoint(planExperiment)
  @Requires('experiments:read')
  async plan(@Input() wish: InputOf<typeof planExperiment>): Promise<ExperimentPlan> {
    return planOf(wish);
  }
}
