import { Injectable } from '@nestjs/common';
import type { Actor } from '#accounts';
import type { Experiment, ExperimentChange, ExperimentChangeKind, InputOf, NewExperiment, ReplyOf, changeExperiment, readLayer } from '#contracts';
import type { EntityManager } from 'typeorm';
import { Database, Problem, newId } from '#platform';
import { readChanges, recordChange } from './change-log.ts';
import { ExperimentRow } from './experiment.entity.ts';
import { readExperiments, type ExperimentFilter } from './experiments.sql.ts';
import { saltOfLayer, slicesTaken, type LayerKey } from './layers.sql.ts';
import { freeOf, type Slice } from './slices.ts';
import { asUnknown, newSalts, openEpoch, openPhase, replaceVariants, writeVariants, writeWeights } from './phases.ts';

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
      return { taken, free: freeOf(taken) };
    });
  }

  /** @throws Problem `not_found` for an unknown site or backend version */
  create(actor: Pick<Actor, 'workspaceId' | 'name'>, draft: NewExperiment): Promise<Experiment> {
    return this.db.inWorkspace(actor.workspaceId, (tx) => createExperiment(tx, actor, draft));
  }

  /**
   * Changes a draft in any way, a running or paused experiment in its weights and coverage (a new epoch), a paused one
   * also in its variants (a new phase).
   *
   * @throws Problem `not_found`, `invalid_request`, `experiment_not_draft`, `experiment_state`
   */
  change(actor: Actor, { id, variants, weights, reason, ...fields }: Changes): Promise<Experiment> {
    const { workspaceId } = actor;
    if (variants && weights) throw new Problem('invalid_request', { detail: 'Give variants or weights, not both.' });
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const experiment = await lockExperiment(tx, workspaceId, id);
      assertAllowed(experiment, { variants, weights, ...fields });
      const kind = kindOf(experiment, { variants, weights, coverage: fields.coverage });
      Object.assign(experiment, columnsOf(fields));
      await tx.save(ExperimentRow, experiment);
      if (weights) await writeWeights(tx, experiment, weights);
      if (kind === 'phase.opened' && variants) await openPhase(tx, experiment, variants, reason);
      else if (variants) await replaceVariants(tx, experiment, variants);
      if (kind === 'epoch.opened') await openEpoch(tx, experiment, reason);
      const detail = { ...defined(fields), ...defined({ variants, weights }) };
      await recordChange(tx, { workspaceId, experimentId: id, kind, actorName: actor.name, reason, detail });
      return oneExperiment(tx, workspaceId, id);
    });
  }

  /** A draft like another experiment, in its present phase: the same question asked again. @throws Problem `not_found` */
  duplicate(actor: Actor, id: string): Promise<Experiment> {
    return this.db.inWorkspace(actor.workspaceId, async (tx) => {
      const { name, siteId, hypothesis, unit, slice, coverage, crossEngineFallback, plannedRatings, variants, ...original } = await oneExperiment(tx, actor.workspaceId, id);
      const draft = {
        name: nameOfCopy(name), siteId, hypothesis, unit, traffic: original.traffic === 'preview' ? 'test' as const : original.traffic, slice, coverage, crossEngineFallback, plannedRatings,
        variants: variants.map((one) => ({ name: one.name, backendVersionId: one.backendVersionId, weight: one.weight, isControl: one.isControl })),
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

/** Makes a draft within the caller's transaction. */
export async function createExperiment(
  tx: EntityManager, actor: Pick<Actor, 'workspaceId' | 'name'>, { variants, ...draft }: NewExperiment, reason = '',
): Promise<Experiment> {
  const { workspaceId } = actor;
  const layerSalt = await saltOfLayer(tx, { workspaceId, ...draft });
  const experiment = tx.create(ExperimentRow, { ...columnsOf(draft), ...newSalts(), layerSalt, workspaceId, id: newId(), state: 'draft', phase: 1, epoch: 1 });
  await tx.insert(ExperimentRow, experiment).catch(asUnknown);
  await writeVariants(tx, experiment, variants);
  await recordChange(tx, { workspaceId, experimentId: experiment.id, kind: 'created', actorName: actor.name, reason, detail: { ...draft, variants } });
  return oneExperiment(tx, workspaceId, experiment.id);
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

type Changed = Partial<Pick<Changes, 'variants' | 'weights' | 'coverage' | 'plannedRatings' | 'slice'>>;

function assertAllowed({ state }: ExperimentRow, { variants, weights, coverage, plannedRatings, slice }: Changed): void {
  if (state === 'draft') return;
  // The number that the verdict is planned on is fixed before the first rating is seen, and so is who may be asked.
  if ((plannedRatings ?? slice) !== undefined) throw new Problem('experiment_not_draft');
  if (variants && state !== 'paused') throw new Problem('experiment_not_draft', { detail: 'Pause the experiment to change its variants; that opens a new phase.' });
  if (state === 'stopped' && (weights ?? coverage) !== undefined) throw new Problem('experiment_state');
}

function kindOf({ state }: ExperimentRow, { variants, weights, coverage }: Changed): ExperimentChangeKind {
  if (state === 'draft') return 'edited';
  if (variants) return 'phase.opened';
  return (weights ?? coverage) === undefined ? 'edited' : 'epoch.opened';
}

/** What is given, as columns. */
function columnsOf<Fields extends { slice?: Slice | undefined }>({ slice, ...fields }: Fields) {
  return { ...defined(fields), ...(slice && { sliceFrom: slice.from, sliceTo: slice.to }) };
}

const copied = ' (copy)';
const longestName = 120;
const nameOfCopy = (name: string): string => `${name.slice(0, longestName - copied.length)}${copied}`;

/** Without the fields that were not given. */
const defined = <T extends object>(fields: T): Partial<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
