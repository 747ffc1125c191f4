import { NumberInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ModelDraft } from './model-draft.ts';
import { words } from './strings.ts';
import css from './backends.module.css';

const text = words.model;
const prices = [['inputPrice', text.input], ['outputPrice', text.output], ['hourlyPrice', text.hourly]] as const;

interface Props {
  draft: ModelDraft;
  onChange: (changes: Partial<ModelDraft>) => void;
  readOnly: boolean;
}

export const PriceFields = ({ draft, onChange, readOnly }: Props): ReactNode => (
  <div>
    <div className={css.pair}>
      {prices.map(([name, label]) => (
        <NumberInput
          key={name} label={label} min={0} max={1_000_000} decimalScale={6} clampBehavior="strict" hideControls readOnly={readOnly} value={draft[name]}
          onChange={(value) => onChange({ [name]: Number(value) })}
        />
      ))}
    </div>
    <p className={css.note}>{text.pricesHint}</p>
  </div>
);
