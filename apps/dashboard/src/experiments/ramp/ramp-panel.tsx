import type { ReactNode } from 'react';
import type { Results } from '#contracts';
import { count, instant, weight } from '../../format.ts';
import { Section } from '../../parts/page-frame.tsx';
import { useSession } from '../../session.tsx';
import { WorkedOut } from '../worked-out/worked-out.tsx';
import { tellStanding } from './ramp-draft.ts';
import { words } from './strings.ts';
import form from '../experiments.module.css';
import css from './ramp.module.css';

const text = words.panel;

/** Of an experiment whose coverage still rises: how many take part, when more will, and what holds it back. */
export function RampPanel({ results: { experiment, ramp: standing, computedAt } }: { results: Results }): ReactNode {
  const { timeZone } = useSession().workspace;
  if (!standing || experiment.state === 'stopped') return null;
  const sentence = tellStanding({ standing, now: computedAt, say: { count, instant: (iso) => instant(iso, timeZone) } });
  const rest = experiment.ramp.slice(1);
  return (
    <Section title={text.title}>
      <p role="status" className={form.prose}>{text.now(weight(experiment.coverage))} {sentence}</p>
      {standing.dueAt !== null && standing.heldBy.length > 0 && (
        <>
          <ul className={css.held}>{standing.heldBy.map((one) => <li key={one}>{one}</li>)}</ul>
          <p className={form.note}>{text.byHand}</p>
        </>
      )}
      {rest.length > 0 && <p className={form.note}>{text.then(rest.map(({ coverage, hours }) => words.toldStep(weight(coverage), hours)).join(', then '))}</p>}
      <WorkedOut panel="ramp" />
    </Section>
  );
}
