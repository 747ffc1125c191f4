import { MultiSelect, NumberInput, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { ComparedMeasure, usualAlpha, type Decision } from '#contracts';
import { words as compared } from '../compared/strings.ts';
import { GuardrailRows } from './guardrail-rows.tsx';
import { keptMargin, shownMargin, tellAlpha, unitName, withPrimary } from './margins.ts';
import { words } from './strings.ts';
import form from '../experiments.module.css';

interface Props {
  decision: Decision;
  problem: string | undefined;
  onChange: (decision: Decision) => void;
}

const choices = ComparedMeasure.options.map((value) => ({ value, label: compared.measures[value] }));
const designs = (['sequential', 'hybrid'] as const).map((value) => ({ value, label: words.designs[value] }));
const usualAlphas = [0.01, usualAlpha, 0.1];
const among = (values: readonly (string | null)[]): ComparedMeasure[] => ComparedMeasure.options.filter((one) => values.includes(one));

/** The usual ones, and what was set by other means. */
export const alphaChoices = (alpha: number): { value: string; label: string }[] => [...new Set([...usualAlphas, alpha])].sort((a, b) => a - b).map((value) => ({ value: String(value), label: tellAlpha(value) }));

/** What a verdict is given on: one measure that decides, others beside it, guardrails, and when two variants count as the same. */
export function DecisionFields({ decision, problem, onChange }: Props): ReactNode {
  const { primary, secondary, guardrails, margin, design, alpha = usualAlpha } = decision;
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
      <div className={form.pairs}>
        <Select
          label={words.design} description={words.designHints[design ?? 'sequential']} allowDeselect={false} value={design ?? 'sequential'} data={designs}
          onChange={(value) => onChange({ ...decision, design: value === 'hybrid' ? 'hybrid' : 'sequential' })}
        />
        <Select
          label={words.alpha} description={words.alphaHint} allowDeselect={false} value={String(alpha)} data={alphaChoices(alpha)}
          onChange={(value) => onChange({ ...decision, alpha: Number(value) || usualAlpha })}
        />
      </div>
      <MultiSelect label={words.secondary} description={words.secondaryHint} data={choices.filter(({ value }) => value !== primary)} value={[...secondary]} onChange={(values) => onChange({ ...decision, secondary: among(values) })} />
      <GuardrailRows guardrails={guardrails} problem={problem} onChange={(changed) => onChange({ ...decision, guardrails: changed })} />
    </div>
  );
}
