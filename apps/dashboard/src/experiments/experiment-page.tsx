import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { Link, useParams } from 'react-router';
import type { Results } from '#contracts';
import { dayBefore, today } from '../overview/days.ts';
import { Satisfaction } from '../overview/satisfaction.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import { CardSkeleton } from '../parts/skeletons.tsx';
import { RetiringNotice } from '../retiring/retiring-notice.tsx';
import { useMay, useSession } from '../session.tsx';
import { About } from './about.tsx';
import { AllocationPanel } from './allocation/allocation-panel.tsx';
import { SharesOverTime } from './allocation/shares-over-time.tsx';
import { ChangeLog } from './change-log.tsx';
import { ComparisonTable } from './compared/comparison-table.tsx';
import { CompliersPanel } from './compliers/compliers-panel.tsx';
import { useResults } from './data.ts';
import { DuelsPanel } from './duels/duels-panel.tsx';
import { useDuelSummary } from './duels/use-duels.ts';
import { EpochsTable } from './epochs/epochs-table.tsx';
import { FiguresTable } from './figures-table.tsx';
import { GatesPanel } from './gates/gates-panel.tsx';
import { Hero } from './hero.tsx';
import { MoreSteps } from './more-steps.tsx';
import { PaybackPanel } from './payback/payback-panel.tsx';
import { PrintHead } from './print/printed.tsx';
import { ProofPanel } from './proof/proof-panel.tsx';
import { SequenceOverTime } from './sequence/sequence-over-time.tsx';
import { SilentPanel } from './silent/silent-panel.tsx';
import { RampPanel } from './ramp/ramp-panel.tsx';
import { ReportButtons } from './report-buttons.tsx';
import { SharesPanel } from './shares/shares-panel.tsx';
import { Steps } from './steps.tsx';
import { words } from './strings.ts';
import { TopicsPanel } from './topics/topics-panel.tsx';
import { TwinPanel } from './twin/twin-panel.tsx';
import { VariantsTable } from './variants-table.tsx';
import { WeightsEditor } from './weights-editor.tsx';

const text = words.detail;

/** Weights of a draft are edited with the draft; those that follow what is measured by nobody. */
const canWeigh = ({ state, allocation }: Results['experiment'], may: boolean): boolean => may && allocation.kind === 'fixed' && (state === 'running' || state === 'paused');

const MOST_DAYS = 365;

/** From its start on, as far back as a report goes. */
function rangeOf({ id, traffic, startedAt }: Results['experiment'], timeZone: string): { experimentId: string; traffic: typeof traffic; from?: string } {
  const earliest = dayBefore(today(timeZone, new Date()), MOST_DAYS);
  const from = startedAt ? today(timeZone, new Date(startedAt)) : earliest;
  return { experimentId: id, traffic, from: from < earliest ? earliest : from };
}

/** All that the verdict rests on, in the order in which it is asked for. */
function Evidence({ results, timeZone }: { results: Results; timeZone: string }): ReactNode {
  const duels = useDuelSummary(results.experiment.id).data;
  return (
    <>
      <div data-print="flow"><GatesPanel results={results} /></div>
      {results.analysis.comparisons.length > 0 && <ComparisonTable results={results} duels={duels} />}
      <TwinPanel results={results} />
      <SequenceOverTime results={results} />
      <RampPanel results={results} />
      {results.experiment.allocation.kind === 'adaptive' && <><AllocationPanel results={results} /><SharesOverTime results={results} /></>}
      <SilentPanel results={results} />
      <CompliersPanel results={results} />
      <TopicsPanel results={results} />
      <PaybackPanel results={results} />
      <FiguresTable results={results} />
      <Satisfaction range={rangeOf(results.experiment, timeZone)} eager={false} withSummary={false} />
      <EpochsTable results={results} />
    </>
  );
}

/** The verdict first, its evidence below. */
export function ExperimentPage(): ReactNode {
  const { id = '' } = useParams();
  const reading = useResults(id);
  const { workspace } = useSession();
  const may = useMay('experiments:write');
  const experiment = reading.data?.experiment;
  return (
    <PageFrame title={experiment?.name ?? words.title} above={{ label: words.title, to: '/experiments' }} actions={may && experiment && <><Button component={Link} to={`/experiments/${id}/edit`} variant="default">{text.edit}</Button><MoreSteps experiment={experiment} />{experiment.archivedAt === null && <Steps experiment={experiment} />}</>}>
      <Loaded reading={reading} skeleton={<><CardSkeleton height={72} /><CardSkeleton height={420} /></>}>
        {(results) => (
          <>
            <PrintHead results={results} />
            <Hero results={results} timeZone={workspace.timeZone} />
            <RetiringNotice concerns={(use) => use.id === id} />
            {results.experiment.startedAt && <ReportButtons id={id} />}
            {results.experiment.startedAt && <Evidence results={results} timeZone={workspace.timeZone} />}
            {results.experiment.startedAt && <DuelsPanel range={rangeOf(results.experiment, workspace.timeZone)} />}
            {!canWeigh(results.experiment, may) && <VariantsTable variants={results.experiment.variants} />}
            {canWeigh(results.experiment, may) && <div data-print="out"><WeightsEditor key={results.experiment.epoch} experiment={results.experiment} /></div>}
            {results.experiment.startedAt && <div data-print={results.proof ? undefined : 'out'}><ProofPanel results={results} /></div>}
            <About experiment={results.experiment} />
            <div data-print="out"><SharesPanel id={id} /></div>
            <div data-print="out"><ChangeLog id={id} /></div>
          </>
        )}
      </Loaded>
    </PageFrame>
  );
}
