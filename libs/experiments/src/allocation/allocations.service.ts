import { Injectable } from '@nestjs/common';
import { Totals } from '#analytics';
import type { AllocationView } from '#contracts';
import { Database } from '#platform';
import { oneExperiment } from '../experiments.service.ts';
import { readAllotment, type ReadAllotment } from './step-shares.ts';
import { presentWeights } from './next-weights.ts';
import { closedUnits } from './wait-for.ts';

/** How experiments share out their visitors. */
@Injectable()
export class Allocations {
  constructor(
    private readonly db: Database,
    private readonly totals: Totals,
  ) {}

  /** @throws Problem `not_found` */
  async read(workspaceId: string, id: string, now = new Date()): Promise<AllocationView> {
    await this.totals.refresh();
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const found = await readAllotment(tx, workspaceId, await oneExperiment(tx, workspaceId, id), now);
      return found ? viewOf(found) : { kind: 'fixed' };
    });
  }
}

function viewOf({ evidence, allocation, allotment, closed }: ReadAllotment): AllocationView {
  const { estimates, chances, best, harmed, next, waiting, dueAt } = allotment;
  const [weights, units] = [presentWeights(evidence), closedUnits(evidence, { estimates, closed })];
  return {
    kind: 'adaptive', allocation, waiting, dueAt, computedAt: evidence.takenAt,
    variants: evidence.variants.map(({ id: variantId }, at) => ({
      variantId, weight: weights[at] ?? 0, next: next?.[at] ?? null, chanceOfBest: chances?.[at] ?? null, value: estimates?.[at]?.value ?? null,
      closedUnits: units.get(variantId) ?? 0, harmed: harmed.has(variantId),
    })),
    best: best && { variantId: evidence.variants[best.best]?.id ?? '', known: best.kind === 'stop', evidence: best.evidence, threshold: best.threshold },
  };
}
