import { ActionIcon, Button, NumberInput, Switch } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { rampLimits, type RampStep } from '#contracts';
import type { Draft } from '../draft.ts';
import { weightOf } from '../weights.ts';
import { MOST_STEPS, usualRamp, withStep, type RampProblems } from './ramp-draft.ts';
import { words } from './strings.ts';
import form from '../experiments.module.css';
import css from './ramp.module.css';

interface Props {
  draft: Pick<Draft, 'coverage' | 'ramp' | 'traffic'>;
  problems: RampProblems | undefined;
  onChange: (changes: Partial<Pick<Draft, 'coverage' | 'ramp'>>) => void;
}

/** Whether the share that takes part rises by itself, and in which steps. A replay is over before it could. */
export function RampFields({ draft: { coverage, ramp, traffic }, problems, onChange }: Props): ReactNode {
  if (traffic === 'replay') return null;
  const put = (at: number, changes: Partial<RampStep>): void => onChange({ ramp: ramp.map((step, place) => (place === at ? { ...step, ...changes } : step)) });
  return (
    <div className={css.ramp}>
      <Switch label={words.switch} description={words.switchMeans} checked={ramp.length > 0} onChange={(event) => onChange(event.currentTarget.checked ? usualRamp(coverage) : { ramp: [] })} />
      {problems?.begin && <p className={form.sum} data-wrong role="alert">{problems.begin}</p>}
      {ramp.map((step, at) => (
        <Step key={at} step={step} at={at} problem={problems?.steps[at]} onChange={(changes) => put(at, changes)} onRemove={() => onChange({ ramp: ramp.filter((_, place) => place !== at) })} />
      ))}
      {ramp.length > 0 && <div><Button variant="default" disabled={ramp.length >= MOST_STEPS} onClick={() => onChange({ ramp: withStep(ramp, coverage) })}>{words.add}</Button></div>}
    </div>
  );
}

interface StepProps {
  step: RampStep;
  at: number;
  problem: { hours?: string; coverage?: string } | undefined;
  onChange: (changes: Partial<RampStep>) => void;
  onRemove: () => void;
}

function Step({ step, at, problem, onChange, onRemove }: StepProps): ReactNode {
  return (
    <div className={css.step} role="group" aria-label={words.step(at + 1)}>
      <NumberInput label={words.after} min={1} max={rampLimits.hours} allowDecimal={false} value={step.hours} error={problem?.hours} onChange={(value) => onChange({ hours: Number(value) })} />
      <NumberInput label={words.to} min={0.01} max={100} decimalScale={2} suffix=" %" value={step.coverage / 100} error={problem?.coverage} onChange={(value) => onChange({ coverage: weightOf(value) })} />
      <ActionIcon className={css.remove} aria-label={words.remove(at + 1)} onClick={onRemove}><IconTrash size={18} /></ActionIcon>
    </div>
  );
}
