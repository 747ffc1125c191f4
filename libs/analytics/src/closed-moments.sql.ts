import type { EntityManager } from 'typeorm';
import { asText, sourceOf, sums, type PhaseKey, type UnitMomentsRow } from './unit-moments.sql.ts';

/** After the card was drawn, or the conversation ended without one: whoever rates does it by then, nearly always. */
const RATING_WINDOW_HOURS = 1;
/** Nobody said anything for so long: what was not asked by then is not asked any more. */
const QUIET_HOURS = 24;
/** A return within this time takes "resolved alone" back. */
const RETURN_HOURS = 72;

/**
 * When nothing more is to be expected of a conversation in a measure. Of ratings, the rating itself closes it; the
 * others of its kind do not count, so a quick answer wins nothing over a slow one. What is counted of every
 * conversation waits for all alike: whoever is happy says so at once, whoever is not comes back tomorrow.
 */
function closes(metric: string): string {
  if (metric === 'resolved' || metric === 'cost_resolved') return `c.created_at <= $6::timestamptz - interval '${RETURN_HOURS} hours' and ${over}`;
  return metric === 'csat' || metric === 'csat_top' ? `o.csat is not null or ${over}` : over;
}

const over = `(o.asked_at <= $6::timestamptz - interval '${RATING_WINDOW_HOURS} hours' or o.ended_at <= $6::timestamptz - interval '${RATING_WINDOW_HOURS} hours' or c.last_message_at <= $6::timestamptz - interval '${QUIET_HOURS} hours')`;

/**
 * Sums of a measure that is a ratio over the units of which nothing more is to be expected: all their conversations of
 * this phase are closed in the measure at `now`. A visitor who came back counts again once the new conversation is closed.
 */
export const closedMoments = (tx: EntityManager, { workspaceId, experimentId, phase }: PhaseKey, metric: string, { cap, now }: { cap: number | null; now: Date }): Promise<UnitMomentsRow[]> =>
  tx.query(
    `select "variantId", epoch, $5::text as metric, ${asText} from (
       select a.variant_id as "variantId", a.epoch, ${sums} from assignment a join (${sourceOf(metric)}) s on s.unit_id = a.unit_id
       join (
         select o.unit_id from outcome o join conversation c on c.workspace_id = o.workspace_id and c.id = o.conversation_id
         where o.workspace_id = $1 and o.experiment_id = $2 and o.phase = $3 and coalesce($4::bigint, 0) is not null
         group by o.unit_id having bool_and(coalesce(${closes(metric)}, false))) closed on closed.unit_id = a.unit_id
       where a.workspace_id = $1 and a.experiment_id = $2 and a.phase = $3 group by a.variant_id, a.epoch) cells order by "variantId", epoch`,
    [workspaceId, experimentId, phase, cap, metric, now]);
