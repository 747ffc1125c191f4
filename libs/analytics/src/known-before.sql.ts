import type { AskedSums } from '#stats';
import type { EntityManager } from 'typeorm';
import { asText, key, sourceOf, sums, type MomentSums, type PhaseKey } from './unit-moments.sql.ts';

/** How a visitor rated before it was assigned: nothing, 4 or better on the whole, or worse. */
export type EarlierRatings = 'none' | 'happy' | 'unhappy';

/** Null where the first message was not read yet. */
const earlier = `case when a.earlier_ratings = 0 then 'none' when a.earlier_rating_sum >= 4 * a.earlier_ratings then 'happy' when a.earlier_ratings > 0 then 'unhappy' end`;

/** Of units that are alike in what was known of them before their assignment. */
export interface KnownMomentsRow extends MomentSums {
  variantId: string;
  epoch: number;
  topic: string | null;
  earlier: EarlierRatings | null;
}

/**
 * Sums of one measure that is a ratio, over the same units as `unitMoments`, apart by what was known of a unit before any
 * variant answered it. (Not every source uses every parameter, and Postgres wants the type of each.)
 */
export function knownMoments(tx: EntityManager, phase: PhaseKey, metric: string, cap: number | null): Promise<KnownMomentsRow[]> {
  const from = `from assignment a join (${sourceOf(metric)}) s on s.unit_id = a.unit_id`;
  const of = 'where a.workspace_id = $1 and a.experiment_id = $2 and a.phase = $3 and $5::text is not null and coalesce($4::bigint, 0) is not null';
  // Conversations of one visitor that are alike in what was known count as one.
  const units = phase.clustered
    ? `select a.variant_id, a.epoch, a.topic, ${earlier} as earlier, sum(s.y)::bigint as y, sum(s.x)::bigint as x ${from}
       left join conversation c on c.workspace_id = a.workspace_id and c.id = a.unit_id ${of} group by 1, 2, 3, 4, coalesce(c.visitor_id, a.unit_id)`
    : `select a.variant_id, a.epoch, a.topic, ${earlier} as earlier, s.y, s.x ${from} ${of}`;
  return tx.query(
    `select "variantId", epoch, topic, earlier, ${asText} from (
       select variant_id as "variantId", epoch, topic, earlier, ${sums} from (${units}) units group by variant_id, epoch, topic, earlier) cells
     order by "variantId", epoch, topic nulls last, earlier nulls last`, [...key(phase), cap, metric]);
}

/** Of units that were asked for a rating and are alike in what was known of them: how often asked (a), ratings (x) and what these add up to (y). */
export interface AskedMomentsRow extends AskedSums {
  variantId: string;
  epoch: number;
  topic: string | null;
  earlier: EarlierRatings | null;
}

/** Conversations of one visitor count as one unit, which came with the first of them: only that was before all answers. */
export const askedMoments = (tx: EntityManager, phase: PhaseKey): Promise<AskedMomentsRow[]> =>
  tx.query(
    `select "variantId", epoch, topic, earlier, count(*)::float8 as units, count(*) filter (where x > 0)::float8 as raters, ${['a', 'x', 'y', 'a * a', 'x * x', 'y * y', 'a * x', 'a * y', 'x * y'].map((term) => `sum(${term})::float8 as ${term.replace(' * ', '')}`).join(', ')}
     from (
       select a.variant_id as "variantId", a.epoch, (array_agg(a.topic order by a.assigned_at, a.unit_id))[1] as topic, (array_agg(${earlier} order by a.assigned_at, a.unit_id))[1] as earlier,
         count(*) as a, count(o.csat) as x, coalesce(sum(o.csat), 0) as y from assignment a
       join outcome o on o.workspace_id = a.workspace_id and o.experiment_id = a.experiment_id and o.phase = a.phase and o.unit_id = a.unit_id and o.variant_id = a.variant_id
       left join conversation c on $4 and c.workspace_id = a.workspace_id and c.id = a.unit_id
       where a.workspace_id = $1 and a.experiment_id = $2 and a.phase = $3 and (o.asked_at is not null or o.csat is not null)
       group by a.variant_id, a.epoch, coalesce(c.visitor_id, a.unit_id)) of_units
     group by "variantId", epoch, topic, earlier order by "variantId", epoch, topic nulls last, earlier nulls last`, [...key(phase), phase.clustered ?? false]);

/** What units are told apart by; hours are those of the assignment (UTC), two at a time. `fallback` alone came to be afterwards. */
export type ArrivalKind = 'topic' | 'language' | 'hour' | 'earlier' | 'browser' | 'fallback';

/** Assigned units of one variant and epoch that have one thing in common; null: it is not known. */
export interface ArrivalRow {
  kind: ArrivalKind;
  key: string | null;
  variantId: string;
  epoch: number;
  units: number;
}

const kinds: readonly ArrivalKind[] = ['topic', 'language', 'hour', 'browser', 'fallback', 'earlier'];
const byKind = (then: (kind: ArrivalKind) => string): string => `case ${kinds.map((kind) => `when grouping(${kind}) = 0 then ${then(kind)}`).join(' ')} end`;

/**
 * Units by what was known of them before their assignment, and by who answered them. Those whose first message is still to be
 * read have neither topic, language nor earlier ratings. The browser is that of the visitor who came.
 */
export const arrivalCounts = (tx: EntityManager, phase: PhaseKey): Promise<ArrivalRow[]> =>
  tx.query(
    `select * from (
       select ${byKind((kind) => `'${kind}'`)} as kind, ${byKind((kind) => kind)} as key, variant_id as "variantId", epoch,
         ${byKind((kind) => (kind === 'topic' || kind === 'language' || kind === 'earlier' ? 'count(read_at)' : 'count(*)'))}::integer as units
       from (
         select a.variant_id, a.epoch, a.topic, a.language, a.read_at, (extract(hour from a.assigned_at at time zone 'UTC')::integer / 2 * 2)::text as hour, ${earlier} as earlier, v.browser,
           case when e.y > 0 then 'elsewhere' when e.x > 0 then 'own' else 'none' end as fallback
         from assignment a
         left join conversation c on $4 and c.workspace_id = a.workspace_id and c.id = a.unit_id
         left join visitor v on v.workspace_id = a.workspace_id and v.id = coalesce(c.visitor_id, a.unit_id)
         left join unit_total e on e.workspace_id = a.workspace_id and e.experiment_id = a.experiment_id and e.phase = a.phase and e.epoch = a.epoch and e.unit_id = a.unit_id and e.metric = 'elsewhere'
         where a.workspace_id = $1 and a.experiment_id = $2 and a.phase = $3) units
       group by grouping sets (${kinds.map((kind) => `(variant_id, epoch, ${kind})`).join(', ')})) counted
     where units > 0 order by kind, key nulls last, "variantId", epoch`, [...key(phase), phase.clustered ?? false]);

/** Units whose first message is still to be read. */
export async function unreadUnits(tx: EntityManager, phase: PhaseKey): Promise<number> {
  const [found] = await tx.query<{ units: number }[]>(
    'select count(*)::integer as units from assignment where workspace_id = $1 and experiment_id = $2 and phase = $3 and read_at is null', key(phase));
  return found?.units ?? 0;
}

/** What the company calls its topics, by their key. */
export async function topicNames(tx: EntityManager, workspaceId: string, topics: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ key: string; label: string }[]>('select key, label from intent where workspace_id = $1 and key = any($2)', [workspaceId, topics]);
  return new Map(rows.map((row) => [row.key, row.label]));
}
