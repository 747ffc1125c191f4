import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Baselines, PlannedMeasure } from '#contracts';
import { count } from '../../format.ts';
import { Explained } from '../../parts/explained.tsx';
import { Section } from '../../parts/page-frame.tsx';
import type { Assumption, AssumptionKey } from './assumptions.ts';
import { observedOf } from './observed.ts';
import { NumberField } from './number-field.tsx';
import { words } from './strings.ts';
import { unitOf } from './units.ts';
import form from '../experiments.module.css';
import css from './power.module.css';

const text = words.known;

interface Props {
  measure: PlannedMeasure;
  baselines: Baselines | undefined;
  assumptions: readonly Assumption[];
  onChange: (changes: Readonly<Record<string, number | null>>) => void;
}

/** What the plan rests on: measured where there was something to measure, and typed over at will. */
export function AssumptionFields({ measure, baselines, assumptions, onChange }: Props): ReactNode {
  return (
    <Section title={text.title}>
      <Rests baselines={baselines} />
      <div className={form.pairs}>
        {assumptions.map((one) => <AssumptionField key={`${measure} ${one.key}`} measure={measure} assumption={one} onChange={(value) => onChange({ [one.key]: value })} />)}
      </div>
    </Section>
  );
}

function Rests({ baselines }: Pick<Props, 'baselines'>): ReactNode {
  if (!baselines) return null;
  const { visitors, conversations, days } = baselines;
  if (visitors === 0) return <div className={css.nothing}><p className={css.strong}>{text.none}</p><p className={form.sum}>{text.noneText}</p></div>;
  return <p className={css.rests}>{text.rests(count(visitors), count(conversations), text.days(count(Math.max(1, Math.round(days)))))}</p>;
}

interface FieldProps {
  measure: PlannedMeasure;
  assumption: Assumption;
  onChange: (value: number | null) => void;
}

function AssumptionField({ measure, assumption, onChange }: FieldProps): ReactNode {
  const { key, value, origin, otherwise } = assumption;
  const unit = unitOf(measure, key);
  const back = otherwise.origin === 'measured' ? text.useMeasured : text.useSuggested;
  return (
    <div className={css.assumption}>
      <NumberField label={words.fields[key]} value={value} unit={unit} onChange={onChange} />
      <p className={css.origin} data-origin={origin}>
        <Explained meaning={words.meanings[key]}>{originOf(assumption, measure)}</Explained>
        {origin === 'typed' && <Button variant="subtle" size="compact-xs" onClick={() => onChange(null)}>{back(unit.tell(otherwise.value))}</Button>}
      </p>
    </div>
  );
}

/** "measured · 400 ratings", "typed", or "suggested · too few yet (12 of 30)". */
function originOf({ key, origin, missing, rests }: Assumption, measure: PlannedMeasure): string {
  if (origin === 'measured' && rests !== null) return `${text.measured} · ${text.of[nounOf(key, measure)](count(rests))}`;
  if (origin !== 'suggested' || missing === null) return text[origin];
  const why = missing.kind === 'too-few' ? text.tooFew(count(missing.have), count(missing.need)) : missing.kind === 'censored' ? text.censored : text.noSpread;
  return `${text[origin]} · ${why}`;
}

/** What the observations behind a value are. */
function nounOf(key: AssumptionKey, measure: PlannedMeasure): keyof typeof text.of {
  switch (key) {
    case 'resemblance': return 'returned';
    case 'askedShare': return 'conversations';
    case 'responseRate': return 'asked';
    default: return observedOf[measure];
  }
}
