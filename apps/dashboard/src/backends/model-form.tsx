import { Button, Checkbox, PasswordInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { Provider } from '#contracts';
import { NotSaved } from '../parts/failure.tsx';
import type { ModelDraft } from './model-draft.ts';
import { PriceFields } from './price-fields.tsx';
import { words } from './strings.ts';
import css from './backends.module.css';

const text = words.model;
const providers = Provider.options.map((value) => ({ value, label: text.providers[value] }));

interface Props {
  start: ModelDraft;
  /** Of the model that is changed; null for a new one. */
  stored: { keyEnding: string | null } | null;
  readOnly: boolean;
  busy: boolean;
  error: Error | null;
  onSave: (draft: ModelDraft) => void;
  /** Further buttons. */
  children: ReactNode;
}

export function ModelForm({ start, stored, readOnly, busy, error, onSave, children }: Props): ReactNode {
  const [draft, setDraft] = useState(start);
  const set = (changes: Partial<ModelDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave(draft);
  };
  return (
    <form className={css.form} onSubmit={submit} autoComplete="off">
      <Select
        label={text.provider} data={providers} value={draft.provider} allowDeselect={false} readOnly={readOnly} disabled={stored !== null}
        onChange={(value) => set({ provider: Provider.parse(value) })}
      />
      <TextInput
        label={text.name} description={text.nameHints[draft.provider]} required maxLength={200} spellCheck={false} autoCapitalize="off" readOnly={readOnly} value={draft.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        label={text.baseUrl} description={text.baseUrlHints[draft.provider]} type="url" inputMode="url" maxLength={500} spellCheck={false} readOnly={readOnly} value={draft.baseUrl}
        onChange={(event) => set({ baseUrl: event.currentTarget.value })}
      />
      {!readOnly && (
        <PasswordInput
          label={text.apiKey} description={stored?.keyEnding ? text.kept(stored.keyEnding) : text.apiKeyHint} autoComplete="new-password" maxLength={500} value={draft.apiKey}
          disabled={draft.removeKey} onChange={(event) => set({ apiKey: event.currentTarget.value })}
        />
      )}
      {!readOnly && stored?.keyEnding && (
        <Checkbox label={text.removeKey} checked={draft.removeKey} onChange={(event) => set({ removeKey: event.currentTarget.checked, apiKey: '' })} />
      )}
      <PriceFields draft={draft} onChange={set} readOnly={readOnly} />
      <NotSaved error={error} />
      <div className={css.buttons}>
        {!readOnly && <Button type="submit" disabled={!draft.name.trim()} loading={busy}>{stored ? text.save : text.create}</Button>}
        {children}
      </div>
    </form>
  );
}
