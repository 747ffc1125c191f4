import { Module } from '@nestjs/common';
import { AccountsModule } from '#accounts';
import { AnalyticsModule } from '#analytics';
import { Assignments } from './assignments.service.ts';
import { ExperimentsController } from './experiments.controller.ts';
import { Experiments } from './experiments.service.ts';
import { Lifecycle } from './lifecycle.service.ts';
import { ExperimentResults } from './results.service.ts';

/** Definitions, assignment and results of experiments. */
@Module({
  imports: [AccountsModule, AnalyticsModule],
  controllers: [ExperimentsController],
  providers: [Experiments, Lifecycle, Assignments, ExperimentResults],
  exports: [Experiments, Lifecycle, Assignments, ExperimentResults],
})
export class ExperimentsModule {}
