import type { ReactNode } from 'react';
import type { ApproachReport } from '#contracts';
import { percent } from '../../format.ts';
import { Section } from '../../parts/page-frame.tsx';
import { ShareBar } from '../share-bar.tsx';
import { words } from './strings.ts';
import css from '../backends.module.css';

const text = words.mixture;
const members = ['topLayer', 'ngrams', 'examples'] as const;
const listed = new Intl.ListFormat('en', { type: 'conjunction' });

/** What the answers of this approach are weighed from, in words and as a bar. */
export function Mixture({ mixture }: Pick<ApproachReport, 'mixture'>): ReactNode {
  const used = members.filter((member) => mixture[member] > 0);
  return (
    <Section title={text.title}>
      <p className={css.note}>{text.sentence(listed.format(used.map((member) => text.part(percent(mixture[member], 0), text.meanings[member]))))}</p>
      <ShareBar parts={members.map((member) => ({ name: text.parts[member], share: mixture[member] }))} />
    </Section>
  );
}
