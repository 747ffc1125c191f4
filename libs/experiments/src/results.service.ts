import { Injectable } from '@nestjs/common';
import { Totals, figuresOf, type VariantTotals } from '#analytics';
import type { Results } from '#contracts';
import { Database } from '#platform';
import { assignedByEpoch } from './assignments.sql.ts';
import { compareVariants, measures } from './compare.ts';
import { oneExperiment } from './experiments.service.ts';
import { ratioCheck } from './ratio-check.ts';
import { verdictOf } from './verdict.ts';

/** What an experiment has shown so far, in its present phase. */
@Injectable()
export class ExperimentResults {
  constructor(
    private readonly db: Database,
    private readonly totals: Totals,
  ) {}

  /** @throws Problem `not_found` */
  async read(workspaceId: string, id: string, now = new Date()): Promise<Results> {
    await this.totals.refresh();
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const experiment = await oneExperiment(tx, workspaceId, id);
      const totals = new Map((await this.totals.experimentTotals(tx, workspaceId, id, experiment.phase)).map((one) => [one.variantId, one]));
      const variants = experiment.variants.map((variant) => ({ variant, figures: figuresOf(totals.get(variant.id) ?? noTotals(variant.id)) }));
      const counts = await assignedByEpoch(tx, workspaceId, id, experiment.phase);
      const sampleRatio = ratioCheck(experiment.variants.map((variant) => variant.id), counts);
      const control = experiment.variants.find(({ isControl }) => isControl);
      const comparisons = control === undefined ? [] : compareVariants({
        controlId: control.id, treatmentIds: experiment.variants.filter(({ isControl }) => !isControl).map((variant) => variant.id), plannedUnits: experiment.plannedRatings,
        cells: await this.totals.experimentMoments(tx, workspaceId, id, experiment.phase, measures.map(({ measure }) => measure)),
      });
      const verdict = verdictOf({
        state: experiment.state, plannedRatings: experiment.plannedRatings, ratioAlarm: sampleRatio?.alarm ?? false,
        variants: variants.map(({ variant, figures }) => ({
          name: variant.name, isControl: variant.isControl, csat: figures.csatMean,
          difference: comparisons.find(({ variantId, measure }) => variantId === variant.id && measure === 'csat')?.difference ?? null,
        })),
      });
      return { experiment, ...verdict, sampleRatio, variants, comparisons, computedAt: now.toISOString() };
    });
  }
}

/** Of a variant that nobody met yet. */
const noTotals = (variantId: string): VariantTotals => ({ variantId, sums: {}, firstToken: {}, total: {}, resolvedAlone: 0 });
