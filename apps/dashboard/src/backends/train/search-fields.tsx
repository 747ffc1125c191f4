import { NumberInput, Radio, Select, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { planTraining } from '#contracts';
import { useRead } from '../../api.ts';
import { count } from '../../format.ts';
import css from '../backends.module.css';
import { timeOf } from '../run-progress.tsx';
import { words } from './strings.ts';

const text = words.how;
const USUAL_TRIALS = 16;
const MOST_MINUTES = 600;

export interface SearchDraft {
  on: boolean;
  trials: number;
  /** Empty: no limit. */
  minutes: number | '';
}

export const noSearch: SearchDraft = { on: false, trials: USUAL_TRIALS, minutes: '' };
export const searchOf = ({ on, trials, minutes }: SearchDraft) => (on ? { trials, cpuMinutes: minutes === '' ? null : minutes } : null);

/** Quick, or a search: how long each takes is reckoned from the workspace's questions. */
export function SearchFields({ draft, onChange }: { draft: SearchDraft; onChange: (draft: SearchDraft) => void }): ReactNode {
  const plan = useRead(planTraining, {}).data;
  const set = (changes: Partial<SearchDraft>) => onChange({ ...draft, ...changes });
  const sizes = (plan?.search ?? [{ trials: USUAL_TRIALS, seconds: null }]).map(({ trials, seconds }) =>
    ({ value: String(trials), label: text.sizeOf(trials, seconds === null ? text.unknown : timeOf(seconds)) }));
  return (
    <>
      <Radio.Group label={text.label} value={draft.on ? 'search' : 'quick'} onChange={(value) => set({ on: value === 'search' })}>
        <Stack gap="xs" mt="xs">
          <Radio value="quick" label={text.quick} description={text.quickHint(plan ? timeOf(plan.quickSeconds) : text.unknown)} />
          <Radio value="search" label={text.search} description={text.searchHint} />
        </Stack>
      </Radio.Group>
      {plan !== undefined && plan.heldOut > 0 && <p className={css.note}>{text.heldOut(count(plan.heldOut))}</p>}
      {draft.on && (
        <>
          <Select label={text.size} data={sizes} value={String(draft.trials)} allowDeselect={false} maw="24rem" onChange={(value) => set({ trials: Number(value) })} />
          <NumberInput
            label={text.limit} description={text.limitHint} suffix={text.minutes} min={0.1} max={MOST_MINUTES} decimalScale={1} maw="16rem" value={draft.minutes}
            onChange={(value) => set({ minutes: value === '' ? '' : Math.min(MOST_MINUTES, Math.max(0.1, Number(value))) })}
          />
        </>
      )}
    </>
  );
}
