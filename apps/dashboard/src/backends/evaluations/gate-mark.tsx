import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Evaluation } from '#contracts';
import backends from '../backends.module.css';
import { words } from './strings.ts';

const looks = { passed: 'good', refused: 'bad', open: 'look' } as const;

/** "passed (evaluation 4)", on the way to it; what is under way says how far it is. */
export function GateMark({ evaluation }: { evaluation: Pick<Evaluation, 'id' | 'number' | 'verdict' | 'state'> | undefined }): ReactNode {
  if (!evaluation) return <span className={backends.soft}>{words.gate.none}</span>;
  const { id, number, verdict, state } = evaluation;
  const outcome = verdict ? words.outcomes[verdict.outcome] : words.states[state].toLowerCase();
  return <Link className={`${backends.link} ${backends.state}`} data-on={verdict ? looks[verdict.outcome] : 'busy'} to={`/backends/evaluations/${id}`}>{words.gate.by(outcome, number)}</Link>;
}
