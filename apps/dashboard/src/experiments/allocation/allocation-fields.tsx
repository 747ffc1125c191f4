import { NumberInput, Radio, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AdaptiveAllocation, Allocation } from '#contracts';
import { weightOf } from '../weights.ts';
import { usualAdaptive, type AllocationProblems } from './allocation-draft.ts';
import { words } from './strings.ts';
import form from '../experiments.module.css';
import css from './allocation.module.css';

interface Props {
  allocation: Allocation;
  /** How many variants the draft has. */
  variants: number;
  problems: AllocationProblems;
  onChange: (allocation: Allocation) => void;
}

const methods = ['top_two', 'track_and_stop'] as const;

/** Whether the shares stay or follow what is measured, and what that costs. */
export function AllocationFields({ allocation, variants, problems, onChange }: Props): ReactNode {
  return (
    <div className={form.form}>
      <Radio.Group aria-label={words.title} value={allocation.kind} error={problems.kind} onChange={(kind) => onChange(kind === 'adaptive' ? usualAdaptive(variants) : { kind: 'fixed' })}>
        <div className={css.choices}>
          <Radio value="fixed" label={words.fixed} description={words.fixedMeans} />
          <Radio value="adaptive" label={words.adaptive} description={words.adaptiveMeans} aria-invalid={Boolean(problems.kind)} />
        </div>
      </Radio.Group>
      {allocation.kind === 'adaptive' && <Adaptive allocation={allocation} problems={problems} onChange={onChange} />}
    </div>
  );
}

function Adaptive({ allocation, problems, onChange }: Pick<Props, 'problems' | 'onChange'> & { allocation: AdaptiveAllocation }): ReactNode {
  const set = (changes: Partial<AdaptiveAllocation>): void => onChange({ ...allocation, ...changes });
  return (
    <>
      <div>
        <p className={form.note}>{words.gained}</p>
        <p className={form.note}>{words.lost}</p>
      </div>
      <Select
        label={words.method} allowDeselect={false} value={allocation.method} data={methods.map((value) => ({ value, label: words.methods[value] }))}
        onChange={(value) => set({ method: methods.find((one) => one === value) ?? 'top_two' })}
      />
      <div className={form.pairs}>
        <NumberInput label={words.floor} description={words.floorHint} min={5} max={50} decimalScale={2} suffix=" %" value={allocation.floor / 100} error={problems.floor} onChange={(value) => set({ floor: weightOf(value) })} />
        <NumberInput label={words.control} description={words.controlHint} min={5} max={90} decimalScale={2} suffix=" %" value={allocation.controlShare / 100} error={problems.control} onChange={(value) => set({ controlShare: weightOf(value) })} />
      </div>
      <p className={form.alarm}>{words.few}</p>
    </>
  );
}
