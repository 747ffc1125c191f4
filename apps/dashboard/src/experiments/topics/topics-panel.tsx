import type { ReactNode } from 'react';
import { usualAlpha, type Decision, type Results, type SegmentFindings } from '#contracts';
import { DataTable } from '../../charts/data-table.tsx';
import { count } from '../../format.ts';
import { Section } from '../../parts/page-frame.tsx';
import { tellP } from '../../told-p.ts';
import { tellRange, tellValue } from '../compared/measures.ts';
import { words as compared } from '../compared/strings.ts';
import { treatmentsOf } from '../looked-variants.ts';
import { WorkedOut } from '../worked-out/worked-out.tsx';
import { RulePanel } from './rule-panel.tsx';
import { words } from './strings.ts';
import { tellInteraction } from './tell-interaction.ts';
import page from '../experiments.module.css';
import css from './topics.module.css';

/** Topics in which a variant works otherwise than elsewhere; nothing where no visitor has a topic. */
export function TopicsPanel({ results }: { results: Results }): ReactNode {
  const { experiment, variants, analysis: { segments, unread = 0, routing } } = results;
  if (segments.every(({ topics, tooFew }) => topics.length + tooFew === 0)) return null;
  const found = treatmentsOf(variants).flatMap(({ variant }) => segments.filter(({ variantId }) => variantId === variant.id).map((segment) => ({ variant, segment })));
  return (
    <Section title={words.title}>
      {found.map(({ variant, segment }) => <Topics key={variant.id} name={variant.name} segment={segment} decision={experiment.decision} />)}
      {unread > 0 && <p className={page.note}>{words.unread(count(unread))}</p>}
      <p className={page.note}>{words.note}</p>
      <WorkedOut panel="topics" />
      {routing && <RulePanel results={results} routing={routing} />}
    </Section>
  );
}

function Topics({ name, segment, decision: { primary: measure, alpha = usualAlpha } }: { name: string; segment: SegmentFindings; decision: Decision }): ReactNode {
  return (
    <div className={css.variant}>
      <p className={page.prose}>{tellInteraction(segment, { name, measure: compared.measures[measure], alpha })} {segment.tooFew > 0 && words.tooFew(segment.tooFew, segment.topics.length)}</p>
      {segment.topics.length > 0 && (
        <DataTable
          caption={`${name}. ${words.title}`} rows={segment.topics} keyOf={({ topic }) => topic}
          columns={[
            { head: words.topic, cell: (topic) => topic.name },
            { head: words.units, numeric: true, cell: ({ units }) => count(units) },
            { head: words.value, numeric: true, cell: (topic) => `${tellValue(measure, topic.value)} ${tellRange(measure, topic)}` },
            { head: words.shrunk, numeric: true, cell: ({ shrunk }) => (shrunk === null ? words.unshrunk : tellValue(measure, shrunk)) },
            { head: words.p, numeric: true, cell: ({ adjustedP }) => tellP(adjustedP) },
            { head: words.claim, cell: ({ claim }) => words.claims[claim] },
          ]}
        />
      )}
    </div>
  );
}
