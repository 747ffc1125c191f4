import { NumberInput, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FineTuneMethod } from '#contracts';
import backends from '../backends.module.css';
import { isSuffix } from './draft.ts';
import type { FieldProps } from './provider-fields.tsx';
import { words } from './strings.ts';

const text = words.form;
const numberOr = (value: string | number): number | null => (typeof value === 'number' ? value : null);

/** Epochs in sight, what few people change behind a word. */
export function ParameterFields({ draft, onChange, method }: FieldProps & { method: FineTuneMethod }): ReactNode {
  const { parameters } = draft;
  const set = (change: Partial<typeof parameters>) => onChange({ parameters: { ...parameters, ...change } });
  return (
    <>
      <NumberInput label={text.epochs} placeholder={text.auto} min={1} max={50} allowDecimal={false} clampBehavior="strict" maw="16rem" value={parameters.epochs ?? ''} onChange={(value) => set({ epochs: numberOr(value) })} />
      <details className={backends.more}>
        <summary>{text.more}</summary>
        <div className={backends.pair}>
          <NumberInput label={text.batchSize} placeholder={text.auto} min={1} max={256} allowDecimal={false} clampBehavior="strict" value={parameters.batchSize ?? ''} onChange={(value) => set({ batchSize: numberOr(value) })} />
          <NumberInput label={text.rate} placeholder={text.auto} min={0.001} max={10} step={0.1} decimalScale={3} value={parameters.learningRateMultiplier ?? ''} onChange={(value) => set({ learningRateMultiplier: numberOr(value) })} />
          {method === 'dpo' && <NumberInput label={text.beta} placeholder={text.auto} min={0.001} max={2} step={0.1} decimalScale={3} value={parameters.beta ?? ''} onChange={(value) => set({ beta: numberOr(value) })} />}
          <NumberInput label={text.seed} min={0} max={0x7fffffff} allowDecimal={false} clampBehavior="strict" value={parameters.seed} onChange={(value) => set({ seed: numberOr(value) ?? 1 })} />
          {draft.provider === 'openai' && (
            <TextInput
              label={text.suffix} description={text.suffixHint} maxLength={40} spellCheck={false} value={draft.suffix} error={isSuffix(draft.suffix) ? null : text.suffixWrong}
              onChange={(event) => onChange({ suffix: event.currentTarget.value })}
            />
          )}
        </div>
      </details>
    </>
  );
}

const prices = ['training', 'input', 'output', 'hourly'] as const;

export const PriceFields = ({ draft, onChange }: FieldProps): ReactNode => (
  <div>
    <div className={backends.pair}>
      {prices.map((name) => (
        <NumberInput
          key={name} label={text.prices[name]} min={0} max={1_000_000} decimalScale={6} clampBehavior="strict" hideControls value={draft.prices[name]}
          onChange={(value) => onChange({ prices: { ...draft.prices, [name]: numberOr(value) ?? 0 } })}
        />
      ))}
    </div>
    <p className={`${backends.note} ${backends.below}`}>{text.pricesHint}</p>
  </div>
);
