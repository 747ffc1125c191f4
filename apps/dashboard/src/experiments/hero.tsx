import type { ReactNode } from 'react';
import type { Results } from '#contracts';
import { instant } from '../format.ts';
import { StateBadge } from './state-badge.tsx';
import { words } from './strings.ts';
import { WorkedOut } from './worked-out/worked-out.tsx';
import css from './experiments.module.css';

const text = words.detail;

/** Where the experiment stands, in one sentence that may be read out, and what it rests on. */
export const Hero = ({ results: { experiment, analysis: { verdict }, computedAt }, timeZone }: { results: Results; timeZone: string }): ReactNode => (
  <div className={css.hero}>
    <p className={css.facts}><StateBadge state={experiment.state} /> {experiment.archivedAt && <span>{text.archived}</span>} <span>{experiment.siteName}</span> <span>{text.computed(instant(computedAt, timeZone))}</span></p>
    <p className={css.verdict}>{verdict.sentence}</p>
    {verdict.evidence && !verdict.sentence.includes(verdict.evidence.replace(/\.$/, '')) && <p className={css.note}>{verdict.evidence}</p>}
    {verdict.evidence && <WorkedOut panel="verdict" />}
  </div>
);
