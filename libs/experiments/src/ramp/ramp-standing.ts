import type { Experiment, Gate, RampStanding } from '#contracts';
import { FEWEST_UNITS } from '../evidence/looks.ts';

const HOUR_MS = 3_600_000;

interface Known {
  /** Since when the present coverage counts. */
  since: Date | null;
  /** Assigned in this phase. */
  units: number;
  gates: readonly Pick<Gate, 'state' | 'sentence'>[];
}

/** Where the next step of the ramp stands; null where coverage stays as it is. */
export function rampStanding({ ramp, state }: Pick<Experiment, 'ramp' | 'state'>, { since, units, gates }: Known): RampStanding | null {
  const [next] = ramp;
  if (!next) return null;
  return {
    next, since: since?.toISOString() ?? null, dueAt: since && state === 'running' ? new Date(since.getTime() + next.hours * HOUR_MS).toISOString() : null,
    have: units,
    // Before there is anything to look at no gate can tell that something is wrong.
    need: FEWEST_UNITS, heldBy: gates.filter((gate) => gate.state === 'alarm').map(({ sentence }) => sentence),
  };
}

/** Whether the step is made now: its hours are over, there is something to judge by, and nothing that is judged alarms. */
export const isMade = ({ dueAt, have, need, heldBy }: RampStanding, now: Date): boolean => dueAt !== null && Date.parse(dueAt) <= now.getTime() && have >= need && heldBy.length === 0;
