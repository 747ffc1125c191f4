import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { count } from '../../format.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { Section } from '../../parts/page-frame.tsx';
import { RowsSkeleton } from '../../parts/skeletons.tsx';
import backends from '../backends.module.css';
import { useEstimate } from './data.ts';
import { words } from './strings.ts';
import css from './data-sets.module.css';

const text = words.estimate;
const dollars = (value: number): string => `$${value.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: value < 1 ? 4 : 2 })}`;

/** Tokens and money, for so many epochs at a price of a training, which is another one than that of answers. */
export function EstimatePanel({ id }: { id: string }): ReactNode {
  const [epochs, setEpochs] = useState(3);
  const [price, setPrice] = useState(0);
  const reading = useEstimate(id, epochs, price);
  return (
    <Section title={text.title}>
      <div className={css.row}>
        <NumberInput label={text.epochs} min={1} max={100} allowDecimal={false} value={epochs} onChange={(next) => typeof next === 'number' && next >= 1 && next <= 100 && setEpochs(next)} />
        <NumberInput label={text.price} min={0} max={1_000_000} decimalScale={4} prefix="$" value={price} onChange={(next) => typeof next === 'number' && next >= 0 && next <= 1_000_000 && setPrice(next)} />
      </div>
      <Loaded reading={reading} skeleton={<RowsSkeleton rows={2} />}>
        {({ billed, cost }) => (
          <p className={backends.told} role="status">
            {text.hero(count(billed.expected), price === 0 ? text.free : dollars(cost.expected))}{' '}
            <span className={css.between}>{text.between(`${count(billed.low)} and ${count(billed.high)}`, price === 0 ? null : `${dollars(cost.low)} to ${dollars(cost.high)}`)}</span>
          </p>
        )}
      </Loaded>
      <p className={`${backends.note} ${css.below}`}>{text.note}</p>
    </Section>
  );
}
