import type { EntityManager } from 'typeorm';
import type { Buckets } from './accumulate.ts';
import { addSums } from './contributions.ts';
import type { GroupTotals } from './figures.ts';
import type { PointRow } from './totals.sql.ts';

/** Whose numbers they are: a variant of an experiment, or the site's default backend. */
export interface Group {
  variantId: string | null;
  name: string;
  backendKind: 'prompt' | 'fine_tuned' | 'hybrid' | null;
  isControl: boolean;
}

const DEFAULT_GROUP: Group = { variantId: null, name: 'Outside experiments', backendKind: null, isControl: false };

export const emptyTotals = (): GroupTotals => ({ sums: {}, firstToken: {}, total: {}, resolvedAlone: 0 });

function addBuckets(into: Buckets, more: Buckets): void {
  for (const [bucket, count] of Object.entries(more)) into[bucket] = (into[bucket] ?? 0) + count;
}

/** Adds a row in place: a report merges thousands of them. */
export function addRow(totals: GroupTotals, row: Pick<PointRow, 'sums' | 'firstToken' | 'total'>): void {
  totals.sums = addSums(totals.sums, row.sums);
  addBuckets(totals.firstToken, row.firstToken);
  addBuckets(totals.total, row.total);
}

/** Rows gathered by variant, and within it by point. */
export function byVariant(rows: readonly PointRow[]): Map<string | null, { all: GroupTotals; points: Map<string, GroupTotals> }> {
  const groups = new Map<string | null, { all: GroupTotals; points: Map<string, GroupTotals> }>();
  for (const row of rows) {
    const group = groups.get(row.variantId) ?? { all: emptyTotals(), points: new Map<string, GroupTotals>() };
    groups.set(row.variantId, group);
    const point = group.points.get(row.start) ?? emptyTotals();
    group.points.set(row.start, point);
    addRow(group.all, row);
    addRow(point, row);
  }
  return groups;
}

/** Names of variants in the order of their experiment; the default group comes last. */
export async function describeGroups(tx: EntityManager, workspaceId: string, variantIds: Iterable<string | null>): Promise<Group[]> {
  const ids = [...variantIds];
  const known = await tx.query<Group[]>(
    `select v.id as "variantId", v.name, b.kind as "backendKind", v.is_control as "isControl" from variant v
     join backend_version bv on bv.workspace_id = v.workspace_id and bv.id = v.backend_version_id
     join backend b on b.workspace_id = bv.workspace_id and b.id = bv.backend_id
     join experiment e on e.workspace_id = v.workspace_id and e.id = v.experiment_id
     where v.workspace_id = $1 and v.id = any($2::uuid[]) order by e.created_at, v.phase, v.position`, [workspaceId, ids.filter((id) => id !== null)]);
  return ids.includes(null) ? [...known, DEFAULT_GROUP] : known;
}
