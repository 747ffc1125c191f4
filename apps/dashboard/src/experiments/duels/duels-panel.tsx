import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { exportTable, requestOf } from '#contracts';
import type { DuelSummary, Traffic } from '#contracts';
import { percent } from '../../format.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Section } from '../../parts/page-frame.tsx';
import { RowsSkeleton } from '../../parts/skeletons.tsx';
import { useMay } from '../../session.tsx';
import css from './duels.module.css';
import { DUELS } from './duels-row.tsx';
import { DuelsTable } from './duels-table.tsx';
import { LatestDuels } from './latest-duels.tsx';
import { words } from './strings.ts';
import { caveatsOf, intervalOf, isEmpty, tellAgreement, tellBasis, tellPreference } from './tell-duels.ts';
import { useDuelSummary } from './use-duels.ts';

interface Props {
  /** The experiment; day and traffic are those of the table to download. */
  range: { experimentId: string; traffic?: Traffic; from?: string };
}

/** What agents prefer among the variants of an experiment, by their blind choices in the inbox. */
export function DuelsPanel({ range }: Props): ReactNode {
  const reading = useDuelSummary(range.experimentId);
  const mayExport = useMay('export:read');
  const csv = requestOf(exportTable, { table: 'duels', ...range }).path;
  const any = reading.data !== undefined && !isEmpty(reading.data);
  return (
    <div id={DUELS} data-print={any ? undefined : 'out'}>
      <Section title={words.title} actions={any && mayExport && <Button component="a" href={csv} download variant="subtle" size="compact-sm" leftSection={<IconDownload size={16} />}>{words.csv}</Button>}>
        <Loaded reading={reading} skeleton={<RowsSkeleton rows={3} />}>
          {(summary) => (isEmpty(summary) ? <Nothing /> : <><Preference summary={summary} /><LatestDuels experimentId={summary.experimentId} /></>)}
        </Loaded>
      </Section>
    </div>
  );
}

/** The same for a reader without an account: no single choice, and nothing while there is none. */
export const SharedDuels = ({ summary }: { summary: DuelSummary }): ReactNode => (isEmpty(summary) ? null : <div id={DUELS}><Section title={words.title}><Preference summary={summary} /></Section></div>);

const Nothing = (): ReactNode => (
  <Empty title={words.emptyTitle} text={words.empty}><Button component={Link} to="/inbox" variant="default">{words.toInbox}</Button></Empty>
);

function Preference({ summary }: { summary: DuelSummary }): ReactNode {
  const { ranking } = summary;
  return (
    <>
      <p className={css.answer}>{tellPreference(summary)}</p>
      <p className={css.note}>{[`${tellBasis(summary)}.`, ...caveatsOf(summary)].join(' ')}</p>
      {tellAgreement(summary).map((line) => <p key={line} className={css.agreement}>{line}</p>)}
      <DuelsTable summary={summary} />
      {ranking.kind === 'strengths' && <p className={css.note}>{words.sides(percent(ranking.left.share), intervalOf(ranking.left), percent(ranking.longer.share), intervalOf(ranking.longer))}</p>}
      <details className={css.details}>
        <summary>{words.how}</summary>
        <p>{words.howPlain}</p>
        <p>{words.howFormula}</p>
      </details>
    </>
  );
}
