import type { ArrivalFacts, ConversationState, Traffic } from '#contracts';
import type { Whose } from '#analytics';

/** A conversation as its row says, locked or not. */
export interface ConversationRow {
  id: string;
  siteId: string;
  visitorId: string;
  state: ConversationState;
  traffic: Traffic;
  lastSeq: number;
  arrival: ArrivalFacts | null;
  routed: boolean;
  experimentId: string | null;
  phase: number | null;
  epoch: number | null;
  variantId: string | null;
  unitId: string | null;
  backendVersionId: string | null;
  crossEngineFallback: boolean;
  agentId: string | null;
  deleted: boolean;
}

export const conversationColumns = `
  c.id, c.site_id as "siteId", c.visitor_id as "visitorId", c.state, c.traffic, c.last_seq as "lastSeq", c.arrival, c.routed,
  c.experiment_id as "experimentId", c.phase, c.epoch, c.variant_id as "variantId", c.unit_id as "unitId",
  c.backend_version_id as "backendVersionId", c.cross_engine_fallback as "crossEngineFallback", c.agent_id as "agentId",
  c.deleted_at is not null as deleted`;

/** To whom the facts of this conversation count. */
export function whoseOf(row: Whose): Whose {
  const { siteId, experimentId, phase, epoch, variantId, unitId, backendVersionId, traffic } = row;
  return { siteId, experimentId, phase, epoch, variantId, unitId, backendVersionId, traffic };
}
