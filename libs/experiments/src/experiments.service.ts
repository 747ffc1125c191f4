import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { Actor } from '#accounts';
import type { Experiment, ExperimentChange, ExperimentChangeKind, InputOf, NewExperiment, ReplyOf, changeExperiment, readLayer } from '#contracts';
import type { EntityManager } from 'typeorm';
import { Database, Problem, newId } from '#platform';
import { assertAllocation } from './allocation/assert-allocation.ts';
import { assertReason, readChanges, recordChange } from './change-log.ts';
import { ExperimentRow } from './experiment.entity.ts';
import { readExperiments, type ExperimentFilter } from './experiments.sql.ts';
import { holdoutOf, saltOfLayer, slicesTaken, type LayerKey } from './layers.sql.ts';
import { asUnknown, newSalts, openEpoch, openPhase, presentVariants, replaceVariants, writeVariants, writeWeights } from './phases.ts';
import { assertRamp } from './ramp/assert-ramp.ts';
import { freeOf, type Slice } from './slices.ts';

type Changes = InputOf<typeof changeExperiment>;

/** What experiments are: definitions and their changes. */
@Injectable()
export class Experiments {
  constructor(private readonly db: Database) {}

  list(workspaceId: string, filter: ExperimentFilter): Promise<Experiment[]> {
    return this.db.inWorkspace(workspaceId, (tx) => readExperiments(tx, workspaceId, filter));
  }

  read(workspaceId: string, id: string): Promise<Experiment> {
    return this.db.inWorkspace(workspaceId, (tx) => oneExperiment(tx, workspaceId, id));
  }

  /** Newest first. @throws Problem `not_found` */
  changes(workspaceId: string, id: string): Promise<ExperimentChange[]> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      await oneExperiment(tx, workspaceId, id);
      return readChanges(tx, workspaceId, id);
    });
  }

  /** Who has which visitors of a site. @throws Problem `not_found` for a site of nobody here */
  layer(layer: LayerKey): Promise<ReplyOf<typeof readLayer>> {
    return this.db.inWorkspace(layer.workspaceId, async (tx) => {
      await saltOfLayer(tx, layer);
      const taken = await slicesTaken(tx, layer);
      return { taken, free: freeOf(taken), holdout: await holdoutOf(tx, layer) };
    });
  }

  /** @throws Problem `not_found` for an unknown site or backend version; as `assertAllocation` and `assertRamp` */
  create(actor: Pick<Actor, 'workspaceId' | 'name'>, draft: NewExperiment): Promise<Experiment> {
    return this.db.inWorkspace(actor.workspaceId, (tx) => createExperiment(tx, actor, draft));
  }

  /**
   * Changes a draft in any way, a running or paused experiment in its weights, its coverage (a new epoch) and its ramp, a paused one
   * also in its variants, its targeting, its unit and its fallback (a new phase).
   *
   * @throws Problem `not_found`, `invalid_request`, `experiment_not_draft`, `experiment_state`, `experiment_adaptive`, `reason_needed`, as `assertAllocation` and `assertRamp`
   */
  change({ workspaceId, name: actorName }: Actor, { id, variants, weights, reason, ...given }: Changes): Promise<Experiment> {
    if (variants && weights) throw new Problem('invalid_request', { detail: 'Give variants or weights, not both.' });
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const experiment = await lockExperiment(tx, workspaceId, id);
      const fields = takenOver(changedOf(given, experiment), experiment);
      assertAllowed(experiment, { variants, weights, ...fields });
      assertReason(experiment, reason);
      const kind = kindOf(experiment, { variants, weights, ...fields });
      Object.assign(experiment, columnsOf(fields));
      await tx.save(ExperimentRow, experiment);
      if (kind === 'phase.opened') await openPhase(tx, experiment, variants ?? (await presentVariants(tx, experiment, weights)), reason);
      else if (variants) await replaceVariants(tx, experiment, variants);
      else if (weights) await writeWeights(tx, experiment, weights);
      if (kind === 'epoch.opened') await openEpoch(tx, experiment, reason);
      const detail = { ...defined(fields), ...defined({ variants, weights }) };
      await recordChange(tx, { workspaceId, experimentId: id, kind, actorName, reason, detail });
      return soundExperiment(tx, workspaceId, id);
    });
  }

  /** A draft like another experiment, in its present phase: the same question asked again. @throws Problem `not_found` */
  duplicate(actor: Actor, id: string): Promise<Experiment> {
    return this.db.inWorkspace(actor.workspaceId, async (tx) => {
      const { name, siteId, hypothesis, unit, slice, targeting, coverage, ramp, crossEngineFallback, plannedRatings, decision, growthbook, allocation, variants, ...original } = await oneExperiment(tx, actor.workspaceId, id);
      const draft = {
        name: nameOfCopy(name), siteId, hypothesis, unit, traffic: original.traffic === 'preview' ? 'test' as const : original.traffic, slice, targeting, coverage, ramp, crossEngineFallback, plannedRatings, decision, growthbook, allocation,
        variants: variants.map((one) => ({ name: one.name, backendVersionId: one.backendVersionId, weight: one.weight, isControl: one.isControl, isTwin: one.isTwin })),
      };
      return createExperiment(tx, actor, draft, `Like “${name}”`);
    });
  }

  /** @throws Problem `not_found`, `experiment_not_draft` */
  remove(workspaceId: string, id: string): Promise<void> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const experiment = await lockExperiment(tx, workspaceId, id);
      if (experiment.state !== 'draft') throw new Problem('experiment_not_draft');
      await tx.delete(ExperimentRow, { workspaceId, id });
    });
  }
}

