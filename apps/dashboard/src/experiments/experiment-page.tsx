import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import type { Results } from '#contracts';
import { instant, weight } from '../format.ts';
import { Loaded } from '../parts/loaded.tsx';
import { PageFrame, Section } from '../parts/page-frame.tsx';
import { CardSkeleton } from '../parts/skeletons.tsx';
import { useMay, useSession } from '../session.tsx';
import { useResults } from './data.ts';
import { FiguresTable } from './figures-table.tsx';
import { StateBadge } from './state-badge.tsx';
import { Steps } from './steps.tsx';
import { trafficNames, words } from './strings.ts';
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
        <span>{text.coverage(weight(experiment.coverage))}</span>
        <span>{text.phase(experiment.phase, experiment.epoch)}</span>
        <span>{experiment.crossEngineFallback ? text.fallbackOn : text.fallbackOff}</span>
      </p>
    </Section>
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
    <PageFrame title={experiment?.name ?? words.title} above={{ label: words.title, to: '/experiments' }} actions={may && experiment && <Steps experiment={experiment} />}>
      <Loaded reading={reading} skeleton={<><CardSkeleton height={72} /><CardSkeleton height={420} /></>}>
        {(results) => (
          <>
            <div className={css.hero}>
              <p className={css.facts}><StateBadge state={results.experiment.state} /> <span>{results.experiment.siteName}</span> <span>{text.computed(instant(results.computedAt, workspace.timeZone))}</span></p>
              <p className={css.verdict}>{results.verdict}</p>
              <SampleRatio ratio={results.sampleRatio} />
            </div>
            {results.experiment.startedAt && <FiguresTable results={results} />}
            {may && results.experiment.state !== 'stopped' && <WeightsEditor key={results.experiment.epoch} experiment={results.experiment} />}
            <About experiment={results.experiment} />
          </>
        )}
      </Loaded>
    </PageFrame>
  );
}
