import { Module } from '@nestjs/common';
import { AccountsModule } from '#accounts';
import { AnalyticsModule } from '#analytics';
import { AllocationController } from './allocation/allocation.controller.ts';
import { Allocations } from './allocation/allocations.service.ts';
import { Assignments } from './assignments.service.ts';
import { DuelSummaries } from './duels/duel-summaries.service.ts';
import { DuelSummariesController } from './duels/duel-summaries.controller.ts';
import { ExperimentsController } from './experiments.controller.ts';
import { ResultsController } from './results.controller.ts';
import { Experiments } from './experiments.service.ts';
import { Lifecycle } from './lifecycle.service.ts';
import { PaybackController } from './payback/payback.controller.ts';
import { ExperimentProofs } from './proof/proofs.service.ts';
import { PlanBaselines } from './planning/baselines.service.ts';
import { PlanningController } from './planning/planning.controller.ts';
import { ReportsController } from './report/reports.controller.ts';
import { RetiringModelsController } from './retiring/retiring-models.controller.ts';
import { ExperimentResults } from './results.service.ts';
import { SharedResultsController } from './shares/shared-results.controller.ts';
import { ExperimentShares } from './shares/shares.service.ts';
import { SharesController } from './shares/shares.controller.ts';
import { ExperimentWatch } from './watch/watch.service.ts';

/** Definitions, assignment and results of experiments. */
@Module({
  imports: [AccountsModule, AnalyticsModule],
  controllers: [ExperimentsController, ResultsController, ReportsController, PlanningController, DuelSummariesController, AllocationController, SharesController, SharedResultsController, PaybackController, RetiringModelsController],
  providers: [Experiments, Lifecycle, Assignments, ExperimentResults, ExperimentProofs, PlanBaselines, ExperimentWatch, DuelSummaries, Allocations, ExperimentShares],
  exports: [Experiments, Lifecycle, Assignments, ExperimentResults],
})
export class ExperimentsModule {}
