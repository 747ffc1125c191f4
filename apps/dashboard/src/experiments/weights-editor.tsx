import { Button, NumberInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import type { Experiment } from '#contracts';
import { VariantName } from '../charts/variant-name.tsx';
import { weight } from '../format.ts';
import { NotSaved } from '../parts/failure.tsx';
import { Section } from '../parts/page-frame.tsx';
import { looksOf } from '../variant-look.ts';
import { useChangeExperiment } from './data.ts';
import { ReasonField } from './reason-field.tsx';
import { words } from './strings.ts';
import { WHOLE, evenWeights, sumOf, weightOf } from './weights.ts';
import css from './experiments.module.css';

const text = words.weights;

/** Shares of visitors: shown as percentages, kept as integers of 10,000. */
export function WeightsEditor({ experiment }: { experiment: Experiment }): ReactNode {
  const { variants, id } = experiment;
  const [weights, setWeights] = useState(() => variants.map((one) => one.weight));
  const [reason, setReason] = useState('');
  const change = useChangeExperiment();
  const looks = looksOf(variants);
  const sum = sumOf(weights);
  const changed = variants.some((one, at) => one.weight !== weights[at]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const byId = Object.fromEntries(variants.map((one, at) => [one.id, weights[at] ?? 0]));
    // A promise, because the new epoch replaces this editor before a callback of it could be called.
    change.mutateAsync({ id, weights: byId, reason }).then(() => notifications.show({ message: text.saved }), () => undefined);
  };
  return (
    <Section title={text.title}>
      <form className={css.weights} onSubmit={submit}>
        {variants.map((variant, at) => (
          <div key={variant.id} className={css.weight}>
            <VariantName look={looks[at] as (typeof looks)[number]} name={variant.name} isControl={variant.isControl} isTwin={variant.isTwin} />
            <NumberInput
              aria-label={text.share(variant.name)} value={(weights[at] ?? 0) / 100} min={0} max={100} decimalScale={2} suffix=" %" step={5}
              onChange={(value) => setWeights((before) => before.map((one, index) => (index === at ? weightOf(value) : one)))}
            />
          </div>
        ))}
        <p className={css.sum} data-wrong={sum !== WHOLE} role="status">{sum === WHOLE ? text.ok : text.sum(weight(sum))}</p>
        <p className={css.sum}>{text.consequence}</p>
        {changed && <ReasonField state={experiment.state} value={reason} onChange={setReason} />}
        <NotSaved error={change.error} />
        <div className={css.buttons}>
          <Button type="submit" disabled={!changed || sum !== WHOLE} loading={change.isPending}>{text.save}</Button>
          <Button variant="default" onClick={() => setWeights(evenWeights(variants.length))}>{text.even}</Button>
        </div>
      </form>
    </Section>
  );
}
