import type { Experiment, Gate, RampStanding } from '#contracts';
import type { EntityManager } from 'typeorm';
import { analyse } from '../analysis/analyse.ts';
import { assignedUnits } from '../analysis/pace.ts';
import { sayPercent } from '../analysis/say.ts';
import { recordChange } from '../change-log.ts';
import { readEvidence } from '../evidence/read-evidence.ts';
import { lockExperiment, oneExperiment } from '../experiments.service.ts';
import { openEpoch } from '../phases.ts';
import { coverageSince } from './ramp.sql.ts';
import { isMade, rampStanding } from './ramp-standing.ts';

/** As the change log names who acted. */
const NAME = 'Duet';

/** Where the ramp of an experiment stands by what is known of it; null where coverage stays as it is. */
export async function readRampStanding(tx: EntityManager, workspaceId: string, experiment: Experiment, known: { units: number; gates: readonly Gate[] }): Promise<RampStanding | null> {
  if (experiment.ramp.length === 0) return null;
  return rampStanding(experiment, { ...known, since: await coverageSince(tx, workspaceId, experiment) });
}

/**
 * Makes the next step of a running experiment's ramp, if it is due and nothing is in the way: more of the visitors who are
 * not assigned yet take part, with the weights as they are. In the caller's transaction, which has taken the experiment.
 *
 * @returns the new coverage, of 10,000; null where nothing moved
 */
export async function stepCoverage(tx: EntityManager, workspaceId: string, id: string, now: Date): Promise<number | null> {
  const experiment = await oneExperiment(tx, workspaceId, id);
  const since = await coverageSince(tx, workspaceId, experiment);
  // Most of the times it is too soon, which needs no evidence.
  const soonest = rampStanding(experiment, { since, units: Infinity, gates: [] });
  if (!soonest || !isMade(soonest, now)) return null;
  const evidence = await readEvidence(tx, workspaceId, experiment, [], now);
  const standing = rampStanding(experiment, { since, units: assignedUnits(evidence.epochs), gates: analyse(evidence).gates });
  if (!standing || !isMade(standing, now)) return null;
  const { hours, coverage } = standing.next;
  const [, ...ramp] = experiment.ramp;
  const reason = `After ${hours} ${hours === 1 ? 'hour' : 'hours'} at ${say(experiment.coverage)} no gate alarms: ${say(coverage)} of the visitors take part${sayRest(ramp)}.`;
  const row = Object.assign(await lockExperiment(tx, workspaceId, id), { coverage, ramp });
  await openEpoch(tx, row, reason, now);
  await recordChange(tx, { workspaceId, experimentId: id, kind: 'epoch.opened', actorName: NAME, reason, detail: { coverage } });
  return coverage;
}

const sayRest = ([next]: Experiment['ramp']): string => (next ? `, and ${say(next.coverage)} after ${next.hours} more` : '');

const say = (coverage: number): string => sayPercent(coverage / 10_000);
