import { Injectable } from '@nestjs/common';
import type { DuelAgreement, DuelSummary } from '#contracts';
import { Database } from '#platform';
import { compareVariants } from '../analysis/compare.ts';
import { oneExperiment } from '../experiments.service.ts';
import { ExperimentResults } from '../results.service.ts';
import { agreementOf } from './agreement.ts';
import { duelsOfPhase, missingDrafts, pairsWithoutDraft } from './duels.sql.ts';
import { rankDuels, type Ranking } from './rank-duels.ts';

/** What agents prefer among an experiment's variants, in its present phase. */
@Injectable()
export class DuelSummaries {
  constructor(
    private readonly db: Database,
    private readonly results: ExperimentResults,
  ) {}

  /** @throws Problem `not_found` */
  async read(workspaceId: string, experimentId: string): Promise<DuelSummary> {
    const ranked = await this.db.inWorkspace(workspaceId, async (tx) => {
      const { phase, variants } = await oneExperiment(tx, workspaceId, experimentId);
      const votes = await duelsOfPhase(tx, workspaceId, experimentId, phase);
      const missing = await missingDrafts(tx, workspaceId, experimentId, phase);
      return { experimentId, phase, withoutDraft: await pairsWithoutDraft(tx, workspaceId, experimentId, phase), ...rankDuels(variants, votes, missing) };
    });
    return { ...ranked, agreement: await this.agreement(workspaceId, experimentId, ranked) };
  }

  /** Ratings are read only where there is something to hold them against. */
  private async agreement(workspaceId: string, experimentId: string, ranked: Ranking): Promise<DuelAgreement[]> {
    if (ranked.ranking.kind === 'too-few') return [];
    return agreementOf(ranked, compareVariants(await this.results.evidence(workspaceId, experimentId)));
  }
}
