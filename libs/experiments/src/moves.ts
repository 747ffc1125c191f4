import type { Actor } from '#accounts';
import type { Experiment, ExperimentChangeKind, ExperimentState } from '#contracts';
import type { EntityManager } from 'typeorm';
import { Problem } from '#platform';
import { assertReason, recordChange, type Change } from './change-log.ts';
import { ExperimentRow } from './experiment.entity.ts';
import { lockExperiment, oneExperiment } from './experiments.service.ts';

export interface Step {
  id: string;
  reason: string;
  /** Why versions that the gate refused shall meet visitors all the same. */
  despiteGate?: string | undefined;
}

/** The names of who acts and where. */
export type By = Pick<Actor, 'workspaceId' | 'name'>;

/** From one state of an experiment to another. */
export interface Move {
  /** The states that it may be made in. */
  from: readonly ExperimentState[];
  /** Changes the row, and says how the change log calls it. */
  change: (tx: EntityManager, experiment: ExperimentRow, reason: string) => Promise<ExperimentChangeKind>;
  /** What the change log keeps beside the reason. */
  detail?: Change['detail'];
}

/** New visitors get the default; assigned ones keep their variant. */
export const pausing: Move = {
  from: ['running'],
  change: async (_tx, experiment) => {
    experiment.state = 'paused';
    return 'paused';
  },
};

/** For good. */
export const stopping: Move = {
  from: ['running', 'paused'],
  change: async (_tx, experiment) => {
    experiment.state = 'stopped';
    experiment.stoppedAt = new Date();
    return 'stopped';
  },
};

/** Makes a move and writes it down, within the caller's transaction. @throws Problem `not_found`, `experiment_state`, `reason_needed` */
export async function moveIn(tx: EntityManager, { workspaceId, name }: By, { id, reason }: Step, { from, change, detail = {} }: Move): Promise<Experiment> {
  const experiment = await lockExperiment(tx, workspaceId, id);
  if (!from.includes(experiment.state)) throw new Problem('experiment_state');
  assertReason(experiment, reason);
  const kind = await change(tx, experiment, reason);
  await tx.save(ExperimentRow, experiment);
  await recordChange(tx, { workspaceId, experimentId: id, kind, actorName: name, reason, detail });
  return oneExperiment(tx, workspaceId, id);
}
