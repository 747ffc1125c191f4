import { Button, TextInput, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import type { Site } from '#contracts';
import { DespiteGate, despite } from '../parts/despite-gate.tsx';
import { NotSaved } from '../parts/failure.tsx';
import { Section } from '../parts/page-frame.tsx';
import { useMay } from '../session.tsx';
import { partWords } from '../strings.ts';
import { useChangeSite } from './data.ts';
import { SiteDefaultFields, type SiteDefault } from './site-default-fields.tsx';
import { words } from './strings.ts';
import css from './settings.module.css';

const text = words.sites;

/** Name, default backend, greeting and colour. */
export function SiteForm({ site }: { site: Site }): ReactNode {
  const may = useMay('sites:write');
  const [draft, setDraft] = useState({ name: site.name, greeting: site.greeting, accentColour: site.accentColour });
  const [answers, setAnswers] = useState<SiteDefault>({ defaultBackendVersionId: site.defaultBackendVersionId, followsBackendId: site.followsBackendId });
  const [overruling, setOverruling] = useState('');
  const change = useChangeSite();
  const set = (changes: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...changes }));
  const saved = (): void => {
    setOverruling('');
    notifications.show({ message: partWords.saved });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ id: site.id, ...draft, ...(answers.followsBackendId ? { followsBackendId: answers.followsBackendId } : { defaultBackendVersionId: answers.defaultBackendVersionId }), ...despite(overruling) }, { onSuccess: saved });
  };
  return (
    <Section title={text.look}>
      {!may && <p className={css.note}>{words.onlyReading}</p>}
      <form className={css.form} onSubmit={submit}>
        <TextInput label={text.name} required maxLength={120} value={draft.name} onChange={(event) => set({ name: event.currentTarget.value })} />
        <SiteDefaultFields value={answers} onChange={setAnswers} />
        <Textarea label={text.greeting} description={text.greetingHint} required autosize minRows={2} maxLength={500} value={draft.greeting} onChange={(event) => set({ greeting: event.currentTarget.value })} />
        <div className={css.pick}>
          <TextInput label={text.colour} required pattern="#[0-9a-fA-F]{6}" maxLength={7} w={180} value={draft.accentColour} onChange={(event) => set({ accentColour: event.currentTarget.value })} />
          <input
            type="color" className={css.colour} aria-label={text.colour} value={/^#[0-9a-f]{6}$/i.test(draft.accentColour) ? draft.accentColour : '#000000'}
            onChange={(event) => set({ accentColour: event.currentTarget.value })}
          />
        </div>
        <NotSaved error={change.error} />
        <DespiteGate error={change.error} value={overruling} onChange={setOverruling} />
        {may && <div><Button type="submit" loading={change.isPending}>{partWords.save}</Button></div>}
      </form>
    </Section>
  );
}
