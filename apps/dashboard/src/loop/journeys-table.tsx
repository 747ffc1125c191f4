import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Loop, LoopJourney } from '#contracts';
import { DataTable } from '../charts/data-table.tsx';
import { instant } from '../format.ts';
import { Section } from '../parts/page-frame.tsx';
import { span, words } from './strings.ts';
import css from './loop.module.css';

const { columns } = words;
type Step = 'betterAt' | 'learntAt' | 'versionAt' | 'gateAt' | 'improvedAt';
const steps: readonly [Step, string][] = [['betterAt', columns.better], ['learntAt', columns.learnt], ['versionAt', columns.version], ['gateAt', columns.gate], ['improvedAt', columns.improved]];

function After({ journey, step, timeZone }: { journey: LoopJourney; step: Step; timeZone: string }): ReactNode {
  const at = journey[step];
  if (at === null) return <span className={css.notYet}>{words.notYet}</span>;
  const ms = Date.parse(at) - Date.parse(journey.dislikedAt);
  return <span className={css.reached} data-end={step === 'improvedAt'} title={instant(at, timeZone)}>{ms <= 0 ? words.atOnce : span(ms)}</span>;
}

/** Each disliked answer with how long after the thumb it reached each step. */
export const JourneysTable = ({ loop: { journeys, improved, timeZone } }: { loop: Loop }): ReactNode => (
  <Section title={words.journeys}>
    <p className={css.note}>{words.journeysHint(journeys.length, improved.of)}</p>
    <DataTable
      caption={words.journeys} rows={journeys} keyOf={({ messageId }) => messageId}
      columns={[
        { head: columns.topic, cell: ({ conversationId, topic }) => <Link className={css.topic} to={`/conversations/${conversationId}`}>{topic ?? words.unknownTopic}</Link> },
        { head: columns.disliked, cell: ({ dislikedAt }) => instant(dislikedAt, timeZone) },
        ...steps.map(([step, head]) => ({ head, cell: (journey: LoopJourney) => <After journey={journey} step={step} timeZone={timeZone} /> })),
      ]}
    />
  </Section>
);
