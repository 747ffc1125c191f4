import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Draft } from '../draft.ts';
import { MOST_CONDITIONS, withCondition, type ConditionDraft } from './condition-draft.ts';
import { ConditionRow } from './condition-row.tsx';
import { words } from './strings.ts';
import form from '../experiments.module.css';
import css from './targeting.module.css';

interface Props {
  conditions: readonly ConditionDraft[];
  /** By the row of the form. */
  problems: Record<number, { name?: string; value?: string }>;
  traffic: Draft['traffic'];
  /** A change begins a new phase. */
  opensPhase: boolean;
  onChange: (conditions: ConditionDraft[]) => void;
}

/** Which visitors an experiment asks for: conditions that must all hold. */
export function TargetingFields({ conditions, problems, traffic, opensPhase, onChange }: Props): ReactNode {
  const put = (row: number, changed: readonly ConditionDraft[]) => onChange(conditions.flatMap((one) => (one.row === row ? changed : [one])));
  return (
    <div className={form.form}>
      <p className={form.sum}>{words.hint} {opensPhase && words.newPhase}</p>
      {conditions.length === 0 && <p className={form.sum}>{words.everybody}</p>}
      <div className={css.conditions}>
        {conditions.map((one, at) => (
          <ConditionRow key={one.row} condition={one} at={at + 1} problem={problems[one.row]} onChange={(changed) => put(one.row, [changed])} onRemove={() => put(one.row, [])} />
        ))}
      </div>
      {traffic === 'replay' && conditions.length > 0 && <p className={form.alarm}>{words.replay}</p>}
      <div><Button variant="default" disabled={conditions.length >= MOST_CONDITIONS} onClick={() => onChange(withCondition(conditions))}>{words.add}</Button></div>
    </div>
  );
}
