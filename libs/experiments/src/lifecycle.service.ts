import { Injectable } from '@nestjs/common';
import type { Actor } from '#accounts';
import type { Experiment, ExperimentChangeKind, ExperimentState } from '#contracts';
import type { EntityManager } from 'typeorm';
import { Database, Problem } from '#platform';
import { recordChange } from './change-log.ts';
import { ExperimentRow } from './experiment.entity.ts';
import { untrainedVariants } from './experiments.sql.ts';
import { lockExperiment, oneExperiment } from './experiments.service.ts';
import { writeEpoch } from './phases.ts';
import { lockLayer, slicesTaken } from './layers.sql.ts';
import { freeOf, overlap, sayRange } from './slices.ts';
import { VariantRow } from './variant.entity.ts';

export interface Step {
  id: string;
  reason: string;
}

/** The names of who acts and where. */
export type By = Pick<Actor, 'workspaceId' | 'name'>;

/** Starts, pauses and stops experiments. */
@Injectable()
export class Lifecycle {
  constructor(private readonly db: Database) {}

  /**
   * Starts a draft, or goes on with a paused experiment: visitors are assigned from now on.
   *
   * @throws Problem `experiment_overlap`, `experiment_incomplete`, `backend_version_not_ready`, `experiment_state`
   */
  start(by: By, step: Step): Promise<Experiment> {
    return this.move(by, step, ['draft', 'paused'], startIn);
  }

  /** New visitors get the default; assigned ones keep their variant. @throws Problem `experiment_state` */
  pause(by: By, step: Step): Promise<Experiment> {
    return this.move(by, step, ['running'], async (_tx, experiment) => {
      experiment.state = 'paused';
      return 'paused';
    });
  }

  /** For good. @throws Problem `experiment_state` */
  stop(by: By, step: Step): Promise<Experiment> {
    return this.move(by, step, ['running', 'paused'], async (_tx, experiment) => {
      experiment.state = 'stopped';
      experiment.stoppedAt = new Date();
      return 'stopped';
    });
  }

  /** Out of the list; nothing is lost. @throws Problem `experiment_state` while it runs or is paused, or was put away already */
  archive(by: By, step: Step): Promise<Experiment> {
    return this.move(by, step, ['draft', 'stopped'], async (_tx, experiment) => {
      if (experiment.archivedAt) throw new Problem('experiment_state');
      experiment.archivedAt = new Date();
      return 'archived';
    });
  }

  /** @throws Problem `experiment_state` when it was not put away */
  restore(by: By, step: Step): Promise<Experiment> {
    return this.move(by, step, ['draft', 'stopped'], async (_tx, experiment) => {
      if (!experiment.archivedAt) throw new Problem('experiment_state');
      experiment.archivedAt = null;
      return 'restored';
    });
  }

  private move({ workspaceId, name }: By, { id, reason }: Step, from: ExperimentState[], change: StateChange): Promise<Experiment> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const experiment = await lockExperiment(tx, workspaceId, id);
      if (!from.includes(experiment.state)) throw new Problem('experiment_state');
      const kind = await change(tx, experiment, reason);
      await tx.save(ExperimentRow, experiment);
      await recordChange(tx, { workspaceId, experimentId: id, kind, actorName: name, reason, detail: {} });
      return oneExperiment(tx, workspaceId, id);
    });
  }
}

type StateChange = (tx: EntityManager, experiment: ExperimentRow, reason: string) => Promise<ExperimentChangeKind>;

async function startIn(tx: EntityManager, experiment: ExperimentRow, reason: string): Promise<ExperimentChangeKind> {
  if (experiment.archivedAt) throw new Problem('experiment_state');
  await assertComplete(tx, experiment);
  await assertFree(tx, experiment);
  const first = experiment.state === 'draft';
  if (first) {
    experiment.startedAt = new Date();
    await writeEpoch(tx, experiment, reason);
  }
  experiment.state = 'running';
  return first ? 'started' : 'resumed';
}

async function assertComplete(tx: EntityManager, { workspaceId, id: experimentId, phase }: ExperimentRow): Promise<void> {
  const variants = await tx.findBy(VariantRow, { workspaceId, experimentId, phase });
  const weights = variants.reduce((sum, { weight }) => sum + weight, 0);
  const compared = variants.filter(({ weight }) => weight > 0).length;
  if (weights !== 10_000 || compared < 2) throw new Problem('experiment_incomplete');
  const untrained = await untrainedVariants(tx, workspaceId, experimentId, phase);
  if (untrained.length > 0) throw new Problem('backend_version_not_ready', { detail: `${untrained.join(' and ')} cannot answer yet. Train the backend first.` });
}

/** No visitor may belong to two running experiments. */
async function assertFree(tx: EntityManager, experiment: ExperimentRow): Promise<void> {
  await lockLayer(tx, experiment);
  const taken = await slicesTaken(tx, experiment);
  const own = { from: experiment.sliceFrom, to: experiment.sliceTo };
  const inTheWay = taken.filter((slice) => overlap(slice, own));
  if (inTheWay.length === 0) return;
  const others = inTheWay.map((slice) => `“${slice.name}” has the visitors ${sayRange(slice)}`).join(', ');
  const free = freeOf(taken).map(sayRange);
  throw new Problem('experiment_overlap', { detail: `${others}. ${free.length > 0 ? `Free: ${free.join(', ')}.` : 'None are free until one of them is paused or stopped.'}` });
}
