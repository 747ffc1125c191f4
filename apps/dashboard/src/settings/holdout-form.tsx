import { Button, NumberInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { MOST_HOLDOUT } from '#contracts';
import type { Site } from '#contracts';
import { NotSaved } from '../parts/failure.tsx';
import { Section } from '../parts/page-frame.tsx';
import { useMay } from '../session.tsx';
import { partWords } from '../strings.ts';
import { useChangeSite } from './data.ts';
import { words } from './strings.ts';
import css from './settings.module.css';

const text = words.holdout;

/** How many visitors of a site never take part in an experiment. */
export function HoldoutForm({ site }: { site: Site }): ReactNode {
  const may = useMay('sites:write');
  const [percent, setPercent] = useState<number | string>(site.holdout / 100);
  const change = useChangeSite();
  const holdout = typeof percent === 'number' ? Math.round(percent * 100) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (holdout !== null) change.mutate({ id: site.id, holdout }, { onSuccess: () => notifications.show({ message: partWords.saved }) });
  };
  return (
    <Section title={text.title}>
      <p className={css.note}>{text.hint}</p>
      <form className={css.form} onSubmit={submit}>
        <NumberInput
          label={text.share} description={text.consequence} required disabled={!may} min={0} max={MOST_HOLDOUT / 100} clampBehavior="strict" decimalScale={2} suffix=" %" value={percent} onChange={setPercent}
        />
        <NotSaved error={change.error} />
        {may && <div><Button type="submit" loading={change.isPending} disabled={holdout === null || holdout === site.holdout}>{partWords.save}</Button></div>}
      </form>
    </Section>
  );
}
