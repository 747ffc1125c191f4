import type { NewExperiment } from '#contracts';
import type { EntityManager } from 'typeorm';
import { Problem, newId, newToken } from '#platform';
import { EpochRow } from './epoch.entity.ts';
import { ExperimentRow } from './experiment.entity.ts';
import { VariantRow } from './variant.entity.ts';

type NewVariants = NewExperiment['variants'];

/** Salts of one phase: independent of each other and of every other experiment's. The layer's stays. */
export const newSalts = () => ({ exposureSalt: newToken(''), variantSalt: newToken('') });

/** @throws Problem `not_found` for a backend version that this workspace does not have */
export async function writeVariants(tx: EntityManager, { workspaceId, id: experimentId, phase }: ExperimentRow, variants: NewVariants): Promise<void> {
  const rows = variants.map((variant, position) => ({ ...variant, workspaceId, id: newId(), experimentId, phase, position }));
  await tx.insert(VariantRow, rows).catch(asUnknown);
}

/** Another set for a draft, of which nobody has seen anything. */
export async function replaceVariants(tx: EntityManager, draft: ExperimentRow, variants: NewVariants): Promise<void> {
  await tx.delete(VariantRow, { workspaceId: draft.workspaceId, experimentId: draft.id });
  await writeVariants(tx, draft, variants);
}

/** Other variants or another targeting: a phase of its own with new salts, whose numbers are never mixed with the old ones. */
export async function openPhase(tx: EntityManager, experiment: ExperimentRow, variants: NewVariants, reason: string): Promise<void> {
  Object.assign(experiment, { phase: experiment.phase + 1, epoch: 1, ...newSalts() });
  await tx.save(ExperimentRow, experiment);
  await writeVariants(tx, experiment, variants);
  await writeEpoch(tx, experiment, reason);
}

/** From now on units that are not yet assigned are drawn with what the experiment now says. */
export async function openEpoch(tx: EntityManager, experiment: ExperimentRow, reason: string, startedAt?: Date): Promise<void> {
  experiment.epoch += 1;
  await tx.save(ExperimentRow, experiment);
  await writeEpoch(tx, experiment, reason, startedAt);
}

/** Keeps the present weights and coverage as the epoch's plan. */
export async function writeEpoch(tx: EntityManager, { workspaceId, id: experimentId, phase, epoch: number, coverage }: ExperimentRow, reason: string, startedAt?: Date): Promise<void> {
  const variants = await tx.findBy(VariantRow, { workspaceId, experimentId, phase });
  const weights = Object.fromEntries(variants.map(({ id, weight }) => [id, weight]));
  await tx.insert(EpochRow, { workspaceId, experimentId, phase, number, weights, coverage, reason, ...(startedAt && { startedAt }) });
}

/** The present variants as they would be given for another phase, with other weights where there are some. @throws Problem as `writeWeights` */
export async function presentVariants(tx: EntityManager, experiment: ExperimentRow, weights?: Record<string, number>): Promise<NewVariants> {
  const { workspaceId, id: experimentId, phase } = experiment;
  const variants = await tx.find(VariantRow, { where: { workspaceId, experimentId, phase }, order: { position: 'ASC' } });
  if (weights) assertWeighed(variants, weights);
  return variants.map(({ id, name, backendVersionId, weight, isControl, isTwin }) => ({ name, backendVersionId, weight: weights?.[id] ?? weight, isControl, isTwin }));
}

/** @throws Problem `invalid_request` unless each present variant, and no other, gets a weight and they sum to 10,000 */
export async function writeWeights(tx: EntityManager, { workspaceId, id: experimentId, phase }: ExperimentRow, weights: Record<string, number>): Promise<void> {
  assertWeighed(await tx.findBy(VariantRow, { workspaceId, experimentId, phase }), weights);
  for (const [id, weight] of Object.entries(weights)) await tx.update(VariantRow, { workspaceId, id }, { weight });
}

function assertWeighed(variants: readonly VariantRow[], weights: Record<string, number>): void {
  const named = Object.keys(weights);
  const complete = named.length === variants.length && variants.every(({ id }) => named.includes(id));
  if (!complete) throw new Problem('invalid_request', { detail: 'Give a weight for each variant of the present phase.' });
  if (Object.values(weights).reduce((sum, weight) => sum + weight, 0) !== 10_000) throw new Problem('invalid_request', { detail: 'Weights must sum to 10,000.' });
}

/** A foreign key refused: the site or version does not exist here, whoever else may have it. */
export function asUnknown(error: unknown): never {
  throw (error as { code?: string }).code === '23503' ? new Problem('not_found', { cause: error }) : error;
}
