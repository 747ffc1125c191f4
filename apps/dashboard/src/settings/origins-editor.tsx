import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { AllowedOrigin } from '#contracts';
import type { Site } from '#contracts';
import { NotSaved } from '../parts/failure.tsx';
import { Section } from '../parts/page-frame.tsx';
import { useMay } from '../session.tsx';
import { useChangeSite } from './data.ts';
import { words } from './strings.ts';
import css from './settings.module.css';

const text = words.sites;

/** Which pages may use the chat. Each change is saved at once. */
export function OriginsEditor({ site }: { site: Site }): ReactNode {
  const may = useMay('sites:write');
  const [entered, setEntered] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const change = useChangeSite();
  const save = (allowedOrigins: string[], done?: () => void) => change.mutate({ id: site.id, allowedOrigins }, { onSuccess: done });
  const add = (event: FormEvent) => {
    event.preventDefault();
    const origin = entered.trim().toLowerCase().replace(/\/$/, '');
    if (!AllowedOrigin.safeParse(origin).success) return setWrong(text.originWrong);
    if (site.allowedOrigins.includes(origin)) return setWrong(text.originThere);
    save([...site.allowedOrigins, origin], () => setEntered(''));
  };
  return (
    <Section title={text.origins}>
      <p className={css.note}>{text.originsHint}</p>
      <ul className={css.origins}>
        {site.allowedOrigins.map((origin) => (
          <li key={origin}>
            {origin}
            {may && (
              <ActionIcon aria-label={text.removeOrigin(origin)} disabled={change.isPending} onClick={() => save(site.allowedOrigins.filter((one) => one !== origin))}>
                <IconTrash size={18} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {may && (
        <form className={css.add} onSubmit={add}>
          <TextInput
            aria-label={text.addOrigin} placeholder={text.originPlaceholder} value={entered} error={wrong}
            onChange={(event) => {
              setEntered(event.currentTarget.value);
              setWrong(null);
            }}
          />
          <Button type="submit" variant="default" loading={change.isPending} disabled={!entered.trim()}>{text.addOrigin}</Button>
        </form>
      )}
      <NotSaved error={change.error} />
    </Section>
  );
}
