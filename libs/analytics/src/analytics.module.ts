import { Module } from '@nestjs/common';
import { AnalyticsController } from './analytics.controller.ts';
import { Exports } from './exports.service.ts';
import { Fold } from './fold.service.ts';
import { Ranges } from './report-range.ts';
import { Reports } from './reports.service.ts';
import { Totals } from './totals.service.ts';

@Module({
  controllers: [AnalyticsController],
  providers: [Fold, Totals, Ranges, Reports, Exports],
  exports: [Totals, Fold],
})
export class AnalyticsModule {}
