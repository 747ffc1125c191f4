import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { Link, useParams } from 'react-router';
import type { Results } from '#contracts';
import { count, instant, weight } from '../format.ts';
import { dayBefore, today } from '../overview/days.ts';
import { Satisfaction } from '../overview/satisfaction.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { PageFrame, Section } from '../parts/page-frame.tsx';
import { CardSkeleton } from '../parts/skeletons.tsx';
import { useMay, useSession } from '../session.tsx';
import { ChangeLog } from './change-log.tsx';
import { ComparisonTable } from './compared/comparison-table.tsx';
import { useResults } from './data.ts';
import { FiguresTable } from './figures-table.tsx';
import { MoreSteps } from './more-steps.tsx';
import { StateBadge } from './state-badge.tsx';
import { Steps } from './steps.tsx';
import { words as sliceWords } from './slice/strings.ts';
import { trafficNames, words } from './strings.ts';
import { VariantsTable } from './variants-table.tsx';
import { WeightsEditor } from './weights-editor.tsx';
import css from './experiments.module.css';

const text = words.detail;

function SampleRatio({ ratio }: { ratio: Results['sampleRatio'] }): ReactNode {
  if (!ratio) return <p className={css.note}>{text.noSample}</p>;
  const p = ratio.p < 0.001 ? '< 0.001' : ratio.p.toFixed(3);
  return ratio.alarm ? <p className={css.alarm} role="alert">{text.sampleAlarm(p)}</p> : <p className={css.note}>{text.sampleOk(p)}</p>;
}

function About({ experiment }: Pick<Results, 'experiment'>): ReactNode {
  return (
    <Section title={text.about}>
      {experiment.hypothesis && <p className={css.prose}>{experiment.hypothesis}</p>}
      <p className={css.facts}>
        <span>{trafficNames[experiment.traffic]}</span>
        <span>{text.unit[experiment.unit]}</span>
        <span>{sayVisitors(experiment)}</span>
        <span>{text.coverage(weight(experiment.coverage))}</span>
        <span>{text.planned(count(experiment.plannedRatings))}</span>
        <span>{text.phase(experiment.phase, experiment.epoch)}</span>
        <span>{experiment.crossEngineFallback ? text.fallbackOn : text.fallbackOff}</span>
      </p>
    </Section>
  );
}

const sayVisitors = ({ slice: { from, to } }: Results['experiment']): string =>
  from === 0 && to === 10_000 ? sliceWords.all : sliceWords.part(weight(from), weight(to));

/** Weights of a draft are edited with the draft. */
const canWeigh = (state: Results['experiment']['state'], may: boolean): boolean => may && (state === 'running' || state === 'paused');

const MOST_DAYS = 365;

/** From its start on, as far back as a report goes. */
function rangeOf({ id, traffic, startedAt }: Results['experiment'], timeZone: string): { experimentId: string; traffic: typeof traffic; from?: string } {
  const earliest = dayBefore(today(timeZone, new Date()), MOST_DAYS);
  const from = startedAt ? today(timeZone, new Date(startedAt)) : earliest;
  return { experimentId: id, traffic, from: from < earliest ? earliest : from };
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
            <div className={css.hero}>
              <p className={css.facts}><StateBadge state={results.experiment.state} /> {results.experiment.archivedAt && <span>{text.archived}</span>} <span>{results.experiment.siteName}</span> <span>{text.computed(instant(results.computedAt, workspace.timeZone))}</span></p>
              <p className={css.verdict}>{results.verdict}</p>
              {results.evidence && <p className={css.note}>{results.evidence}</p>}
              <SampleRatio ratio={results.sampleRatio} />
            </div>
            {results.experiment.startedAt && results.comparisons.length > 0 && <ComparisonTable results={results} />}
            {results.experiment.startedAt && <FiguresTable results={results} />}
            {results.experiment.startedAt && <Satisfaction range={rangeOf(results.experiment, workspace.timeZone)} eager={false} withSummary={false} />}
            {!canWeigh(results.experiment.state, may) && <VariantsTable variants={results.experiment.variants} />}
            {canWeigh(results.experiment.state, may) && <WeightsEditor key={results.experiment.epoch} experiment={results.experiment} />}
            <About experiment={results.experiment} />
            <ChangeLog id={id} />
          </>
        )}
      </Loaded>
    </PageFrame>
  );
}
