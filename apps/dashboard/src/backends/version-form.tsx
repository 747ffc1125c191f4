import { Button, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { useNavigate } from 'react-router';
import type { Backend, BackendVersion } from '#contracts';
import { NotSaved } from '../parts/failure.tsx';
import { Section } from '../parts/page-frame.tsx';
import { useCreateVersion } from './data.ts';
import { ModelChoice } from './model-choice.tsx';
import { PackFields } from './pack-fields.tsx';
import { words } from './strings.ts';
import { ThresholdFields } from './threshold-fields.tsx';
import { useRuns } from './use-runs.ts';
import { draftFrom, hasPrompt, hasThresholds, requestOf, type VersionDraft } from './version-draft.ts';
import css from './backends.module.css';

const text = words.version;

interface Props {
  backend: Backend;
  /** That the version will get. */
  number: number;
  from: BackendVersion | undefined;
}

export function VersionForm({ backend, number, from }: Props): ReactNode {
  const [draft, setDraft] = useState(() => draftFrom(backend.kind, from));
  const runs = useRuns().data?.items ?? [];
  const create = useCreateVersion();
  const go = useNavigate();
  const set = (changes: Partial<VersionDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const request = requestOf(backend, draft, runs);
  const done = (saved: BackendVersion) => {
    notifications.show({ message: text.saved(saved.number) });
    void go(`/backends/${backend.id}`);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (request) create.mutate(request, { onSuccess: done });
  };
  return (
    <form onSubmit={submit}>
      <Section title={text.model}><ModelChoice kind={backend.kind} runs={runs} value={draft.model} onChange={(model) => set({ model })} /></Section>
      {hasPrompt(backend.kind) && <PackFields draft={draft} onChange={set} />}
      {hasThresholds(backend.kind, draft.model) && <ThresholdFields draft={draft} onChange={set} />}
      <Section title={text.note}>
        <div className={css.form}>
          <TextInput aria-label={text.note} placeholder={text.notePlaceholder} maxLength={500} value={draft.note} onChange={(event) => set({ note: event.currentTarget.value })} />
          <p className={css.note}>{text.consequence}</p>
        </div>
      </Section>
      <NotSaved error={create.error} />
      <div className={css.buttons}><Button type="submit" disabled={!request} loading={create.isPending}>{text.save(number)}</Button></div>
    </form>
  );
}
