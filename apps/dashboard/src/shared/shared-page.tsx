import { Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import type { Results, SharedResults } from '#contracts';
import { EntryCard } from '../entry/entry-card.tsx';
import { ComparisonTable } from '../experiments/compared/comparison-table.tsx';
import { CompliersPanel } from '../experiments/compliers/compliers-panel.tsx';
import { SharedDuels } from '../experiments/duels/duels-panel.tsx';
import { EpochsTable } from '../experiments/epochs/epochs-table.tsx';
import { FiguresTable } from '../experiments/figures-table.tsx';
import { GatesPanel } from '../experiments/gates/gates-panel.tsx';
import { Hero } from '../experiments/hero.tsx';
import { PrintButton, PrintHead } from '../experiments/print/printed.tsx';
import { ProofPanel } from '../experiments/proof/proof-panel.tsx';
import { SequenceOverTime } from '../experiments/sequence/sequence-over-time.tsx';
import { SilentPanel } from '../experiments/silent/silent-panel.tsx';
import { TopicsPanel } from '../experiments/topics/topics-panel.tsx';
import { instant } from '../format.ts';
import { Failure } from '../parts/failure.tsx';
import { Late } from '../parts/late.tsx';
import { CardSkeleton } from '../parts/skeletons.tsx';
import { Guest } from '../session.tsx';
import { asResults } from './as-results.ts';
import { SharedAbout } from './shared-about.tsx';
import { words } from './strings.ts';
import { useShared } from './use-shared.ts';
import css from './shared.module.css';

/** What a link to results opens: the results as members see them, with nothing that changes anything and no way further in. */
export default function SharedPage(): ReactNode {
  const { token = '' } = useParams();
  const { data, error, refetch } = useShared(token);
  if (error?.code === 'not_found') return <EntryCard title={words.deadTitle} text={words.dead} />;
  if (!data) return <main id="content" className={css.page}>{error ? <Failure error={error} again={() => void refetch()} title={words.failedTitle} kept={words.failedKept} /> : <Waiting />}</main>;
  return (
    <Guest workspace={{ id: '', name: data.company, timeZone: data.timeZone, cpuPricePerHour: data.cpuPricePerHour, budgets: { tokens: null, dollars: null } }}>
      <Shown shared={data} fresh={error === null} />
    </Guest>
  );
}

const Waiting = (): ReactNode => (
  <Late><div aria-busy="true" role="status" aria-label={words.loading}><CardSkeleton height={72} /><CardSkeleton height={420} /></div></Late>
);

function Shown({ shared: { company, timeZone, expiresAt, results: given, duels }, fresh }: { shared: SharedResults; fresh: boolean }): ReactNode {
  const results = asResults(given);
  useDocumentTitle(`${results.experiment.name} · ${company}`);
  return (
    <main id="content" className={css.page}>
      <header className={css.head}>
        <div className={css.names}>
          <p className={css.company} dir="auto">{company}</p>
          <Title order={1} className={css.name}>{results.experiment.name}</Title>
          <p className={css.aside} data-print="out">{words.readOnly(instant(results.computedAt, timeZone))}; {words.until(instant(expiresAt, timeZone))}.</p>
        </div>
        <PrintButton />
      </header>
      <PrintHead results={results} />
      {!fresh && <p className={css.aside} role="status">{words.notFresh}</p>}
      <Hero results={results} timeZone={timeZone} />
      {results.experiment.startedAt && <Evidence results={results} duels={duels} />}
      <SharedAbout results={results} />
    </main>
  );
}

/** In the order in which members read it. */
const Evidence = ({ results, duels }: { results: Results; duels: SharedResults['duels'] }): ReactNode => (
  <>
    <div data-print="flow"><GatesPanel results={results} /></div>
    {results.analysis.comparisons.length > 0 && <ComparisonTable results={results} duels={duels} />}
    <SequenceOverTime results={results} />
    <SilentPanel results={results} />
    <CompliersPanel results={results} />
    <TopicsPanel results={results} />
    <FiguresTable results={results} />
    <EpochsTable results={results} />
    <SharedDuels summary={duels} />
    {results.proof && <ProofPanel results={results} />}
  </>
);
