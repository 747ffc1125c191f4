import { NumberInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { percent } from '../format.ts';
import { Section } from '../parts/page-frame.tsx';
import { words } from './strings.ts';
import { thresholdsFit, type VersionDraft } from './version-draft.ts';
import css from './backends.module.css';

const text = words.version;

const told = (value: number): string => percent(value / 100, Number.isInteger(value) ? 0 : 1);

interface Props {
  draft: VersionDraft;
  onChange: (changes: Partial<VersionDraft>) => void;
}

/** Both thresholds, with what they mean in a sentence. */
export function ThresholdFields({ draft, onChange }: Props): ReactNode {
  const { answer, clarify } = draft;
  const shared = { min: 0, max: 100, suffix: ' %', decimalScale: 1, clampBehavior: 'strict' as const };
  const good = thresholdsFit(draft);
  return (
    <Section title={text.thresholds}>
      <div className={css.form}>
        <div className={css.pair}>
          <NumberInput label={text.answer} {...shared} value={answer} onChange={(value) => onChange({ answer: Number(value) })} />
          <NumberInput label={text.clarify} {...shared} value={clarify} error={!good && text.wrongOrder} onChange={(value) => onChange({ clarify: Number(value) })} />
        </div>
        {good && <p className={css.note} role="status">{text.explain(told(answer), told(clarify))}</p>}
      </div>
    </Section>
  );
}
