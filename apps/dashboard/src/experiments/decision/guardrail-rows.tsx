import { ActionIcon, Button, NumberInput, Select } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ComparedMeasure, type Guardrail } from '#contracts';
import { words as compared } from '../compared/strings.ts';
import { keptMargin, shownMargin, unitName } from './margins.ts';
import { words } from './strings.ts';
import css from './decision.module.css';
import form from '../experiments.module.css';

const MOST = 8;

interface Props {
  guardrails: readonly Guardrail[];
  problem: string | undefined;
  onChange: (guardrails: Guardrail[]) => void;
}

/** What must not get worse: measure, margin, and what the margin is counted in. */
export function GuardrailRows({ guardrails, problem, onChange }: Props): ReactNode {
  const free = ComparedMeasure.options.filter((measure) => guardrails.every((one) => one.measure !== measure));
  const set = (at: number, changed: Guardrail) => onChange(guardrails.map((one, place) => (place === at ? changed : one)));
  return (
    <div role="group" aria-label={words.guardrails}>
      <p className={form.sum}>{words.guardrailsHint}</p>
      {guardrails.map(({ measure, margin, marginIs }, at) => (
        <div key={measure} className={css.guardrail}>
          <Select
            label={words.guardrail} allowDeselect={false} value={measure} data={[measure, ...free].map((value) => ({ value, label: compared.measures[value] }))}
            onChange={(value) => set(at, { measure: ComparedMeasure.options.find((one) => one === value) ?? measure, margin: 0, marginIs })}
          />
          <NumberInput
            label={words.margin} min={0} decimalScale={4} hideControls value={margin === 0 ? '' : shownMargin(measure, margin, marginIs)} error={margin === 0 ? problem : undefined}
            onChange={(value) => set(at, { measure, margin: keptMargin(measure, value, marginIs), marginIs })}
          />
          <Select
            label={words.marginIs} allowDeselect={false} value={marginIs} data={[{ value: 'absolute', label: unitName(measure) }, { value: 'relative', label: words.relative }]}
            onChange={(value) => set(at, { measure, margin: 0, marginIs: value === 'relative' ? 'relative' : 'absolute' })}
          />
          <ActionIcon aria-label={words.remove(compared.measures[measure])} onClick={() => onChange(guardrails.filter((_, place) => place !== at))}><IconTrash size={18} /></ActionIcon>
        </div>
      ))}
      <Button variant="default" mt="xs" disabled={guardrails.length >= MOST || free.length === 0} onClick={() => free[0] && onChange([...guardrails, { measure: free[0], margin: 0, marginIs: 'absolute' }])}>{words.add}</Button>
    </div>
  );
}
