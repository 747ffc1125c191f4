import { Injectable } from '@nestjs/common';
import { Totals, figuresOf, type VariantTotals } from '#analytics';
import type { EpochCounts, Evidence, Experiment, Results } from '#contracts';
import { Database } from '#platform';
import type { EntityManager } from 'typeorm';
import { analyse } from './analysis/analyse.ts';
import { assignedUnits } from './analysis/pace.ts';
import { readEvidence } from './evidence/read-evidence.ts';
import { oneExperiment } from './experiments.service.ts';
import { readRampStanding } from './ramp/step-coverage.ts';

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
      const { experiment, totals, evidence } = await this.evidenceIn(tx, workspaceId, id, now);
      const byVariant = new Map(totals.map((one) => [one.variantId, one]));
      const analysis = analyse(evidence);
      return {
        experiment, analysis, epochs: countsOf(evidence), ramp: await readRampStanding(tx, workspaceId, experiment, { units: assignedUnits(evidence.epochs), gates: analysis.gates }), proof: evidence.proof, computedAt: evidence.takenAt,
        variants: experiment.variants.map((variant) => ({ variant, figures: figuresOf(byVariant.get(variant.id) ?? noTotals(variant.id)) })),
      };
    });
  }

  /** What the results are computed from. @throws Problem `not_found` */
  async evidence(workspaceId: string, id: string, now = new Date()): Promise<Evidence> {
    await this.totals.refresh();
    return this.db.inWorkspace(workspaceId, async (tx) => (await this.evidenceIn(tx, workspaceId, id, now)).evidence);
  }

  private async evidenceIn(tx: EntityManager, workspaceId: string, id: string, now: Date): Promise<{ experiment: Experiment; totals: VariantTotals[]; evidence: Evidence }> {
    const experiment = await oneExperiment(tx, workspaceId, id);
    const totals = await this.totals.experimentTotals(tx, workspaceId, id, experiment.phase);
    return { experiment, totals, evidence: await readEvidence(tx, workspaceId, experiment, totals, now) };
  }
}

/** Of a variant that nobody met yet. */
const noTotals = (variantId: string): VariantTotals => ({ variantId, sums: {}, firstToken: {}, total: {}, resolvedAlone: 0 });

const countsOf = ({ epochs, variants }: Evidence): EpochCounts[] =>
  epochs.map(({ number, startedAt, reason, coverage, weights, assigned, answered }) => ({
    number, startedAt, reason, coverage: coverage ?? null,
    variants: variants.map(({ id }) => ({ variantId: id, weight: weights[id] ?? 0, assigned: assigned[id] ?? 0, answered: answered[id] ?? 0 })),
  }));
