import { Controller } from '@nestjs/common';
import { Requires, Who } from '#accounts';
import type { Actor } from '#accounts';
import { cancelOptimizer, listOptimizerCandidates, listOptimizerRuns, planOptimizer, readOptimizerRun, saveOptimized, startOptimizer } from '#contracts';
import type { InputOf, OptimizerRun, ReplyOf } from '#contracts';
import { Endpoint, Input } from '#platform';
import { OptimizerPlans } from './optimizer-plans.service.ts';
import { OptimizerRuns } from './optimizer-runs.service.ts';

@Controller()
export class OptimizerController {
  constructor(private readonly runs: OptimizerRuns, private readonly plans: OptimizerPlans) {}

  @Endpoint(planOptimizer)
  @Requires('models:read')
  plan(@Input() wish: InputOf<typeof planOptimizer>, @Who() who: Actor): Promise<ReplyOf<typeof planOptimizer>> {
    return this.plans.plan(who.workspaceId, wish);
  }

  @Endpoint(listOptimizerRuns)
  @Requires('models:read')
  list(@Input() page: InputOf<typeof listOptimizerRuns>, @Who() who: Actor): Promise<ReplyOf<typeof listOptimizerRuns>> {
    return this.runs.list(who.workspaceId, page);
  }

  @Endpoint(startOptimizer)
  @Requires('models:write')
  start(@Input() wish: InputOf<typeof startOptimizer>, @Who() who: Actor): Promise<OptimizerRun> {
    return this.runs.start(who, wish);
  }

  @Endpoint(readOptimizerRun)
  @Requires('models:read')
  read(@Input() { id }: InputOf<typeof readOptimizerRun>, @Who() who: Actor): Promise<OptimizerRun> {
    return this.runs.read(who.workspaceId, id);
  }

  @Endpoint(listOptimizerCandidates)
  @Requires('models:read')
  async candidates(@Input() { id }: InputOf<typeof listOptimizerCandidates>, @Who() who: Actor): Promise<ReplyOf<typeof listOptimizerCandidates>> {
    return { items: await this.runs.candidates(who.workspaceId, id) };
  }

  @Endpoint(cancelOptimizer)
  @Requires('models:write')
  cancel(@Input() { id }: InputOf<typeof cancelOptimizer>, @Who() who: Actor): Promise<OptimizerRun> {
    return this.runs.cancel(who.workspaceId, id);
  }

  @Endpoint(saveOptimized)
  @Requires('models:write')
  save(@Input() wish: InputOf<typeof saveOptimized>, @Who() who: Actor): Promise<ReplyOf<typeof saveOptimized>> {
    return this.runs.save(who, wish);
  }
}
