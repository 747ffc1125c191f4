import type { EntityManager } from 'typeorm';
import type { Allocation, ComparedMeasure, Decision, Experiment, ExperimentChange as Told, ExperimentChangeKind, GrowthBookSplit, Ramp, Targeting } from '#contracts';
import { newId, Problem } from '#platform';
import { ExperimentChange } from './experiment-change.entity.ts';
import type { Slice } from './slices.ts';
import { VariantRow } from './variant.entity.ts';

export interface Change {
  workspaceId: string;
  experimentId: string;
  kind: ExperimentChangeKind;
  actorName: string;
  reason: string;
  /** What is different now. */
  detail: Detail;
}

/** What a change is written down with; absent fields stayed as they were. */
interface Detail {
  name?: string | undefined;
  hypothesis?: string | undefined;
  unit?: 'visitor' | 'conversation' | undefined;
  crossEngineFallback?: boolean | undefined;
  slice?: Slice | undefined;
  targeting?: Targeting | undefined;
  coverage?: number | undefined;
  ramp?: Ramp | undefined;
  plannedRatings?: number | undefined;
  decision?: Decision | undefined;
  growthbook?: GrowthBookSplit | null | undefined;
  allocation?: Allocation | undefined;
  variants?: readonly { name: string; weight: number }[] | undefined;
  /** By variant id. */
  weights?: Record<string, number> | undefined;
  /** Of a link to the results. */
  link?: { note: string; expiresAt: string } | undefined;
  despiteGate?: string | undefined;
  /** What made Duet act by itself, and how many units were assigned by then. */
  alarm?: { variantId: string; measure: ComparedMeasure; units: number } | undefined;
}

const MOST_TOLD = 500;
const SHORTEST_REASON = 3;

/** Whoever reads results later has to know what happened while visitors were counted. @throws Problem `reason_needed` */
export function assertReason({ state }: Pick<Experiment, 'state'>, reason: string): void {
  if ((state === 'running' || state === 'paused') && [...reason.trim()].length < SHORTEST_REASON) throw new Problem('reason_needed');
}

/** Writes down who changed what, in the transaction of the change. */
export async function recordChange(tx: EntityManager, change: Change): Promise<void> {
  await tx.insert(ExperimentChange, { ...change, id: newId() });
}

/** What was written down, newest first, with the names of variants instead of their ids. */
export async function readChanges(tx: EntityManager, workspaceId: string, experimentId: string): Promise<Told[]> {
  const rows = await tx.find(ExperimentChange, { where: { workspaceId, experimentId }, order: { createdAt: 'DESC', id: 'DESC' }, take: MOST_TOLD });
  const variants = await tx.find(VariantRow, { where: { workspaceId, experimentId }, order: { phase: 'ASC', position: 'ASC' } });
  const names = new Map(variants.map(({ id, name }) => [id, name]));
  return rows.map(({ id, kind, actorName, reason, createdAt, detail }) => ({ id, kind, actorName, reason, at: createdAt.toISOString(), to: told(detail, names) }));
}

function told({ name, hypothesis, unit, crossEngineFallback, slice, targeting, coverage, ramp, plannedRatings, decision, growthbook, allocation, variants, weights, link, despiteGate }: Detail, names: ReadonlyMap<string, string>): Told['to'] {
  const place = (id: string): number => [...names.keys()].indexOf(id);
  const weighed = weights && Object.entries(weights).sort(([a], [b]) => place(a) - place(b)).map(([id, weight]) => ({ name: names.get(id) ?? null, weight }));
  const shares = variants?.map((variant) => ({ name: variant.name, weight: variant.weight })) ?? weighed;
  return { name, hypothesis, unit, crossEngineFallback, slice, targeting, coverage, ramp, plannedRatings, decision, growthbook, allocation, shares, link, despiteGate };
}
