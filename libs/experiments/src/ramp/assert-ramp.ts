import type { Experiment } from '#contracts';
import { Problem } from '#platform';

/** Whether coverage can rise as it is said. @throws Problem `ramp_not_rising`, `ramp_replay` */
export function assertRamp({ ramp, coverage, traffic }: Pick<Experiment, 'ramp' | 'coverage' | 'traffic'>): void {
  const [first] = ramp;
  if (!first) return;
  // With nobody taking part nothing would ever be known that a step could be made on.
  if (coverage === 0 || first.coverage <= coverage) throw new Problem('ramp_not_rising');
  if (traffic === 'replay') throw new Problem('ramp_replay');
}