/** Makes a draft within the caller's transaction. @throws Problem as `Experiments.create` */
export async function createExperiment(
  tx: EntityManager, actor: Pick<Actor, 'workspaceId' | 'name'>, { variants, ...draft }: NewExperiment, reason = '',
): Promise<Experiment> {
  const { workspaceId } = actor;
  const layerSalt = await saltOfLayer(tx, { workspaceId, ...draft });
  const experiment = tx.create(ExperimentRow, { ...columnsOf(draft), ...newSalts(), layerSalt, workspaceId, id: newId(), state: 'draft', phase: 1, epoch: 1 });
  await tx.insert(ExperimentRow, experiment).catch(asUnknown);
  await writeVariants(tx, experiment, variants);
  await recordChange(tx, { workspaceId, experimentId: experiment.id, kind: 'created', actorName: actor.name, reason, detail: { ...draft, variants } });
  return soundExperiment(tx, workspaceId, experiment.id);
}

/** As it is after a change. @throws Problem as `assertAllocation` and `assertRamp`, which takes the change back */
async function soundExperiment(tx: EntityManager, workspaceId: string, id: string): Promise<Experiment> {
  const experiment = await oneExperiment(tx, workspaceId, id);
  assertAllocation(experiment);
  assertRamp(experiment);
  return experiment;
}

export async function oneExperiment(tx: EntityManager, workspaceId: string, id: string): Promise<Experiment> {
  const [found] = await readExperiments(tx, workspaceId, { id });
  if (!found) throw new Problem('not_found');
  return found;
}

/** The row, which nobody else changes until the transaction ends. */
export async function lockExperiment(tx: EntityManager, workspaceId: string, id: string): Promise<ExperimentRow> {
  const found = await tx.findOne(ExperimentRow, { where: { workspaceId, id }, lock: { mode: 'pessimistic_write' } });
  if (!found) throw new Problem('not_found');
  return found;
}

type Changed = Partial<Pick<Changes, 'variants' | 'weights' | 'coverage' | 'ramp' | 'plannedRatings' | 'decision' | 'growthbook' | 'allocation' | 'slice' | 'targeting' | 'unit' | 'crossEngineFallback'>>;

/** What a phase is of, besides its variants. */
const ofPhase = ['targeting', 'unit', 'crossEngineFallback'] as const;

/** Without what a phase is of and stays as it was: saying it again opens none. */
function changedOf<Fields extends Changed>(given: Fields, experiment: ExperimentRow): Fields {
  return { ...given, ...Object.fromEntries(ofPhase.filter((field) => isDeepStrictEqual(given[field], experiment[field])).map((field) => [field, undefined])) };
}

/** Coverage that somebody sets by hand while visitors come does not rise again by itself, unless that is said. */
function takenOver<Fields extends Changed>(fields: Fields, { state, coverage, ramp }: ExperimentRow): Fields {
  const byHand = state !== 'draft' && fields.coverage !== undefined && fields.coverage !== coverage;
  return byHand && fields.ramp === undefined && ramp.length > 0 ? { ...fields, ramp: [] } : fields;
}

const asksForPhase = (changed: Changed): boolean => changed.variants !== undefined || ofPhase.some((field) => changed[field] !== undefined);

function assertAllowed({ state, allocation: present }: ExperimentRow, changed: Changed): void {
  const { weights, coverage, ramp, plannedRatings, decision, growthbook, allocation, slice } = changed;
  if (state === 'draft') return;
  // What the verdict is given on is fixed before the first rating is seen, and so is who may be asked.
  if (growthbook !== undefined || (plannedRatings ?? decision ?? allocation ?? slice) !== undefined) throw new Problem('experiment_not_draft');
  if (asksForPhase(changed) && state !== 'paused') throw new Problem('experiment_not_draft', { detail: 'Pause the experiment to change its variants, its targeting, what is assigned or its fallback; that opens a new phase.' });
  if (state === 'stopped' && (weights ?? coverage ?? ramp) !== undefined) throw new Problem('experiment_state');
  if (weights && present.kind === 'adaptive') throw new Problem('experiment_adaptive');
}

function kindOf({ state }: ExperimentRow, changed: Changed): ExperimentChangeKind {
  if (state === 'draft') return 'edited';
  if (asksForPhase(changed)) return 'phase.opened';
  return (changed.weights ?? changed.coverage) === undefined ? 'edited' : 'epoch.opened';
}

/** What is given, as columns. */
function columnsOf<Fields extends { slice?: Slice | undefined }>({ slice, ...fields }: Fields) {
  return { ...defined(fields), ...(slice && { sliceFrom: slice.from, sliceTo: slice.to }) };
}

const LONGEST_NAME = 120;
const nameOfCopy = (name: string, mark = ' (copy)'): string => name.slice(0, LONGEST_NAME - mark.length) + mark;

/** Without the fields that were not given. */
const defined = <T extends object>(fields: T): Partial<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
