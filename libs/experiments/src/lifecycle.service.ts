import { Injectable, Logger } from '@nestjs/common';
import { assertNotRefused } from '#accounts';
import { Totals } from '#analytics';
import type { Experiment, ExperimentChangeKind } from '#contracts';
import type { EntityManager } from 'typeorm';
import { Database, Problem } from '#platform';
import type { ExperimentRow } from './experiment.entity.ts';
import { newToVisitors, untrainedVariants } from './experiments.sql.ts';
import { moveIn, pausing, stopping, type By, type Move, type Step } from './moves.ts';
import { writeEpoch } from './phases.ts';
import { lockLayer, slicesTaken } from './layers.sql.ts';
import { freeOf, overlap, sayRange } from './slices.ts';
import { VariantRow } from './variant.entity.ts';
import { takeLook } from './watch/take-look.ts';

export type { By, Step } from './moves.ts';

/** Starts, pauses and stops experiments. */
@Injectable()
export class Lifecycle {
  private readonly log = new Logger(Lifecycle.name);

  constructor(
    private readonly db: Database,
    private readonly totals: Totals,
  ) {}

  /**
   * Starts a draft, or goes on with a paused experiment: visitors are assigned from now on.
   *
   * @throws Problem `experiment_overlap`, `experiment_incomplete`, `backend_version_not_ready`, `gate_refused`, `experiment_state`
   */
  start(by: By, step: Step): Promise<Experiment> {
    return this.move(by, step, startWith(step));
  }

  /** New visitors get the default; assigned ones keep their variant. @throws Problem `experiment_state` */
  async pause(by: By, step: Step): Promise<Experiment> {
    return this.lookOnceMore(by, await this.move(by, step, pausing));
  }

  /** For good. @throws Problem `experiment_state` */
  async stop(by: By, step: Step): Promise<Experiment> {
    return this.lookOnceMore(by, await this.move(by, step, stopping));
  }

  /** Out of the list; nothing is lost. @throws Problem `experiment_state` while it runs or is paused, or was put away already */
  archive(by: By, step: Step): Promise<Experiment> {
    return this.move(by, step, { from: ['draft', 'stopped'], change: archiveIn });
  }

  /** @throws Problem `experiment_state` when it was not put away */
  restore(by: By, step: Step): Promise<Experiment> {
    return this.move(by, step, { from: ['draft', 'stopped'], change: restoreIn });
  }

  private move(by: By, step: Step, move: Move): Promise<Experiment> {
    return this.db.inWorkspace(by.workspaceId, (tx) => moveIn(tx, by, step, move));
  }

  /** What was known when it ended or rested. After the commit: whoever pauses must not be kept from it by numbers that cannot be read. */
  private async lookOnceMore({ workspaceId }: By, experiment: Experiment): Promise<Experiment> {
    const { id: experimentId } = experiment;
    try {
      await this.totals.refresh();
      const look = await this.db.inWorkspace(workspaceId, (tx) => takeLook(tx, workspaceId, experiment, new Date()));
      if (look) this.log.log({ event: 'experiment.looked', workspaceId, experimentId, units: look.units });
    } catch (error) {
      this.log.warn({ event: 'experiment.not_looked', workspaceId, experimentId, reason: String(error) });
    }
    return experiment;
  }
}

async function archiveIn(_tx: EntityManager, experiment: ExperimentRow): Promise<ExperimentChangeKind> {
  if (experiment.archivedAt) throw new Problem('experiment_state');
  experiment.archivedAt = new Date();
  return 'archived';
}

async function restoreIn(_tx: EntityManager, experiment: ExperimentRow): Promise<ExperimentChangeKind> {
  if (!experiment.archivedAt) throw new Problem('experiment_state');
  experiment.archivedAt = null;
  return 'restored';
}

function startWith({ despiteGate }: Step): Move {
  const detail: Move['detail'] = {};
  const change: Move['change'] = async (tx, experiment, reason) => {
    const kind = await startIn(tx, experiment, reason);
    const { workspaceId, traffic } = experiment;
    if (traffic === 'live' && await assertNotRefused(tx, workspaceId, await newToVisitors(tx, experiment), despiteGate)) detail.despiteGate = despiteGate;
    return kind;
  };
  return { from: ['draft', 'paused'], change, detail };
}

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
