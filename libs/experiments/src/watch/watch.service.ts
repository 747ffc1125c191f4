import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Totals } from '#analytics';
import type { Evidence, Experiment, Look } from '#contracts';
import type { EntityManager } from 'typeorm';
import { Database } from '#platform';
import { stepShares } from '../allocation/step-shares.ts';
import { endsWith } from '../analysis/planned-end.ts';
import { FEWEST_UNITS, isDue, keepLook, lookAt } from '../evidence/looks.ts';
import { failuresAfter, readMeasured } from '../evidence/read-evidence.ts';
import { oneExperiment } from '../experiments.service.ts';
import { moveIn, pausing, stopping } from '../moves.ts';
import { stepCoverage } from '../ramp/step-coverage.ts';
import { alarmsOf, isNews, type Alarm } from './alarm.ts';
import { lastAlarmAt, runningWith, takeRunning, unitsOfLastAlarm, type Watched } from './watch.sql.ts';

const EVERY_MS = 30_000;
/** As the change log names who acted. */
const NAME = 'Duet';

interface Seen {
  look: Look | null;
  alarm: Alarm | null;
}

/**
 * Looks at running experiments while nobody else does: keeps a look whenever enough visitors came, pauses an experiment
 * whose variant fails, stops one whose variant breaks another guardrail, lets coverage rise by its ramp, and moves the
 * shares of an adaptive one. Each is watched by one server at a time.
 */
@Injectable()
export class ExperimentWatch implements OnModuleInit, OnApplicationShutdown {
  private readonly log = new Logger(ExperimentWatch.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly db: Database,
    private readonly totals: Totals,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => this.tick(), EVERY_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Watches every running experiment once; one that cannot be watched keeps no other from it. */
  async pass(now = new Date()): Promise<void> {
    await this.totals.refresh();
    for (const one of await this.db.acrossWorkspaces((tx) => runningWith(tx, FEWEST_UNITS))) {
      const about = { workspaceId: one.workspaceId, experimentId: one.id };
      try {
        const { look, alarm } = await this.db.inWorkspace(one.workspaceId, (tx) => watchOne(tx, one, now));
        if (look) this.log.log({ event: 'experiment.looked', ...about, units: look.units });
        if (!alarm) await this.step(one, now);
        if (alarm) this.log.warn({ event: alarm.act === 'pause' ? 'experiment.paused' : 'experiment.stopped', ...about, variantId: alarm.variantId, measure: alarm.measure, reason: alarm.reason });
      } catch (error) {
        this.log.warn({ event: 'experiment.not_watched', ...about, reason: String(error) });
      }
    }
  }

  /** Apart from the look, which is kept whatever becomes of coverage and shares. */
  private async step({ workspaceId, id: experimentId, adaptive, ramping }: Watched, now: Date): Promise<void> {
    const taken = <T>(stepIn: (tx: EntityManager) => Promise<T>): Promise<T | null> => this.db.inWorkspace(workspaceId, async (tx) => ((await takeRunning(tx, { workspaceId, id: experimentId })) ? stepIn(tx) : null));
    const coverage = ramping && (await taken((tx) => stepCoverage(tx, workspaceId, experimentId, now)));
    if (coverage) this.log.log({ event: 'experiment.coverage_raised', workspaceId, experimentId, coverage });
    const weights = adaptive && (await taken((tx) => stepShares(tx, workspaceId, experimentId, now)));
    if (weights) this.log.log({ event: 'experiment.shares_moved', workspaceId, experimentId, weights });
  }

  /** A pass that takes longer than the time between two is not overtaken by the next one. */
  private tick(): void {
    this.running ??= this.pass()
      .catch((error: unknown) => this.log.warn({ event: 'experiments.not_watched', reason: String(error) }))
      .finally(() => {
        this.running = undefined;
      });
  }
}

async function watchOne(tx: EntityManager, one: Watched, now: Date): Promise<Seen> {
  if (!(await takeRunning(tx, one))) return { look: null, alarm: null };
  const { workspaceId, id } = one;
  const experiment = await oneExperiment(tx, workspaceId, id);
  const evidence = await readMeasured(tx, workspaceId, experiment, [], now);
  const alarm = await firstAlarm(tx, one, experiment, evidence);
  const look = lookAt(evidence);
  const kept = alarm !== null || isDue(look.units, evidence.looks) || endsWith(evidence, look);
  if (kept) await keepLook(tx, { workspaceId, experimentId: id, phase: experiment.phase }, look);
  if (alarm) await act(tx, one, alarm);
  return { look: kept ? look : null, alarm };
}

/** The alarm to act on. Guardrails protect visitors: a replay or a test harms nobody, so it is looked at and runs on. */
async function firstAlarm(tx: EntityManager, one: Watched, experiment: Experiment, evidence: Evidence): Promise<Alarm | null> {
  if (experiment.traffic !== 'live') return null;
  const failures = await failuresAfter(tx, one.workspaceId, experiment, await lastAlarmAt(tx, one));
  for (const alarm of alarmsOf(evidence, failures)) if (isNews(alarm, await unitsOfLastAlarm(tx, one, alarm.variantId))) return alarm;
  return null;
}

async function act(tx: EntityManager, { workspaceId, id }: Watched, { act: kind, variantId, measure, units, reason }: Alarm): Promise<void> {
  await moveIn(tx, { workspaceId, name: NAME }, { id, reason }, { ...(kind === 'pause' ? pausing : stopping), detail: { alarm: { variantId, measure, units } } });
}
