import { Button, NumberInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { siteLimits } from '#contracts';
import type { Site, SiteLimits } from '#contracts';
import { NotSaved } from '../parts/failure.tsx';
import { Section } from '../parts/page-frame.tsx';
import { useMay } from '../session.tsx';
import { partWords } from '../strings.ts';
import { useChangeSite } from './data.ts';
import { words } from './strings.ts';
import css from './settings.module.css';

const text = words.limits;
const names = Object.keys(siteLimits) as (keyof SiteLimits)[];
const usual = Object.fromEntries(names.map((name) => [name, siteLimits[name].usual])) as SiteLimits;

/** How much visitors of a site may ask for. */
export function LimitsForm({ site }: { site: Site }): ReactNode {
  const may = useMay('sites:write');
  const [draft, setDraft] = useState(site.limits);
  const change = useChangeSite();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ id: site.id, limits: draft }, { onSuccess: () => notifications.show({ message: partWords.saved }) });
  };
  return (
    <Section title={text.title}>
      <p className={css.note}>{text.hint}</p>
      <form className={css.form} onSubmit={submit}>
        {names.map((name) => {
          const { least, most } = siteLimits[name];
          return (
            <NumberInput
              key={name} label={text.names[name]} description={text.bounds(siteLimits[name])} required disabled={!may} min={least} max={most} allowDecimal={false}
              thousandSeparator="," value={draft[name]} onChange={(value) => typeof value === 'number' && setDraft({ ...draft, [name]: value })}
            />
          );
        })}
        <NotSaved error={change.error} />
        {may && (
          <div className={css.buttons}>
            <Button type="submit" loading={change.isPending}>{partWords.save}</Button>
            <Button variant="default" disabled={names.every((name) => draft[name] === usual[name])} onClick={() => setDraft(usual)}>{text.usual}</Button>
          </div>
        )}
      </form>
    </Section>
  );
}
