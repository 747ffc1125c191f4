import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Buckets } from './accumulate.ts';
import { addSums, type SumKey, type Sums } from './contributions.ts';
import { Fold } from './fold.service.ts';
import type { GroupTotals } from './figures.ts';
import { resolvedInExperiment, unitBuckets, unitSums, type UnitMetricRow } from './totals.sql.ts';

export type VariantTotals = GroupTotals & { variantId: string };

/** Which sums a metric's numerator and denominator carry; each sum is taken from exactly one metric. */
const read: Readonly<Record<string, { y?: SumKey; x?: SumKey; yy?: SumKey }>> = {
  assigned: { y: 'assigned' }, conversations: { y: 'conversations' }, received: { y: 'received' },
  csat: { y: 'ratingSum', x: 'ratings', yy: 'ratingSquares' }, csat_top: { y: 'topRatings' }, response: { x: 'asked' },
  hand_over: { y: 'handOvers' }, helped: { y: 'helped' }, failure: { y: 'failures', x: 'answers' }, elsewhere: { y: 'servedElsewhere' }, clarified: { y: 'clarified' }, offered: { y: 'offered' },
  cost: { y: 'costMicroUsd' }, input_tokens: { y: 'inputTokens' }, output_tokens: { y: 'outputTokens' },
  matched: { y: 'matched', x: 'scored' }, covered: { y: 'covered' }, ended: { y: 'ended' },
};

function sumsOf({ metric, y, x, yy }: UnitMetricRow): Sums {
  if (metric === 'thumbs') return { thumbsUp: Number(y), thumbsDown: Number(x) - Number(y) };
  const keys = read[metric];
  return { ...(keys?.y ? { [keys.y]: Number(y) } : {}), ...(keys?.x ? { [keys.x]: Number(x) } : {}), ...(keys?.yy ? { [keys.yy]: Number(yy) } : {}) };
}

/** The sums of an experiment's variants, from its units: what every verdict rests on. */
@Injectable()
export class Totals {
  constructor(private readonly fold: Fold) {}

  /** Folds what is committed, so that the next read is up to date. Call it before the transaction that reads. */
  refresh(): Promise<void> {
    return this.fold.catchUp();
  }

  /** One entry per variant of the phase that has at least one unit. */
  async experimentTotals(tx: EntityManager, workspaceId: string, experimentId: string, phase: number): Promise<VariantTotals[]> {
    const byVariant = new Map<string, VariantTotals>();
    const of = (variantId: string): VariantTotals => {
      const known = byVariant.get(variantId) ?? { variantId, sums: {}, firstToken: {}, total: {}, resolvedAlone: 0 };
      byVariant.set(variantId, known);
      return known;
    };
    for (const row of await unitSums(tx, workspaceId, experimentId, phase)) of(row.variantId).sums = addSums(of(row.variantId).sums, sumsOf(row));
    for (const row of await unitBuckets(tx, workspaceId, experimentId, phase)) {
      const buckets: Buckets = row.metric === 'total' ? of(row.variantId).total : of(row.variantId).firstToken;
      buckets[row.bucket] = Number(row.count);
    }
    for (const [variantId, resolved] of await resolvedInExperiment(tx, workspaceId, experimentId, phase)) of(variantId).resolvedAlone = resolved;
    return [...byVariant.values()];
  }
}
