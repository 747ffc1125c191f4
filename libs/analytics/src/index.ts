export * from './analytics.module.ts';
export * from './journal.ts';
export { figuresOf, type GroupTotals } from './figures.ts';
export { Fold } from './fold.service.ts';
export { liveCounts, type LiveCounts } from './live.sql.ts';
export { Totals, type UnitMoments, type VariantTotals } from './totals.service.ts';
