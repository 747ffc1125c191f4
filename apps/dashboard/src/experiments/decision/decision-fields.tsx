import { MultiSelect, NumberInput, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { ComparedMeasure, type Decision } from '#contracts';
import { words as compared } from '../compared/strings.ts';
import { GuardrailRows } from './guardrail-rows.tsx';
import { keptMargin, shownMargin, unitName, withPrimary } from './margins.ts';
import { words } from './strings.ts';
import form from '../experiments.module.css';

interface Props {
  decision: Decision;
  problem: string | undefined;
  onChange: (decision: Decision) => void;
}

const choices = ComparedMeasure.options.map((value) => ({ value, label: compared.measures[value] }));
const designs = (['sequential', 'hybrid'] as const).map((value) => ({ value, label: words.designs[value] }));
const among = (values: readonly (string | null)[]): ComparedMeasure[] => ComparedMeasure.options.filter((one) => values.includes(one));

/** What a verdict is given on: one measure that decides, others beside it, guardrails, and when two variants count as the same. */
export function DecisionFields({ decision, problem, onChange }: Props): ReactNode {
  const { primary, secondary, guardrails, margin, design } = decision;
  return (
    <div className={form.form}>
      <p className={form.sum}>{words.hint}</p>
      <div className={form.pairs}>
        <Select label={words.primary} allowDeselect={false} data={choices} value={primary} onChange={(value) => onChange(withPrimary(decision, among([value])[0] ?? primary))} />
        <NumberInput
          label={words.same} description={words.sameHint(unitName(primary))} min={0} decimalScale={4} value={margin === null ? '' : shownMargin(primary, margin)} error={margin === 0 ? problem : undefined}
          onChange={(value) => onChange({ ...decision, margin: value === '' ? null : keptMargin(primary, value) })}
        />
      </div>
      <Select
        label={words.design} description={words.designHints[design ?? 'sequential']} allowDeselect={false} value={design ?? 'sequential'} data={designs}
        onChange={(value) => onChange({ ...decision, design: value === 'hybrid' ? 'hybrid' : 'sequential' })}
      />
      <MultiSelect label={words.secondary} description={words.secondaryHint} data={choices.filter(({ value }) => value !== primary)} value={[...secondary]} onChange={(values) => onChange({ ...decision, secondary: among(values) })} />
      <GuardrailRows guardrails={guardrails} problem={problem} onChange={(changed) => onChange({ ...decision, guardrails: changed })} />
    </div>
  );
}
