import type { ReactNode } from 'react';
import type { Results } from '#contracts';
import { count, weight } from '../format.ts';
import { Section } from '../parts/page-frame.tsx';
import { tellAllocation } from './allocation/allocation-draft.ts';
import { tellDecision } from './decision/margins.ts';
import { words as growthBookWords } from './growthbook/strings.ts';
import { tellRamp } from './ramp/ramp-draft.ts';
import { words as sliceWords } from './slice/strings.ts';
import { trafficNames, words } from './strings.ts';
import { sayTargeting } from './targeting/told-targeting.ts';
import css from './experiments.module.css';

const text = words.detail;

const sayVisitors = ({ slice: { from, to } }: Results['experiment']): string =>
  from === 0 && to === 10_000 ? sliceWords.all : sliceWords.part(weight(from), weight(to));

/** What was set, and what the verdict is given on. */
export function About({ experiment }: Pick<Results, 'experiment'>): ReactNode {
  return (
    <Section title={text.about}>
      {experiment.hypothesis && <p className={css.prose}>{experiment.hypothesis}</p>}
      <p className={css.facts}>
        <span>{trafficNames[experiment.traffic]}</span>
        <span>{text.unit[experiment.unit]}</span>
        <span>{sayVisitors(experiment)}</span>
        <span>{sayTargeting(experiment.targeting)}</span>
        <span>{text.coverage(weight(experiment.coverage))}{experiment.ramp.length > 0 && `, ${tellRamp(experiment.ramp)}`}</span>
        <span>{text.planned(count(experiment.plannedRatings))}</span>
        <span>{text.phase(experiment.phase, experiment.epoch)}</span>
        {experiment.allocation.kind === 'adaptive' && <span>{tellAllocation(experiment.allocation)}</span>}
        {experiment.growthbook && <span>{growthBookWords.told(experiment.growthbook)}</span>}
        <span>{experiment.crossEngineFallback ? text.fallbackOn : text.fallbackOff}</span>
      </p>
      <p className={css.facts}>{tellDecision(experiment.decision).map((line) => <span key={line}>{line}</span>)}</p>
    </Section>
  );
}
