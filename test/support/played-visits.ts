import { appendFacts, type Fact, type FinishedAnswer } from '#analytics';
import type { Experiment } from '#contracts';
import type { Routed } from '#experiments';
import { newId, type Database } from '#platform';

/** How one visitor's only conversation went. */
export interface Visit {
  /** 1 to 5; absent: asked, and silent. */
  score?: number;
  /** Without a person; false: handed over. */
  resolved: boolean;
  costMicroUsd: number;
  /** Null: the answer never came. */
  totalMs: number | null;
  /** A fallback answered in the variant's stead. */
  servedElsewhere?: boolean;
}

interface Stage {
  database: Database;
  workspaceId: string;
  experiment: Pick<Experiment, 'siteId' | 'traffic' | 'variants'>;
  /** Assigns the next visitor. */
  route: (visitorId: string, conversationId: string) => Promise<Routed>;
}

/** Visitors who came, asked once, were answered and rated: conversations, outcomes and journal as the chat leaves them. @param visit by place within the variant (0 is the control's) */
export async function playVisits({ database, workspaceId, experiment: { siteId, traffic, variants }, route }: Stage, count: number, visit: (place: number, variant: number) => Visit): Promise<void> {
  const met = variants.map(() => 0);
  for (let visitor = 0; visitor < count; visitor++) {
    const [visitorId, conversationId] = [newId(), newId()];
    await database.inWorkspace(workspaceId, (tx) => tx.query('insert into visitor (workspace_id, id, site_id) values ($1, $2, $3)', [workspaceId, visitorId, siteId]));
    const { newlyAssigned: _new, crossEngineFallback: _fallback, ...routed } = await route(visitorId, conversationId);
    const at = variants.findIndex(({ id }) => id === routed.variantId);
    const went = visit(met[at]!++, at);
    const whose = { siteId, traffic, ...routed };
    await database.inWorkspace(workspaceId, async (tx) => {
      await tx.query(
        `insert into conversation (workspace_id, id, site_id, visitor_id, state, traffic, routed, experiment_id, phase, epoch, variant_id, unit_id, backend_version_id)
         values ($1, $2, $3, $4, 'closed', $5, true, $6, $7, $8, $9, $10, $11)`,
        [workspaceId, conversationId, siteId, visitorId, traffic, whose.experimentId, whose.phase, whose.epoch, whose.variantId, whose.unitId, whose.backendVersionId]);
      await tx.query(
        `insert into outcome (workspace_id, conversation_id, site_id, experiment_id, phase, epoch, variant_id, unit_id, backend_version_id, traffic, answers, failures, cost_micro_usd, asked_at, csat, helped, hand_over_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11, $12, now(), $13, $14, case when $14 then null else now() end)`,
        [workspaceId, conversationId, siteId, whose.experimentId, whose.phase, whose.epoch, whose.variantId, whose.unitId, whose.backendVersionId, traffic, went.totalMs === null ? 1 : 0, went.costMicroUsd, went.score ?? null, went.resolved]);
      await tx.query('update assignment set first_answered_at = now() where workspace_id = $1 and experiment_id = $2 and unit_id = $3', [workspaceId, whose.experimentId, whose.unitId]);
      await appendFacts(tx, workspaceId, factsOf({ conversationId, whose }, went));
    });
  }
}

function factsOf(about: Pick<Fact, 'conversationId' | 'whose'>, { score, resolved, costMicroUsd, totalMs, servedElsewhere = false }: Visit): Fact[] {
  const failed = totalMs === null;
  const answer: FinishedAnswer = {
    messageId: newId(), state: failed ? 'failed' : 'complete', result: failed ? 'failed' : 'answered', firstTokenMs: failed ? null : Math.round(totalMs / 3), totalMs,
    inputTokens: 40, outputTokens: 60, costMicroUsd, intent: null, confidence: null, ...(servedElsewhere && { servedElsewhere }),
  };
  return [
    { ...about, kind: 'unit.assigned' }, { ...about, kind: 'conversation.started' }, { ...about, kind: 'answer.finished', ...answer }, { ...about, kind: 'rating.asked' },
    ...(score === undefined ? [] : [{ ...about, kind: 'conversation.rated' as const, from: null, to: score }]),
    ...(resolved ? [] : [{ ...about, kind: 'hand_over.requested' as const }]),
  ];
}
